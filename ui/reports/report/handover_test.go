package report

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store/lists"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/uitest"
)

// field is the text field of the open dialog with that label.
func (e *env) field(label string) *kit.TextField {
	e.T.Helper()
	f, ok := uitest.Last(e.Desk, func(f *kit.TextField) bool { return f.Label() == label })
	if !ok {
		e.T.Fatalf("there is no field %q", label)
	}
	return f
}

func (e *env) chooseReader(id string) {
	e.T.Helper()
	c, ok := uitest.Last(e.Desk, func(c *kit.Choice) bool { return c.Label() == "Who gets it?" })
	if !ok {
		e.T.Fatal("nobody asks who gets it")
	}
	c.Choose(id)
}

// protectedCaseload is one whose small numbers are hidden.
func protectedCaseload(t *testing.T) *env {
	e := newEnv(t)
	e.caseload()
	e.Must(e.Host.Lists.SetSetting(context.Background(), lists.SettingMinimumCell, "2"))
	e.open()
	return e
}

func (e *env) recorded() []data.HandedOver {
	e.T.Helper()
	list, err := e.Host.Handed.List(context.Background())
	e.Must(err)
	return list
}

func TestHandOver_asksForTheReaderAndRemembersThem(t *testing.T) {
	e := protectedCaseload(t)
	e.Press("Hand over…")
	e.Sees("So it has to know who gets it.")
	e.Press("Hand over")
	e.Sees("Choose who gets the report.")
	e.chooseReader(readerNew)
	e.Press("Hand over")
	e.Sees("Enter who gets the report")
	e.Type("Trustees")
	e.Keys(fyne.KeyReturn)
	e.Sees("They have no report yet that bears on this one.", "headline figures")
	e.tick("Excel")
	e.Press("Hand over")
	e.Sees("Recorded for Trustees.", "Report 2025-08-08 to 2026-04-07.pdf")
	for name, want := range map[string]string{".pdf": "pdf hidden", ".xlsx": "excel hidden"} {
		if body, err := os.ReadFile(filepath.Join(e.Host.DocumentsDir, "Report 2025-08-08 to 2026-04-07"+name)); err != nil || string(body) != want {
			t.Errorf("wrote %q, %v", body, err)
		}
	}
	list := e.recorded()
	if len(list) != 1 || list[0].Reader != "Trustees" || list[0].FormatsText() != "PDF and Excel" || list[0].Report.Filter != e.page.filter {
		t.Fatalf("recorded %+v", list)
	}

	// The next one is for the same reader, unless someone says otherwise.
	e.page.choices.period.Choose("last quarter")
	e.Press("Hand over…")
	e.Sees("They already have: 8 August 2025 to 7 April 2026.")
	e.chooseReader(readerEveryone)
	e.Sees("They already have: 8 August 2025 to 7 April 2026.")
	e.Press("Cancel")
	if len(e.recorded()) != 1 {
		t.Error("recorded although it was cancelled")
	}
}

func TestHandOver_refusesASecondReaderOfTheName(t *testing.T) {
	e := protectedCaseload(t)
	e.Must(e.Host.Handed.SaveReader(context.Background(), &data.Reader{Name: "Trustees"}))
	e.Press("Hand over…")
	e.chooseReader(readerNew)
	e.Type("TRUSTEES")
	e.Press("Add this reader")
	e.Sees("There is a reader of this name already")
	if got := e.field("Name of the new reader").Text(); got != "TRUSTEES" {
		t.Errorf("what was typed is %q", got)
	}
}

func TestHandOver_needsSmallNumbersHidden(t *testing.T) {
	e := newEnv(t)
	e.caseload()
	e.open()
	e.Must(e.Host.Handed.SaveReader(context.Background(), &data.Reader{Name: "Trustees"}))
	e.Press("Hand over…")
	e.chooseReader(readerEveryone)
	e.Sees("Your service’s rule hides no small numbers")
	e.Press("Hand over")
	e.Press("Cancel")
	e.page.choices.small.Choose(ruleOff)
	e.Press("Hand over…")
	e.Sees("A report that hides no small numbers is for your own eyes")
	if len(e.recorded()) != 0 {
		t.Error("recorded")
	}
}

