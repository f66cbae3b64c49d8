package whole

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"waymark/data"
)

// What bounds the reading of an export, whatever is in it. mostOpened is how many
// times larger a file of a zip may be than what is packed: rows of an export come to
// 40, a bomb to 1,000.
const (
	mostManifest = 64 << 20
	mostLine     = 8 << 20
	mostFile     = 256 << 20 // a picture or a long text
	mostOpened   = 200
	smallFile    = 1 << 20 // may be any number of times larger
)

// Export is an export that was opened. Its manifest was read, and nothing else.
type Export struct {
	Manifest *Manifest
	open     func(name string) (io.ReadCloser, error)
	close    func() error
	tables   func() []string // the files of tables that are there
	files    map[string]ManifestFile
}

// Open opens a folder or zip. latest is the newest version of the tables that this
// program knows. Close it.
func Open(path string, latest int) (*Export, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, unreadable(err)
	}
	e := &Export{files: map[string]ManifestFile{}}
	switch {
	case info.IsDir():
		err = e.openFolder(path)
	case info.Mode().IsRegular():
		err = e.openZip(path)
	default:
		err = notAnExport(nil)
	}
	if err != nil {
		return nil, err
	}
	if err := e.readManifest(latest); err != nil {
		_ = e.Close()
		return nil, err
	}
	return e, nil
}

// Close closes the folder or zip.
func (e *Export) Close() error { return e.close() }

// openFolder reads files below a folder only, whatever links are in it.
func (e *Export) openFolder(path string) error {
	root, err := os.OpenRoot(path)
	if err != nil {
		return unreadable(err)
	}
	e.close = root.Close
	e.tables = func() []string {
		names, _ := fs.Glob(root.FS(), "tables/*.csv") // the pattern is our own
		return names
	}
	e.open = func(name string) (io.ReadCloser, error) {
		info, err := root.Lstat(name)
		if err != nil {
			return nil, err
		}
		if !info.Mode().IsRegular() {
			return nil, fmt.Errorf("%s is no ordinary file", name)
		}
		return root.Open(name)
	}
	return nil
}

func (e *Export) openZip(path string) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return unreadable(err)
		}
		return notAZip(err)
	}
	members := map[string]*zip.File{}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") && fs.ValidPath(strings.TrimSuffix(f.Name, "/")) {
			continue // a folder
		}
		_, twice := members[f.Name]
		known := f.Name == manifestName || fileNames.MatchString(f.Name)
		large := f.UncompressedSize64 > smallFile && f.UncompressedSize64/mostOpened > f.CompressedSize64
		if twice || !known || large || !f.Mode().IsRegular() {
			_ = z.Close()
			if members[manifestName] == nil && !known {
				return notAnExport(fmt.Errorf("the zip has other files"))
			}
			return damaged("the zip has a file that no export has")
		}
		members[f.Name] = f
	}
	e.close = z.Close
	e.tables = func() []string { return slices.Sorted(maps.Keys(members)) }
	e.open = func(name string) (io.ReadCloser, error) {
		f := members[name]
		if f == nil {
			return nil, fs.ErrNotExist
		}
		return f.Open()
	}
	return nil
}

// notAZip is said of a file that cannot be opened as a zip. One that was cut short
// has lost its end, where a zip says what is in it.
func notAZip(err error) error {
	return &data.Problem{Code: data.CodeForeign, Cause: err,
		Sentence: "This file is not a zip, or it was cut short or damaged, so nothing was imported. Choose the zip or the folder that “waymark export all” wrote."}
}

func (e *Export) readManifest(latest int) error {
	f, err := e.open(manifestName)
	if err != nil {
		return notAnExport(err)
	}
	defer func() { _ = f.Close() }()
	body, err := io.ReadAll(io.LimitReader(f, mostManifest+1))
	if err != nil || len(body) > mostManifest {
		return damaged("the manifest cannot be read")
	}
	m := &Manifest{}
	if err := json.Unmarshal(body, m); err != nil {
		return notAnExport(err)
	}
	if err := m.check(latest); err != nil {
		return err
	}
	e.Manifest = m
	for _, f := range m.Files {
		e.files[f.Name] = f
	}
	for _, name := range e.tables() {
		if _, known := e.files[name]; !known && strings.HasPrefix(name, "tables/") && fileNames.MatchString(name) {
			return unknownTable(name)
		}
	}
	return nil
}

// reading is a file that is being read, with its size and hash so far.
type reading struct {
	from io.ReadCloser
	hash hash.Hash
	want ManifestFile
	size int64
}

func (e *Export) file(name string) (*reading, error) {
	want, known := e.files[name]
	if !known {
		return nil, damaged("a row names a file that is not in the manifest")
	}
	f, err := e.open(name)
	if err != nil {
		return nil, changed(name)
	}
	return &reading{from: f, hash: sha256.New(), want: want}, nil
}

// Read implements io.Reader. It ends one byte behind the size in the manifest.
func (r *reading) Read(p []byte) (int, error) {
	if left := r.want.Bytes + 1 - r.size; int64(len(p)) > left {
		p = p[:left]
	}
	if len(p) == 0 {
		return 0, io.EOF
	}
	n, err := r.from.Read(p)
	r.size += int64(n)
	_, _ = r.hash.Write(p[:n]) // never fails
	return n, err
}

