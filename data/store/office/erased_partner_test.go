package office_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
)

// TestErasure_reachesAPCThatNoLongerHasThem: someone at the PC of a partner adds a person to
// a surgery that is not its own. The others take the record, and have that PC let go of it.
// Then a laptop erases the person. The audit trail of the partner’s PC, which says that they
// were added, named them for ever, and so did its log.
func TestErasure_reachesAPCThatNoLongerHasThem(t *testing.T) {
	ctx := context.Background()
	e, manager, _ := trailed(t)
	elm, north := data.Surgery{Name: "Elm surgery"}, data.Partner{Name: "North"}
	must(t, manager.Lists.SaveSurgery(ctx, &elm))
	must(t, manager.Lists.SavePartner(ctx, &north))
	laptop := e.join(manager, "Laptop", access.Prescriber)
	partner := e.joinAs(manager, func(r *member.Request) error { return manager.Devices.AdmitForPartner(ctx, r, "North", north.ID) })

	gone := data.Client{GivenNames: "Bo", FamilyName: "Quillfeather", Phone: "01632 960961", SurgeryID: elm.ID}
	must(t, partner.Casework.SaveClientAsAnother(ctx, &gone))
	must(t, partner.Casework.AddReferral(ctx, &data.Referral{ClientID: gone.ID, ReceivedOn: data.MustDate("2026-04-01"), Source: "gp", Note: "Rhubarb and gooseberry"}))
	must(t, partner.Casework.SaveContact(ctx, &data.Contact{ClientID: gone.ID, Kind: data.AtTheirHome, Outcome: data.ContactAttended, On: data.MustDate("2026-04-08"), Note: "Tea in the kitchen"}))
	brief := data.Client{GivenNames: "Cy", FamilyName: "Ravensworth", SurgeryID: elm.ID} // of whom nothing else was ever done
	must(t, partner.Casework.SaveClientAsAnother(ctx, &brief))
	e.later()
	must(t, partner.Lists.SaveDraft(ctx, "contact:"+string(gone.ID), []byte("Lavender and thyme"))) // in a window that was still open
	if _, err := partner.Casework.Client(ctx, gone.ID); data.CodeOf(err) != data.CodeNotFound {
		t.Fatalf("the partner’s PC still has the record, so this test proves nothing: %v", err)
	}
	words := []string{"Quillfeather", "quillfeather", "960961", "Rhubarb", "Tea in the kitchen", "Lavender", "Ravensworth", "ravensworth"}
	if before := e.opened(manager); !bytes.Contains(before, []byte("Rhubarb")) || !bytes.Contains(before, []byte("Ravensworth")) {
		t.Fatal("the store has nothing of them, so this test proves nothing")
	}
	for _, id := range []data.ID{gone.ID, brief.ID} {
		_, err := laptop.Casework.EraseClient(ctx, id)
		must(t, err)
		key, err := hex.DecodeString(strings.ReplaceAll(string(id), "-", ""))
		must(t, err)
		words = append(words, string(id), string(key))
	}
	e.later()
	after := e.opened(manager)
	for _, w := range words {
		if bytes.Contains(after, []byte(w)) {
			t.Errorf("the store still has %q", w)
		}
	}
	for i, s := range e.all {
		if fault := checked(t, s); fault != "" {
			t.Errorf("PC %d: %s", i, fault)
		}
		e.hasNone(i, words...)
	}
}

// TestErasure_reachesAPCThatJoinsAgain: a laptop that was struck off keeps its database. When
// it is let in again it begins from what the others have, in which someone was erased
// meanwhile. Its own audit trail still named them, and a draft still had what was typed. Where
// an import there had kept what it changed of them, that goes too.
func TestErasure_reachesAPCThatJoinsAgain(t *testing.T) {
	for _, imported := range []bool{false, true} {
		t.Run(fmt.Sprint("imported=", imported), func(t *testing.T) { joinsAgainAfterAnErasure(t, imported) })
	}
}

func joinsAgainAfterAnErasure(t *testing.T, imported bool) {
	t.Helper()
	ctx := context.Background()
	e, manager, ada := trailed(t)
	brief := data.Client{GivenNames: "Cy", FamilyName: "Ravensworth"}
	laptop := e.join(manager, "Laptop", access.Prescriber)
	must(t, laptop.Casework.SaveClientAsAnother(ctx, &brief))
	e.opens(laptop, ada.ID)
	must(t, laptop.Lists.SaveDraft(ctx, "contact:"+string(ada.ID), []byte("Lavender and thyme")))
	e.later()
	of, err := laptop.Devices.Service(ctx)
	must(t, err)
	must(t, manager.Devices.Strike(ctx, of.Me))
	e.meet(manager)
	laptop = e.reopened(1, func(path string) {
		if !imported {
			return
		}
		changeAt(t, path, "INSERT INTO import_before (import_id, tbl, id, client_id, body) VALUES ('an import', 'client', '"+string(ada.ID)+"', '"+string(ada.ID)+"', 'Marjoram')")
	})
	if r := e.meet(laptop); r.Standing != meeting.Struck {
		t.Fatalf("it stands %q", r.Standing)
	}
	words := []string{"Pettigrew", "Ravensworth", "Lavender", "Marjoram"}
	for _, id := range []data.ID{ada.ID, brief.ID} {
		_, err := manager.Casework.EraseClient(ctx, id)
		must(t, err)
		words = append(words, string(id))
	}
	e.meet(manager)
	laptop.Session.SignIn(someManager)
	if r := e.letIn(laptop, manager, func(r *member.Request) error {
		return manager.Devices.Admit(ctx, r, "Laptop", access.Prescriber, nil)
	}); r.Standing != meeting.Belongs || len(r.Notices) > 0 {
		t.Errorf("it stands %q: %q", r.Standing, r.Notices)
	}
	e.later()
	for i, s := range e.all {
		if fault := checked(t, s); fault != "" {
			t.Errorf("PC %d: %s", i, fault)
		}
		e.hasNone(i, words...)
	}
}

// hasNone closes a PC, and fails if a file of it still has one of some texts.
func (e *exchanged) hasNone(n int, words ...string) {
	e.t.Helper()
	must(e.t, e.all[n].Close())
	eachFile(e.t, filepath.Dir(e.all[n].Path()), func(name string, body []byte) {
		for _, w := range words {
			if bytes.Contains(body, []byte(w)) {
				e.t.Errorf("PC %d: %s still has %q", n, filepath.Base(name), w)
			}
		}
	})
}
