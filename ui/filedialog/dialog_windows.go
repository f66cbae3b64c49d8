package filedialog

import (
	"context"
	"fmt"
	"runtime"
	"syscall"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"

	"waymark/ui/host"
)

// The dialog of Windows itself, IFileOpenDialog of shobjidl_core.h, called through
// its table of methods.
var (
	coCreateInstance = windows.NewLazySystemDLL("ole32.dll").NewProc("CoCreateInstance")
	itemFromPath     = windows.NewLazySystemDLL("shell32.dll").NewProc("SHCreateItemFromParsingName")

	user32            = windows.NewLazySystemDLL("user32.dll")
	enumThreadWindows = user32.NewProc("EnumThreadWindows")
	postMessage       = user32.NewProc("PostMessageW")
	// closeWindow asks a window to close. One is made for all: callbacks are never freed.
	closeWindow = windows.NewCallback(func(window, _ uintptr) uintptr {
		_, _, _ = postMessage.Call(window, messageClose, 0, 0)
		return 1 // and go on with the next
	})

	classFileOpen = windows.GUID{Data1: 0xDC1C5A9C, Data2: 0xE88A, Data3: 0x4DDE, Data4: [8]byte{0xA5, 0xA1, 0x60, 0xF8, 0x2A, 0x20, 0xAE, 0xF7}}
	fileOpen      = windows.GUID{Data1: 0xD57C7288, Data2: 0xD4AD, Data3: 0x4768, Data4: [8]byte{0xBE, 0x02, 0x9D, 0x96, 0x95, 0x32, 0xD9, 0x60}}
	shellItem     = windows.GUID{Data1: 0x43826D1E, Data2: 0xE718, Data3: 0x42EE, Data4: [8]byte{0xBC, 0x55, 0xA1, 0xE2, 0x61, 0xC3, 0x7B, 0xFE}}
)

// Places of the methods in the tables.
const (
	methodRelease      = 2
	methodShow         = 3
	methodSetFileTypes = 4
	methodSetOptions   = 9
	methodGetOptions   = 10
	methodSetFolder    = 12
	methodSetTitle     = 17
	methodGetResult    = 20
	methodDisplayName  = 5 // of IShellItem
)

const (
	inProcess       = 1          // CLSCTX_INPROC_SERVER
	pathOfFile      = 0x80058000 // SIGDN_FILESYSPATH
	optionNoChange  = 0x8        // FOS_NOCHANGEDIR
	optionFolders   = 0x20       // FOS_PICKFOLDERS
	optionFilesOnly = 0x40       // FOS_FORCEFILESYSTEM
	optionExists    = 0x1800     // FOS_PATHMUSTEXIST, FOS_FILEMUSTEXIST
	messageClose    = 0x10       // WM_CLOSE
	cancelled       = 0x800704C7 // HRESULT_FROM_WIN32(ERROR_CANCELLED)
)

// object is a pointer to a COM object.
type object struct{ table *[64]uintptr }

// call calls a method by its place, and returns an error if it fails. What the
// arguments point to stays where it is until it returns.
//
//go:uintptrescapes
func (o *object) call(method int, args ...uintptr) error {
	result, _, _ := syscall.SyscallN(o.table[method], append([]uintptr{uintptr(unsafe.Pointer(o))}, args...)...)
	return failed(result)
}

func (o *object) release() {
	if o != nil {
		_ = o.call(methodRelease)
	}
}

// failed is the error that an HRESULT stands for, nil for success.
func failed(result uintptr) error {
	if int32(result) >= 0 { //nolint:gosec // an HRESULT is 32 bits, whose highest says that it failed
		return nil
	}
	return syscall.Errno(uint32(result)) //nolint:gosec // as above
}

// Of returns how a file is asked for in the dialog of Windows.
func Of(w fyne.Window) func(context.Context, host.FileAsk) (string, error) {
	return func(ctx context.Context, ask host.FileAsk) (string, error) {
		owner := ownerOf(w)
		runtime.LockOSThread() // COM belongs to a thread
		defer runtime.UnlockOSThread()
		if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED|windows.COINIT_DISABLE_OLE1DDE); err != nil && err != syscall.Errno(1) { // S_FALSE: already
			return "", fmt.Errorf("%w: %w", host.ErrNoFileDialog, err)
		}
		defer windows.CoUninitialize()
		defer closesWith(ctx)()
		return askWindows(owner, ask)
	}
}

