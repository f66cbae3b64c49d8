package frame

import (
	"waymark/ui/host"
	"waymark/ui/kit"
)

// ChooseFile lets a file be chosen whose path then stands in a field. kind names what
// it is for, so that its folder is remembered, and endings are those that are offered.
func ChooseFile(h *host.Host, kind string, path *kit.TextField, endings ...string) {
	h.ChooseFile(host.FileAsk{Title: "Choose a file", Kind: kind, Endings: endings}, path.SetText)
}
