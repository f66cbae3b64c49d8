package exchange_test

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/exchange/change"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/exchange"
	"waymark/data/store/moving"
	"waymark/data/store/offering"
)

func count(t *testing.T, d *device, query string, args ...any) int {
	t.Helper()
	var n int
	must(t, reader(d).QueryRowContext(ctx, query, args...).Scan(&n))
	return n
}

func kinds(t *testing.T, d *device) []string {
	t.Helper()
	list, err := d.Exchange.SinceLastMet(ctx)
	must(t, err)
	names := make([]string, 0, len(list))
	for _, x := range list {
		names = append(names, x.Kind)
	}
	return names
}

func TestNames_madeOnTwoDevicesBecomeOneAndClientsFollow(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	for _, d := range s.devices {
		hill := &data.Surgery{Name: "Hill"}
		must(t, d.Lists.SaveSurgery(ctx, hill))
		must(t, d.Casework.SaveClientAsAnother(ctx, &data.Client{GivenNames: d.name, FamilyName: "Archer", SurgeryID: hill.ID}))
	}
	s.meet()
	s.same()
	if n := count(t, a, "SELECT count(*) FROM surgery WHERE name = 'Hill'"); n != 1 {
		t.Errorf("%d surgeries are called Hill", n)
	}
	if n := count(t, b, "SELECT count(DISTINCT surgery_id) FROM client"); n != 1 {
		t.Errorf("the clients are at %d surgeries", n)
	}
	// What names the one that is gone, and comes later, names the one that stayed.
	if !slices.Contains(append(kinds(t, a), kinds(t, b)...), "one") {
		t.Error("no one is told")
	}
}

func TestNames_aRenameThatMeetsANameIsPutToAPerson(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	vale := &data.Surgery{Name: "Vale"}
	must(t, a.Lists.SaveSurgery(ctx, vale))
	s.meet()
	a.now, b.now = noon.Add(time.Minute), noon.Add(2*time.Minute)
	must(t, b.Lists.SaveSurgery(ctx, &data.Surgery{Name: "Hill"}))
	vale.Name = "Hill"
	must(t, a.Lists.SaveSurgery(ctx, vale))
	s.meet()
	s.same()
	if n := count(t, a, "SELECT count(*) FROM surgery"); n != 2 {
		t.Errorf("two surgeries became %d", n)
	}
	if n := count(t, a, "SELECT count(*) FROM surgery WHERE name LIKE 'Hill%'"); n != 2 {
		t.Errorf("%d have the name", n)
	}
	if !slices.Contains(append(kinds(t, a), kinds(t, b)...), "name") {
		t.Error("no one is asked")
	}
}

func TestNames_twoThatSwapTheirs(t *testing.T) {
	s := newService(t, 2)
	a := s.devices[0]
	hill, vale := &data.Surgery{Name: "Hill"}, &data.Surgery{Name: "Vale"}
	must(t, a.Lists.SaveSurgery(ctx, hill))
	must(t, a.Lists.SaveSurgery(ctx, vale))
	s.meet()
	for _, name := range []string{"Moor", "Hill", "Vale"} {
		v := map[string]*data.Surgery{"Moor": hill, "Hill": vale, "Vale": hill}[name]
		v.Name = name
		must(t, a.Lists.SaveSurgery(ctx, v))
	}
	s.meet()
	s.same()
	if n := count(t, s.devices[1], "SELECT count(*) FROM surgery WHERE name IN ('Hill', 'Vale') AND name_fold IN ('hill', 'vale')"); n != 2 {
		t.Errorf("%d kept a plain name", n)
	}
}

func TestEpisodes_twoOpenOnesBecomeOneWithAllContacts(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	c := a.addClient(t, "Ann", "Archer")
	s.meet()
	for _, d := range s.devices {
		r := d.refer(t, c.ID)
		must(t, d.Casework.SaveContact(ctx, &data.Contact{EpisodeID: r.EpisodeID, ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended, On: data.MustDate("2026-04-02")}))
	}
	s.meet()
	s.same()
	if n := count(t, b, "SELECT count(*) FROM episode"); n != 1 {
		t.Errorf("there are %d episodes", n)
	}
	if n := count(t, b, "SELECT count(*) FROM contact c JOIN episode e ON e.id = c.episode_id"); n != 2 {
		t.Errorf("there are %d contacts", n)
	}
}

