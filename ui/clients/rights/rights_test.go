package rights

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// asked is a desk with a person, a note about them and a request of theirs.
func asked(t *testing.T, kind data.RightsKind, note string) (*uitest.Desk, *data.Client, *data.RightsRequest) {
	t.Helper()
	d, ctx := uitest.New(t), context.Background()
	c := &data.Client{GivenNames: "Edith", FamilyName: "Sørensen"}
	d.Must(d.Store.Casework.SaveClient(ctx, c))
	d.Must(d.Store.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: d.Host.Today().AddDays(-30)}))
	d.Must(d.Store.Casework.SaveContact(ctx, &data.Contact{ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended, On: d.Host.Today().AddDays(-2), Note: note}))
	r := &data.RightsRequest{ClientID: c.ID, Kind: kind, AskedOn: d.Host.Today().AddDays(-25), AskedHow: "letter"}
	d.Must(d.Store.Rights.Save(ctx, r))
	return d, c, r
}

func choose(d *uitest.Desk, label, option string) {
	d.T.Helper()
	c, ok := uitest.Last(d, func(c *kit.Choice) bool { return c.Label() == label })
	if !ok {
		d.T.Fatalf("there is no choice %q", label)
	}
	c.Focus()
	d.Type(option)
}

func fill(d *uitest.Desk, label, text string) {
	d.T.Helper()
	f, ok := uitest.Last(d, func(f *kit.TextField) bool { return f.Label() == label })
	if !ok {
		d.T.Fatalf("there is no field %q", label)
	}
	f.Focus()
	d.Type(text)
}

// TestReview_fromReadingToTheCopy reads a person's texts with the keyboard, blacks a
// name out, makes the copy and looks for the name in it.
func TestReview_fromReadingToTheCopy(t *testing.T) {
	d, c, r := asked(t, data.RightsAccess, "We met Zorblax at the choir. She sang.")
	d.Printer()
	d.Host.DocumentsDir = t.TempDir()
	v := NewReview(d.Host, host.Route{Client: c.ID, Record: r.ID}).(*review)
	d.Show(v)
	d.Fits(v)
	d.Sees("Read the texts", "0 of", "It may be a name", "“Zorblax”")
	d.Press("Black out")
	d.SeesNot("It may be a name")
	d.Sees("Remove mark")

	again := NewReview(d.Host, host.Route{Client: c.ID, Record: r.ID}).(*review) // closed and opened again
	d.Show(again)
	d.Sees("Remove mark", "“Zorblax”")
	for range again.texts {
		d.Press("Read, next text")
	}
	d.WentTo(host.Route{Area: host.Clients, View: host.ViewRights, Client: c.ID, Record: r.ID})

	p := New(d.Host, host.Route{Client: c.ID, Record: r.ID}).(*page)
	d.Show(p)
	d.Fits(p)
	d.Press("Make the copy…")
	out, _ := uitest.Last(d, func(f *kit.TextField) bool { return f.Label() == "Save to a new folder" })
	folder := out.Text()
	d.Press("Make the copy")
	d.Sees("The copy is in")
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 2 {
		t.Fatal(entries, err)
	}
	b, err := os.ReadFile(filepath.Join(folder, "copy-for-programs.json"))
	if err != nil || strings.Contains(string(b), "Zorblax") || !strings.Contains(string(b), "at the choir") {
		t.Errorf("%v: %s", err, b)
	}
	d.Press("Record the handover…")
	choose(d, "How was it handed over?", "Printed, by h")
	d.Press("Save")
	p.Reload()
	d.Sees("Done on", "Printed, by hand")
}

func TestReview_wordsAreBlackedOutByKey(t *testing.T) {
	d, c, r := asked(t, data.RightsAccess, "She sang with us.")
	v := NewReview(d.Host, host.Route{Client: c.ID, Record: r.ID}).(*review)
	d.Show(v)
	d.Host.Window.Canvas().Focus(v.text)
	d.Keys(fyne.KeyRight)
	d.Type("b")
	if marks := v.texts[v.at].Marks; len(marks) != 1 || part(&v.texts[v.at], marks[0].From, marks[0].To) != "“sang”" {
		t.Fatalf("%+v", marks)
	}
	d.Keys(fyne.KeyDelete)
	if marks := v.texts[v.at].Marks; len(marks) != 0 {
		t.Errorf("%+v", marks)
	}
}

func TestRights_aRequestIsRecordedExtendedAndRefused(t *testing.T) {
	d, c, _ := asked(t, data.RightsErasure, "A note.")
	p := New(d.Host, host.Route{Client: c.ID}).(*page)
	d.Show(p)
	d.Press("Record a request…")
	d.Press("Save request")
	d.Sees("Select what they asked for.")
	choose(d, "What do they ask?", "Correction")
	choose(d, "How did they ask?", "By phone")
	d.Press("Save request")
	d.Sees("Enter what they say is wrong.")
	fill(d, "What they say is wrong", "The house number")
	d.Press("Save request")
	p.Reload()
	if len(p.list) != 2 {
		t.Fatalf("%+v", p.list)
	}
	p.rows.OnSelect(1)
	d.Press("Extend the due date…")
	fill(d, "The reason you gave them", "Two at once")
	d.Press("Extend")
	p.Reload()
	d.Sees("Two months longer")
	d.Press("Refuse…")
	d.Press("Save")
	d.Sees("Enter why it is refused")
	fill(d, "Why, as you told them", "The law asks us to keep it")
	d.Press("Save")
	p.Reload()
	d.Sees("Refused on")
}

func TestRights_aRestrictionIsShownAndLifted(t *testing.T) {
	d, c, r := asked(t, data.RightsRestriction, "A note.")
	flags, err := d.Host.FlagsOf(context.Background(), c.ID)
	d.Must(err)
	if chips := flags.Chips(c.ID, d.Host.Today()); len(chips) != 1 || !strings.Contains(chips[0].Text, "Use restricted") || len(flags.Set(c.ID)) != 0 {
		t.Errorf("%+v", chips)
	}
	p := New(d.Host, host.Route{}).(*page)
	d.Show(p)
	d.Sees("Restricted", "Edith Sørensen")
	d.Press("Lift the restriction…")
	fill(d, "Why does it end?", "Settled")
	d.Press("Lift restriction")
	d.Sees("Tell them first.")
	r.LiftedOn, r.ToldOn, r.LiftedWhy = d.Host.Today(), d.Host.Today(), "Settled"
	if !p.Shows(store.Change{Kind: store.ChangedClient, ClientID: c.ID}) {
		t.Error("does not follow the client")
	}
}
