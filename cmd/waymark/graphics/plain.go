//go:build !opengles

package graphics

import "runtime"

// trySafe has windows drawn without the graphics card, where the system itself can
// do that. The packages for users are built with the tag opengles and can do more.
func trySafe(asked bool) error {
	if !asked || runtime.GOOS != "linux" {
		return errNoSafe
	}
	drawWithoutHardware()
	return tryWindow(fynesHints)
}
