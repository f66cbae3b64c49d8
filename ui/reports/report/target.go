package report

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// offered are the kinds of file that a report is saved as.
var offered = []data.ReportFormat{data.FormatPDF, data.FormatExcel, data.FormatWord}

// target is the part of a dialog that asks for the kinds of file and the place.
type target struct {
	host   *host.Host
	path   *kit.TextField
	checks []*kit.Check
	parts  []fyne.CanvasObject
}

func newTarget(h *host.Host, stem string) *target {
	t := &target{host: h, path: kit.NewTextField("Save to")}
	row := make([]fyne.CanvasObject, len(offered))
	for i, f := range offered {
		check := kit.NewCheck(f.Label(), nil)
		check.SetChecked(i == 0)
		check.OnChanged = func(bool) { t.path.SetError("") }
		t.checks, row[i] = append(t.checks, check), check
	}
	t.propose(h.DocumentsDir, stem)
	t.path.SetHint("The file name includes only the dates. The ending is added.")
	folder := kit.Secondary("Choose folder…", t.chooseFolder).Compact()
	t.parts = []fyne.CanvasObject{kit.HStack(16, row...), t.path, kit.HStack(0, folder, kit.Spacer())}
	return t
}

// propose fills in a name that none of the kinds of file has yet.
func (t *target) propose(folder, stem string) {
	t.path.SetText(filepath.Join(folder, freeStem(folder, stem)))
	t.path.SetError("")
}

// formats are the kinds of file that are chosen.
func (t *target) formats() []data.ReportFormat {
	var list []data.ReportFormat
	for i, c := range t.checks {
		if c.Checked {
			list = append(list, offered[i])
		}
	}
	return list
}

// files are what is to be written; ok is false when something has to be mended
// first, which is then said beside the field.
func (t *target) files() (files []host.ReportFile, ok bool) {
	stem, problem := checkPath(t.path.Text(), t.formats())
	t.path.SetError(problem)
	for _, f := range t.formats() {
		files = append(files, host.ReportFile{Format: f, Path: stem + "." + string(f)})
	}
	return files, problem == ""
}

// chooseFolder is the second way: a folder, in which the proposed name is free.
func (t *target) chooseFolder() {
	t.host.ChooseFile(host.FileAsk{Title: "Folder for the report", Kind: "report", Folder: true}, func(folder string) {
		t.propose(folder, withoutEnding(filepath.Base(t.path.Text())))
	})
}

// withoutEnding takes the ending of one of the kinds of file off a name.
func withoutEnding(name string) string {
	for _, f := range data.ReportFormats() {
		if cut, found := cutEnding(name, "."+string(f)); found {
			return cut
		}
	}
	return name
}

// freeStem is a name with a number behind it if there is such a file already, of
// any kind: nothing is ever overwritten.
func freeStem(folder, stem string) string {
	taken := func(name string) bool {
		return slices.ContainsFunc(offered, func(f data.ReportFormat) bool { return host.FileExists(filepath.Join(folder, name+"."+string(f))) })
	}
	return numbered(stem, taken)
}
