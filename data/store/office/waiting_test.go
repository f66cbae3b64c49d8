package office_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/member"
	"waymark/data/store/office"
)

// A manager let in a surgery's PC, took the stick out and went on typing. “Changes here”
// had everything that the surgery was to be given as well, and with a large import going
// on at the same time, or more to give than five seconds were enough for, it had nothing.
func TestMeet_thatFailsCountsWhatWasTypedHere(t *testing.T) {
	ctx := context.Background()
	e, manager, ada := trailed(t)
	elm := data.Surgery{Name: "Elm surgery"}
	must(t, manager.Lists.SaveSurgery(ctx, &elm))
	ada.SurgeryID = elm.ID
	must(t, manager.Casework.SaveClient(ctx, &ada))
	e.meet(manager)
	e.joinAs(manager, func(r *member.Request) error {
		must(t, manager.Devices.Admit(ctx, r, "Front desk", access.Reception, []data.ID{elm.ID}))
		e.fails(manager, 0, "with nothing typed")
		for i := range 3 {
			must(t, manager.Casework.SaveClientAsAnother(ctx, &data.Client{GivenNames: "Bo", FamilyName: fmt.Sprint("Quill", i), SurgeryID: elm.ID}))
		}
		ada.Phone = "01632 960961"
		must(t, manager.Casework.SaveClient(ctx, &ada))
		e.fails(manager, 4, "with three clients added and one changed")

		db, err := sql.Open("sqlite3", manager.Path()+"?_txlock=immediate")
		must(t, err)
		defer func() { must(t, db.Close()) }()
		importing, err := db.Begin()
		must(t, err)
		e.fails(manager, 4, "during an import")
		must(t, importing.Rollback())
		return nil
	})
	if r := e.meet(manager); r.Waiting != 0 || r.Sentence != "Up to date" {
		t.Errorf("once all was sent: %+v", r)
	}
	e.fails(manager, 0, "after all was sent")
}

// fails has a PC meet while the stick is out.
func (e *exchanged) fails(s *office.Office, want int, when string) {
	e.t.Helper()
	must(e.t, os.Rename(e.folder, e.folder+" away"))
	r, err := s.MeetBy(context.Background(), office.Way{}, nil)
	if err == nil || r.Waiting != want {
		e.t.Errorf("%s: %d changes wait, want %d; %v", when, r.Waiting, want, err)
	}
	must(e.t, os.Rename(e.folder+" away", e.folder))
}
