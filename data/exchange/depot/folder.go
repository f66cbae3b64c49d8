package depot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"waymark/data"
)

// folder is a store in a folder: on a stick, on a network share, or one that a sync
// program keeps alike on several PCs. Nothing but begin makes the folder of a
// service, so that a stick which was pulled out is not begun anew on the disk.
type folder struct {
	root string
	slot chan struct{}
	// place and marker are where the marker is and what it says, once it was read.
	place  string
	marker []byte
}

// deepest is how many folders may lie within one another: no name needs more.
const deepest = 8

func openFolder(root string) (*folder, error) {
	if !filepath.IsAbs(root) {
		return nil, fmt.Errorf("depot: the folder %q is not absolute", root)
	}
	root = filepath.Clean(root)
	return &folder{root: root, slot: slotsOf(root)}, nil
}

func (f *folder) path(key string) string { return filepath.Join(f.root, filepath.FromSlash(key)) }

// hold implements engine.
func (f *folder) hold(key string, marker []byte) error {
	f.place, f.marker = f.path(key), marker
	return nil
}

// present returns an error unless the marker is there as it was. A share that went
// away leaves an empty folder behind, or none.
func (f *folder) present() error {
	if f.marker == nil {
		info, err := os.Stat(f.root)
		if err == nil && !info.IsDir() {
			err = &fs.PathError{Op: "open", Path: f.root, Err: fs.ErrNotExist}
		}
		if err != nil {
			return f.gone(err)
		}
		return nil
	}
	there, err := readFile(f.place)
	if err != nil {
		return f.gone(err)
	}
	if !bytes.Equal(there, f.marker) {
		return fault(Gone, nil, data.CodeReplaced, "The shared folder was replaced while it was in use. Nothing was lost. Waymark opens it again at the next meeting.")
	}
	return nil
}

func (f *folder) gone(cause error) error {
	if isDenied(cause) {
		return onFolder(cause)
	}
	return fault(Gone, cause, data.CodeNotFound, "The shared folder is not there. If it is a stick or a network folder, check that it is connected.")
}

// list implements engine.
func (f *folder) list(ctx context.Context, prefix string) ([]string, error) {
	return away(ctx, f, func() ([]string, error) {
		if err := f.present(); err != nil {
			return nil, err
		}
		keys, err := f.beneath(ctx, strings.TrimSuffix(prefix, "/"), 0)
		if err != nil {
			return nil, err
		}
		// What vanished meanwhile looks like a short list.
		return keys, f.present()
	})
}

// beneath returns the keys of the files in a folder and in those within it. A folder
// that is not there has none: it may be the one of a device that never wrote.
func (f *folder) beneath(ctx context.Context, folder string, depth int) ([]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(f.path(folder))
	if isAway(err) {
		return nil, nil
	}
	if err != nil {
		return nil, onFolder(err)
	}
	var keys []string
	for _, e := range entries {
		key := folder + "/" + e.Name()
		switch {
		case isFile(e.Type()) && strings.HasSuffix(key, suffix):
			keys = append(keys, key)
		case isDir(e.Type()) && isFolder(e.Name()) && depth < deepest:
			within, err := f.beneath(ctx, key, depth+1)
			if err != nil {
				return nil, err
			}
			keys = append(keys, within...)
		}
	}
	return keys, nil
}

// isFile reports whether a mode is of a file. Windows calls a file irregular that a
// sync program gets when it is opened. A link is none: it may lead anywhere.
func isFile(mode fs.FileMode) bool { return mode.Type()&^fs.ModeIrregular == 0 }

func isDir(mode fs.FileMode) bool { return mode.Type()&^fs.ModeIrregular == fs.ModeDir }

// services implements engine.
func (f *folder) services(ctx context.Context) ([]string, error) {
	return away(ctx, f, func() ([]string, error) {
		if err := f.present(); err != nil {
			return nil, err
		}
		entries, err := os.ReadDir(f.root)
		if err != nil {
			return nil, onFolder(err)
		}
		var ids []string
		for _, e := range entries {
			if isDir(e.Type()) {
				ids = append(ids, e.Name())
			}
		}
		return ids, nil
	})
}

// read implements engine.
func (f *folder) read(ctx context.Context, key string) ([]byte, error) {
	return away(ctx, f, func() ([]byte, error) {
		body, err := readFile(f.path(key))
		if isAway(err) {
			// Say so only if the rest of the service is there.
			if gone := f.present(); gone != nil {
				return nil, gone
			}
			return nil, missing(err)
		}
		return body, onFolder(err)
	})
}

