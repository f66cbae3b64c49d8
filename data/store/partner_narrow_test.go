package store_test

import (
	"context"
	"errors"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/office"
)

// partnership opens a sample database as one of two partners, and parts its clients
// into those whom someone of the first may see and those of the other.
func partnership(t *testing.T) (s *office.Office, who access.Identity, mine, others map[data.ID]*data.ClientRecord) {
	t.Helper()
	ctx := context.Background()
	s = open(t, on("2026-04-08"))
	must(t, caseload.Write(ctx, s, caseload.Options{Seed: 3, Today: d("2026-04-08")}))
	partners := []data.Partner{{Name: "Thanet Mind"}, {Name: "Age Dover"}}
	for i := range partners {
		must(t, s.Lists.SavePartner(ctx, &partners[i]))
	}
	ofSurgery, ofStaff := map[data.ID]data.ID{}, map[data.ID]data.ID{}
	surgeries, err := s.Lists.Surgeries(ctx, true)
	must(t, err)
	for i := range surgeries {
		surgeries[i].PartnerID = partners[i%2].ID
		ofSurgery[surgeries[i].ID] = surgeries[i].PartnerID
		must(t, s.Lists.SaveSurgery(ctx, &surgeries[i]))
	}
	staff, err := s.Lists.Staff(ctx, true)
	must(t, err)
	for i := range staff {
		staff[i].PartnerID = partners[i%2].ID
		ofStaff[staff[i].ID] = staff[i].PartnerID
		must(t, s.Lists.SaveStaff(ctx, &staff[i]))
	}
	who = access.Identity{Person: "01900000-0000-7000-8000-00000000eeee", Role: access.Prescriber, OnePartner: true, Partner: partners[0].ID}
	rows, _, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 1000})
	must(t, err)
	mine, others = map[data.ID]*data.ClientRecord{}, map[data.ID]*data.ClientRecord{}
	for i, row := range rows {
		c, err := s.Casework.Client(ctx, row.ID)
		must(t, err)
		if i%3 == 0 { // some have no surgery, so that the prescriber decides
			c.SurgeryID = ""
			must(t, s.Casework.SaveClient(ctx, c))
		}
		r, err := s.Overview.Record(ctx, row.ID)
		must(t, err)
		if data.PartnerOf(r.Client.SurgeryID, r.Client.Prescriber, ofSurgery, ofStaff) == who.Partner {
			mine[row.ID] = r
		} else {
			others[row.ID] = r
		}
	}
	if len(mine) < 5 || len(others) < 5 {
		t.Fatalf("%d mine, %d of others", len(mine), len(others))
	}
	return s, who, mine, others
}

// Someone of one partner sees the clients that the rule says are the partner's, and
// nothing of anyone else; reports count everyone.
func TestPartner_seesTheirClientsAndNoOneElse(t *testing.T) {
	ctx := context.Background()
	s, who, mine, others := partnership(t)
	f := data.FigureFilter{From: d("2025-09-01"), To: d("2026-03-31")}
	whole, err := s.Figures.Figures(ctx, f)
	must(t, err)
	for _, role := range []access.Role{access.Prescriber, access.Manager} {
		who.Role = role
		s.Session.SignIn(who)
		rows, total, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 1000})
		must(t, err)
		if total != len(mine) {
			t.Errorf("%s: %d clients, want %d", role, total, len(mine))
		}
		for _, row := range rows {
			if mine[row.ID] == nil {
				t.Errorf("%s: the list shows a client of another partner", role)
			}
		}
		for id, r := range others {
			if _, err := s.Overview.Record(ctx, id); data.CodeOf(err) != data.CodeNotFound {
				t.Errorf("%s: the record of another partner’s client: %v", role, err)
			}
			if found, n, err := s.Casework.Clients(ctx, data.ClientFilter{Words: r.Client.Name(), Limit: 1000}); err != nil || n != len(found) || holds(found, id) {
				t.Errorf("%s: a search finds another partner’s client: %v", role, err)
			}
			similar, err := s.Casework.SimilarClients(ctx, &data.Client{GivenNames: r.Client.GivenNames, FamilyName: r.Client.FamilyName, BirthDate: r.Client.BirthDate})
			must(t, err)
			for _, same := range similar {
				if same.ID == id {
					t.Errorf("%s: who may be the same person names another partner’s client", role)
				}
			}
		}
		nothingOfOthers(t, s, others)
		if counted, err := s.Figures.Figures(ctx, f); err != nil || counted.Seen != whole.Seen {
			t.Errorf("%s: a report counts %d of %d: %v", role, counted.Seen, whole.Seen, err)
		}
	}
}

