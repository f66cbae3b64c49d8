package visit

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

// planned is a client with a visit planned for today.
func planned(t *testing.T) (*uitest.People, *data.Client, data.Visit) {
	t.Helper()
	d := uitest.NewPeople(t)
	c := d.Harold()
	v := data.Visit{ClientID: c.ID, On: uitest.Today, At: "14:00", Access: "Side gate", Hazards: "Dog, steep stairs"}
	d.Must(d.Store.Visits.Save(d.Ctx(), &v))
	return d, c, v
}

func onVisit(d *uitest.People, v data.Visit) *page {
	p := New(d.Host, host.Route{Area: host.Calendar, View: host.ViewVisit, Record: v.ID}).(*page)
	d.Show(p)
	return p
}

func stored(d *uitest.People, v data.Visit) *data.VisitRecord {
	r, err := d.Store.Visits.Visit(d.Ctx(), v.ID)
	d.Must(err)
	return r
}

// Every tap is stored before the next one, by keyboard and by touch, and a
// rating over the threshold asks for a decision that is answered on the page.
func TestVisit_tapsAreStoredAndADecisionIsAnswered(t *testing.T) {
	d, _, v := planned(t)
	p := onVisit(d, v)
	d.Sees("Dog", "Steep stairs", "Kitchen", "14 not answered")
	d.Window.Canvas().Focus(p.FirstFocus())
	d.Type("4")
	if got := stored(d, v); got.Value(data.AspectRoom, "Kitchen") != "4" || got.ArrivedAt.IsZero() {
		t.Fatalf("after one key the record has %+v", got.Findings)
	}
	p.rooms.rows["Living room"].Tap(6)
	d.Sees("A safeguarding decision is needed", "Living room is 7. Your service needs a decision at 7 or above.", "Decision needed")
	d.Press("Save decision")
	d.Sees("Choose whether it was acted on or is not needed.")
	card := p.asked[p.record.Open()[0].ID]
	card.way.Tap(0)
	d.Press("Save decision")
	d.Sees("Enter who was told, for example the council’s safeguarding team.")
	card.told.SetText("Council safeguarding team")
	d.Press("Save decision")
	d.SeesNot("A safeguarding decision is needed", "Decision needed")
	got := stored(d, v)
	if len(got.Decisions) != 1 || got.Decisions[0].State != data.DecisionActed || got.Decisions[0].Told != "Council safeguarding team" || got.Decisions[0].ToldAt != "10:12" {
		t.Errorf("answered as %+v", got.Decisions)
	}
	p.rooms.rows["Living room"].Tap(6) // taken back
	if got := stored(d, v); got.Value(data.AspectRoom, "Living room") != "" {
		t.Errorf("a tap on the chosen one leaves %q", got.Value(data.AspectRoom, "Living room"))
	}
}

func TestVisit_answerLaterLeavesTheDecisionOnToday(t *testing.T) {
	d, c, v := planned(t)
	p := onVisit(d, v)
	p.rooms.answers[data.AspectSmokeAlarm].Tap(2)
	d.Sees("A fire-safety decision is needed", "Smoke alarm: none.")
	d.Press("Answer later")
	d.SeesNot("A fire-safety decision is needed")
	d.Sees("1 open decision stays on Today until you answer it.")
	list, err := d.Store.Overview.AttentionList(d.Ctx(), uitest.Today, "")
	d.Must(err)
	if len(list) == 0 || list[0].Kind != "Decision" || list[0].VisitID != v.ID || list[0].ClientID != c.ID {
		t.Errorf("Today begins with %+v", list)
	}
	d.Press("Answer")
	d.Sees("A fire-safety decision is needed")
	p.rooms.answers[data.AspectSmokeAlarm].Tap(0)
	d.SeesNot("A fire-safety decision is needed")
}

// What is typed survives the program, and is on the record when the page is left.
func TestVisit_wordsAreKept(t *testing.T) {
	d, _, v := planned(t)
	p := onVisit(d, v)
	p.words.text.SetText("")
	d.Window.Canvas().Focus(p.words.text.Entry)
	d.Type("I know where everything is.")
	again := onVisit(d, v)
	if got := again.words.text.Text(); got != "I know where everything is." {
		t.Fatalf("after the program was killed it says %q", got)
	}
	left := false
	again.Leave(func() { left = true })
	if !left || stored(d, v).Words != "I know where everything is." {
		t.Errorf("left %v, with %q on the record", left, stored(d, v).Words)
	}
}

