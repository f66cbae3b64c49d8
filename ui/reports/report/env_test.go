package report

import (
	"context"
	"testing"

	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store/lists"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// env is the report over a real database.
type env struct {
	*uitest.Desk
	page   *page
	paper  *uitest.Paper
	reason data.ID
	west   data.ID
}

func newEnv(t *testing.T) *env {
	t.Helper()
	e := &env{Desk: uitest.New(t), paper: &uitest.Paper{}}
	e.Host.Documents, e.Host.DocumentsDir = e.paper, t.TempDir()
	return e
}

// caseload is three people seen in March 2026, one of them at another surgery
// and without a reason, and two with questionnaires before and after.
func (e *env) caseload() {
	e.T.Helper()
	ctx, db := context.Background(), e.Host.Office
	// So few people that a report with small numbers hidden would be empty.
	e.Must(db.Lists.SetSetting(ctx, lists.SettingMinimumCell, "0"))
	east, west := &data.Surgery{Name: "East Cliff"}, &data.Surgery{Name: "West Bay"}
	e.Must(db.Lists.SaveSurgery(ctx, east))
	e.Must(db.Lists.SaveSurgery(ctx, west))
	all, err := db.Lists.Reasons(ctx, false)
	e.Must(err)
	if len(all) == 0 {
		r := &data.Reason{Name: "Housing", Position: 1}
		e.Must(db.Lists.SaveReason(ctx, r))
		all = []data.Reason{*r}
	}
	e.reason, e.west = all[0].ID, west.ID
	e.person("Ann", data.SexFemale, east.ID, e.reason, 2, 3)
	e.person("Bashir", data.SexMale, east.ID, e.reason, 2, 4)
	e.person("Cai", "", west.ID, "")
}

func (e *env) person(name string, sex data.Sex, surgery, reason data.ID, answers ...int) {
	e.T.Helper()
	ctx, db := context.Background(), e.Host.Office
	c := &data.Client{GivenNames: name, FamilyName: "No one", Sex: sex, SurgeryID: surgery}
	e.Must(db.Casework.SaveClient(ctx, c))
	e.Must(db.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: data.MustDate("2026-03-02"), ReasonID: reason, SurgeryID: surgery}))
	e.Must(db.Casework.SaveContact(ctx, &data.Contact{ClientID: c.ID, On: data.MustDate("2026-03-09"), Kind: "clinic", Outcome: data.ContactAttended}))
	for i, value := range answers {
		stage := []data.Stage{data.Baseline, data.StageFollowUp}[i]
		r := &data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: stage, AnsweredOn: data.MustDate("2026-03-10").AddDays(20 * i),
			Mode: "alone", Finished: true, Answers: map[int]int{}}
		for item := 1; item <= 14; item++ {
			r.Answers[item] = value
		}
		e.Must(db.Measure.SaveResponse(ctx, r))
	}
}

func (e *env) open() {
	e.page = New(e.Host, host.Route{Area: host.Reports}).(*page)
	e.Show(e.page)
}

// pathField is the entry with the path in the open dialog.
func (e *env) pathField() *kit.TextField {
	e.T.Helper()
	f, ok := uitest.Last(e.Desk, func(*kit.TextField) bool { return true })
	if !ok {
		e.T.Fatal("no path is asked for")
	}
	return f
}

// tick switches one of the kinds of file.
func (e *env) tick(label string) {
	e.T.Helper()
	c, ok := uitest.Last(e.Desk, func(c *kit.Check) bool { return c.Text == label })
	if !ok {
		e.T.Fatalf("there is no %s to choose", label)
	}
	test.Tap(c)
}

// seen is how many people the report on the page counts, -1 without one.
func (e *env) seen() int {
	if e.page.report == nil {
		return -1
	}
	return e.page.report.Seen.N
}

// offered is true when a report can be written as any file.
func (e *env) offered() bool {
	for _, b := range e.page.files {
		if !b.Disabled() {
			return true
		}
	}
	return false
}