// withFollowUp has a first follow-up of a prescription on both devices.
func withFollowUp(t *testing.T) (s *service, followUp data.ID) {
	t.Helper()
	s = newService(t, 2)
	a := s.devices[0]
	c := a.addClient(t, "Ann", "Archer")
	a.refer(t, c.ID)
	v := &data.Service{Name: "Lunch club", Status: data.ServiceActive}
	must(t, a.Directory.SaveService(ctx, v))
	result, err := a.Offering.SaveSitting(ctx, offering.Sitting{ClientID: c.ID, On: data.MustDate("2026-04-02"),
		Offers: []offering.SittingOffer{{ServiceID: v.ID, Decision: data.Chosen, Kind: data.PrescriptionKinds()[0].Value}}})
	must(t, err)
	s.meet()
	return s, result.FollowUps[0].ID
}

func TestFollowUp_doneHereAndMovedThereIsDone(t *testing.T) {
	s, id := withFollowUp(t)
	a, b := s.devices[0], s.devices[1]
	a.now, b.now = noon.Add(time.Minute), noon.Add(2*time.Minute)
	_, err := a.Offering.CompleteFollowUp(ctx, id, offering.Completion{On: data.MustDate("2026-04-08")})
	must(t, err)
	must(t, b.Offering.MoveFollowUp(ctx, id, data.MustDate("2026-05-04"), "away"))
	s.meet()
	s.same()
	f, err := b.Offering.FollowUp(ctx, id)
	if err != nil || f.Status != data.FollowUpDone {
		t.Error(f, err)
	}
}

func TestFollowUp_theSecondOfBothDevicesIsOne(t *testing.T) {
	s, id := withFollowUp(t)
	for _, d := range s.devices {
		_, err := d.Offering.CompleteFollowUp(ctx, id, offering.Completion{On: data.MustDate("2026-04-08"), Note: d.name})
		must(t, err)
	}
	s.meet()
	s.same()
	if n := count(t, s.devices[0], "SELECT count(*) FROM follow_up WHERE number = 2"); n != 1 {
		t.Errorf("there are %d second follow-ups", n)
	}
	if got := kinds(t, s.devices[1]); !slices.Contains(got, "text") {
		t.Errorf("one of the two notes is lost: %v", got)
	}
}

// allTold has each device note what matters to a client, one after the other.
func (s *service) allTold(client data.ID) {
	s.t.Helper()
	for i, d := range s.devices {
		d.now = noon.Add(time.Duration(i+1) * time.Minute)
		mine, err := d.Casework.Client(ctx, client)
		must(s.t, err)
		mine.Matters = "what " + d.name + " was told"
		must(s.t, d.Casework.SaveClient(ctx, mine))
	}
}

func TestText_thatLosesIsKeptAndCanBePutBack(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	c := a.addClient(t, "Ann", "Archer")
	s.meet()
	s.allTold(c.ID)
	s.meet()
	s.same()
	list, err := a.Exchange.SinceLastMet(ctx)
	must(t, err)
	if len(list) != 1 || !list[0].Asks || list[0].ClientID != c.ID || list[0].Lost["matters"] != "what device0 was told" {
		t.Fatalf("%+v", list)
	}
	must(t, a.Exchange.Settle(ctx, list[0].ID, exchange.UseLost))
	s.meet()
	s.same()
	got, err := b.Casework.Client(ctx, c.ID)
	must(t, err)
	if got.Matters != "what device0 was told" {
		t.Error(got.Matters)
	}
	if left := kinds(t, b); len(left) > 0 {
		t.Errorf("it is still asked: %v", left)
	}
	_, err = a.Casework.EraseClient(ctx, c.ID)
	must(t, err)
	s.meet()
	s.same()
	if n := count(t, b, "SELECT count(*) FROM conflict"); n > 0 {
		t.Error("what was lost outlives the person")
	}
}

