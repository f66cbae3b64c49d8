package store_test

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/agenda"
	"waymark/data/caseload"
	"waymark/data/store/moving"
	"waymark/data/store/office"
)

// narrowed opens a sample database, and counts the clients of one prescriber.
func narrowed(t *testing.T) (s *office.Office, me data.ID, mine, others map[data.ID]*data.ClientRecord) {
	t.Helper()
	ctx := context.Background()
	s = open(t, on("2026-04-08"))
	must(t, caseload.Write(ctx, s, caseload.Options{Seed: 3, Today: d("2026-04-08")}))
	rows, _, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 1000})
	must(t, err)
	mine, others = map[data.ID]*data.ClientRecord{}, map[data.ID]*data.ClientRecord{}
	for _, row := range rows {
		r, err := s.Overview.Record(ctx, row.ID)
		must(t, err)
		if me == "" {
			me = r.Client.Prescriber
		}
		if r.Client.Prescriber == me || r.Episode != nil && r.Episode.Prescriber == me && r.Episode.Status != data.EpisodeClosed {
			mine[row.ID] = r
		} else {
			others[row.ID] = r
		}
	}
	if len(mine) < 5 || len(others) < 5 {
		t.Fatalf("%d mine, %d of others", len(mine), len(others))
	}
	return s, me, mine, others
}

// A person who is narrowed to their own clients sees of them what a manager sees,
// and of everyone else nothing: not in a list, a search, a count or a record.
func TestNarrowed_seesTheirOwnWholeAndNoOneElse(t *testing.T) {
	ctx := context.Background()
	s, me, mine, others := narrowed(t)
	for _, who := range []access.Identity{{Person: me, Role: access.Volunteer}, {Person: me, Role: access.Prescriber, OwnOnly: true}} {
		s.Session.SignIn(who)
		rows, total, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 1000})
		must(t, err)
		if total != len(mine) || len(rows) != len(mine) {
			t.Errorf("%s: %d rows of %d, want %d", who.Role, len(rows), total, len(mine))
		}
		for _, row := range rows {
			if mine[row.ID] == nil {
				t.Errorf("%s: the list shows a client of someone else", who.Role)
			}
		}
		for id, want := range mine {
			got, err := s.Overview.Record(ctx, id)
			must(t, err)
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: a record of their own is another than a manager sees", who.Role)
			}
		}
		for id, r := range others {
			if _, err := s.Overview.Record(ctx, id); data.CodeOf(err) != data.CodeNotFound {
				t.Errorf("%s: the record of someone else: %v", who.Role, err)
			}
			if found, n, err := s.Casework.Clients(ctx, data.ClientFilter{Words: r.Client.Name(), Limit: 1000}); err != nil || n != len(found) || holds(found, id) {
				t.Errorf("%s: a search finds someone else's client: %v", who.Role, err)
			}
		}
		nothingOfOthers(t, s, others)
	}
}

func holds(rows []data.ClientRow, id data.ID) bool {
	for _, r := range rows {
		if r.ID == id {
			return true
		}
	}
	return false
}

// nothingOfOthers reads the lists in which clients appear.
func nothingOfOthers(t *testing.T, s *office.Office, others map[data.ID]*data.ClientRecord) {
	t.Helper()
	ctx := context.Background()
	from, to := d("2026-01-01"), d("2026-12-31")
	contacts, err := s.Casework.Contacts(ctx, data.ContactFilter{From: from, To: to})
	must(t, err)
	followUps, err := s.Offering.FollowUps(ctx, data.FollowUpFilter{})
	must(t, err)
	tasks, err := s.Tasks.Tasks(ctx, data.TaskFilter{})
	must(t, err)
	appointments, err := s.Diary.Appointments(ctx, data.AppointmentFilter{From: from, To: to})
	must(t, err)
	when, err := s.Overview.Agenda(ctx, agenda.Filter{From: from, To: d("2026-06-30")})
	must(t, err)
	news, err := s.Offering.NoNews(ctx)
	must(t, err)
	attention, err := s.Overview.AttentionList(ctx, d("2026-04-08"), "")
	must(t, err)
	for what, list := range map[string]any{"contacts": contacts, "follow-ups": followUps, "tasks": tasks, "appointments": appointments,
		"agenda": when, "no news": news, "attention": attention} {
		for id, r := range others {
			if says(reflect.ValueOf(list), string(id)) || says(reflect.ValueOf(list), r.Client.Name()) {
				t.Errorf("%s name a client of someone else", what)
				break
			}
		}
	}
}

