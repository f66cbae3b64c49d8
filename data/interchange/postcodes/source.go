package postcodes

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/interchange/bound"
)

// sourcesAt are the files at a path that may be lists, in order of their names.
func sourcesAt(name string) ([]source, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, data.NewProblem(data.CodeNotFound, "There is no file “"+filepath.Base(name)+"”. Check its name and where it is.")
	case err != nil:
		return nil, unreadableFile(name, err)
	case info.IsDir():
		return folderSources(name)
	case isZip(name):
		return zipSources(name)
	}
	return []source{{name: filepath.Base(name), open: func() (io.ReadCloser, error) { return os.Open(name) }}}, nil
}

func isZip(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }() // nothing was written
	var start [4]byte
	_, err = io.ReadFull(f, start[:])
	return err == nil && string(start[:]) == "PK\x03\x04"
}

func folderSources(folder string) ([]source, error) {
	var all []source
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && mayBeList(name) {
			whole := filepath.Join(folder, filepath.FromSlash(name))
			all = append(all, source{name: name, open: func() (io.ReadCloser, error) { return os.Open(whole) }})
		}
		return err
	})
	if err != nil {
		return nil, unreadableFile(folder, err)
	}
	return all, nil // WalkDir goes in order of names
}

// zipSources opens the zip for each file anew, so that nothing stays open when
// a reading is given up.
func zipSources(name string) ([]source, error) {
	z, err := bound.OpenZip(name)
	if err != nil {
		return nil, unreadableFile(name, err)
	}
	defer func() { _ = z.Close() }() // nothing was written
	var all []source
	for i, f := range z.File {
		if f.Mode().IsRegular() && mayBeList(strings.ReplaceAll(f.Name, `\`, "/")) {
			all = append(all, source{name: f.Name, open: func() (io.ReadCloser, error) { return openWithin(name, i) }})
		}
	}
	slices.SortFunc(all, func(a, b source) int { return strings.Compare(a.name, b.name) })
	return all, nil
}

// withinZip is a file within a zip, which is closed with it.
type withinZip struct {
	io.ReadCloser
	zip *bound.Zip
}

// Close closes the file and the zip.
func (w withinZip) Close() error { return errors.Join(w.ReadCloser.Close(), w.zip.Close()) }

func openWithin(name string, i int) (io.ReadCloser, error) {
	z, err := bound.OpenZip(name)
	if err != nil {
		return nil, err
	}
	if i >= len(z.File) { // someone replaced it meanwhile
		return nil, errors.Join(fs.ErrNotExist, z.Close())
	}
	if err := bound.CheckUnpacked(&z.File[i].FileHeader); err != nil {
		return nil, errors.Join(err, z.Close())
	}
	f, err := z.File[i].Open()
	if err != nil {
		return nil, errors.Join(err, z.Close())
	}
	return withinZip{f, z}, nil
}

// mayBeList tells lists from what is published beside them: documents, such as
// the headings of Code-Point Open, and the marks that a Mac leaves in a zip.
func mayBeList(name string) bool {
	folders := strings.Split(strings.ToLower(name), "/")
	file := folders[len(folders)-1]
	for _, folder := range folders[:len(folders)-1] {
		if strings.HasPrefix(folder, "doc") || strings.HasPrefix(folder, "user guide") || folder == "__macosx" {
			return false
		}
	}
	ending := path.Ext(file)
	return !strings.HasPrefix(file, ".") && (ending == ".csv" || ending == ".txt" || ending == ".tsv")
}

// withoutParts leaves out the files that hold a whole list once more in parts,
// as the directory of the ONS has them in the folder multi_csv.
func withoutParts(all []source) []source {
	isPart := func(s source) bool { return strings.Contains(strings.ToLower(s.name), "multi_csv/") }
	if slices.IndexFunc(all, func(s source) bool { return !isPart(s) }) < 0 {
		return all
	}
	return slices.DeleteFunc(all, isPart)
}
