package store_test

import (
	"fmt"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/office"
)

// draftsOf keeps a draft of each kind that is about a client, and returns how many: of a
// form of theirs, of one of a row of theirs, and of one that asks for a client.
func draftsOf(t *testing.T, s *office.Office, c *data.Client) int {
	t.Helper()
	call := data.Contact{ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended, On: d("2026-04-06")}
	must(t, s.Casework.SaveContact(bg, &call))
	drafts := map[string]string{
		"offer:" + string(c.ID):      `{"Words":"half typed"}`,
		"contact:" + string(call.ID): `{"Note":"half typed"}`,
		"contact:new:":               fmt.Sprintf(`{"ClientID":"%s %s","Note":"half typed"}`, c.ID, c.FamilyName),
	}
	for key, body := range drafts {
		must(t, s.Lists.SaveDraft(bg, key, []byte(body)))
	}
	return len(drafts)
}

func TestAbout_hasWhatWasHalfTyped(t *testing.T) {
	s := open(t, on("2026-04-07"))
	must(t, s.AddStartingLists(bg))
	c, other := data.Client{FamilyName: "Archer"}, data.Client{FamilyName: "Baker"}
	must(t, s.Casework.SaveClient(bg, &c))
	must(t, s.Casework.SaveClient(bg, &other))
	want := draftsOf(t, s, &c)
	must(t, s.Lists.SaveDraft(bg, "client:"+string(other.ID), []byte(`{"Note":"of someone else"}`)))
	r := &data.RightsRequest{ClientID: c.ID, Kind: data.RightsAccess, AskedOn: d("2026-04-07"), AskedHow: "letter"}
	must(t, s.Rights.Save(bg, r))
	p, err := s.Rights.Pack(bg, r.ID, true)
	must(t, err)
	for _, section := range p.Sections {
		if section.Table == "draft" && len(section.Rows) == want {
			return
		}
	}
	t.Errorf("not %d drafts in the copy: %+v", want, p.Sections)
}

func TestErase_whatWasHalfTyped(t *testing.T) {
	s := open(t, on("2026-04-07"))
	must(t, s.AddStartingLists(bg))
	c, other := data.Client{FamilyName: "Archer"}, data.Client{FamilyName: "Baker"}
	must(t, s.Casework.SaveClient(bg, &c))
	must(t, s.Casework.SaveClient(bg, &other))
	draftsOf(t, s, &c)
	must(t, s.Lists.SaveDraft(bg, "client:"+string(other.ID), []byte(`{"Note":"of someone else"}`)))
	_, err := s.Casework.EraseClient(bg, c.ID)
	must(t, err)
	if n := countRows(t, s, "draft"); n != 1 {
		t.Errorf("%d drafts are left, not that of someone else alone", n)
	}
}

// A PC that hears of an erasure and no longer has the person forgets what was half typed.
func TestForgetElsewhere_whatWasHalfTyped(t *testing.T) {
	s := open(t, on("2026-04-07"))
	must(t, s.AddStartingLists(bg))
	c := data.Client{FamilyName: "Archer"}
	must(t, s.Casework.SaveClient(bg, &c))
	draftsOf(t, s, &c)
	must(t, s.Lists.SaveDraft(bg, "client:new", []byte(`{"Note":"of someone else"}`)))
	must(t, s.For(s.Session, access.Seat).Write(bg, store.Change{}, func(tx *store.Tx) error {
		return tx.ForgetElsewhere(func(key string) bool { return key == string(c.ID) })
	}))
	if n := countRows(t, s, "draft WHERE key LIKE 'contact:new:%' OR key LIKE 'offer:%'"); n != 0 {
		t.Errorf("%d drafts are left", n)
	}
	if n := countRows(t, s, "draft WHERE key = 'client:new'"); n != 1 {
		t.Errorf("%d drafts of someone else", n)
	}
}
