package chime

import (
	"context"
	"syscall"
)

// information is the sound that Windows has for a message: MB_ICONASTERISK.
const information = 0x40

func play(context.Context) {
	beep := syscall.NewLazyDLL("user32.dll").NewProc("MessageBeep")
	if beep.Find() == nil {
		_, _, _ = beep.Call(information)
	}
}
