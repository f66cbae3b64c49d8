package box

import (
	"context"
	"unsafe"

	"golang.org/x/sys/windows"
)

const (
	idCancel = 2
	wmClose  = 0x0010
)

// show shows a sentence, for a question with the buttons OK and Cancel, and
// reports whether Cancel was pressed.
func show(ctx context.Context, sentence string, question bool) (cancelled bool) {
	flags := uint32(windows.MB_OK | windows.MB_ICONERROR | windows.MB_SETFOREGROUND)
	if question {
		sentence += " Choose OK to keep waiting, or Cancel to close Waymark."
		flags = windows.MB_OKCANCEL | windows.MB_ICONWARNING | windows.MB_SETFOREGROUND
	}
	text, err := windows.UTF16PtrFromString(sentence)
	if err != nil {
		return false
	}
	caption, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return false
	}
	closed := make(chan struct{})
	defer close(closed)
	go func() {
		select {
		case <-ctx.Done():
			closeBox(caption)
		case <-closed:
		}
	}()
	answer, _ := windows.MessageBox(0, text, caption, flags)
	return answer == idCancel
}

// closeBox closes a box of ours that is still open.
func closeBox(caption *uint16) {
	user32 := windows.NewLazySystemDLL("user32.dll")
	find, post := user32.NewProc("FindWindowW"), user32.NewProc("PostMessageW")
	class, err := windows.UTF16PtrFromString("#32770") // the class of dialogs
	if err != nil || find.Find() != nil || post.Find() != nil {
		return
	}
	box, _, _ := find.Call(uintptr(unsafe.Pointer(class)), uintptr(unsafe.Pointer(caption)))
	if box != 0 {
		_, _, _ = post.Call(box, wmClose, 0, 0)
	}
}