// One PC kept a text and, an hour later, another put back the one that had lost. That put the
// clock of the rest of its transaction back, so what had been decided first stood on both:
// that the text was kept, beside the text that was not.
func TestText_whatWasDecidedLaterStandsOnBothPCs(t *testing.T) {
	for first, second := range map[string]string{exchange.Seen: exchange.UseLost, exchange.UseLost: exchange.Seen} {
		s := newService(t, 2)
		c := s.devices[0].addClient(t, "Ann", "Archer")
		s.meet()
		s.allTold(c.ID)
		s.meet()
		for i, choice := range []string{first, second} {
			d := s.devices[i]
			d.now = noon.Add(time.Duration(30+10*i) * time.Minute)
			list, err := d.Exchange.SinceLastMet(ctx)
			must(t, err)
			if len(list) != 1 {
				t.Fatalf("%+v", list)
			}
			must(t, d.Exchange.Settle(ctx, list[0].ID, choice))
		}
		s.meet()
		s.same()
		for _, d := range s.devices {
			if how := d.one(t, "SELECT settled_how FROM conflict"); how != second {
				t.Errorf("%s says %q, want %q", d.name, how, second)
			}
		}
	}
}

// The PC whose text stood took the other one in without a word to its open pages: a
// record showed nothing to decide until it was opened anew.
func TestText_thatLosesIsToldToOpenPagesWhereTheOtherStands(t *testing.T) {
	s := newService(t, 2)
	c := s.devices[0].addClient(t, "Ann", "Archer")
	s.meet()
	s.allTold(c.ID)
	told := false
	defer s.devices[1].Subscribe(func(change store.Change) { told = told || change.About(c.ID) })()
	s.meet()
	if !told {
		t.Error("the page of the client is not read again")
	}
}

// Whatever the clocks say and whoever meets first, what lost is listed on both.
func TestWhatWasTypedOnTwoDevices_neverVanishesWithoutALine(t *testing.T) {
	for _, ahead := range []time.Duration{0, time.Millisecond, time.Minute, -time.Minute, time.Hour} {
		for _, turned := range []bool{false, true} {
			s := newService(t, 2)
			c := s.devices[0].addClient(t, "Amina", "Yusuf")
			s.meet()
			s.devices[1].now = s.devices[1].now.Add(ahead)
			if turned {
				slices.Reverse(s.devices)
			}
			typed := map[string]string{}
			for _, d := range s.devices {
				mine, err := d.Casework.Client(ctx, c.ID)
				must(t, err)
				mine.Phone, mine.Matters = "07700 90038"+d.name[len(d.name)-1:], "Noted on "+d.name
				typed[mine.Phone] = mine.Matters
				must(t, d.Casework.SaveClient(ctx, mine))
			}
			s.meet()
			s.same()
			for _, d := range s.devices {
				kept, err := d.Casework.Client(ctx, c.ID)
				must(t, err)
				list, err := d.Exchange.SinceLastMet(ctx)
				must(t, err)
				lost := map[string]any{}
				for _, one := range list {
					maps.Copy(lost, one.Lost)
				}
				delete(typed, kept.Phone)
				for phone, matters := range typed {
					if lost["phone"] != phone || lost["matters"] != matters {
						t.Errorf("%v ahead, %v, %s: kept %s %s, listed %v", ahead, turned, d.name, kept.Phone, kept.Matters, lost)
					}
				}
			}
		}
	}
}

