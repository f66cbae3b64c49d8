package office_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/office"
)

// This file asks everything that can be asked of a database as someone who may see a
// part of it, with everything that a manager gets as answers for arguments, and looks
// for the others in what comes back. roles_test.go says who may call what; this says
// what they are told.

// viewer is someone who sees a part of the clients.
type viewer struct {
	name   string
	who    access.Identity
	hidden []data.ID
	shown  func(column string) bool // what they may read of those who are hidden
	least  int                      // how many answers they get at least
}

// TestHidden_noAnswerTellsOfWhomSomeoneMayNotSee calls every method of every slice.
func TestHidden_noAnswerTellsOfWhomSomeoneMayNotSee(t *testing.T) {
	s, viewers := hiding(t)
	methods := methodsOf(s)
	asked := harvest(t, s)
	db, err := sql.Open("sqlite3", "file:"+s.Path()+"?mode=ro")
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	everyone, err := store.Collect(context.Background(), db, func(id *data.ID) []any { return []any{id} }, "SELECT id FROM client")
	must(t, err)
	about := map[data.ID]map[string]string{}
	for _, id := range everyone {
		about[id] = rowsOf(t, db, []data.ID{id})
	}
	for _, v := range viewers {
		t.Run(v.name, func(t *testing.T) {
			found := marksOf(t, db, v, about)
			v.hidden = v.hidden[:min(8, len(v.hidden))]
			if len(v.hidden) < 5 || len(found) < 100 {
				t.Fatalf("%d people are hidden, with %d texts", len(v.hidden), len(found))
			}
			before := rowsOf(t, db, v.hidden)
			s.Session.SignIn(v.who)
			few := asked.of(t, db, v.hidden)
			for _, typed := range few[stringType] { // it may be kept, as the name of a list’s row
				delete(found, typed.String())
			}
			answers := 0
			for name, method := range methods {
				if slices.Contains(elsewhere, name) {
					continue
				}
				answers += ask(t, name, method, few, found)
			}
			if answers < v.least {
				t.Errorf("only %d questions were answered", answers)
			}
			for at, text := range rowsOf(t, db, v.hidden) {
				if before[at] != text && !strings.Contains(at, " "+string(v.who.Person)+" ") {
					t.Errorf("%s of someone who is hidden was changed from %q to %q", at, before[at], text)
				}
				delete(before, at)
			}
			for at := range before {
				t.Errorf("%s of someone who is hidden is gone", at)
			}
		})
	}
}

// elsewhere are the methods that write files, and one that keeps what it is given for
// everyone who makes reports.
var elsewhere = []string{"Rights.Deliver", "Whole.Export", "Figures.Freeze"}

// hiding is a database of a partnership, with who sees a part of it.
func hiding(t *testing.T) (*office.Office, []viewer) {
	t.Helper()
	ctx := context.Background()
	s := opened(t, filepath.Join(t.TempDir(), "waymark.db"))
	must(t, caseload.Write(ctx, s, caseload.Options{Only: 20, Partners: 2, Seed: 5, Today: data.MustDate("2026-04-07")}))
	rows, _, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 1000})
	must(t, err)
	for i := range rows {
		more(t, s, i, rows[i].ID)
	}
	ofSurgery, ofStaff := map[data.ID]data.ID{}, map[data.ID]data.ID{}
	surgeries, err := s.Lists.Surgeries(ctx, true)
	must(t, err)
	for _, v := range surgeries {
		ofSurgery[v.ID] = v.PartnerID
	}
	staff, err := s.Lists.Staff(ctx, true)
	must(t, err)
	for _, v := range staff {
		ofStaff[v.ID] = v.PartnerID
	}
	first, err := s.Overview.Record(ctx, rows[0].ID)
	must(t, err)
	me, surgery := first.Client.Prescriber, first.Client.SurgeryID
	partner := ofSurgery[surgery]
	var notMine, notPartners, all []data.ID
	for _, row := range rows {
		r, err := s.Overview.Record(ctx, row.ID)
		must(t, err)
		all = append(all, row.ID)
		if r.Client.Prescriber != me && (r.Episode == nil || r.Episode.Prescriber != me) {
			notMine = append(notMine, row.ID)
		}
		if data.PartnerOf(r.Client.SurgeryID, r.Client.Prescriber, ofSurgery, ofStaff) != partner {
			notPartners = append(notPartners, row.ID)
		}
	}
	nothing := func(string) bool { return false }
	elsewhere := data.ID("01900000-0000-7000-8000-00000000eeee")
	return s, []viewer{
		{"a volunteer", access.Identity{Person: me, Role: access.Volunteer}, notMine, nothing, 250},
		{"a prescriber with their own", access.Identity{Person: me, Role: access.Prescriber, OwnOnly: true}, notMine, nothing, 250},
		{"a prescriber of one partner", access.Identity{Person: elsewhere, Role: access.Prescriber, OnePartner: true, Partner: partner}, notPartners, nothing, 250},
		{"a manager of one partner", access.Identity{Person: elsewhere, Role: access.Manager, OnePartner: true, Partner: partner}, notPartners, ofReports, 250},
		{"a coordinator", access.Identity{Person: elsewhere, Role: access.Coordinator}, all, ofReports, 150},
		{"reception", access.Identity{Person: elsewhere, Role: access.Reception, Surgeries: []data.ID{surgery}}, all, atDesk, 30},
	}
}

