package instance

import (
	"golang.org/x/sys/windows"
)

// anyProcess lets every process set the foreground window: ASFW_ANY.
const anyProcess = ^uintptr(0)

// eventName is the event of the session that asks a window for something.
func eventName(name string, what Request) (*uint16, error) {
	return windows.UTF16PtrFromString(`Local\Waymark-` + string(what) + "-" + name)
}

// Listen calls do with what is asked of this window, until stop.
func Listen(name string, do func(Request)) (stop func(), err error) {
	end, err := windows.CreateEvent(nil, 1, 0, nil)
	if err != nil {
		return nil, err
	}
	events := []windows.Handle{end}
	for _, what := range requests {
		n, err := eventName(name, what)
		if err != nil {
			return nil, err
		}
		e, err := windows.CreateEvent(nil, 0, 0, n)
		if e == 0 { // with an error also if it was there before
			return nil, err
		}
		events = append(events, e)
	}
	closed := make(chan struct{})
	go func() {
		defer func() {
			for _, e := range events {
				_ = windows.CloseHandle(e)
			}
			close(closed)
		}()
		for {
			which, err := windows.WaitForMultipleObjects(events, false, windows.INFINITE)
			i := int(which) - windows.WAIT_OBJECT_0
			if err != nil || i <= 0 || i > len(requests) {
				return
			}
			do(requests[i-1])
		}
	}()
	return func() {
		if windows.SetEvent(end) == nil {
			<-closed // a new start must not find them
		}
	}, nil
}

// Ask asks the window of that name for something, and reports whether there
// is one.
func Ask(name string, what Request) bool {
	n, err := eventName(name, what)
	if err != nil {
		return false
	}
	e, err := windows.OpenEvent(windows.EVENT_MODIFY_STATE, false, n)
	if err != nil {
		return false
	}
	defer func() { _ = windows.CloseHandle(e) }()
	if allow := windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow"); allow.Find() == nil {
		_, _, _ = allow.Call(anyProcess)
	}
	return windows.SetEvent(e) == nil
}

// There reports whether a window of that name can be asked.
func There(name string) bool {
	n, err := eventName(name, Close)
	if err != nil {
		return false
	}
	e, err := windows.OpenEvent(windows.SYNCHRONIZE, false, n)
	if err != nil {
		return false
	}
	_ = windows.CloseHandle(e)
	return true
}
