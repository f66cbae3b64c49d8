//go:build !windows

package chime

import (
	"context"
	"os/exec"
)

// players are the ways to make a sound that a PC may have, best first: macOS,
// then Linux desktops with the sounds of the freedesktop theme.
var players = [][]string{
	{"afplay", "/System/Library/Sounds/Glass.aiff"},
	{"canberra-gtk-play", "-i", "message-new-instant"},
	{"pw-play", "/usr/share/sounds/freedesktop/stereo/message.oga"},
	{"paplay", "/usr/share/sounds/freedesktop/stereo/message.oga"},
}

func play(ctx context.Context) {
	for _, p := range players {
		path, err := exec.LookPath(p[0])
		if err != nil {
			continue
		}
		if exec.CommandContext(ctx, path, p[1:]...).Run() == nil { //nolint:gosec // the programs are our own list
			return
		}
	}
}