func TestVisit_photosOnlyOnceTheClientAgrees(t *testing.T) {
	d, _, v := planned(t)
	p := onVisit(d, v)
	d.Sees("Photos: not asked yet")
	if p.words.add.Visible() {
		t.Error("a photo may be added before the client was asked")
	}
	d.Press("Ask about photos")
	d.Type("1")
	d.Sees("Photos: the client has agreed")
	file := filepath.Join(d.Dir, "stairs.png")
	f, err := os.Create(file)
	d.Must(err)
	d.Must(png.Encode(f, image.NewRGBA(image.Rect(0, 0, 40, 20))))
	d.Must(f.Close())
	d.Press("Add photo…")
	d.Type(filepath.Join(d.Dir, "nowhere.png"))
	d.Press("Add photo")
	d.Sees("We could not read this file. Choose another one.")
	d.Press("Cancel")
	d.Press("Add photo…")
	d.Type(file)
	d.Press("Add photo")
	if got := stored(d, v); len(got.Photos) != 1 {
		t.Fatalf("kept are %+v", got.Photos)
	}
	d.Sees("Photos: agreed, 1 photo")
	d.Press("View")
	d.Press("Delete")
	d.Sees("Delete this photo?")
	d.Keys(fyne.KeyEscape)
	d.Press("Change…")
	d.Type("2")
	if got := stored(d, v); len(got.Photos) != 0 || got.Visit.Photos != data.No {
		t.Errorf("without consent there are %+v", got.Photos)
	}
}

// Finishing lists what is missing by name, proposes needs, makes one contact, and
// the next visit shows what changed.
func TestVisit_finishMakesAContactAndNeedsAndTheNextShowsChange(t *testing.T) {
	d, c, v := planned(t)
	d.Reason("Housing")
	p := onVisit(d, v)
	p.rooms.rows["Kitchen"].Tap(7)
	p.rooms.answers[data.AspectFood].Tap(0)
	d.Now = d.Now.Add(45 * time.Minute)
	d.Press("Finish visit…")
	d.Sees("Not answered: Living room, Hall and stairs, Bedroom, Bathroom, heating, damp, smoke alarm, trips, utilities, pets, smoking, medicines.",
		"1 open decision stays on Today until you answer it.", "Hoarding or heavy clutter")
	for _, check := range checks(d) {
		test.Tap(check)
	}
	d.Press("Finish visit")
	d.Sees("This visit is finished", "We recorded a contact and new needs: Housing. You can still correct what you found.")
	contacts := d.Contacts()
	if len(contacts) != 1 || contacts[0].Kind != "home_visit" || contacts[0].Minutes != 45 || contacts[0].Outcome != data.ContactAttended {
		t.Errorf("contacts %+v", contacts)
	}
	if record := d.Record(c.ID); len(record.Needs) != 1 || record.Needs[0].VisitID != v.ID {
		t.Errorf("needs %+v", record.Needs)
	}
	next := data.Visit{ClientID: c.ID, On: uitest.Today.AddDays(28)}
	d.Must(d.Store.Visits.Save(d.Ctx(), &next))
	d.SetDay("2026-05-05")
	p = onVisit(d, next)
	p.rooms.rows["Kitchen"].Tap(3)
	p.rooms.answers[data.AspectFood].Tap(1)
	d.Sees("Since 7 April", "8 → 4", "Better", "Enough → Little", "Worse", "7 Apr: enough")
	d.Press("Compare visits")
	d.Sees("Compare visits", "7 Apr 2026", "5 May 2026")
}

func TestVisit_roomsAreAddedAndTakenAway(t *testing.T) {
	d, _, v := planned(t)
	p := onVisit(d, v)
	d.Press("Rooms…")
	d.Type("Shed")
	for _, check := range checks(d) {
		if check.Text == "Hall and stairs" {
			test.Tap(check)
		}
	}
	d.Press("Done")
	if len(p.rooms.names) != 5 || p.rooms.names[4] != "Shed" || p.rooms.rows["Shed"] == nil {
		t.Errorf("the rooms are %q", p.rooms.names)
	}
	if got := stored(d, v); got.Value(data.AspectRoom, "Hall and stairs") != data.RoomAbsent || got.Finding(data.AspectRoom, "Shed") == nil {
		t.Errorf("stored %+v", got.Findings)
	}
}

// A tap that cannot be saved says so, and the page shows what is stored.
func TestVisit_whatCannotBeSavedIsSaid(t *testing.T) {
	d, _, v := planned(t)
	p := onVisit(d, v)
	d.Must(d.Store.Visits.Remove(d.Ctx(), v.ID))
	p.rooms.rows["Kitchen"].Tap(3)
	d.Sees("The visit was not saved")
}
