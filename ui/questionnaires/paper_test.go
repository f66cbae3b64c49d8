package questionnaires

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"waymark/data/instrument"
	"waymark/ui/host"
)

// printed is a printer that only notes what it was asked to print.
type printed struct {
	host.Documents
	path string
	set  []string
	form host.PaperForm
	fail error
}

func (p *printed) PaperForm(_ context.Context, path string, set []*instrument.Definition, o host.PaperForm) error {
	p.path, p.form, p.set = path, o, nil
	for _, d := range set {
		p.set = append(p.set, d.ID)
	}
	return p.fail
}

// askedPaper opens the dialog from the overview.
func askedPaper(t *testing.T) (*env, *printed, *[]string) {
	t.Helper()
	e := newEnv(t)
	p, opened := &printed{}, &[]string{}
	e.Host.Documents, e.Host.DocumentsDir = p, filepath.Join(t.TempDir(), "papers")
	e.Host.OpenFile = func(path string) error { *opened = append(*opened, path); return nil }
	e.open(host.Route{Area: host.Questionnaires})
	e.tap("Print paper form")
	e.Sees("Print paper form", "Reference")
	return e, p, opened
}

func TestAPaperFormIsMadeAndOpened(t *testing.T) {
	e, p, opened := askedPaper(t)
	e.Window.Canvas().Focus(e.entry(0))
	e.Type(" A 17 ")
	e.tap("Create and open")
	want := filepath.Join(e.Host.DocumentsDir, "questionnaire-wemwbs.pdf")
	if p.path != want || len(*opened) != 1 || (*opened)[0] != want {
		t.Errorf("made %q, opened %v", p.path, *opened)
	}
	if len(p.set) != 1 || p.form.Reference != "A 17" || p.form.Large {
		t.Errorf("made %v %+v", p.set, p.form)
	}
	if e.Window.Canvas().Overlays().Top() != nil {
		t.Error("the dialog is still there")
	}
	// A file of that name is never overwritten.
	e.Must(os.WriteFile(want, nil, 0o600))
	e.tap("Print paper form")
	e.tap("Create and open")
	if p.path == want {
		t.Error("the file that was there is written over")
	}
}

func TestAPaperFormThatFailsSaysWhatToDo(t *testing.T) {
	e, p, opened := askedPaper(t)
	p.fail = errors.New("no ink")
	e.tap("Create and open")
	e.Sees("went wrong")
	p.fail = &os.PathError{Op: "open", Path: "x", Err: os.ErrPermission}
	e.tap("Create and open")
	e.Sees("Choose another folder")
	if len(*opened) != 0 {
		t.Error("opened what was never made")
	}
}