func TestErasure_reachesWhatTheOtherDeviceAddedAndNeverComesBack(t *testing.T) {
	s := newService(t, 3)
	a, b, c := s.devices[0], s.devices[1], s.devices[2]
	person := a.addClient(t, "Ann", "Archer")
	s.meet()
	r := b.refer(t, person.ID)
	must(t, b.Casework.SaveContact(ctx, &data.Contact{EpisodeID: r.EpisodeID, ClientID: person.ID, Kind: "phone", Outcome: data.ContactAttended, On: data.MustDate("2026-04-02"), Note: "secret"}))
	s.send(b)
	_, err := a.Casework.EraseClient(ctx, person.ID)
	must(t, err)
	s.send(a)
	s.hear(c, a.name, 9) // the erasure, then what names them
	s.hear(c, b.name, 9)
	s.meet()
	s.same()
	for _, d := range s.devices {
		for _, table := range []string{"client", "episode", "contact", "exchange_waiting"} {
			if n := count(t, d, "SELECT count(*) FROM "+table); n > 0 {
				t.Errorf("%s has %d rows of %s", d.name, n, table)
			}
		}
		id := store.KeyOf(person.ID)
		for _, table := range []string{"exchange_row", "exchange_gone", "change_entry", "tombstone"} {
			if n := count(t, d, "SELECT count(*) FROM "+table+" WHERE row = ?", id); n > 0 {
				t.Errorf("%s names the person in %s", d.name, table)
			}
		}
	}
}

func TestRemoval_givesWayToWhatAnotherDeviceChangedSince(t *testing.T) {
	s := newService(t, 3)
	a, b := s.devices[0], s.devices[1]
	must(t, a.Figures.SaveComparator(ctx, &data.Comparator{InstrumentID: "wemwbs", Source: "Survey", Year: 2020, Group: "England", Value: 50}))
	s.meet()
	var id data.ID
	must(t, reader(a).QueryRowContext(ctx, "SELECT id FROM comparator WHERE source = 'Survey'").Scan(&id))
	a.now = noon.Add(time.Minute)
	must(t, a.Figures.RemoveComparator(ctx, id))
	b.now = noon.Add(2 * time.Minute)
	must(t, b.Figures.SaveComparator(ctx, &data.Comparator{ID: id, InstrumentID: "wemwbs", Source: "Survey", Year: 2021, Group: "England", Value: 51}))
	s.meet()
	s.same()
	if n := count(t, a, "SELECT count(*) FROM comparator WHERE id = ? AND year = 2021", id); n != 1 {
		t.Error("what was changed later is gone")
	}
}

func TestWaiting_aChangeWhoseRowHasNotComeIsAppliedOnceItHas(t *testing.T) {
	s := newService(t, 3)
	a, b, c := s.devices[0], s.devices[1], s.devices[2]
	person := a.addClient(t, "Ann", "Archer")
	s.send(a)
	s.hear(b, a.name, 9)
	b.refer(t, person.ID)
	s.send(b)
	sum, err := c.Exchange.Apply(ctx, s.sent[b.name][0])
	if err != nil || sum.Waiting == 0 {
		t.Fatal(sum, err)
	}
	s.hear(c, a.name, 9)
	if n := count(t, c, "SELECT count(*) FROM referral"); n != 1 {
		t.Error("the referral did not come with its client")
	}
	s.meet()
	s.same()
}

func TestClock_farAheadIsSealedAtMostAnHourPastAllOthers(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	c := a.addClient(t, "Ann", "Archer")
	s.meet()
	b.now = noon.Add(60 * 24 * time.Hour)
	mine, err := b.Casework.Client(ctx, c.ID)
	must(t, err)
	mine.Town = "Ton"
	must(t, b.Casework.SaveClient(ctx, mine))
	mine.Town = "Ville"
	must(t, b.Casework.SaveClient(ctx, mine))
	s.send(b)
	last := s.sent[b.name][len(s.sent[b.name])-1]
	if ahead := last.Clock>>16 - noon.UnixMilli(); ahead > int64(2*time.Hour/time.Millisecond) {
		t.Errorf("it is sealed %d ms ahead", ahead)
	}
	s.meet()
	a.now = noon.Add(2 * time.Hour)
	other, err := a.Casework.Client(ctx, c.ID)
	must(t, err)
	if other.Town != "Ville" {
		t.Error("the order of the changes is lost: ", other.Town)
	}
	other.Town = "Lake"
	must(t, a.Casework.SaveClient(ctx, other))
	s.meet()
	s.same()
	if mine, err = b.Casework.Client(ctx, c.ID); err != nil || mine.Town != "Lake" {
		t.Error("a right clock loses against a wrong one: ", mine.Town, err)
	}
}

