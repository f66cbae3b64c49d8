package main

import "golang.org/x/sys/windows"

// alert shows a sentence in a box of the system's own, for when no window of
// ours can be opened: a double-click that does nothing tells no one anything.
func alert(sentence string) {
	text, err := windows.UTF16PtrFromString(sentence)
	if err != nil {
		return
	}
	caption, err := windows.UTF16PtrFromString("Waymark")
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, text, caption, windows.MB_OK|windows.MB_ICONERROR)
}
