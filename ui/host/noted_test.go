package host_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/agenda"
	"waymark/data/instrument"
	"waymark/data/letter"
	"waymark/data/store/trail"
	"waymark/reports"
	"waymark/reports/ownscores"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

// TestNoted_everyDocumentLeavesItsRowFirst calls every method of Documents that
// writes a file: each leaves one row, and none writes where the row cannot be
// written.
func TestNoted_everyDocumentLeavesItsRowFirst(t *testing.T) {
	d := uitest.New(t)
	d.Store.Session.SignIn(access.Identity{Person: "01900000-0000-7000-8000-00000000dddd", Role: access.Manager})
	documents := reflect.ValueOf(host.Noted(writesNothing{}, d.Store))
	walked := 0
	each := func(do func(name string, call func() error)) {
		for i := range documents.NumMethod() {
			method := documents.Method(i)
			if method.Type().NumOut() != 1 || method.Type().Out(0) != reflect.TypeFor[error]() {
				continue
			}
			args := []reflect.Value{reflect.ValueOf(context.Background())}
			for a := 1; a < method.Type().NumIn(); a++ {
				args = append(args, reflect.Zero(method.Type().In(a)))
			}
			do(documents.Type().Method(i).Name, func() error {
				err, _ := method.Call(args)[0].Interface().(error)
				return err
			})
		}
	}
	for range 2 { // looking at the trail is noted, too
		_, _, err := d.Store.Trail.Find(d.Ctx(), trail.Filter{})
		d.Must(err)
	}
	each(func(name string, call func() error) {
		walked++
		_, before, err := d.Store.Trail.Find(d.Ctx(), trail.Filter{})
		d.Must(err)
		if err := call(); !errors.Is(err, errWritten) {
			t.Errorf("%s: %v", name, err)
		}
		rows, after, err := d.Store.Trail.Find(d.Ctx(), trail.Filter{})
		d.Must(err)
		if after != before+1 || rows[0].Action != "export" || rows[0].Record == "" {
			t.Errorf("%s leaves %d rows: %+v", name, after-before, rows[0])
		}
	})
	if walked < 10 {
		t.Errorf("only %d methods", walked)
	}
	d.Must(d.Store.Close())
	_ = os.Remove(filepath.Join(d.Dir, "waymark.db"))
	each(func(name string, call func() error) {
		if err := call(); err == nil || errors.Is(err, errWritten) {
			t.Errorf("%s writes what cannot be noted: %v", name, err)
		}
	})
}

// errWritten says that a document would have been written.
var errWritten = errors.New("written")

// writesNothing is a host.Documents that says when it is asked to write.
type writesNothing struct{}

// Unprintable implements host.Documents.
func (writesNothing) Unprintable(*letter.Letter) string { return "" }

// JSON implements host.Documents.
func (writesNothing) JSON(context.Context, string, *reports.Report) error { return errWritten }

// Excel implements host.Documents.
func (writesNothing) Excel(context.Context, string, *reports.Report, func(float64)) error {
	return errWritten
}

// PDF implements host.Documents.
func (writesNothing) PDF(context.Context, string, *reports.Report, func(float64)) error {
	return errWritten
}

// Word implements host.Documents.
func (writesNothing) Word(context.Context, string, *reports.Report, func(float64)) error {
	return errWritten
}

// Week implements host.Documents.
func (writesNothing) Week(context.Context, string, *agenda.Agenda, host.WeekSheet) error {
	return errWritten
}

// PaperForm implements host.Documents.
func (writesNothing) PaperForm(context.Context, string, []*instrument.Definition, host.PaperForm) error {
	return errWritten
}

// VisitList implements host.Documents.
func (writesNothing) VisitList(context.Context, string, *data.VisitList) error {
	return errWritten
}

// LoneCard implements host.Documents.
func (writesNothing) LoneCard(context.Context, string, *data.LoneSheet) error {
	return errWritten
}

// OwnScores implements host.Documents.
func (writesNothing) OwnScores(context.Context, string, *ownscores.Sheet, reports.Print) error {
	return errWritten
}

// Statement implements host.Documents.
func (writesNothing) Statement(context.Context, string, *data.Statement) error {
	return errWritten
}

// OfferSheet implements host.Documents.
func (writesNothing) OfferSheet(context.Context, string, *data.OfferSheet, reports.Print) error {
	return errWritten
}

// AppointmentCard implements host.Documents.
func (writesNothing) AppointmentCard(context.Context, string, *data.AppointmentCard, reports.Print) error {
	return errWritten
}

// ClinicList implements host.Documents.
func (writesNothing) ClinicList(context.Context, string, *data.DeskSession, bool) error {
	return errWritten
}

// Letters implements host.Documents.
func (writesNothing) Letters(context.Context, string, []*letter.Letter, reports.Print, func(float64)) error {
	return errWritten
}

// SurgeryList implements host.Documents.
func (writesNothing) SurgeryList(context.Context, string, []data.CodedRow) error {
	return errWritten
}

// RightsCopy implements host.Documents.
func (writesNothing) RightsCopy(context.Context, string, *data.RightsPack) error {
	return errWritten
}

// unnoted are the files of screens that write something which is not of the records.
var unnoted = map[string]string{
	"directory/listimport/savelist.go":      "rows of the list that is imported",
	"settings/papers/languages.go":          "the texts to translate",
	"settings/papers/questionnaireguide.go": "a setting, for other PCs",
}

// A screen that writes a file by itself has it noted as well.
func TestNoted_screensThatWriteThemselvesNoteIt(t *testing.T) {
	writes := regexp.MustCompile(`reports\.Replace|calendar\.Write\(|os\.(WriteFile|Create)\(`)
	found := 0
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		name := strings.TrimPrefix(filepath.ToSlash(path), "../")
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(name, "uitest/") {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil || !writes.Match(body) {
			return err
		}
		found++
		if _, known := unnoted[name]; !known && !bytes.Contains(body, []byte(".NoteExport(")) {
			t.Errorf("%s writes a file that is not in the audit trail", name)
		}
		return nil
	})
	if err != nil || found < len(unnoted)+3 {
		t.Errorf("%d files were looked at, %v", found, err)
	}
}