func TestPeople_whoMayBeTheSameAreListedAndStayTwo(t *testing.T) {
	s := newService(t, 2)
	for _, d := range s.devices {
		must(t, d.Casework.SaveClientAsAnother(ctx, &data.Client{GivenNames: "Ann", FamilyName: "Archer", BirthDate: data.MustDate("1950-01-02")}))
	}
	s.meet()
	s.same()
	if n := count(t, s.devices[0], "SELECT count(*) FROM client"); n != 2 {
		t.Errorf("there are %d clients", n)
	}
	if !slices.Contains(kinds(t, s.devices[0]), "people") {
		t.Error("no one is asked")
	}
}

func TestAppointments_inOneSlotBothStayAndAreMarked(t *testing.T) {
	s := newService(t, 2)
	a := s.devices[0]
	sam := &data.Staff{Name: "Sam", Role: "prescriber"}
	must(t, a.Lists.SaveStaff(ctx, sam))
	var people []data.ID
	for _, name := range []string{"Archer", "Baker"} {
		c := a.addClient(t, "Ann", name)
		a.refer(t, c.ID)
		people = append(people, c.ID)
	}
	s.meet()
	for i, d := range s.devices {
		must(t, d.Diary.Book(ctx, &data.Appointment{ClientID: people[i], StaffID: sam.ID, Kind: "phone", On: data.MustDate("2026-05-12"), At: "09:00", Minutes: 30, State: data.AppointmentBooked}))
	}
	s.meet()
	s.same()
	for _, d := range s.devices {
		clashes, err := d.Diary.Clashes(ctx, data.MustDate("2026-05-12"), data.MustDate("2026-05-12"))
		if err != nil || len(clashes) != 1 {
			t.Error(clashes, err)
		}
		if !slices.Contains(kinds(t, d), "clash") {
			t.Error(d.name, "is not asked")
		}
	}
}

func TestApply_takesInNothingOfWhatIsDamagedOrNewer(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	a.refer(t, a.addClient(t, "Ann", "Archer").ID)
	s.send(a)
	in := s.sent[a.name][0]
	before := dump(t, b)
	cut := exchange.Incoming{Device: a.name, Number: 1, Clock: in.Clock, Parts: map[string][]byte{}}
	for name, part := range in.Parts {
		cut.Parts[name] = part[:len(part)-1]
	}
	if _, err := b.Exchange.Apply(ctx, cut); data.CodeOf(err) != data.CodeDamaged {
		t.Error(err)
	}
	newer := exchange.Incoming{Device: a.name, Number: 1, Parts: map[string][]byte{"lists": change.NewWriter(store.LatestVersion()+1, nil).Bytes()}}
	if _, err := b.Exchange.Apply(ctx, newer); data.CodeOf(err) != data.CodeNewer || !strings.Contains(data.Sentence(err), "Update") {
		t.Error(err)
	}
	for name, rows := range dump(t, b) {
		if string(rows) != string(before[name]) {
			t.Error(name, "changed")
		}
	}
}

func TestExchange_beforeAServiceHasBegunIsRefused(t *testing.T) {
	d := &device{name: "alone", now: noon, path: t.TempDir() + "/waymark.db"}
	newDatabase(t, d.path)
	d.open(t)
	defer func() { must(t, d.Close()) }()
	if _, err := d.Exchange.Gather(ctx, 0); data.CodeOf(err) != data.CodeRefused {
		t.Error(err)
	}
	if _, err := d.Exchange.Apply(ctx, exchange.Incoming{}); data.CodeOf(err) != data.CodeRefused {
		t.Error(err)
	}
	if begun, err := d.Exchange.Begun(ctx); begun || err != nil {
		t.Error(begun, err)
	}
}

