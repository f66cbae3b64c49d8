package listimport

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"waymark/data"
)

const clubs = `Id,Name,Organisation,Phone,Email,Postcode
1,Choir,Music Trust,01843 555 201,choir@example.org,CT9 1AA
2,=1+1 maths club,Learning Hub,01843 555 202,maths@example.org,CT9 1AB
3,,No one,01843 555 203,,
4,Łunch club,Kitchen,01843 555 204,this is not one,CT9 1AD
`

// take goes through all steps of a list.
func (d *desk) take(path string) {
	d.T.Helper()
	d.open(path)
	d.PressStart("Next: columns")
	d.PressStart("Next: changes")
	d.PressStart("Import")
	d.step("Done")
}

func TestListIsTakenInStepByStep(t *testing.T) {
	d := newDesk(t)
	d.Sees("No imports yet", "Open Referral UK")
	d.open(d.file("clubs.csv", clubs))
	d.step("File settings")
	d.Sees("Choir", "=1+1 maths club", "6 columns")
	d.PressStart("Next: columns")
	d.step("Columns")
	d.Sees("We have guessed", "Music Trust", "1 of the first 4")
	d.PressStart("Next record")
	d.Sees("Learning Hub", "2 of the first 4")
	d.PressStart("Next: changes")
	d.step("Changes")
	d.Sees("All 4", "New 2", "Skipped 1", "Check 1", "Services not in the directory yet")
	if got := d.found(); len(got) != 0 {
		t.Fatalf("the trial wrote %q", got)
	}
	d.PressStart("Import 3 services")
	d.step("Done")
	d.Sees("Imported from clubs", "4 services read")
	if got := d.found(); !slices.Equal(got, []string{"=1+1 maths club", "Choir", "Łunch club"}) {
		t.Errorf("in the directory: %q", got)
	}
	d.PressStart("Show in directory")
	if len(d.Went) != 1 || d.Went[0].Area != "directory" {
		t.Errorf("went to %v", d.Went)
	}
	d.PressStart("Import another file")
	d.step("File")
	d.Sees("clubs", "3 services · last imported Tue 7 Apr 2026")
}

func TestSecondImportChangesNothing(t *testing.T) {
	d := newDesk(t)
	d.take(d.file("clubs-2026-04.csv", clubs))
	d.PressStart("Import another file")
	d.open(d.file("clubs-2026-05.csv", clubs))
	d.PressStart("Next: columns")
	d.Sees("Columns are matched as they were last time")
	d.PressStart("Next: changes")
	d.Sees("New 0", "Changed 0", "Unchanged 2", "Check 1", "You have imported from this source before")
	if d.page.changes.source.Text() != "clubs" {
		t.Errorf("the source is %q", d.page.changes.source.Text())
	}
	d.PressStart("Import (no changes)")
	d.Sees("unchanged")
	if got := d.found(); len(got) != 3 {
		t.Errorf("in the directory: %q", got)
	}
}

func TestMatchingIsRememberedAndSaysWhatIsMissing(t *testing.T) {
	d := newDesk(t)
	list := "Activity group,Wer,Ring\nChoir,Music Trust,01843 555 201\nWalk,Ramblers,01843 555 202\n"
	d.open(d.file("odd.csv", list))
	d.PressStart("Next: columns")
	choices := d.page.matching.choices
	choices[0].Choose("")
	choices[1].Choose("organisation")
	choices[2].Choose("phone")
	d.Sees("which column")
	d.PressStart("Next: changes")
	d.step("Columns")
	choices[0].Choose("name")
	d.SeesNot("which column")
	d.Sees("Music Trust", "01843 555 201")
	d.PressStart("Next: changes")
	d.PressStart("Import 2 services")
	d.show()
	d.open(d.file("odd again.csv", strings.ToUpper(list)))
	d.PressStart("Next: columns")
	d.Sees("Columns are matched as they were last time")
	for i, want := range []string{"name", "organisation", "phone"} {
		if got := d.page.matching.choices[i].Selected(); got != want {
			t.Errorf("column %d is matched to %q, want %q", i, got, want)
		}
	}
}

