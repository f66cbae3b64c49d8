package report

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/lists"
	"waymark/reports"
	"waymark/ui/kit"
)

func TestReportShowsTheFigures(t *testing.T) {
	e := newEnv(t)
	e.caseload()
	e.open()
	e.Sees("Totals checked", "3 people seen", "people seen", "n = 2, 1 not recorded", "All surgeries, all reasons")
	if e.seen() != 3 {
		t.Fatalf("counts %d people", e.seen())
	}
	pairs := e.page.report.Outcomes[0].Pairs
	if pairs.N != 2 {
		t.Errorf("pairs: %v", pairs)
	}
	e.Sees("WEMWBS, n = 2 of 3")
}

func TestChoicesCountAgain(t *testing.T) {
	e := newEnv(t)
	e.caseload()
	e.open()
	e.page.choices.surgery.Choose(string(e.west))
	if e.seen() != 1 || e.page.report.Surgery != "West Bay" {
		t.Fatalf("one surgery: %d people", e.seen())
	}
	e.page.choices.surgery.Choose("")
	e.page.choices.reason.Choose(string(e.reason))
	if e.seen() != 2 {
		t.Fatalf("one reason: %d people", e.seen())
	}
	e.page.choices.reason.Choose("")
	e.page.choices.period.Choose("last quarter")
	if e.page.report == nil || e.page.filter.From.String() != "2026-01-01" || e.page.filter.To.String() != "2026-03-31" {
		t.Fatalf("last quarter: %+v", e.page.filter)
	}
	e.page.Reload()
	if e.page.choices.period.Selected() != "last quarter" || e.page.filter.From.String() != "2026-01-01" {
		t.Error("a reload forgot the period")
	}
}

func TestChoices_periodOfTwoDates(t *testing.T) {
	e := newEnv(t)
	e.caseload()
	e.open()
	c := e.page.choices
	c.period.Choose(periodCustom)
	if from, _ := c.from.Value(); from != (kit.Day{Year: 2025, Month: 8, Day: 8}) {
		t.Errorf("begins with %v", from)
	}
	c.from.SetValue(kit.Day{Year: 2026, Month: 3, Day: 9})
	c.to.SetValue(kit.Day{Year: 2026, Month: 3, Day: 8})
	e.page.count()
	if e.page.report != nil || c.to.Error() == "" || e.offered() {
		t.Error("a period that ends before it begins was counted")
	}
	e.Sees("Enter dates")
	c.to.SetValue(kit.Day{Year: 2026, Month: 3, Day: 9})
	e.page.count()
	if e.seen() != 3 || c.to.Error() != "" {
		t.Error("one day was not counted")
	}
	c.to.SetText("31/02/2026")
	e.page.count()
	if e.page.report != nil || c.to.Error() == "" {
		t.Error("a day that does not exist was counted")
	}
}

func TestEmptyDatabaseSaysWhatToDo(t *testing.T) {
	e := newEnv(t)
	e.open()
	e.Sees("No activity in this period")
	if e.offered() {
		t.Error("nothing can be exported")
	}
}

func TestErrorOffersToTryAgain(t *testing.T) {
	e := newEnv(t)
	e.Must(e.Host.Close())
	e.open()
	e.Sees("Could not load figures", "Something went wrong")
	if e.offered() {
		t.Error("an error can be exported")
	}
}

func TestPartsThatDoNotAddUpStopTheReport(t *testing.T) {
	e := newEnv(t)
	e.caseload()
	e.open()
	figures, err := e.Host.Figures.Figures(context.Background(), e.page.filter)
	e.Must(err)
	figures.BySex[0].N++
	report, err := reports.Build(figures, reports.Options{})
	if data.CodeOf(err) != data.CodeRefused {
		t.Fatalf("built with %v", err)
	}
	e.page.publish(e.page.request, report, data.Unmet{}, err)
	e.Sees("Totals do not match", data.Sentence(err))
	if e.offered() {
		t.Error("it can be exported all the same")
	}
}

