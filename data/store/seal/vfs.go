package seal

// #include "shim.h"
import "C"

import (
	"path/filepath"
	"runtime/cgo"
	"unsafe"

	_ "github.com/mattn/go-sqlite3" // the SQLite that the shim joins
)

func init() {
	// The name is never freed: SQLite keeps it.
	if rc := C.seal_register(C.CString(vfsName)); rc != resultOK {
		panic("seal: SQLite did not take the shim")
	}
	// Second: the shim stays on SQLite's own VFS.
	if rc := C.sums_register(C.CString(plainName)); rc != resultOK {
		panic("seal: SQLite did not take the check values")
	}
}

// code returns the result code for err.
func code(err error) C.int {
	if err == nil {
		return resultOK
	}
	if e, ok := err.(ioError); ok { //nolint:errorlint // never wrapped: this is the way back to SQLite
		return C.int(e)
	}
	return resultReadError
}

// sumOf looks at the check value of a page of a plain database.
func sumOf(page []byte) sum {
	switch C.sums_look(unsafe.Pointer(&page[0]), C.int(len(page))) {
	case C.SUM_RIGHT:
		return sumRight
	case C.SUM_MISSING:
		return sumMissing
	}
	return sumWrong
}

// sumDenied reports whether a first page has a check value, but no longer says so.
func sumDenied(page []byte) bool {
	return C.sums_denied(unsafe.Pointer(&page[0]), C.int(len(page))) != 0
}

// device is a file as SQLite's own VFS opened it.
type device struct {
	file *C.sqlite3_file
	path string
}

// readAt fills p; what is beyond the end is zero, and then the error is resultShortRead.
func (d device) readAt(p []byte, at int64) error {
	return result(C.seal_read(d.file, unsafe.Pointer(&p[0]), C.int(len(p)), C.i64(at)))
}

func (d device) writeAt(p []byte, at int64) error {
	if tap != nil {
		tap.wrote(d.path, p, at)
	}
	return result(C.seal_write(d.file, unsafe.Pointer(&p[0]), C.int(len(p)), C.i64(at)))
}

func (d device) truncate(size int64) error {
	if tap != nil {
		tap.truncated(d.path, size)
	}
	return result(C.seal_truncate(d.file, C.i64(size)))
}

func (d device) sync(flags int) error {
	err := result(C.seal_sync(d.file, C.int(flags)))
	if tap != nil && err == nil {
		tap.synced(d.path)
	}
	return err
}

func (d device) size() (int64, error) {
	var n C.i64
	err := result(C.seal_size(d.file, &n))
	return int64(n), err
}

func result(rc C.int) error {
	if rc == resultOK {
		return nil
	}
	return ioError(rc)
}

//export sealOpen
func sealOpen(self *C.sealed_file, real *C.sqlite3_file, name, token *C.char, flags C.int, handle *C.uintptr_t) (rc C.int) {
	defer rescue(&rc)
	d := device{file: real}
	if tap != nil {
		d.path = C.GoString(name)
	}
	var f *file
	switch {
	case flags&flagDatabase != 0:
		key := keyOf(C.GoString(token))
		if key == nil {
			return resultAuth
		}
		s, err := key.sealerOf(d)
		if err != nil {
			return code(err)
		}
		f = &file{device: d, kind: kindDatabase, sealer: s, fresh: key.fresh, key: key.Key}
	default:
		main := cgo.Handle(C.seal_handle(self)).Value().(*file)
		f = &file{device: d, kind: kindJournal, sealer: main.sealer, key: main.key}
		if flags&flagLog != 0 {
			f.kind = kindLog
			f.recovering = func() bool { return C.seal_recovering(self, truth(f.wrote)) != 0 }
		}
	}
	*handle = C.uintptr_t(cgo.NewHandle(f))
	return resultOK
}

func truth(b bool) C.int {
	if b {
		return 1
	}
	return 0
}

// rescue keeps a mistake of ours from ending the program inside SQLite.
func rescue(rc *C.int) {
	if recover() != nil {
		*rc = resultReadError
	}
}

func fileOf(handle C.uintptr_t) *file { return cgo.Handle(handle).Value().(*file) }

//export sealClose
func sealClose(handle C.uintptr_t) { cgo.Handle(handle).Delete() }

//export sealRead
func sealRead(handle C.uintptr_t, p unsafe.Pointer, n C.int, at C.i64) (rc C.int) {
	defer rescue(&rc)
	return code(fileOf(handle).read(unsafe.Slice((*byte)(p), int(n)), int64(at)))
}

//export sealWrite
func sealWrite(handle C.uintptr_t, p unsafe.Pointer, n C.int, at C.i64) (rc C.int) {
	defer rescue(&rc)
	return code(fileOf(handle).write(unsafe.Slice((*byte)(p), int(n)), int64(at)))
}

//export sealTruncate
func sealTruncate(handle C.uintptr_t, size C.i64) (rc C.int) {
	defer rescue(&rc)
	return code(fileOf(handle).resize(int64(size)))
}

//export sealSync
func sealSync(handle C.uintptr_t, flags C.int) (rc C.int) {
	defer rescue(&rc)
	return code(fileOf(handle).sync(int(flags)))
}

//export sealSize
func sealSize(handle C.uintptr_t, size *C.i64) (rc C.int) {
	defer rescue(&rc)
	n, err := fileOf(handle).length()
	*size = C.i64(n)
	return code(err)
}

//export sealDeleted
func sealDeleted(name *C.char, sync C.int) {
	if tap != nil {
		tap.deleted(C.GoString(name), sync != 0)
	}
}

// withHeader opens the file at path for its header alone, through SQLite's VFS.
func withHeader(path string, write bool, do func(device) error) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	flags := flagReadOnly
	if write {
		flags = flagReadWrite
	}
	c := C.CString(abs)
	defer C.free(unsafe.Pointer(c))
	var name *C.char
	var rc C.int
	f := C.seal_open_raw(c, C.int(flags), &name, &rc)
	if f == nil {
		return result(rc)
	}
	defer C.seal_close_raw(f, name)
	return do(device{file: f, path: abs})
}
