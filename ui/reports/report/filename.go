package report

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"waymark/data"
	"waymark/ui/host"
)

// format is one of the kinds of file a report is written as.
type format struct{ name, ext string }

var (
	formatPDF   = format{"PDF", ".pdf"}
	formatExcel = format{"Excel", ".xlsx"}
	formatWord  = format{"Word", ".docx"}
)

// proposedName is a file name that says the period and nothing about anyone.
func proposedName(f data.FigureFilter, kind format) string {
	return fmt.Sprintf("Report %s to %s", f.From, f.To) + kind.ext
}

// checkPath turns what was typed into the path to write to, or says what is
// wrong with it. A missing ending is added; a folder that is not there yet is
// made when the report is written.
func checkPath(typed string, kind format) (path, problem string) {
	path = strings.TrimSpace(strings.Trim(strings.TrimSpace(typed), `"`))
	switch {
	case path == "":
		return "", "Enter where to save the report"
	case !filepath.IsAbs(path):
		return "", "Enter the full path, starting with the drive or first folder"
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return "", "Enter a file name, not just a folder"
	}
	if !strings.EqualFold(filepath.Ext(path), kind.ext) {
		path += kind.ext
	}
	if host.FileExists(path) {
		free := host.FreePath(filepath.Dir(path), filepath.Base(path))
		return "", fmt.Sprintf("A file with this name already exists. You can use “%s”", filepath.Base(free))
	}
	return path, ""
}

// prepareFolder makes the folder of path when it is missing.
func prepareFolder(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return &data.Problem{Code: data.CodeInvalid, Cause: err,
			Sentence: "We could not use this folder. Choose another one, such as your Documents"}
	}
	return nil
}