// ofReports is what reports say of anyone: stories that may be told, what people needed
// and did not find.
func ofReports(column string) bool {
	return column == "tale.id" || column == "tale.heading" || column == "tale.body" || column == "gap.note"
}

// atDesk is what a surgery sees of a patient.
func atDesk(column string) bool {
	table, _, _ := strings.Cut(column, ".")
	return slices.Contains([]string{"client.id", "client.given_names", "client.family_name", "client.phone"}, column) || table == "appointment" ||
		strings.HasSuffix(column, ".client_id")
}

// more writes about a client what the sample has nothing of.
func more(t *testing.T, s *office.Office, n int, client data.ID) {
	t.Helper()
	ctx, today := context.Background(), data.MustDate("2026-04-07")
	said := func(what string) string { return fmt.Sprintf("Quokka %d %s", n, what) }
	r, err := s.Overview.Record(ctx, client)
	must(t, err)
	kinds, err := s.Flags.Kinds(ctx, false)
	must(t, err)
	must(t, s.Flags.Set(ctx, &data.Flag{ClientID: client, KindID: kinds[n%len(kinds)].ID, Note: said("in the yard"), Why: said("was seen"), SetOn: today, ReviewOn: today.AddDays(20)}, false))
	must(t, s.Letters.RecordSent(ctx, &data.SentLetter{ClientID: client, Kind: "thanks", Form: data.FormLetter, Recipient: said("the friend"), MadeOn: today, Body: said("dear friend"), Note: said("a tick")}))
	must(t, s.Rights.Save(ctx, &data.RightsRequest{ClientID: client, Kind: data.RightsAccess, AskedOn: today.AddDays(-9), AskedHow: "letter", Asked: said("asks for it all")}))
	must(t, s.Lists.SaveDraft(ctx, "client:"+string(client), []byte(said("half typed"))))
	if r.Episode == nil || r.Episode.Status != data.EpisodeOpen {
		return
	}
	must(t, s.Tasks.Add(ctx, &data.Task{ClientID: client, EpisodeID: r.Episode.ID, Kind: data.TaskReferral, Status: data.TaskOpen, Title: said("ring them"), DueOn: today.AddDays(n % 9)}))
	must(t, s.Casework.SaveContact(ctx, &data.Contact{ClientID: client, EpisodeID: r.Episode.ID, Kind: "phone", Outcome: data.ContactAttended, On: today.AddDays(-1), Note: said("was in tears")}))
	must(t, s.Measure.RefuseQuestionnaire(ctx, &data.QuestionnaireRefusal{ClientID: client, EpisodeID: r.Episode.ID, Stage: data.StageFollowUp, On: today, Reason: said("too tired")}))
	reasons, err := s.Lists.Reasons(ctx, false)
	must(t, err)
	must(t, s.Offering.SaveGap(ctx, &data.Gap{ClientID: client, ReasonID: reasons[0].ID, FoundOn: today, Note: said("no lift")}))
}

func idsOf(rows []data.ClientRow) []data.ID {
	ids := make([]data.ID, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	return ids
}
