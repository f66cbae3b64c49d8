package whole

import (
	"errors"
	"io/fs"

	"waymark/data"
)

// damaged says that an export is not as it was written.
func damaged(what string) error {
	return &data.Problem{Code: data.CodeDamaged, Cause: errors.New(what),
		Sentence: "This export is damaged or not complete, so nothing was imported. Copy it again from where it was saved, or export again."}
}

// changed says which file is not as it was written.
func changed(name string) error {
	return &data.Problem{Code: data.CodeDamaged, Cause: errors.New("size or hash differs"),
		Sentence: "The file " + name + " of this export was changed, cut short or damaged since it was written, so nothing was imported. Copy the export again from where it was saved, or export again."}
}

// unknownTable says that a table is there of which the manifest knows nothing: whoever
// counts on what is in it would not find it again.
func unknownTable(name string) error {
	return &data.Problem{Code: data.CodeForeign, Cause: errors.New("a table that is not in the manifest"),
		Sentence: "The file " + name + " is no table of this export, so nothing was imported. Remove it if it was put there since. If a newer Waymark wrote it, update the program."}
}

// notAnExport says that something else is at that place.
func notAnExport(cause error) error {
	return &data.Problem{Code: data.CodeForeign, Cause: cause,
		Sentence: "This is not an export of everything that Waymark made. Choose the folder with the file manifest.json, or the zip."}
}

// unreadable says why a file or folder cannot be read.
func unreadable(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &data.Problem{Code: data.CodeNotFound, Cause: err, Sentence: "There is nothing at that place. Check the name of the folder or zip."}
	}
	return &data.Problem{Code: data.CodeRefused, Cause: err, Sentence: "The export cannot be read. Check that you may open it."}
}