func TestDraft_isWrittenOpenedAndNeverReplaced(t *testing.T) {
	e := newEnv(t)
	e.caseload()
	e.open()
	e.Press("Save a draft…")
	want := filepath.Join(e.Host.DocumentsDir, "Report 2025-08-08 to 2026-04-07 draft")
	if got := e.pathField().Text(); got != want {
		t.Fatalf("proposed %q", got)
	}
	e.Press("Save draft")
	body, err := os.ReadFile(want + ".pdf")
	if err != nil || string(body) != "pdf draft 3" {
		t.Fatalf("wrote %q, %v", body, err)
	}
	e.Sees("Draft saved as “Report 2025-08-08 to 2026-04-07 draft.pdf”")
	e.Press("Open report")
	e.Press("Open folder")
	if len(e.Opened) != 2 || e.Opened[0] != want+".pdf" || e.Opened[1] != e.Host.DocumentsDir {
		t.Errorf("opened %v", e.Opened)
	}

	e.Press("Save a draft…")
	if got := filepath.Base(e.pathField().Text()); got != "Report 2025-08-08 to 2026-04-07 draft (2)" {
		t.Errorf("proposed %q", got)
	}
	e.pathField().SetText(want)
	e.Press("Save draft")
	if problem := e.pathField().Error(); !strings.Contains(problem, "already exists") {
		t.Errorf("said %q", problem)
	}
	e.tick("PDF")
	e.Press("Save draft")
	if problem := e.pathField().Error(); !strings.Contains(problem, "kind of file") {
		t.Errorf("said %q", problem)
	}
	e.tick("Excel")
	e.tick("Word")
	e.pathField().SetText(filepath.Join(e.Host.DocumentsDir, "Funder", "March.pdf"))
	e.Press("Save draft")
	for name, want := range map[string]string{"March.xlsx": "excel draft 3", "March.docx": "word draft 3"} {
		if body, err := os.ReadFile(filepath.Join(e.Host.DocumentsDir, "Funder", name)); err != nil || string(body) != want {
			t.Errorf("wrote %q, %v", body, err)
		}
	}
}

func TestDraft_thatFailsOrIsStoppedSaysSo(t *testing.T) {
	e := newEnv(t)
	e.caseload()
	e.open()
	e.paper.Fail = errors.New("disk on fire in /home/zofia")
	e.Press("Save a draft…")
	e.Press("Save draft")
	e.Sees("Something went wrong")
	if strings.Contains(e.Text(), "zofia") {
		t.Error("the technical error is shown")
	}
	e.paper.Fail = nil
	e.paper.During = func(context.Context) { e.Press("Stop") }
	e.Press("Save a draft…")
	e.Press("Save draft")
	e.Sees("Stopped. No file was saved.")
	if files, _ := os.ReadDir(e.Host.DocumentsDir); len(files) != 0 {
		t.Errorf("left %v", files)
	}
	if list, err := e.Host.Handed.List(context.Background()); err != nil || len(list) != 0 {
		t.Errorf("recorded %v, %v", list, err)
	}
}

func TestALateCountDoesNotCoverANewerOne(t *testing.T) {
	e := newEnv(t)
	e.caseload()
	e.open()
	e.Hold()
	e.page.choices.surgery.Choose(string(e.west))
	e.page.choices.surgery.Choose("")
	e.ReleaseOnly(1)
	e.ReleaseOnly(0)
	if e.seen() != 3 {
		t.Errorf("counts %d people", e.seen())
	}
}

func TestEveryChapterCanBeShown(t *testing.T) {
	e := newEnv(t)
	e.caseload()
	e.open()
	chapters := e.page.report.Chapters()
	for i := range chapters {
		if len(cards(&chapters[i])) == 0 {
			t.Errorf("%s shows nothing", chapters[i].Title)
		}
		e.page.subject = i
		e.page.fill(e.page.report, data.Unmet{})
	}
	e.Sees("What the figures cannot show")
}

// Three people are too few to show: the screen is what leaves the service.
func TestSmallNumbersAreHiddenUnlessAskedFor(t *testing.T) {
	e := newEnv(t)
	e.caseload()
	e.Must(e.Host.Lists.SetSetting(context.Background(), lists.SettingMinimumCell, ""))
	e.open()
	e.Sees("The number of people seen is hidden, to protect people", "counts of 1 to 4 hidden")
	if !e.page.report.Seen.Hidden || e.page.report.Outcomes[0].Before != nil {
		t.Errorf("shows %+v", e.page.report.Seen)
	}
	e.page.choices.small.Choose(ruleOff)
	if e.seen() != 3 {
		t.Errorf("for their own eyes: %+v", e.page.report.Seen)
	}
	e.Sees("small numbers shown, internal use only")
}