func TestHeaderThatDoesNotFitIsAskedAboutAndOverruled(t *testing.T) {
	d := newDesk(t)
	d.open(d.file("shifted.csv", "Id,Name,Phone\n1,Choir,01843 555 201,Margate\n2,Walk,01843 555 202,Minster\n3,Talk,01843 555 203,Ramsgate\n"))
	if len(d.page.opened.feed.Table.Questions) == 0 {
		t.Fatal("rows that are wider than the headings raise no question")
	}
	d.Sees(d.page.opened.feed.Table.Questions[0], "Yes, this is correct")

	d.PressStart("Back")
	d.open(d.file("semicolons.csv", "A list of clubs\nName;Phone\nChoir;01843 555 201\nWalk, talk and tea;01843 555 202\n"))
	r := d.page.reading
	if got := d.page.opened.feed.Table.Dialect; got.Delimiter != ';' || got.HeaderRow != 2 || r.header.Text() != "2" {
		t.Fatalf("read as %+v", got)
	}
	r.delimiter.Choose(",")
	if got := d.page.opened.feed.Table.Dialect.Delimiter; got != ',' {
		t.Errorf("the delimiter stayed %q", got)
	}
	d.PressStart("Detected automatically")
	if got := d.page.opened.feed.Table.Dialect.Delimiter; got != ';' {
		t.Errorf("as detected: %q", got)
	}
	r.header.Entry.SetText("0")
	if got := d.page.opened.feed.Table; got.Dialect.HeaderRow != 0 || len(got.Sample) != 4 {
		t.Errorf("without headings: %+v, %d rows", got.Dialect, len(got.Sample))
	}
	r.header.Entry.SetText("two")
	if r.header.Error() == "" {
		t.Error("a line that is no number is taken without a word")
	}
	d.Holding = true
	r.lineEnd.Choose("CRLF")
	if !r.next.Disabled() {
		t.Error("one can go on before the list is read again")
	}
	d.Sees("Reading the file again…", "Stop")
	d.page.back()
	d.Release()
	d.open(filepath.Join(d.Dir, "semicolons.csv"))
	if got := d.page.opened.feed.Table.Dialect; got.LineEnd != "LF" || r.next.Disabled() {
		t.Errorf("what came late was taken: %+v", got)
	}
	r.encoding.Choose("Windows-1252")
	if got := d.page.opened.feed.Table.Dialect; got.Encoding != "Windows-1252" || got.Delimiter != ';' {
		t.Errorf("with other characters: %+v", got)
	}
}

// A list that was read again with other settings took as long as the first time, without
// a word of how far it was and without a way to stop it.
func TestReadingAgainCanBeStopped(t *testing.T) {
	d := newDesk(t)
	d.open(d.file("clubs.csv", clubs))
	r := d.page.reading
	d.Holding = true
	r.delimiter.Choose(";")
	d.PressStart("Stop")
	d.Release()
	d.step("File settings")
	if got := d.page.opened.feed.Table.Dialect.Delimiter; got != ',' || r.delimiter.Selected() != "," || r.next.Disabled() || r.again.content.Visible() {
		t.Errorf("after stopping it is read with %q, and the choice says %q", got, r.delimiter.Selected())
	}
	d.Holding = true
	r.delimiter.Choose(";")
	r.delimiter.Choose("\t")
	d.Release()
	if got := d.page.opened.feed.Table.Dialect.Delimiter; got != '\t' || r.again.content.Visible() {
		t.Errorf("of two readings the earlier counts: %q", got)
	}
	r.encoding.Choose("UTF-8")
	d.PressStart("Detected automatically")
	d.PressStart("Next: columns")
	d.step("Columns")
}

func TestStoppedImportLeavesTheDirectoryAsItWas(t *testing.T) {
	d := newDesk(t)
	d.open(d.file("clubs.csv", clubs))
	d.PressStart("Next: columns")
	d.PressStart("Next: changes")
	d.Holding = true
	d.PressStart("Import 3 services")
	d.Sees("Importing 3 services", "Stop")
	left := false
	d.page.Leave(func() { left = true })
	if left {
		t.Error("an import that is under way was left without a question")
	}
	d.PressStart("Cancel")
	d.PressStart("Stop")
	d.Release()
	d.step("Changes")
	d.Sees("Stopped. The directory has not changed.", "Import 3 services")
	if got := d.found(); len(got) != 0 {
		t.Errorf("in the directory: %q", got)
	}
	d.PressStart("Import 3 services")
	if got := d.found(); len(got) != 3 {
		t.Errorf("after trying again: %q", got)
	}
}