// A report that could not be written, or was stopped, counts as not sent.
func TestHandOver_thatIsNotWrittenCountsAsNotSent(t *testing.T) {
	e := protectedCaseload(t)
	e.paper.Fail = errors.New("disk on fire in /home/someone")
	handOver := func() {
		e.Press("Hand over…")
		e.chooseReader(readerEveryone)
		e.tick("Word")
		e.Press("Hand over")
	}
	handOver()
	e.Sees("Something went wrong")
	e.paper.Fail = nil
	e.paper.During = func(context.Context) { e.Press("Stop") }
	handOver()
	e.Sees("Stopped. No file was saved.")
	list := e.recorded()
	if len(list) != 2 || list[0].Counts() || list[1].Counts() || !strings.Contains(list[0].NotSentWhy, "No file") {
		t.Errorf("recorded %+v", list)
	}
	if files, _ := os.ReadDir(e.Host.DocumentsDir); len(files) != 0 {
		t.Errorf("left %v", files)
	}
}

// A file that was written before another failed is removed again.
func TestHandOver_leavesNoPart(t *testing.T) {
	e := protectedCaseload(t)
	files := 0
	e.paper.During = func(context.Context) {
		if files++; files == 2 {
			e.paper.Fail = errors.New("the disk is full")
		}
	}
	e.Press("Hand over…")
	e.chooseReader(readerEveryone)
	e.tick("Word")
	e.Press("Hand over")
	e.Sees("Something went wrong")
	if left, _ := os.ReadDir(e.Host.DocumentsDir); len(left) != 0 || files != 2 {
		t.Errorf("left %v after %d files", left, files)
	}
	if list := e.recorded(); len(list) != 1 || list[0].Counts() {
		t.Errorf("recorded %+v", list)
	}
}

func TestChoiceText_saysWhyThereAreChoices(t *testing.T) {
	for _, c := range []struct {
		handing reports.Handing
		choices int
		want    string
	}{
		{reports.Handing{Told: 1}, 2, "1 number about a few people could be worked out"},
		{reports.Handing{Told: 1}, 2, "Each of these choices passes that check."},
		{reports.Handing{Told: 3}, 0, "never sent"},
		{reports.Handing{Hidden: 9, Alone: 2}, 1, "Each of these choices shows more."},
		{reports.Handing{Hidden: 9, Alone: 2}, 0, "no other choice shows more"},
	} {
		if got := choiceText(&c.handing, c.choices); !strings.Contains(got, c.want) {
			t.Errorf("%+v, %d: %q", c.handing, c.choices, got)
		}
	}
}

// The dialog offers what may be handed over, and follows a choice with one press.
func TestHandOver_aChoiceIsTakenWithOnePress(t *testing.T) {
	e := protectedCaseload(t)
	ctx := context.Background()
	board := &data.Reader{Name: "PCN board"}
	e.Must(e.Host.Handed.SaveReader(ctx, board))
	e.Press("Hand over…")
	e.chooseReader(string(board.ID))
	e.Press("Hand over")
	e.Sees("Recorded for PCN board.")
	e.Press("Hand over…")
	h := &handOver{page: e.page, host: e.Host, request: e.page.request, making: load.New(e.Host), files: newTarget(e.Host, "Report")}
	h.outcome, h.reader = kit.VStack(0), kit.NewChoice("Who", []kit.Option{{ID: string(board.ID), Label: board.Name}}, nil)
	h.reader.SetSelected(string(board.ID))
	h.make()
	if h.report == nil || len(h.report.Handing.Held) != 1 {
		t.Fatalf("made %+v", h.report)
	}
	rounded := e.page.request
	rounded.Rule = &disclosure.Strict
	h.take(reports.Choice{Request: rounded})
	if h.report.Rule != disclosure.Strict {
		t.Errorf("made under %+v", h.report.Rule)
	}
	// A report that was never sent is left out once someone says why.
	h.take(reports.Choice{Request: rounded, NotSent: e.recorded()[0].ID})
	why := e.field("Why was it not sent?")
	test.Type(why.Entry, "Only looked at")
	e.Press("Mark as not sent")
	if len(h.report.Handing.Held) != 0 || e.recorded()[0].Counts() {
		t.Errorf("they still have %+v", h.report.Handing.Held)
	}
}