// says reports whether a text is anywhere in a value.
func says(v reflect.Value, text string) bool {
	switch v.Kind() {
	case reflect.String:
		return v.String() == text
	case reflect.Pointer, reflect.Interface:
		return !v.IsNil() && says(v.Elem(), text)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if says(v.Index(i), text) {
				return true
			}
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			if says(key, text) || says(v.MapIndex(key), text) {
				return true
			}
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return false
		}
		for i := range v.NumField() {
			if says(v.Field(i), text) {
				return true
			}
		}
	}
	return false
}

// Nothing of another person's client is changed, by whichever way, even by someone
// who has seen an ID; and one's own client is changed as ever.
func TestNarrowed_changesNoOneElse(t *testing.T) {
	ctx := context.Background()
	s, me, mine, others := narrowed(t)
	var theirs, own *data.ClientRecord
	for _, r := range others {
		if r.Episode != nil && r.Episode.Status == data.EpisodeOpen {
			theirs = r
		}
	}
	for _, r := range mine {
		if r.Episode != nil && r.Episode.Status == data.EpisodeOpen {
			own = r
		}
	}
	contacts, err := s.Casework.Contacts(ctx, data.ContactFilter{From: d("2025-01-01"), To: d("2026-12-31"), Limit: 5000})
	must(t, err)
	var foreign data.ID
	for _, c := range contacts {
		if others[c.ClientID] != nil {
			foreign = c.ID
		}
	}
	s.Session.SignIn(access.Identity{Person: me, Role: access.Prescriber, OwnOnly: true})
	note := func(of *data.ClientRecord) *data.Contact {
		return &data.Contact{ClientID: of.Client.ID, EpisodeID: of.Episode.ID, Kind: "phone", Outcome: "attended", On: d("2026-04-07"), Minutes: 10}
	}
	changed := theirs.Client
	changed.Matters = "x"
	moved := note(own)
	moved.ID = foreign
	for what, err := range map[string]error{
		"a contact":            s.Casework.SaveContact(ctx, note(theirs)),
		"who they are":         s.Casework.SaveClient(ctx, &changed),
		"a consent":            s.Casework.AddConsent(ctx, &data.Consent{ClientID: theirs.Client.ID, Kind: data.ConsentRecord, Given: true, On: d("2026-04-07"), How: "in_person"}),
		"a contact taken over": s.Casework.SaveContact(ctx, moved),
		"a contact removed":    s.Casework.RemoveContact(ctx, foreign, "wrong"),
		"a task":               s.Tasks.Add(ctx, &data.Task{ClientID: theirs.Client.ID, EpisodeID: theirs.Episode.ID, Kind: data.TaskReferral, Status: data.TaskOpen, Title: "Ring", DueOn: d("2026-04-09")}),
	} {
		if data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%s of someone else's client: %v", what, err)
		}
	}
	if err := s.Casework.SaveContact(ctx, note(own)); err != nil {
		t.Error("a contact of their own:", err)
	}
	added := data.Client{GivenNames: "Una", FamilyName: "Newly"}
	must(t, s.Casework.SaveClient(ctx, &added))
	if _, err := s.Casework.Client(ctx, added.ID); err != nil {
		t.Error("whom they added, they do not see:", err)
	}
}

// The next who signs in reads through views of their own.
func TestNarrowed_nextPersonSeesTheirs(t *testing.T) {
	ctx := context.Background()
	s, me, mine, others := narrowed(t)
	s.Session.SignIn(access.Identity{Person: me, Role: access.Volunteer})
	_, n, err := s.Casework.Clients(ctx, data.ClientFilter{})
	must(t, err)
	s.Session.SignIn(access.Identity{Person: "01900000-0000-7000-8000-00000000dddd", Role: access.Volunteer})
	_, none, err := s.Casework.Clients(ctx, data.ClientFilter{})
	must(t, err)
	s.Session.SignIn(access.Identity{Person: me, Role: access.Manager})
	_, all, err := s.Casework.Clients(ctx, data.ClientFilter{})
	must(t, err)
	if n != len(mine) || none != 0 || all != len(mine)+len(others) {
		t.Errorf("%d, %d and %d clients, want %d, 0 and %d", n, none, all, len(mine), len(mine)+len(others))
	}
}