// Nothing of another partner's client is changed or erased, and no one makes another
// partner's surgery their own; what is added alike names no one.
func TestPartner_changesNoOneElse(t *testing.T) {
	ctx := context.Background()
	s, who, _, others := partnership(t)
	var theirs *data.ClientRecord
	for _, r := range others {
		if r.Client.BirthDate.Year > 0 && (theirs == nil || r.Client.ID < theirs.Client.ID) {
			theirs = r
		}
	}
	surgeries, err := s.Lists.Surgeries(ctx, false)
	must(t, err)
	who.Role = access.Manager
	s.Session.SignIn(who)
	changed := theirs.Client
	changed.Matters = "x"
	if err := s.Casework.SaveClient(ctx, &changed); data.CodeOf(err) != data.CodeRefused {
		t.Error("who they are:", err)
	}
	if _, err := s.Casework.EraseClient(ctx, theirs.Client.ID); err == nil {
		t.Error("another partner’s client was erased")
	}
	for _, v := range surgeries {
		if v.PartnerID != who.Partner {
			v.PartnerID = who.Partner
			if err := s.Lists.SaveSurgery(ctx, &v); data.FieldErrorsOf(err).For("Partner") == "" {
				t.Error("another partner’s surgery:", err)
			}
		}
	}
	if err := s.Lists.SavePartner(ctx, &data.Partner{Name: "New"}); data.CodeOf(err) != data.CodeRefused {
		t.Error("a new partner:", err)
	}
	own := data.Surgery{Name: "A new surgery", PartnerID: who.Partner}
	must(t, s.Lists.SaveSurgery(ctx, &own))
	again := data.Client{GivenNames: theirs.Client.GivenNames, FamilyName: theirs.Client.FamilyName, BirthDate: theirs.Client.BirthDate, SurgeryID: own.ID}
	err = s.Casework.SaveClient(ctx, &again)
	var same *data.DuplicateClient
	if !errors.As(err, &same) || len(same.Same) == 0 {
		t.Fatalf("the same person again: %v", err)
	}
	for _, v := range same.Same {
		if v.ID == theirs.Client.ID && v.Name != "A client of a colleague" {
			t.Errorf("who is the same is named: %q", v.Name)
		}
	}
	must(t, s.Casework.SaveClientAsAnother(ctx, &again, theirs.Client.ID))
	if _, err := s.Casework.Client(ctx, again.ID); err != nil {
		t.Error("whom they added, they do not see:", err)
	}
}

// Every table can be read by whoever is narrowed to some clients: a view once asked a
// table without row numbers for them, and the manager of one partner was told that
// something went wrong.
func TestOnePartner_everyTableCanBeRead(t *testing.T) {
	ctx := context.Background()
	s, who, _, _ := partnership(t)
	s.Session.SignIn(who)
	door := s.For(s.Session, access.Casework)
	tables, err := store.Collect(ctx, door, func(name *string) []any { return []any{name} },
		"SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name")
	must(t, err)
	if len(tables) < 60 {
		t.Fatalf("only %d tables", len(tables))
	}
	for _, table := range tables {
		var n int
		if err := door.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n); err != nil {
			t.Errorf("%s: %v", table, err)
		}
	}
}
