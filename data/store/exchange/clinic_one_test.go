package exchange_test

import "testing"

// A reception was putting the phone number of someone right whose record was taken back:
// it was to go once the number was handed over. Before that it became one with a record
// that this surgery never had, and stayed on its PC for good.
func TestSurgerysDevice_letsGoOfWhoBecameOneWithSomeoneElse(t *testing.T) {
	w := newTown(t)
	other, own := w.person(w.a, "Ada", "Archer", w.vale.surgery), w.person(w.a, "Ada", "Baker", w.hill.surgery)
	w.meet()
	must(t, w.hill.correctPhone(own.ID, "01632 960008"))
	own.SurgeryID = w.vale.surgery
	must(t, w.a.Casework.SaveClientAsAnother(ctx, own))
	w.send(w.a)
	w.hear(w.hill, w.a.name, 1<<30)
	must(t, w.a.Exchange.JoinPeople(ctx, other.ID, own.ID))
	w.send(w.a)
	w.hear(w.hill, w.a.name, 1<<30)
	w.meet()
	if n := w.hill.one(t, "SELECT count(*) FROM client"); n != "0" {
		t.Errorf("the PC of the surgery has %s clients", n)
	}
	if got := w.vale.one(t, "SELECT phone FROM client"); got != "01632 960008" {
		t.Errorf("the other surgery has the number %q", got)
	}
}