func TestChangesAreShownFieldByFieldAndOwnEditsAreKept(t *testing.T) {
	d := newDesk(t)
	d.take(d.file("clubs.csv", clubs))
	search, err := d.Host.Directory.SearchServices(d.Ctx(), data.ServiceFilter{Words: "choir"})
	d.Must(err)
	choir, err := d.Host.Directory.Service(d.Ctx(), search.Rows[0].ID)
	d.Must(err)
	choir.Phone = "01843 555 999"
	d.Must(d.Host.Directory.SaveService(d.Ctx(), choir))
	d.PressStart("Import another file")
	d.open(d.file("clubs2.csv", "Id,Name,Organisation,Phone,Email,Postcode\n1,Choir,Music Trust,01843 555 201,singing@example.org,CT9 1AA\n4,Łunch club,Kitchen,01843 555 204,,CT9 1AD\n"))
	d.PressStart("Next: columns")
	d.PressStart("Next: changes")
	d.Sees("Changed", "Not in source 1", "Your edits kept 1", "was choir@example.org", "→ singing@example.org",
		"Your edit is kept", "01843 555 999", "Source: 01843 555 201")
	d.SeesNot("Close")
	d.filter("Not in source")
	d.Sees("=1+1 maths club", "It will stay in the directory")
	d.Sees("Close 1 service for good")
	d.page.changes.close.SetChecked(true)
	d.PressStart("Import 2 services, close 1")
	d.Sees("closed it for good")
	if open, err := d.Host.Directory.SearchServices(d.Ctx(), data.ServiceFilter{}); err != nil || open.Total != 2 {
		t.Errorf("open: %d, %v", open.Total, err)
	}
}

func TestOtherSourceIsComparedAgain(t *testing.T) {
	d := newDesk(t)
	d.take(d.file("clubs.csv", clubs))
	d.PressStart("Import another file")
	d.open(d.file("clubs2.csv", clubs))
	d.PressStart("Next: columns")
	d.PressStart("Next: changes")
	d.page.changes.source.Entry.SetText("")
	test.Type(d.page.changes.source.Entry, "Parish")
	d.SeesNot("Import;")
	d.PressStart("Compare again")
	d.Sees("New 2")
	if d.page.changes.tried != "Parish" {
		t.Errorf("compared with %q", d.page.changes.tried)
	}
}

func TestFeedSkipsTheStepsOfAList(t *testing.T) {
	d := newDesk(t)
	d.open(d.file("feed.json", `[{"id":"a1","name":"Choir","organization":{"id":"o1","name":"Music Trust"},"status":"active"},
		{"id":"a2","name":"@symes Community Building","status":"active"}]`))
	d.step("Changes")
	d.Sees("All 2", "New 2", "Music Trust")
	d.PressStart("Back")
	d.step("File")
	d.open(filepath.Join(d.Dir, "feed.json"))
	d.PressStart("Import 2 services")
	if got := d.found(); len(got) != 2 {
		t.Errorf("in the directory: %q", got)
	}
}

// The order of the days of a list could be said only to the command, so that whoever
// imported in the window had to take what was guessed.
func TestOrderOfDaysIsAskedBesideThePreview(t *testing.T) {
	d := newDesk(t)
	list := "Id,Name,Phone,Last checked\n1,Choir,01843 555 201,03/04/2026\n2,Walk,01843 555 202,02/03/2026\n"
	d.open(d.file("clubs.csv", list))
	d.PressStart("Next: columns")
	d.Sees("can be read with the day or the month first", "Fri 3 Apr 2026")
	d.SeesNot("--map")
	order := d.page.matching.days.choice
	if order.Selected() != "day_first" {
		t.Errorf("the days are read as %q", order.Selected())
	}
	order.Choose("month_first")
	d.Sees("Wed 4 Mar 2026")
	d.SeesNot("Fri 3 Apr 2026", "can be read with the day or the month first")
	d.PressStart("Next: changes")
	d.PressStart("Import 2 services")
	search, err := d.Host.Directory.SearchServices(d.Ctx(), data.ServiceFilter{Words: "choir"})
	d.Must(err)
	choir, err := d.Host.Directory.Service(d.Ctx(), search.Rows[0].ID)
	d.Must(err)
	if got := choir.LastChecked.String(); got != "2026-03-04" {
		t.Errorf("checked on %s", got)
	}

	d.show()
	d.open(d.file("clubs2.csv", list+"3,Talk,01843 555 203,31/03/2026\n"))
	d.PressStart("Next: columns")
	d.Sees("as was chosen, but some days in this list exist only with the day first", "Wed 4 Mar 2026")
	d.page.matching.days.choice.Choose("day_first")
	d.SeesNot("as was chosen")
}

func TestColumnThatBecomesADayAsksForItsOrder(t *testing.T) {
	d := newDesk(t)
	d.open(d.file("clubs.csv", "Name,Phone,Seen by us\nChoir,01843 555 201,03/04/2026\nWalk,01843 555 202,02/03/2026\n"))
	d.PressStart("Next: columns")
	d.SeesNot("the day or the month first")
	d.page.matching.choices[2].Choose("checked")
	d.Sees("the day or the month first", "Fri 3 Apr 2026")
}