// end returns an error if the file that was read to its end is not as it was written.
func (r *reading) end() error {
	_ = r.from.Close()
	if r.size != r.want.Bytes || hex.EncodeToString(r.hash.Sum(nil)) != r.want.SHA256 {
		return changed(r.want.Name)
	}
	return nil
}

// Verify reads every file and compares it with the manifest.
func (e *Export) Verify(ctx context.Context, progress func(float64)) error {
	var done, total int64
	for _, f := range e.Manifest.Files {
		total += f.Bytes
	}
	buffer := make([]byte, 1<<16)
	for _, m := range e.Manifest.Files {
		f, err := e.file(m.Name)
		if err != nil {
			return err
		}
		for {
			n, err := f.Read(buffer)
			if done += int64(n); total > 0 {
				progress(float64(done) / float64(total))
			}
			if ctx.Err() != nil {
				_ = f.from.Close()
				return ctx.Err()
			}
			if err != nil {
				break // what cannot be read has another size or hash
			}
		}
		if err := f.end(); err != nil {
			return err
		}
	}
	return nil
}

// Load reads all rows. begin is called for each table with its columns and returns
// what takes its rows, as values of SQLite: nil, int64, float64, string or []byte.
func (e *Export) Load(ctx context.Context, progress func(float64), begin func(table string, columns []string) (func(values []any) error, error)) error {
	f, err := e.file(jsonName)
	if err != nil {
		return err
	}
	lines := &lines{from: bufio.NewReaderSize(f, mostLine), ctx: ctx}
	err = e.loadTables(lines, func() { progress(float64(f.size) / float64(max(f.want.Bytes, 1))) }, begin)
	if err == nil {
		err = lines.mustEnd()
	}
	if err != nil {
		_ = f.from.Close()
		return err
	}
	return f.end()
}

func (e *Export) loadTables(l *lines, progress func(), begin func(string, []string) (func([]any) error, error)) error {
	l.must(jsonHead(e.Manifest.Schema))
	for i, t := range e.Manifest.Tables {
		columns := make([]Column, len(t.Columns))
		names := make([]string, len(t.Columns))
		for c, k := range t.Columns {
			columns[c], names[c] = Column{Name: k.Name, Kind: k.Kind}, k.Name
		}
		l.must(jsonBegin(t.Name) + "\n")
		if l.err != nil {
			return l.err
		}
		add, err := begin(t.Name, names)
		if err != nil {
			return err
		}
		if err := e.loadRows(l, t.Rows, columns, progress, add); err != nil {
			return err
		}
		l.must(strings.TrimPrefix(jsonEnd(i == len(e.Manifest.Tables)-1), "\n"))
	}
	l.must(jsonFoot)
	return l.err
}

func (e *Export) loadRows(l *lines, rows int, columns []Column, progress func(), add func([]any) error) error {
	values, files := make([]any, len(columns)), make([]string, len(columns))
	for n := range rows {
		line := l.next()
		if l.err != nil {
			return l.err
		}
		if n < rows-1 {
			line = bytes.TrimSuffix(line, []byte(","))
		}
		if err := readRow(line, columns, values, files); err != nil {
			return damaged("a row cannot be read")
		}
		for i, name := range files {
			if name == "" {
				continue
			}
			body, err := e.read(name)
			if err != nil {
				return err
			}
			if values[i] = body; columns[i].Kind == Text {
				values[i] = string(body)
			}
		}
		if err := add(values); err != nil {
			return err
		}
		if n%1000 == 0 {
			progress()
		}
	}
	return nil
}

// read reads a picture or a long text.
func (e *Export) read(name string) ([]byte, error) {
	f, err := e.file(name)
	if err != nil {
		return nil, err
	}
	if f.want.Bytes > mostFile {
		_ = f.from.Close()
		return nil, damaged("a file larger than any that Waymark writes")
	}
	body, err := io.ReadAll(f)
	if err := errors.Join(err, f.end()); err != nil {
		return nil, changed(name)
	}
	return body, nil
}

// lines reads the lines of the JSON file. Of an error only the first counts.
type lines struct {
	from *bufio.Reader
	ctx  context.Context //nolint:containedctx // it lives no longer than the call it serves
	n    int
	err  error
}

// next is the next line without its end; it is good until the next is read.
func (l *lines) next() []byte {
	if l.n++; l.n%256 == 0 && l.err == nil {
		l.err = l.ctx.Err()
	}
	if l.err != nil {
		return nil
	}
	line, err := l.from.ReadSlice('\n')
	if err != nil {
		l.err = damaged("the rows end too early, or one is too long")
		return nil
	}
	return line[:len(line)-1]
}

// must reads a line that says no row.
func (l *lines) must(text string) {
	if line := l.next(); l.err == nil && string(line) != strings.TrimSuffix(text, "\n") {
		l.err = damaged("the rows are not as they were written")
	}
}

func (l *lines) mustEnd() error {
	if _, err := l.from.ReadByte(); !errors.Is(err, io.EOF) {
		return damaged("more than the rows")
	}
	return nil
}
