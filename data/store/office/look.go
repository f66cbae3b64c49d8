package office

import (
	"encoding/json"
	"os"

	"waymark/data/store"
)

// kept is how the window of a database looked last. It is kept in a file beside it, for
// what is shown before the settings can be read: an empty window, or the screen that
// asks for the passphrase. It says nothing of a service or a person.
type kept struct {
	Appearance string `json:"appearance,omitempty"`
	TextScale  string `json:"text,omitempty"`
}

func lookFile(path string) string { return path + store.LookSuffix }

// KeptLook returns what KeepLook kept for the database at path; both are "" if
// nothing is kept, as for settings that were never set.
func KeptLook(path string) (appearance, textScale string) {
	var k kept
	if found, err := store.Locate(path); err == nil {
		path = found
	}
	body, err := os.ReadFile(lookFile(path))
	if err != nil || json.Unmarshal(body, &k) != nil {
		return "", ""
	}
	return k.Appearance, k.TextScale
}

// KeepLook keeps how the window looks.
func (s *Office) KeepLook(appearance, textScale string) error {
	if was, size := KeptLook(s.Path()); was == appearance && size == textScale {
		return nil
	}
	body, err := json.Marshal(kept{appearance, textScale})
	if err != nil {
		return err
	}
	return os.WriteFile(lookFile(s.Path()), body, 0o600)
}
