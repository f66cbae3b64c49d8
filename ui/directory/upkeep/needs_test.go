package upkeep

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func needOf(d *uitest.Services, theme string) data.Reason {
	d.T.Helper()
	reasons, err := d.Store.Lists.Reasons(d.Ctx(), false)
	d.Must(err)
	for _, r := range reasons {
		if slices.Contains(data.NeedWords(r.Name), theme) {
			return r
		}
	}
	d.T.Fatalf("no reason for %q", theme)
	return data.Reason{}
}

// openNeeds is the page on a list as a council publishes it: no needs marked.
func openNeeds(t *testing.T) (*uitest.Services, *needsPage, data.Reason) {
	d := uitest.NewServices(t)
	money := needOf(d, "debt*")
	d.Add(data.Service{Name: "Citizens Hub", Description: "Open to all. We help with debts and bills. Free."},
		data.Service{Name: "Debt line", Description: "Ring us."},
		data.Service{Name: "Credit union", Description: "Budgeting for families.", Needs: []data.ID{money.ID}},
		data.Service{Name: "Choir", Description: "Sing along."})
	p := NewNeeds(d.Host, host.Route{}).(*needsPage)
	d.Show(p)
	p.choose(money.ID)
	return d, p, money
}

func TestNeedsAreProposedWithWhatSaysSo(t *testing.T) {
	d, p, money := openNeeds(t)
	var names []string
	for _, v := range p.shown().Services {
		names = append(names, v.Name)
		if word := strings.ToLower(v.Quote[v.From:v.To]); !strings.HasPrefix(word, "debt") {
			t.Errorf("%s is proposed for %q of %q", v.Name, word, v.Quote)
		}
	}
	if !slices.Equal(names, []string{"Citizens Hub", "Debt line"}) {
		t.Errorf("proposed for %s: %q", money.Name, names)
	}
	d.Sees(money.Name, "“We help with debts and bills”", "Tick all", "Confirm for 0 services")
	if !p.confirm.Disabled() {
		t.Error("nothing is ticked and can be confirmed")
	}
}

func TestNeedsAreSetOnlyWhenConfirmedAndUndone(t *testing.T) {
	d, p, money := openNeeds(t)
	has := func(name string) bool { return slices.Contains(d.Named(name).Needs, money.ID) }
	d.Window.Canvas().Focus(p.rows)
	d.Keys(fyne.KeyDown)
	d.Type(" ")
	d.Sees("Confirm for 1 service")
	if has("Citizens Hub") {
		t.Fatal("ticking has marked it")
	}
	d.Press("Tick all")
	d.Sees("Untick all", "Confirm for 2 services")
	d.Press("Untick all")
	d.Sees("Confirm for 0 services")
	p.tick(0)
	d.Press("Confirm for 1 service")
	if !has("Citizens Hub") || has("Debt line") || has("Choir") {
		t.Fatal("other services are marked than the one confirmed")
	}
	d.Sees("1 service marked for “" + money.Name + "”.")
	if len(p.shown().Services) != 1 {
		t.Errorf("still proposed: %+v", p.shown().Services)
	}
	if found, _, err := d.Store.Directory.Services(d.Ctx(), data.ServiceFilter{NeedID: money.ID}); err != nil || len(found) != 2 {
		t.Errorf("found by the need: %+v, %v", found, err)
	}
	d.Press("Undo")
	if has("Citizens Hub") || !has("Credit union") {
		t.Error("undo left it, or took more")
	}
	if len(p.shown().Services) != 2 {
		t.Errorf("after undo proposed: %+v", p.shown().Services)
	}
}

func TestNeedsThatCannotBeSavedStayTicked(t *testing.T) {
	d, p, _ := openNeeds(t)
	p.tick(1)
	d.Must(d.Store.Close())
	p.add()
	if n := len(p.wanted()); n != 1 {
		t.Errorf("%d ticked", n)
	}
	if ticks := uitest.All(d.Desk, func(k *kit.Tick) bool { return k.On() }); len(ticks) != 1 {
		t.Errorf("%d boxes are ticked", len(ticks))
	}
}
