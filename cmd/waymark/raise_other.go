//go:build !windows

package main

import "fyne.io/fyne/v2"

// raiseWindow brings a window to the front.
func raiseWindow(w fyne.Window) { w.RequestFocus() }

// watchSystem does nothing where the end of a session comes as a signal, which
// ends the program: what was typed is kept as a draft all the time.
func watchSystem(fyne.Window, func()) {}