func TestRenew_anOldCopyGoesOnAsAnotherDevice(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	c := b.addClient(t, "Ann", "Archer")
	s.meet()
	backup, err := b.BackupNow(ctx)
	must(t, err)
	was := b.cursor
	other, err := b.Casework.Client(ctx, c.ID)
	must(t, err)
	other.Town = "Ton"
	must(t, b.Casework.SaveClient(ctx, other)) // sent, and not in the copy
	s.meet()
	must(t, b.Close())
	_, err = store.Restore(ctx, b.path, backup, store.Options{})
	must(t, err)
	b.open(t)
	b.name, b.cursor = "device9", was
	must(t, b.Exchange.Renew(ctx, b.name))
	again, err := b.Casework.Client(ctx, c.ID)
	must(t, err)
	again.Phone = "01632 960001"
	must(t, b.Casework.SaveClient(ctx, again))
	b.heard = map[string]int{}
	s.send(b)
	for _, in := range s.sent["device1"] { // what it sent under its old name
		_, err := b.Exchange.Apply(ctx, in)
		must(t, err)
	}
	s.meet()
	s.same()
	got, err := a.Casework.Client(ctx, c.ID)
	if err != nil || got.Town != "Ton" || got.Phone == "" {
		t.Error(got.Town, got.Phone, err)
	}
}

// TestRenew_whoWasErasedBeforeIsErasedEverywhere: someone was erased on a PC that had been
// restored from an old copy, before it met anyone. It went on as another device and told no
// one: everyone else kept the record.
func TestRenew_whoWasErasedBeforeIsErasedEverywhere(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	c := b.addClient(t, "Ann", "Archer")
	s.meet()
	_, err := b.Casework.EraseClient(ctx, c.ID)
	must(t, err)
	must(t, b.Exchange.Renew(ctx, "device9"))
	b.name = "device9"
	s.meet()
	if _, err := a.Casework.Client(ctx, c.ID); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("%s keeps them: %v", a.name, err)
	}
	s.same()
}

// TestRenew_whatAPCHadBeforeItJoinedIsHandedOver: it joined with records of its own, and was
// restored before it met anyone. They counted as handed over, and no other PC ever had them.
func TestRenew_whatAPCHadBeforeItJoinedIsHandedOver(t *testing.T) {
	s := newService(t, 1)
	a := s.devices[0]
	b := &device{name: "device1", now: noon, heard: map[string]int{}, path: filepath.Join(t.TempDir(), "waymark.db")}
	newDatabase(t, b.path)
	b.open(t)
	t.Cleanup(func() { must(t, b.Close()) })
	c := b.addClient(t, "Ann", "Archer")
	c.Town = "Ton"
	must(t, b.Casework.SaveClient(ctx, c))
	b.refer(t, c.ID)
	must(t, b.Exchange.Start(ctx, b.name, s.shared))
	b.name = "device9"
	must(t, b.Exchange.Renew(ctx, b.name))
	s.devices = append(s.devices, b)
	s.meet()
	s.same()
	if got, err := a.Casework.Client(ctx, c.ID); err != nil || got.Town != "Ton" {
		t.Errorf("%s has %+v, %v", a.name, got, err)
	}
}

// A random history lost a contact: one PC imported a list with a known person, whose
// two open episodes became one when the PCs met; another undid that import, and what
// a third had recorded on the episode went with it.
func TestUndo_ofAnImportIsRefusedOnceOtherPCsMayHaveIt(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	list := func(name string) moving.Input {
		return moving.Input{People: []*data.ListPerson{{Reference: name, Client: data.Client{GivenNames: "Ann", FamilyName: name},
			Referrals: []data.ListReferral{{ReceivedOn: data.MustDate("2026-03-01"), Source: "gp"}}}}}
	}
	here, _, err := a.Moving.Import(ctx, list("Archer"), moving.Options{Source: "list"})
	must(t, err)
	must(t, a.Moving.Undo(ctx, here.ImportID)) // no one has it yet
	r, _, err := a.Moving.Import(ctx, list("Baker"), moving.Options{Source: "list"})
	must(t, err)
	s.meet()
	for _, d := range []*device{a, b} {
		if err := d.Moving.Undo(ctx, r.ImportID); data.CodeOf(err) != data.CodeRefused {
			t.Errorf("on %s the import was undone after the PCs met: %v", d.name, err)
		}
	}
	s.meet()
	s.same()
	for _, d := range s.devices {
		if n := count(t, d, "SELECT count(*) FROM client WHERE family_name = 'Baker'"); n != 1 {
			t.Errorf("%s has %d of the person who was imported", d.name, n)
		}
	}
}

