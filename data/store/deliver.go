package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"waymark/data"
)

// Deliver has write make a file or a folder of records under an unfinished name, and
// then gives it its own: what has its name is whole. What write leaves when it fails
// is removed, and what a killed program leaves is removed by the next start of the
// database. Unless replace is set it refuses a name that is taken, other than by an
// empty folder.
func (d *Door) Deliver(ctx context.Context, final string, replace bool, write func(partial string) error) error {
	final, err := filepath.Abs(final)
	if err != nil {
		return cannotDeliver(err)
	}
	info, err := os.Lstat(final)
	if err == nil && info.IsDir() {
		if entries, err := os.ReadDir(final); err != nil || len(entries) > 0 {
			return data.NewProblem(data.CodeConflict, "There are files in that folder already. They were left as they are. Choose a new folder.")
		}
	} else if err == nil && !replace {
		return data.NewProblem(data.CodeConflict, "There is a file of that name already. It was left as it is. Choose another name.")
	}
	if err := os.MkdirAll(filepath.Dir(final), 0o700); err != nil {
		return cannotDeliver(err)
	}
	note := beginNote(d.store.owner())
	defer note.done()
	note.begun(noteOut, final)
	partial := final + partialSuffix
	if err := os.RemoveAll(partial); err != nil {
		return cannotDeliver(err)
	}
	reached("export begun")
	err = write(partial)
	reached("export written")
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = rename(partial, final)
	}
	if err != nil {
		_ = os.RemoveAll(partial)
		var onDisk *fs.PathError
		if data.CodeOf(err) == "" && errors.As(err, &onDisk) {
			return cannotDeliver(err)
		}
		return err
	}
	return syncFolder(filepath.Dir(final))
}

// rename moves a file or folder to its own name. An empty folder of that name is
// removed first, since not every system replaces one.
func rename(partial, final string) error {
	if info, err := os.Lstat(final); err == nil && info.IsDir() {
		if err := os.Remove(final); err != nil {
			return err
		}
	}
	return os.Rename(partial, final)
}

func cannotDeliver(err error) error {
	if isFull(err) {
		return &data.Problem{Code: data.CodeFull, Cause: err, Sentence: "That disk is full, so nothing was exported. Free some space or choose another place, then try again."}
	}
	return &data.Problem{Code: data.CodeRefused, Cause: err, Sentence: "We could not write there, so nothing was exported. Choose another place, or check that you may write to it."}
}
