package entry

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/directory/service"
	"waymark/ui/host"
)

func (p *place) form(id data.ID) *formPage {
	p.T.Helper()
	page := New(p.Host, host.Route{Record: id}).(*formPage)
	p.Show(page)
	return page
}

func TestFormSavesWhatWasTypedAndSaysWhatIsWrong(t *testing.T) {
	p := newPlace(t)
	page := p.form("")
	test.Type(page.fields.text["MinAge"].Entry, "many")
	page.Save()
	if page.fields.text["Name"].Error() == "" || page.fields.text["MinAge"].Error() == "" {
		t.Fatal("a service without a name was not refused beside the field")
	}
	test.Type(page.fields.text["Name"].Entry, "@symes Community Building")
	page.fields.text["MinAge"].Entry.SetText("55")
	test.Type(page.fields.text["Organisation"].Entry, "O’Brien Trust")
	page.fields.needs[3].chip.Tapped(&fyne.PointEvent{})
	page.Save()
	if len(p.Went) != 1 {
		t.Fatalf("not saved: %s", page.form.State.Text())
	}
	v, err := p.Host.Directory.Service(context.Background(), p.Went[0].Record)
	p.Must(err)
	if v.Name != "@symes Community Building" || v.MinAge != 55 || v.Organisation != "O’Brien Trust" || len(v.Needs) != 1 {
		t.Errorf("stored %+v", v)
	}
}

func TestDraftComesBackAndEditKeepsTheRest(t *testing.T) {
	p := newPlace(t)
	page := p.form("")
	test.Type(page.fields.text["Name"].Entry, "Half a na")
	again := p.form("")
	if again.fields.text["Name"].Text() != "Half a na" {
		t.Fatalf("the draft came back as %q", again.fields.text["Name"].Text())
	}
	if !again.drafted.Visible() {
		t.Error("a draft came back, and nothing says so")
	}
	left := false
	again.Leave(func() { left = true })
	if left {
		t.Error("unsaved typing was left without a question")
	}
	again.startAfresh()
	if again.fields.text["Name"].Text() != "" || again.form.Unsaved() {
		t.Error("starting afresh kept the draft")
	}
	if once := p.form(""); once.fields.text["Name"].Text() != "" {
		t.Error("the draft came back once more")
	}
	p.Add(data.Service{Name: "Choir", Description: "Singing", MaxAge: 90, Days: "Mon"})
	rows, _, err := p.Host.Directory.Services(context.Background(), data.ServiceFilter{Words: "choir"})
	p.Must(err)
	edit := p.form(rows[0].ID)
	edit.fields.text["Name"].Entry.SetText("Big choir")
	edit.Save()
	v, err := p.Host.Directory.Service(context.Background(), rows[0].ID)
	p.Must(err)
	if v.Name != "Big choir" || v.Description != "Singing" || v.MaxAge != 90 || v.Days != "Mon" || !v.LastChecked.IsZero() {
		t.Errorf("after the edit %+v", v)
	}
}

func TestSavingWhatWasRungCountsAsAChecking(t *testing.T) {
	p := newPlace(t)
	p.Staff("Siân")
	p.Add(data.Service{Name: "Choir", Phone: "1"})
	back := false
	p.Host.Back = func() { back = true }
	page := New(p.Host, host.Route{View: host.ViewRung, Record: p.Named("Choir").ID}).(*formPage)
	p.Host.Window.SetContent(page.Content())
	page.Reload()
	page.fields.text["Phone"].Entry.SetText("01632 960101")
	page.Save()
	v := p.Named("Choir")
	if !back || v.Phone != "01632 960101" || v.LastChecked != p.Host.Today() || v.CheckedHow != service.ByPhone || v.LastCheckedBy != p.Host.Session.Person() {
		t.Errorf("back %v, stored %q, checked %s %q", back, v.Phone, v.LastChecked, v.CheckedHow)
	}
}

func TestTheNewFieldsAreKept(t *testing.T) {
	p := newPlace(t)
	page := p.form("")
	f := page.fields
	test.Type(f.text["Name"].Entry, "Choir")
	test.Type(f.text["OtherNames"].Entry, "Sing for joy")
	test.Type(f.text["Languages"].Entry, "Welsh, Polish")
	test.Type(f.text["Access"].Entry, "Ramp")
	f.delivery[0].box.Tapped(&fyne.PointEvent{})
	f.delivery[2].box.Tapped(&fyne.PointEvent{})
	f.wheelchair.Choose("yes")
	f.room.Choose("few")
	if f.until.Visible() {
		t.Error("an open service is asked until when it is closed")
	}
	f.status.Choose(string(data.ServicePaused))
	if !f.until.Visible() {
		t.Fatal("a closed service is not asked until when")
	}
	test.Type(f.until.Entry, "nonsense")
	page.Save()
	if f.until.Error() == "" || len(p.Went) != 0 {
		t.Fatal("a day that cannot be read was taken")
	}
	f.until.SetText("1/6/2026")
	again := p.form("")
	if again.fields.ways() != "person online" || again.fields.room.Selected() != "few" || again.fields.text["Languages"].Text() != "Welsh, Polish" || !again.fields.until.Visible() {
		t.Errorf("the draft came back as %v", again.form.In.Values())
	}
	page.Save()
	if len(p.Went) != 1 {
		t.Fatalf("not saved: %s", page.form.State.Text())
	}
	v := p.Named("Choir")
	if v.OtherNames != "Sing for joy" || len(v.Languages) != 2 || v.Languages[1] != "Polish" || v.Access != "Ramp" || v.Wheelchair != data.Yes ||
		v.Room != data.FewLeft || len(v.Delivery) != 2 || v.Delivery[1] != data.Online || v.ClosedUntil != data.MustDate("2026-06-01") {
		t.Errorf("stored %+v", v)
	}
	edit := p.form(v.ID)
	if edit.form.Unsaved() {
		t.Error("a form that was only opened asks to be saved")
	}
	edit.Save()
	if after := p.Named("Choir"); len(after.Delivery) != 2 || len(after.Languages) != 2 || after.ClosedUntil != v.ClosedUntil {
		t.Errorf("after an edit %+v", after)
	}
}

func TestFormFitsASmallWindow(t *testing.T) {
	p := newPlace(t)
	p.Fits(p.form(""))
}