// readFile reads a file that is neither a link nor larger than an object.
func readFile(path string) ([]byte, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !isFile(info.Mode()) {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	if info.Size() > MaxObject {
		return nil, tooLarge(nil)
	}
	var file *os.File
	if err := patiently(func() (err error) { file, err = os.Open(path); return err }); err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	body, err := io.ReadAll(io.LimitReader(file, MaxObject+1))
	if err == nil && len(body) > MaxObject {
		err = tooLarge(nil)
	}
	return body, err
}

// write implements engine.
func (f *folder) write(ctx context.Context, key string, body []byte) error {
	_, err := away(ctx, f, func() (struct{}, error) {
		if err := f.present(); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, f.put(key, body)
	})
	return err
}

// put writes a file under a name that is not listed, through to the disk, and
// gives it its own: what has its name is whole.
func (f *folder) put(key string, body []byte) error {
	within, err := f.within(key)
	if err != nil {
		return onFolder(err)
	}
	temp, err := os.CreateTemp(within, tempStart+"*"+tempEnd)
	if err != nil {
		return onFolder(err)
	}
	defer func() { _ = os.Remove(temp.Name()) }() // gone already if all went well
	clearTemps(within, temp)
	openLike(within, temp.Name(), 0o666)
	_, err = temp.Write(body)
	reached("written")
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err == nil {
		err = patiently(func() error { return renameNew(temp.Name(), f.path(key)) })
	}
	if errors.Is(err, fs.ErrExist) {
		return taken(err)
	}
	reached("named")
	if err != nil {
		return onFolder(err)
	}
	return onFolder(syncFolder(within))
}

// within makes the folders of a key beneath the one of the service, and returns the
// last of them.
func (f *folder) within(key string) (string, error) {
	parts := strings.Split(key, "/")
	path := filepath.Join(f.root, parts[0])
	for i, part := range parts[:len(parts)-1] {
		if i > 0 {
			parent := path
			path = filepath.Join(path, part)
			if err := makeFolder(parent, path); err != nil {
				return "", err
			}
		}
		if info, err := os.Lstat(path); err != nil || !isDir(info.Mode()) {
			return "", errors.Join(err, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist})
		}
	}
	return path, nil
}

func makeFolder(parent, path string) error {
	err := os.Mkdir(path, 0o700)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	openLike(parent, path, 0o777)
	return syncFolder(parent)
}

// openLike opens a new file or folder to whom the folder above it is open: the other
// devices may be of other users, and what is in the files is sealed. If that cannot
// be, who reads them is told.
func openLike(parent, path string, most fs.FileMode) {
	if info, err := os.Stat(parent); err == nil {
		_ = os.Chmod(path, info.Mode()&(most|fs.ModeSetgid)|0o600)
	}
}

const (
	// Sync programs leave files alone that begin and end like this.
	tempStart, tempEnd = "~waymark-", ".tmp"
	// A write takes minutes at most. What is a day older than the newest is left over.
	tempAge = 24 * time.Hour
)

// clearTemps removes what a killed program left half written beside a file that was
// made just now, by the times that the store gives to files: clocks differ.
func clearTemps(within string, fresh *os.File) {
	now, err := fresh.Stat()
	if err != nil {
		return
	}
	entries, err := os.ReadDir(within)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), tempStart) || !strings.HasSuffix(e.Name(), tempEnd) || !isFile(e.Type()) {
			continue
		}
		if info, err := e.Info(); err == nil && now.ModTime().Sub(info.ModTime()) > tempAge {
			_ = os.Remove(filepath.Join(within, e.Name()))
		}
	}
}

// remove implements engine.
func (f *folder) remove(ctx context.Context, key string) error {
	_, err := away(ctx, f, func() (struct{}, error) {
		if err := f.present(); err != nil {
			return struct{}{}, err
		}
		err := patiently(func() error { return os.Remove(f.path(key)) })
		if isAway(err) {
			return struct{}{}, missing(err)
		}
		return struct{}{}, onFolder(err)
	})
	return err
}

// begin implements engine.
func (f *folder) begin(ctx context.Context, service string) error {
	_, err := away(ctx, f, func() (struct{}, error) {
		if err := f.present(); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, onFolder(makeFolder(f.root, f.path(service)))
	})
	return err
}

// end implements engine. A folder with something in it stays.
func (f *folder) end(ctx context.Context, service string) error {
	_, err := away(ctx, f, func() (struct{}, error) {
		entries, err := os.ReadDir(f.path(service))
		if err != nil {
			return struct{}{}, onFolder(err)
		}
		for _, e := range entries {
			if isDir(e.Type()) {
				_ = os.Remove(filepath.Join(f.path(service), e.Name()))
			}
		}
		_ = os.Remove(f.path(service))
		return struct{}{}, nil
	})
	return err
}

// close implements engine.
func (f *folder) close() error { return nil }

// onFolder words an error of the file system.
func onFolder(err error) error {
	switch {
	case err == nil, KindOf(err) != "", errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case isFull(err):
		return fault(Full, err, data.CodeFull, "There is no room left in the shared folder. Free some space there. What you changed is safe on this PC.")
	case isDenied(err):
		return fault(Permission, err, data.CodeRefused, "This PC may not read or write in the shared folder. Ask who looks after the folder to allow both.")
	case isAway(err):
		return fault(Gone, err, data.CodeNotFound, "The shared folder is not there. If it is a stick or a network folder, check that it is connected.")
	}
	return fault(Unreachable, err, data.CodeUnreachable, "The shared folder does not answer as it should. Check the stick or the network. What you changed is safe on this PC.")
}
