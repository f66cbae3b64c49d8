package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// latestWatch is when the second process is started even if no screen has
// been shown.
const latestWatch = 3 * time.Second

// crashWatch starts the second process once the first screen is shown: started
// before, it costs a fifth of the time until then. A panic of the start itself is
// described by this process, in describe.
type crashWatch struct {
	folder string
	log    *slog.Logger
	once   sync.Once
	mu     sync.Mutex
	on     bool
}

// begin starts the second process, the first time it is called.
func (w *crashWatch) begin() {
	w.once.Do(func() {
		if err := watchForCrash(w.folder); err != nil {
			w.log.Error("watch for crashes", "error", err)
			return
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		w.on = true
	})
}

// describe is deferred: it writes the crash file of a panic for which there is
// no second process yet, and lets the panic go on.
func (w *crashWatch) describe() {
	fault := recover()
	if fault == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.on {
		report := fmt.Sprintf("panic: %v\n\n%s", asRuntimePrints(fault), debug.Stack())
		if err := describeCrash(w.folder, bytes.NewReader([]byte(report)), time.Now); err != nil {
			w.log.Error("describe a crash", "error", err)
		}
	}
	panic(fault)
}

// asRuntimePrints marks a fault of the runtime, whose words may be kept, apart
// from others, as the runtime itself does.
func asRuntimePrints(fault any) string {
	if err, ok := fault.(interface {
		error
		RuntimeError()
	}); ok {
		return err.Error()
	}
	return "(words left out)"
}
