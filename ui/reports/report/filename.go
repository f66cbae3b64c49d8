package report

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"waymark/data"
	"waymark/ui/host"
)

// proposedName returns a file name without its ending. It says the period and
// nothing else, and of a draft that it is one.
func proposedName(f data.FigureFilter, draft bool) string {
	name := fmt.Sprintf("Report %s to %s", f.From, f.To)
	if draft {
		name += " draft"
	}
	return name
}

// numbered is a name with the first number behind it that makes it free.
func numbered(stem string, taken func(name string) bool) string {
	name := stem
	for n := 2; taken(name); n++ {
		name = fmt.Sprintf("%s (%d)", stem, n)
	}
	return name
}

// cutEnding takes an ending off a name, in capitals or not.
func cutEnding(name, ending string) (string, bool) {
	if at := len(name) - len(ending); at > 0 && strings.EqualFold(name[at:], ending) {
		return name[:at], true
	}
	return name, false
}

// checkPath turns what was typed into the path to write to, without an ending, or
// says what is wrong with it. A folder that is not there yet is made when the
// report is written.
func checkPath(typed string, formats []data.ReportFormat) (stem, problem string) {
	stem = withoutEnding(strings.TrimSpace(strings.Trim(strings.TrimSpace(typed), `"`)))
	switch {
	case len(formats) == 0:
		return "", "Choose at least one kind of file"
	case stem == "":
		return "", "Enter where to save the report"
	case !filepath.IsAbs(stem):
		return "", "Enter the full path, starting with the drive or first folder"
	}
	if info, err := os.Stat(stem); err == nil && info.IsDir() {
		return "", "Enter a file name, not just a folder"
	}
	for _, f := range formats {
		if host.FileExists(stem + "." + string(f)) {
			folder, name := filepath.Split(stem)
			return "", fmt.Sprintf("A file with this name already exists. You can use “%s”", freeStem(folder, name))
		}
	}
	return stem, ""
}

// prepareFolder makes the folder of path if it is missing.
func prepareFolder(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return &data.Problem{Code: data.CodeInvalid, Cause: err,
			Sentence: "We could not use this folder. Choose another one, such as your Documents"}
	}
	return nil
}
