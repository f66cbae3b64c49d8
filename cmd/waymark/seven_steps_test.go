package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/ui/kit"
)

// TestReadme_sevenStepsEndInAReportOfWhatWasDone types and taps what the README
// says under “From nothing to a report”, on an empty database. Each step quotes
// the README's words, so that the two stay together.
func TestReadme_sevenStepsEndInAReportOfWhatWasDone(t *testing.T) {
	u := newUser(t, filepath.Join(t.TempDir(), "waymark.db"), "2026-03-13")
	steps := readmeSteps(t)
	for i, step := range []struct {
		says string
		do   func(*user)
	}{
		{"**Settings**: add your surgeries and your staff, and say who uses this PC.", stepSettings},
		{"begin with **New service**.", stepService},
		{"**Clients → New client** (Ctrl+N): the person, who sent them and why, whether they may be contacted; one screen, Ctrl+S saves.", stepClient},
		{"**Offer services** (Ctrl+O) on their record: search, note what they say to each, and choose referral or signpost. Press one key for how you met, if you are asked.", stepOffer},
		{"**Questionnaire** (Ctrl+Q): hand the laptop over, and unlock it with your staff code.", stepQuestionnaire},
		{"**Today**: do what is due.", stepToday},
		{"**Reports**: choose the period, look, write down what was learned, and hand over PDF, Excel or Word. *Save these figures* freezes them.", stepReports},
	} {
		if i >= len(steps) || !strings.Contains(steps[i], step.says) {
			t.Fatalf("step %d of the README does not say %q", i+1, step.says)
		}
		step.do(u)
	}
	u.close()
}

// readmeSteps are the numbered lines of the README.
func readmeSteps(t *testing.T) []string {
	t.Helper()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`(?m)^\d\. .*$`).FindAllString(string(readme), -1)
}

// section opens a section of the settings.
func (u *user) section(n int) {
	u.t.Helper()
	rows := find(u, "the sections", func(*kit.Rows) bool { return true })
	u.window.Canvas().Focus(rows)
	u.key(fyne.KeyHome)
	for range n {
		u.key(fyne.KeyDown)
	}
}

func stepSettings(u *user) {
	u.presses("Settings")
	u.section(1)
	u.tap("Add a surgery…")
	u.types("Name", "Birchington Medical Centre")
	u.key(fyne.KeyReturn)
	u.section(2)
	u.tap("Add a person…")
	u.types("Name", "Siân Prŷs-Okafor")
	u.answers("Role", 0)
	u.key(fyne.KeyReturn)
	u.section(0)
	staff, err := u.store.Lists.Staff(context.Background(), false)
	u.must(err)
	if len(staff) != 1 {
		u.t.Fatalf("staff %+v", staff)
	}
	u.chooses("Who uses this PC?", string(staff[0].ID))
}

func stepService(u *user) { writeService(u) }

func stepClient(u *user) {
	ctx := context.Background()
	surgeries, err := u.store.Lists.Surgeries(ctx, false)
	u.must(err)
	reasons, err := u.store.Lists.Reasons(ctx, false)
	u.must(err)
	u.presses("New client")
	u.tap("All details")
	u.types("First names", "Zoë")
	u.types("Last name", "O’Brien-Łukaszewicz")
	u.date("Date of birth", "4/5/1950")
	u.chooses("Sex", string(data.SexFemale))
	u.chooses("Source of referral", "gp")
	u.chooses("Referring surgery", string(surgeries[0].ID))
	u.chooses("Main reason for referral", string(reasons[0].ID))
	u.answers(data.ConsentRecord.Label(), 0)
	u.chooses("How did they tell you?", "in_person")
	u.tap("Save")
	u.sees("Zoë O’Brien-Łukaszewicz")
}

func stepOffer(u *user) {
	u.presses("Offer services")
	test.Type(u.window.Canvas().Focused(), "lodz lun")
	u.answers("What did they decide?", 0)
	u.answers("How confident are they that they will go?", 7)
	u.answers("Referral or signpost?", 0)
	u.tap("Save: 1 chosen")
	u.sees("Type of contact")
	u.met('1')
	u.sees("1 service chosen")
	u.tap("Print summary for client")
	u.tap("Create and open")
	u.tap("Back to record")
	u.sees("Clinic")
}

func stepQuestionnaire(u *user) {
	u.presses("Questionnaire")
	u.sees("Part of the clinic contact of today at 10:00")
	u.fillsIn("22222222222222")
	u.sees("WEMWBS, first: 28")
}

func stepToday(u *user) {
	u.today = data.MustDate("2026-04-07")
	u.presses("Today")
	rows := find(u, "the follow-ups", func(*kit.Rows) bool { return true })
	u.window.Canvas().Focus(rows)
	rows.Select(0)
	u.key(fyne.KeyReturn)
	u.answers("What happened?", 0)
	u.sees("Phone contact (new)")
	u.answers("How is it going with Café Łódź lunch club?", 2)
	u.tap("Save follow-up")
}

func stepReports(u *user) {
	ctx := context.Background()
	u.presses("Reports")
	u.chooses("Period", "all")
	u.chooses("Small numbers", "off")
	u.sees("1 person seen", "Totals checked")
	u.tap("What we learned")
	u.presses("Reports")
	u.chooses("Period", "all")
	u.chooses("Small numbers", "off")
	u.tap("Save a draft…")
	u.ticks("Excel")
	u.ticks("Word")
	u.tap("Save draft")
	u.sees("Draft saved as")
	u.tap("Save these figures…")
	u.tap("Save")
	contacts, err := u.store.Casework.Contacts(ctx, data.ContactFilter{})
	u.must(err)
	if len(contacts) != 2 || contacts[0].Kind != "clinic" || contacts[1].Kind != "phone" {
		u.t.Errorf("offers and questionnaire are one contact and the call another: %+v", contacts)
	}
	r, err := reports.Make(ctx, u.store.Figures, reports.Request{Filter: data.FigureFilter{From: data.MustDate("2026-03-01"), To: data.MustDate("2026-04-30")},
		Rule: &disclosure.Rule{}})
	u.must(err)
	if r.Seen.N != 1 || r.ContactsByKind.N.N != 2 || r.Offers.Chosen.N != 1 || r.Unmet.Sentence != "" {
		u.t.Errorf("the report: %d seen in %d contacts, %d chosen, %q", r.Seen.N, r.ContactsByKind.N.N, r.Offers.Chosen.N, r.Unmet.Sentence)
	}
	// One person has no median wait, but is in the shortest band.
	if waited := r.ToFirstContact.Row("7"); waited == nil || waited.Cell.N != 1 || r.ToFirstContact.Lengths != nil {
		u.t.Errorf("seen on the day of the referral, and the wait is %q, %+v", r.ToFirstContact.Finding, waited)
	}
}
