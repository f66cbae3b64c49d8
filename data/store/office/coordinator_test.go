package office_test

import (
	"context"
	"encoding/json"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/caseload"
	"waymark/data/store"
)

// TestCoordinatorsPC_countsWithoutClients has a manager's and a coordinator's PC meet
// through a folder: the one holds the records, the other what reports count.
func TestCoordinatorsPC_countsWithoutClients(t *testing.T) {
	ctx := context.Background()
	e := newExchanged(t)
	manager := e.pc()
	must(t, caseload.Write(ctx, manager, caseload.Options{Clients: 40, Today: data.MustDate("2026-04-08")}))
	_, err := manager.Devices.Begin(ctx, "Manager’s PC", e.at)
	must(t, err)
	e.meet(manager)
	coordinator := e.join(manager, "Coordinator’s PC", access.Coordinator)
	if coordinator.Holds() != store.HoldsFigures || coordinator.Session.Can(access.SeeRecords) || !coordinator.Session.Can(access.MakeReports) {
		t.Fatalf("it holds %q", coordinator.Holds())
	}
	compare := func(when string) {
		t.Helper()
		f := data.FigureFilter{From: data.MustDate("2025-04-01"), To: data.MustDate("2026-03-31")}
		var counted [2]string
		for i, s := range e.all {
			figures, err := s.Figures.Figures(ctx, f)
			must(t, err)
			if figures.Seen < 10 {
				t.Fatalf("only %d people", figures.Seen)
			}
			for j := range figures.Outcomes { // they are in the order of the clients
				figures.Outcomes[j].Unpaired = nil
			}
			figures.ToFirstContact, figures.ToFirstService = data.Waits{}, data.Waits{}
			for j := range figures.Outcomes {
				figures.Outcomes[j].Pairs = nil
			}
			body, err := json.Marshal(figures)
			must(t, err)
			counted[i] = string(body)
		}
		if counted[0] != counted[1] {
			t.Errorf("%s the coordinator counts\n%s\nnot\n%s", when, counted[1], counted[0])
		}
	}
	compare("at first")
	clients, _, err := manager.Casework.Clients(ctx, data.ClientFilter{Limit: 3})
	must(t, err)
	for _, c := range clients[:2] {
		_, err = manager.Casework.EraseClient(ctx, c.ID)
		must(t, err)
	}
	must(t, coordinator.Figures.SaveLearnt(ctx, &data.Learnt{From: data.MustDate("2025-04-01"), To: data.MustDate("2026-03-31"), Body: "People came back."}))
	e.settle()
	compare("after two people were erased")
	learnt, err := manager.Figures.Learnt(ctx, data.FigureFilter{From: data.MustDate("2025-04-01"), To: data.MustDate("2026-03-31")})
	must(t, err)
	if learnt.Body != "People came back." {
		t.Errorf("the manager reads %q", learnt.Body)
	}
}
