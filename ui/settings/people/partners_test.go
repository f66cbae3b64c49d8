package people

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/lists"
	"waymark/data/store/people"
)

func TestPartners_aPersonIsOfOneOrSeesAll(t *testing.T) {
	d := newDesk(t)
	boss := people.Person{Name: "Rosalind Achebe"}
	d.Must(d.Host.SetUpSignIn(d.Ctx(), &boss, "harbour velvet thimble"))
	thanet := data.Partner{Name: "Thanet Mind"}
	d.Must(d.Host.Lists.SavePartner(d.Ctx(), &thanet))
	d.Open("People")
	d.Sees("Manager · sees all partners")
	d.Press("Add a person…")
	d.Type("Siân Prŷs")
	d.Host.Window.Canvas().FocusNext()
	for range 3 {
		d.Keys(fyne.KeyRight)
	}
	d.Press("Add person")
	d.Sees("Choose the partner that they work for, or let them see the clients of all partners.")
	d.Choice("Partner").Choose(string(thanet.ID))
	d.Press("Add person")
	d.Sees("Prescriber · Thanet Mind")
	list, err := d.Host.People.List(d.Ctx())
	d.Must(err)
	for _, p := range list {
		if p.Role == access.Prescriber && (p.Partner != thanet.ID || p.AllPartners) {
			t.Errorf("%+v", p)
		}
	}
}

// Once prescribers saw only their own clients, the page still said that they see those of
// their partner and that their reports count everyone.
func TestPartners_rolesSayWhatIsSeen(t *testing.T) {
	d := newDesk(t)
	d.Must(d.Host.Lists.SavePartner(d.Ctx(), &data.Partner{Name: "Thanet Mind"}))
	d.Open("Roles")
	d.Sees("Prescribers and managers see the clients of their own partner", "Reports count everyone, without names.")
	d.Must(d.Host.Lists.SetSetting(d.Ctx(), lists.SettingPrescribersSee, lists.OwnClients))
	d.Open("Roles")
	d.Sees("Prescribers see only their own clients. Managers see", "Prescribers count their own clients in reports.")
	d.SeesNot("Prescribers and managers see")
}