func TestPeriodBeforeIsHeldAgainst(t *testing.T) {
	e := newEnv(t)
	e.caseload()
	e.open()
	if e.page.report.Comparison != nil {
		t.Fatal("compared without being asked")
	}
	test.Tap(e.page.choices.compare)
	if c := e.page.report.Comparison; c == nil || c.To.String() != "2025-08-07" {
		t.Fatalf("%+v", c)
	}
}

func TestFiguresAreKept(t *testing.T) {
	e := newEnv(t)
	e.caseload()
	e.open()
	e.Press("Save these figures…")
	test.Type(e.pathField().Entry, "For the lottery") // in the place of what is proposed
	e.Press("Save")
	e.Sees("Saved as “For the lottery”.")
	list, err := e.Host.Figures.FrozenList(context.Background())
	e.Must(err)
	if len(list) != 1 || list[0].Hash != e.page.report.Hash() {
		t.Fatalf("%+v", list)
	}
	kept, err := e.Host.Figures.Frozen(context.Background(), list[0].ID)
	e.Must(err)
	again, err := reports.Thaw(kept, nil)
	e.Must(err)
	if d := reports.Differences(again, e.page.report); len(d) > 0 {
		t.Errorf("differs: %v", d)
	}
}

func TestReportFitsASmallWindow(t *testing.T) {
	e := newEnv(t)
	e.caseload()
	e.open()
	e.page.choices.period.Choose(periodCustom)
	e.Press("Save a draft…")
	e.Press("Save draft")
	if m := e.page.Content().MinSize(); m.Width > 828 || m.Height > 600 {
		t.Errorf("wants %v", m)
	}
}

// Names of clients in what the service wrote are shown before a report leaves,
// with where they are; the person decides.
func TestNamesInTextsAreShownBeforeAReportLeaves(t *testing.T) {
	e := newEnv(t)
	e.caseload()
	clients, err := e.Host.Figures.ClientNames(e.Ctx())
	e.Must(err)
	name := ""
	for _, c := range clients {
		name = c.Given
	}
	if name == "" {
		t.Fatal("nobody has a first name")
	}
	e.open()
	e.page.report.Learnt = "We met " + name + " at the allotment."
	e.Press("Hand over…")
	e.Sees("possible name in your texts", "What we learned: "+name, "met "+name+" at the allotment")
	e.Press("Cancel")
	if kit.OverlayOpen(e.Window) {
		t.Fatal("it goes on all the same")
	}
	e.Press("Hand over…")
	e.Press("Use the text as it is")
	e.Sees("Who gets it?")
}

// Who may not read records is not told which words are names: typing one and
// sharing would answer who is a client.
// Nor is who sees only some clients: it would answer who is a colleague’s.
func TestNames_areNoAnswerForWhoDoesNotSeeEveryone(t *testing.T) {
	for name, who := range map[string]access.Identity{
		"coordinator":             {Person: "cora", Role: access.Coordinator},
		"own-only prescriber":     {Person: "petra", Role: access.Prescriber, OwnOnly: true},
		"prescriber of a partner": {Person: "petra", Role: access.Prescriber, OnePartner: true, Partner: "elsewhere"},
	} {
		t.Run(name, func(t *testing.T) { namesAreNoAnswer(t, who) })
	}
}

func namesAreNoAnswer(t *testing.T, who access.Identity) {
	t.Helper()
	e := newEnv(t)
	e.caseload()
	e.open()
	e.Host.Session.SignIn(who)
	var said []string
	for _, name := range []string{"Bashir", "Zebedee"} { // one is a client
		e.page.report.Learnt = "We met " + name + " at the allotment."
		e.Press("Hand over…")
		e.Sees("Read your texts first", name)
		e.SeesNot("possible name")
		said = append(said, strings.ReplaceAll(e.Text(), name, "…"))
		e.Press("Cancel")
	}
	if said[0] != said[1] {
		t.Errorf("the name of a client is answered with\n%s\nand another with\n%s", said[0], said[1])
	}
	if names, err := e.Host.Figures.ClientNames(e.Ctx()); err == nil || len(names) > 0 {
		t.Errorf("%d names are read", len(names))
	}
}