// Today told a volunteer of services to check and of holidays to add, who may do neither.
func TestNarrowed_isAskedForNothingThatTheyMayNotDo(t *testing.T) {
	ctx := context.Background()
	s, me, _, _ := narrowed(t)
	must(t, s.Directory.SaveService(ctx, &data.Service{Name: "Choir", LastChecked: d("2020-01-01")}))
	for role, want := range map[access.Role]string{access.Manager: "Directory", access.Volunteer: ""} {
		s.Session.SignIn(access.Identity{Person: me, Role: role})
		list, err := s.Overview.AttentionList(ctx, d("2199-01-01"), "")
		must(t, err)
		kind, sentence := "", ""
		for _, a := range list {
			switch a.Kind {
			case "Directory":
				kind = a.Kind
			case "Holidays":
				sentence = a.Sentence
			}
		}
		if asks := strings.Contains(sentence, "Ask a manager"); kind != want || sentence == "" || asks != (role == access.Volunteer) {
			t.Errorf("%s is told %q and %q", role, kind, sentence)
		}
	}
}

// A row of a list that no client could be made of may be about anyone: only who sees
// everyone works through it.
func TestNarrowed_seesNothingLeftOfAListThatIsOfNoClient(t *testing.T) {
	ctx := context.Background()
	s, me, _, _ := narrowed(t)
	place := data.ListPlace{Row: 7}
	person := &data.ListPerson{At: data.ListPlace{Row: 2}, Names: []string{"row 2"}, Client: data.Client{GivenNames: "Nia", FamilyName: "Listed", BirthDate: d("1950-02-03"), Prescriber: me}}
	person.Left = []data.LeftOver{{At: person.At, Column: "Notes", Text: "of one of theirs", Why: "no field"}}
	in := moving.Input{People: []*data.ListPerson{person}, Left: []data.LeftOver{{At: place, Column: "Name", Text: "Mrs Someone, 07700 900123", Why: "no name"}}}
	_, _, err := s.Moving.Import(ctx, in, moving.Options{Source: "list"})
	must(t, err)
	if rows, total, err := s.Moving.LeftOvers(ctx, "", 10); err != nil || total < 1 || len(rows) != total {
		t.Fatalf("%d rows of %d, %v", len(rows), total, err)
	}
	for _, who := range []access.Identity{{Person: me, Role: access.Volunteer}, {Person: me, Role: access.Prescriber, OwnOnly: true},
		{Person: me, Role: access.Prescriber, OnePartner: true, Partner: "elsewhere"}} {
		s.Session.SignIn(who)
		rows, total, err := s.Moving.LeftOvers(ctx, "", 10)
		must(t, err)
		if total != len(rows) {
			t.Errorf("%d rows of %d", len(rows), total)
		}
		for _, r := range rows {
			if r.ClientID == "" {
				t.Errorf("%s sees %q", who.Role, r.Text)
			}
		}
	}
}

// A report that someone counted of their own clients was told from one of the whole
// service by its smaller numbers alone.
func TestNarrowed_figuresSayThatTheyAreOfOwnClients(t *testing.T) {
	s, me, mine, _ := narrowed(t)
	f := data.FigureFilter{From: d("2025-01-01"), To: d("2026-04-08")}
	for who, own := range map[*access.Identity]bool{
		{Person: me, Role: access.Prescriber, OwnOnly: true}:    true,
		{Person: me, Role: access.Prescriber}:                   false,
		{Person: me, Role: access.Prescriber, OnePartner: true}: false, // whose reports are of everyone
		{Person: me, Role: access.Manager, OwnOnly: true}:       false,
	} {
		s.Session.SignIn(*who)
		got, err := s.Figures.Figures(context.Background(), f)
		must(t, err)
		if (got.OwnOf != "") != own || own != (got.Seen <= len(mine)) {
			t.Errorf("%+v: of their own: %q, %d people", *who, got.OwnOf, got.Seen)
		}
	}
}

// To protect a report on everyone, one that was counted of someone's own clients is
// counted again: by whoever sees everyone, and by no one else.
func TestNarrowed_figuresOfSomeonesOwnClients(t *testing.T) {
	s, me, _, _ := narrowed(t)
	ctx, f := context.Background(), data.FigureFilter{From: d("2025-01-01"), To: d("2026-04-08")}
	own, other := access.Identity{Person: me, Role: access.Prescriber, OwnOnly: true}, access.Identity{Person: "other", Role: access.Prescriber, OwnOnly: true}
	s.Session.SignIn(own)
	want, err := s.Figures.Figures(ctx, f)
	must(t, err)
	f.OwnOf = me
	for _, who := range []access.Identity{own, {Person: "boss", Role: access.Manager}, {Person: "boss", Role: access.Manager, OnePartner: true}} {
		s.Session.SignIn(who)
		if got, err := s.Figures.Figures(ctx, f); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v: %+v, %v; want %+v", who, got, err, want)
		}
	}
	s.Session.SignIn(other)
	if _, err := s.Figures.Figures(ctx, f); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("another prescriber counts them: %v", err)
	}
}
