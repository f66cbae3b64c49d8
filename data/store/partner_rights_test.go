package store_test

import (
	"encoding/json"
	"testing"

	"waymark/data"
	"waymark/data/access"
)

// A manager of one partner could not make the copy for any of its clients. It has what the
// copy of a manager of all partners has, in the same words.
func TestPack_ofAManagerOfOnePartner(t *testing.T) {
	s, who, mine, others := partnership(t)
	who.Role, who.SignedIn = access.Manager, true
	most := data.ID("")
	for id, r := range mine {
		if most == "" || len(r.Timeline) > len(mine[most].Timeline) {
			most = id
		}
	}
	r := &data.RightsRequest{ClientID: most, Kind: data.RightsAccess, AskedOn: d("2026-04-08"), AskedHow: "letter"}
	must(t, s.Rights.Save(bg, r))
	readAll(t, s, r.ID, nil)
	copyOf := func(onePartner bool) map[string]string {
		who.OnePartner = onePartner
		s.Session.SignIn(who)
		p, err := s.Rights.Pack(bg, r.ID, false)
		must(t, err)
		sections := map[string]string{}
		for _, section := range p.Sections {
			body, err := json.Marshal(section)
			must(t, err)
			sections[section.Table] = string(body)
		}
		return sections
	}
	whole, part := copyOf(false), copyOf(true)
	if len(whole) < 15 || len(part) != len(whole) {
		t.Errorf("%d sections, %d for the manager of one partner", len(whole), len(part))
	}
	for table, body := range whole {
		if table != "audit" && part[table] != body { // who read it meanwhile is in the trail
			t.Errorf("%s is not the same:\n%s\n%s", table, body, part[table])
		}
	}
	for id := range others {
		request := &data.RightsRequest{ClientID: id, Kind: data.RightsAccess, AskedOn: d("2026-04-08"), AskedHow: "letter"}
		if err := s.Rights.Save(bg, request); err == nil {
			t.Fatal("they record what a client of another partner asks")
		}
		break
	}
}