func TestEpisode_closedHereClosesAFollowUpThatWasMadeThere(t *testing.T) {
	s, id := withFollowUp(t)
	a, b := s.devices[0], s.devices[1]
	f, err := a.Offering.FollowUp(ctx, id)
	must(t, err)
	record, err := a.Overview.Record(ctx, f.ClientID)
	must(t, err)
	e := record.Episode
	e.Status, e.CloseReason, e.ClosedOn = data.EpisodeClosed, data.CloseReasons()[0].Value, data.MustDate("2026-04-08")
	must(t, a.Casework.SaveEpisode(ctx, e))
	_, err = b.Offering.CompleteFollowUp(ctx, id, offering.Completion{On: data.MustDate("2026-04-08")})
	must(t, err)
	s.meet()
	s.same()
	if n := count(t, a, "SELECT count(*) FROM follow_up WHERE status = 'open'"); n != 0 {
		t.Errorf("%d follow-ups of a closed episode are open", n)
	}
	if n := count(t, a, "SELECT count(*) FROM follow_up WHERE number = 2"); n != 1 {
		t.Errorf("there are %d second follow-ups", n)
	}
}

// TestEpisode_ofSomeoneWhoDiedCancelsWhatWasBookedThere: a reception that had not heard
// yet books someone who has died.
func TestEpisode_ofSomeoneWhoDiedCancelsWhatWasBookedThere(t *testing.T) {
	s := newService(t, 3)
	a, b := s.devices[0], s.devices[1]
	c := a.addClient(t, "Ann", "Archer")
	a.refer(t, c.ID)
	s.meet()
	record, err := a.Overview.Record(ctx, c.ID)
	must(t, err)
	e := record.Episode
	e.Status, e.CloseReason, e.ClosedOn = data.EpisodeClosed, data.CloseDied, data.MustDate("2026-04-08")
	must(t, a.Casework.SaveEpisode(ctx, e))
	booked := data.Appointment{ClientID: c.ID, Kind: "phone", On: data.MustDate("2026-05-12"), At: "09:00"}
	must(t, b.Diary.Book(ctx, &booked))
	s.meet()
	s.same()
	for _, d := range s.devices {
		got, err := d.Diary.Appointment(ctx, booked.ID)
		if err != nil || got.State != data.AppointmentCancelled || got.Why != casework.ClientDied {
			t.Errorf("on %s it is %s, %q, %v", d.name, got.State, got.Why, err)
		}
	}
	record, err = b.Overview.Record(ctx, c.ID)
	must(t, err)
	record.Episode.Status = data.EpisodeOpen
	must(t, b.Casework.SaveEpisode(ctx, record.Episode))
	must(t, b.Diary.Mark(ctx, booked.ID, data.AppointmentBooked, ""))
	s.meet()
	s.same()
	if got, err := a.Diary.Appointment(ctx, booked.ID); err != nil || got.State != data.AppointmentBooked {
		t.Errorf("opened and booked again, it is %s, %v", got.State, err)
	}
}

func TestErasure_thatCameDoesNotHideWhatIsWrittenNext(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	person := a.addClient(t, "Ann", "Archer")
	s.meet()
	b.refer(t, person.ID) // the last entries of the log, which the erasure deletes
	s.send(b)
	_, err := a.Casework.EraseClient(ctx, person.ID)
	must(t, err)
	s.send(a)
	s.hear(b, a.name, 9)
	b.addClient(t, "Bob", "Baker")
	s.meet()
	s.same()
	if n := count(t, a, "SELECT count(*) FROM client"); n != 1 {
		t.Errorf("there are %d clients", n)
	}
}
