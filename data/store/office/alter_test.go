package office_test

import (
	"context"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/meeting"
)

// A PC that holds clients cannot turn into a coordinator’s: its next meeting would be
// refused, and what was typed on it would never leave it. It leaves first, which sends
// that, and joins again.
func TestAlter_doesNotStrandWhatIsNewOnAPC(t *testing.T) {
	ctx := context.Background()
	e := newExchanged(t)
	manager := e.pc()
	_, err := manager.Devices.Begin(ctx, "Manager’s PC", e.at)
	must(t, err)
	e.meet(manager)
	laptop := e.join(manager, "Laptop", access.Prescriber)
	of, err := laptop.Devices.Service(ctx)
	must(t, err)
	if err := manager.Devices.Alter(ctx, of.Me, "Laptop", access.Coordinator, nil); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("%v", err)
	}
	must(t, manager.Devices.Alter(ctx, of.Me, "Old laptop", access.Manager, nil))
	must(t, laptop.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pritchard"}))
	must(t, laptop.Devices.Leave(ctx))
	if r := e.meet(laptop); r.Standing != meeting.Left {
		t.Errorf("%+v", r)
	}
	e.meet(manager)
	if _, n, err := manager.Casework.Clients(ctx, data.ClientFilter{Words: "Pritchard"}); err != nil || n != 1 {
		t.Errorf("%d clients arrived, %v", n, err)
	}
}
