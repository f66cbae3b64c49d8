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
	e.host.Documents, e.host.DocumentsDir = p, filepath.Join(t.TempDir(), "papers")
	e.host.OpenFile = func(path string) error { *opened = append(*opened, path); return nil }
	e.open(host.Route{Area: host.Questionnaires})
	e.tap("Print a paper form")
	e.sees("Print a paper form", "Reference")
	return e, p, opened
}

func TestAPaperFormIsMadeAndOpened(t *testing.T) {
	e, p, opened := askedPaper(t)
	e.window.Canvas().Focus(e.entry(0))
	e.typeIn(" A 17 ")
	e.tap("Make and open")
	want := filepath.Join(e.host.DocumentsDir, "questionnaire-wemwbs.pdf")
	if p.path != want || len(*opened) != 1 || (*opened)[0] != want {
		t.Errorf("made %q, opened %v", p.path, *opened)
	}
	if len(p.set) != 1 || p.form.Reference != "A 17" || p.form.LargePrint {
		t.Errorf("made %v %+v", p.set, p.form)
	}
	if e.window.Canvas().Overlays().Top() != nil {
		t.Error("the dialog is still there")
	}
	// A file of that name is never overwritten.
	e.must(os.WriteFile(want, nil, 0o600))
	e.tap("Print a paper form")
	e.tap("Make and open")
	if p.path == want {
		t.Error("the file that was there is written over")
	}
}

func TestAPaperFormThatFailsSaysWhatToDo(t *testing.T) {
	e, p, opened := askedPaper(t)
	p.fail = errors.New("no ink")
	e.tap("Make and open")
	e.sees("went wrong")
	p.fail = &os.PathError{Op: "open", Path: "x", Err: os.ErrPermission}
	e.tap("Make and open")
	e.sees("Please choose another folder")
	if len(*opened) != 0 {
		t.Error("opened what was never made")
	}
}