// closesWith has the dialogs of this thread close, as if they were cancelled, when ctx
// ends. The thread shows nothing else.
func closesWith(ctx context.Context) (stop func() bool) {
	thread := windows.GetCurrentThreadId()
	return context.AfterFunc(ctx, func() {
		_, _, _ = enumThreadWindows.Call(uintptr(thread), closeWindow, 0)
	})
}

func ownerOf(w fyne.Window) (owner uintptr) {
	if native, ok := w.(driver.NativeWindow); ok {
		fyne.DoAndWait(func() {
			native.RunNative(func(c any) {
				if win, ok := c.(driver.WindowsWindowContext); ok {
					owner = win.HWND
				}
			})
		})
	}
	return owner
}

func askWindows(owner uintptr, ask host.FileAsk) (string, error) {
	var d *object
	result, _, _ := coCreateInstance.Call(uintptr(unsafe.Pointer(&classFileOpen)), 0, inProcess, uintptr(unsafe.Pointer(&fileOpen)), uintptr(unsafe.Pointer(&d)))
	if err := failed(result); err != nil {
		return "", fmt.Errorf("%w: %w", host.ErrNoFileDialog, err)
	}
	defer d.release()
	if err := d.prepare(ask); err != nil {
		return "", fmt.Errorf("%w: %w", host.ErrNoFileDialog, err)
	}
	if err := d.call(methodShow, owner); err != nil {
		if err == syscall.Errno(cancelled) {
			return "", nil
		}
		return "", err
	}
	var item *object
	if err := d.call(methodGetResult, uintptr(unsafe.Pointer(&item))); err != nil {
		return "", err
	}
	defer item.release()
	var path *uint16
	if err := item.call(methodDisplayName, pathOfFile, uintptr(unsafe.Pointer(&path))); err != nil {
		return "", err
	}
	defer windows.CoTaskMemFree(unsafe.Pointer(path))
	return windows.UTF16PtrToString(path), nil
}

// prepare sets what the dialog asks for.
func (d *object) prepare(ask host.FileAsk) error {
	title, err := windows.UTF16PtrFromString(ask.Title)
	if err != nil {
		return err
	}
	if err := d.call(methodSetTitle, uintptr(unsafe.Pointer(title))); err != nil {
		return err
	}
	var options uint32
	if err := d.call(methodGetOptions, uintptr(unsafe.Pointer(&options))); err != nil {
		return err
	}
	options |= optionNoChange | optionFilesOnly | optionExists
	if ask.Folder {
		options |= optionFolders
	}
	if err := d.call(methodSetOptions, uintptr(options)); err != nil {
		return err
	}
	d.setStart(ask.Start)
	return d.setEndings(ask)
}

// setStart shows a folder first. One that cannot be shown is no reason not to ask.
func (d *object) setStart(folder string) {
	path, err := windows.UTF16PtrFromString(folder)
	if folder == "" || err != nil {
		return
	}
	var item *object
	result, _, _ := itemFromPath.Call(uintptr(unsafe.Pointer(path)), 0, uintptr(unsafe.Pointer(&shellItem)), uintptr(unsafe.Pointer(&item)))
	if failed(result) == nil {
		defer item.release()
		_ = d.call(methodSetFolder, uintptr(unsafe.Pointer(item)))
	}
}

// setEndings shows the files that can be used, and lets all be shown.
func (d *object) setEndings(ask host.FileAsk) error {
	if len(ask.Endings) == 0 || ask.Folder {
		return nil
	}
	patterns := ""
	for i, e := range ask.Endings {
		if i > 0 {
			patterns += ";"
		}
		patterns += "*" + e
	}
	type kind struct{ name, pattern *uint16 }
	var kinds []kind
	for _, pair := range [][2]string{{"Files that can be used", patterns}, {"All files", "*.*"}} {
		name, err := windows.UTF16PtrFromString(pair[0])
		if err != nil {
			return err
		}
		pattern, err := windows.UTF16PtrFromString(pair[1])
		if err != nil {
			return err
		}
		kinds = append(kinds, kind{name, pattern})
	}
	err := d.call(methodSetFileTypes, uintptr(len(kinds)), uintptr(unsafe.Pointer(&kinds[0])))
	runtime.KeepAlive(kinds)
	return err
}
