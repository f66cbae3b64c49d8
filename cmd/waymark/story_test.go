package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/xuri/excelize/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// TestTheMainJob does the whole job in the real window by typing and tapping:
// from an empty database and a new client to the funder's report, which is then
// opened again and read.
func TestTheMainJob(t *testing.T) {
	ctx := context.Background()
	u := newUser(t, filepath.Join(t.TempDir(), "waymark.db"), "2026-03-13")
	surgery := data.Surgery{Name: "Birchington Medical Centre"}
	u.must(u.store.Lists.SaveSurgery(ctx, &surgery))
	sian := data.Staff{Name: "Siân Prŷs-Okafor", Role: data.RolePrescriber}
	u.must(u.store.Lists.SaveStaff(ctx, &sian))
	u.store.Session.SwitchTo(sian.ID)
	u.must(u.store.Lists.SetSetting(ctx, "current_staff", string(sian.ID)))
	reasons, err := u.store.Lists.Reasons(ctx, false)
	u.must(err)

	writeService(u)
	writeClient(u, surgery, reasons)
	client := u.shell.Route().Client

	u.tap("Questionnaire")
	u.fillsIn("22222222222222")
	u.sees("WEMWBS, first: 28")

	u.presses("Record a contact")
	u.tap("Add to contact") // the questionnaire recorded the contact
	u.types("Note", "Talked about the damp, and about the long evenings.")
	u.tap("Save")
	u.sees("Talked about the damp")

	offerService(u)
	u.sees("Tue 7 Apr 2026") // three weeks from Friday 13 March is Good Friday

	u.today = data.MustDate("2026-04-08")
	u.presses("Today")
	u.sees("1 day overdue")
	followUp(u, 2, "Went twice and liked it.")
	u.sees("Wed 29 Apr 2026")
	u.today = data.MustDate("2026-04-30")
	u.presses("Today")
	followUp(u, 3, "Goes every week.")

	u.shell.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: client})
	u.tap("Questionnaire")
	u.fillsIn("33333333334444")
	u.sees("28 at first, 46 now: up 18")

	u.close()
	u.open()
	u.shell.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: client})
	u.sees("Zoë O’Brien-Łukaszewicz", "Goes every week.", "28 at first, 46 now: up 18", "I’ll go if it’s the lady from last time")

	readReport(u)
	u.close()
}

func writeService(u *user) {
	u.t.Helper()
	u.presses("Directory")
	u.tap("New service")
	u.types("Name", "Café Łódź lunch club")
	u.types("Organisation", "O’Brien Trust")
	u.types("Area", "Birchington")
	find(u, "chip Housing", func(c *kit.FilterChip) bool { return c.Text() == "Housing" }).Tapped(&fyne.PointEvent{})
	u.tap("Save")
	u.sees("Café Łódź lunch club", "These details have not been checked. Call before you refer.")
}

func writeClient(u *user, surgery data.Surgery, reasons []data.Reason) {
	u.t.Helper()
	u.presses("New client")
	u.tap("All details")
	u.types("First names", "Zoë")
	u.types("Last name", "O’Brien-Łukaszewicz")
	u.date("Date of birth", "4/5/1950")
	u.chooses("Sex", string(data.SexFemale))
	u.types("NHS number", "943 476 5918")
	u.chooses("Main reason for referral", string(reasons[0].ID))
	u.chooses("Source of referral", "gp")
	u.chooses("Referring surgery", string(surgery.ID))
	u.types("Referrer’s name", "Dr Patel")
	u.tap("Save")
	u.sees("NHS number") // the check digit is wrong: refused, and nothing typed is lost
	if u.shell.Route().View != host.ViewNewClient {
		u.t.Fatal("a wrong NHS number was saved")
	}
	u.types("NHS number", "943 476 5919")
	u.tap("Save")
	u.sees("Zoë O’Brien-Łukaszewicz", "943 476 5919", "Housing", "Dr Patel")
}

func offerService(u *user) {
	u.t.Helper()
	u.presses("Offer services")
	search := u.window.Canvas().Focused()
	test.Type(search, "lodz lun")
	u.sees("Café Łódź lunch club")
	u.answers("What did they decide?", 0)
	u.answers("How confident are they that they will go?", 7)
	u.answers("Referral or signpost?", 0)
	u.types("In their own words", "I’ll go if it’s the lady from last time.")
	u.tap("Save: 1 chosen")
}

// followUp does the first follow-up that Today shows: the person was reached,
// and the service stands at one of the states of a prescription.
func followUp(u *user, status int, note string) {
	u.t.Helper()
	rows := find(u, "the follow-ups", func(*kit.Rows) bool { return true })
	u.window.Canvas().Focus(rows)
	rows.Select(0)
	u.key(fyne.KeyReturn)
	u.answers("What happened?", 0)
	u.answers("How is it going with Café Łódź lunch club?", status)
	u.types("Note", note)
	u.tap("Save follow-up")
}

// readReport writes both documents from the screen and finds the figures in them.
func readReport(u *user) {
	u.t.Helper()
	u.presses("Reports")
	u.chooses("Period", "all")
	u.sees("The number of people seen is hidden, to protect people") // one person is no one's report
	u.chooses("Small numbers", "off")
	u.sees("Totals checked", "28.0", "46.0", "internal use only")
	u.tap("Save a draft…")
	u.ticks("Excel")
	u.tap("Save draft")
	u.sees("Draft saved as")
	files, err := filepath.Glob(filepath.Join(u.docs, "*"))
	u.must(err)
	if len(files) != 2 {
		u.t.Fatalf("written: %v", files)
	}
	for _, f := range files {
		if strings.Contains(filepath.Base(f), "Brien") {
			u.t.Errorf("a name in a file name: %s", f)
		}
		if strings.HasSuffix(f, ".xlsx") {
			readWorkbook(u, f)
		} else {
			readPDF(u, f)
		}
	}
}

func readWorkbook(u *user, path string) {
	u.t.Helper()
	book, err := excelize.OpenFile(path)
	u.must(err)
	defer func() { _ = book.Close() }()
	var all strings.Builder
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		u.must(err)
		for _, row := range rows {
			all.WriteString(strings.Join(row, "|") + "\n")
		}
	}
	for _, want := range []string{"Housing|1", "28", "46", "Birchington Medical Centre|1"} {
		if !strings.Contains(all.String(), want) {
			u.t.Errorf("%q is not in the workbook:\n%s", want, all.String())
		}
	}
	if strings.Contains(all.String(), "Brien") {
		u.t.Error("the workbook names a client")
	}
}

func readPDF(u *user, path string) {
	u.t.Helper()
	text, err := exec.Command("pdftotext", "-raw", path, "-").Output() // the file that the test wrote
	u.must(err)
	for _, want := range []string{"Housing", "28.0", "46.0", "1 of 1"} {
		if !strings.Contains(string(text), want) {
			u.t.Errorf("%q is not in the PDF:\n%s", want, text)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Size() < 10_000 {
		u.t.Errorf("the PDF: %v, %v", info, err)
	}
}
