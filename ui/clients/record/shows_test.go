package record

import (
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// A record is read again after what it shows, and after nothing else.
func TestRecord_isReadAgainAfterWhatItShows(t *testing.T) {
	d := newDesk(t)
	harold := d.Harold()
	other := data.Client{GivenNames: "Mabel", FamilyName: "Frost"}
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), &other))
	service := data.Service{Name: "Lunch club"}
	d.Must(d.Store.Directory.SaveService(d.Ctx(), &service))
	page := d.open1(harold)
	read := 0
	defer d.Store.Subscribe(func(c store.Change) {
		if page.Shows(c) {
			read++
		}
	})()
	for _, c := range []struct {
		what  string
		write func() error
		want  int
	}{
		{"a favourite", func() error { return d.Store.Directory.SetFavourite(d.Ctx(), service.ID, true) }, 0},
		{"a setting", func() error { return d.Store.Lists.SetSetting(d.Ctx(), lists.SettingAppearance, "dark") }, 0},
		{"someone else's contact", func() error {
			return d.Store.Casework.SaveContact(d.Ctx(), &data.Contact{ClientID: other.ID, Kind: "phone", Outcome: data.ContactAttended, On: d.Host.Today()})
		}, 0},
		{"what was learnt", func() error {
			return d.Store.Figures.SaveLearnt(d.Ctx(), &data.Learnt{From: d.Host.Today().AddMonths(-1), To: d.Host.Today(), Body: "Much."})
		}, 0},
		{"a contact", func() error {
			return d.Store.Casework.SaveContact(d.Ctx(), &data.Contact{ClientID: harold.ID, Kind: "phone", Outcome: data.ContactAttended, On: d.Host.Today()})
		}, 1},
		{"the client", func() error { harold.Matters = "His cat."; return d.Store.Casework.SaveClient(d.Ctx(), harold) }, 1},
		{"a service's name", func() error { service.Name = "Supper club"; return d.Store.Directory.SaveService(d.Ctx(), &service) }, 1},
		{"how scores are worked out", func() error { return d.Store.Lists.SetSetting(d.Ctx(), lists.SettingProrate, "yes") }, 1},
	} {
		read = 0
		d.Must(c.write())
		if read != c.want {
			t.Errorf("after %s the record is read %d times, want %d", c.what, read, c.want)
		}
	}
}
