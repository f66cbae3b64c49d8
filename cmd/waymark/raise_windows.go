package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

const (
	swRestore      = 9
	gwlpWndProc    = ^uintptr(3) // -4
	wmClose        = 0x0010
	wmEndSession   = 0x0016
	wmSysCommand   = 0x0112
	scClose        = 0xF060
	sysCommandMask = 0xFFF0
)

func user32(name string) *windows.LazyProc {
	return windows.NewLazySystemDLL("user32.dll").NewProc(name)
}

// raiseWindow brings a window to the front, also one that was minimised.
func raiseWindow(w fyne.Window) {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return
	}
	native.RunNative(func(context any) {
		c, ok := context.(driver.WindowsWindowContext)
		if !ok || c.HWND == 0 {
			return
		}
		if iconic, _, _ := user32("IsIconic").Call(c.HWND); iconic != 0 {
			_, _, _ = user32("ShowWindow").Call(c.HWND, swRestore)
		}
		_, _, _ = user32("SetForegroundWindow").Call(c.HWND)
	})
	w.RequestFocus()
}

// watchSystem calls closeNow if something other than the person at the PC closes
// the window: an installer, which sends WM_CLOSE alone, or the end of the session.
// A person's click on the cross comes as WM_SYSCOMMAND first.
func watchSystem(w fyne.Window, closeNow func()) {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return
	}
	native.RunNative(func(context any) {
		c, ok := context.(driver.WindowsWindowContext)
		if !ok || c.HWND == 0 {
			return
		}
		var before uintptr
		byPerson := false
		callBefore := user32("CallWindowProcW")
		proc := windows.NewCallback(func(hwnd, message, wParam, lParam uintptr) uintptr {
			switch {
			case message == wmSysCommand && wParam&sysCommandMask == scClose:
				byPerson = true
				defer func() { byPerson = false }()
			case message == wmClose && !byPerson:
				closeNow()
				return 0
			case message == wmEndSession && wParam != 0:
				closeNow()
			}
			result, _, _ := callBefore.Call(before, hwnd, message, wParam, lParam)
			return result
		})
		before, _, _ = user32("SetWindowLongPtrW").Call(c.HWND, gwlpWndProc, proc)
	})
}
