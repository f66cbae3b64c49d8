package settings

import (
	"slices"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/host"
	"waymark/ui/settings/frame"
	"waymark/ui/uitest"
)

// opened is the title of the part that is shown first on a page.
func opened(d *uitest.Desk, r host.Route) string {
	p := New(d.Host, r).(*frame.Page)
	d.Show(p)
	for _, s := range p.Parts() {
		if shows(d, s.View) {
			return s.Title
		}
	}
	return ""
}

func TestPartsLeadToTheirPart(t *testing.T) {
	d := uitest.New(t)
	parts := Parts(d.Host)
	if len(parts) < 25 {
		t.Fatalf("only %d parts", len(parts))
	}
	for _, part := range parts {
		if title := opened(d, part.Route); title != part.Title {
			t.Errorf("%q opens %q", part.Title, title)
		}
	}
}

func TestSettings_theirOtherRoutesLeadToAPart(t *testing.T) {
	d := uitest.New(t)
	for want, r := range map[string]host.Route{
		"Clinics":             {Area: host.Settings, View: host.ViewClinics},
		"New versions":        NewVersionsRoute,
		"You and the service": {Area: host.Settings},
	} {
		if title := opened(d, r); title != want {
			t.Errorf("%+v opens %q, not %q", r, title, want)
		}
	}
}

// A manager of one partner is not offered what is about the clients of all partners.
func TestSettings_aManagerOfOnePartnerIsShownWhatTheyMayChange(t *testing.T) {
	d := newDesk(t)
	who := access.Identity{Person: d.Store.Session.Person(), Role: access.Manager, OnePartner: true, Partner: "elsewhere"}
	d.Store.Session.SignIn(who)
	for _, part := range Parts(d.Host) {
		if slices.Contains([]string{"Partners", "Staff", "People", "Audit", "Devices"}, part.Title) {
			t.Errorf("%s is offered", part.Title)
		}
	}
	d.Open("Retention")
	d.Sees("Case ended")
	d.SeesNot("Also those from before an update or a restore. The newest always stays.")
	who.OnePartner = false
	d.Store.Session.SignIn(who)
	d.Open("Retention")
	d.Sees("Also those from before an update or a restore. The newest always stays.")
}

// A volunteer may set little.
func TestSettings_aVolunteerIsShownWhatTheyMayChange(t *testing.T) {
	d := newDesk(t)
	d.Store.Session.SignIn(access.Identity{Person: d.Store.Session.Person(), Role: access.Volunteer})
	var titles []string
	for _, part := range Parts(d.Host) {
		titles = append(titles, part.Title)
	}
	if want := []string{"Roles", "Appearance"}; !slices.Equal(titles, want) {
		t.Errorf("a volunteer is shown %q, want %q", titles, want)
	}
}

func TestSettings_theListOfStaffCallsThemAsTheServiceDoes(t *testing.T) {
	d := newDesk(t)
	d.Host.CallRole(data.NewRoleName("link worker", ""))
	d.Open("Staff")
	d.Sees("Link workers and coordinators can have their own clients.")
}
