package whole

import (
	"archive/zip"
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"path/filepath"
	"time"
)

// target is where the files of an export go.
type target interface {
	// create begins the next file; the one before is closed.
	create(name string) (io.WriteCloser, error)
	close() error
}

// folder writes files into a folder, each through to the disk.
type folder struct{ path string }

func (f folder) create(name string) (io.WriteCloser, error) {
	path := filepath.Join(f.path, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return &syncedFile{bufio.NewWriterSize(file, 1<<16), file}, nil
}

func (folder) close() error { return nil }

type syncedFile struct {
	*bufio.Writer
	file *os.File
}

// Close implements io.Closer.
func (f *syncedFile) Close() error {
	err := f.Flush()
	if err == nil {
		err = f.file.Sync()
	}
	if closed := f.file.Close(); err == nil {
		err = closed
	}
	return err
}

// archive writes files into a zip.
type archive struct {
	file *syncedFile
	zip  *zip.Writer
	at   time.Time
}

func newArchive(path string, at time.Time) (*archive, error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, err
	}
	buffered := &syncedFile{bufio.NewWriterSize(file, 1<<16), file}
	return &archive{buffered, zip.NewWriter(buffered), at}, nil
}

func (a *archive) create(name string) (io.WriteCloser, error) {
	w, err := a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: a.at})
	return nothingToClose{w}, err
}

func (a *archive) close() error {
	err := a.zip.Close()
	if closed := a.file.Close(); err == nil {
		err = closed
	}
	return err
}

type nothingToClose struct{ io.Writer }

// Close implements io.Closer.
func (nothingToClose) Close() error { return nil }

// counted is a file on its way, with its size and hash so far.
type counted struct {
	to     io.WriteCloser
	hash   hash.Hash
	size   int64
	name   string
	closed func(ManifestFile)
}

func newCounted(to io.WriteCloser, name string, closed func(ManifestFile)) *counted {
	return &counted{to: to, hash: sha256.New(), name: name, closed: closed}
}

// Write implements io.Writer.
func (c *counted) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	_, _ = c.hash.Write(p[:n]) // never fails
	c.size += int64(n)
	return n, err
}

// Close implements io.Closer.
func (c *counted) Close() error {
	if err := c.to.Close(); err != nil {
		return err
	}
	c.closed(ManifestFile{Name: c.name, Bytes: c.size, SHA256: hex.EncodeToString(c.hash.Sum(nil))})
	return nil
}
