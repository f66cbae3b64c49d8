package exchange_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/exchange"
)

// seed has a device begin from a copy of what another one has.
func (s *service) seed(from, d *device) error {
	s.t.Helper()
	in, pages := s.makeSeed(from)
	in.Pages = bytes.NewReader(pages)
	_, err := d.Exchange.BeginFrom(ctx, in)
	return err
}

// makeSeed returns a seed of a device, which hands over what is new.
func (s *service) makeSeed(from *device) (exchange.SeedIn, []byte) {
	s.t.Helper()
	out, made, err := from.Exchange.GatherAndSeed(ctx, from.cursor)
	must(s.t, err)
	from.segment++
	from.cursor = out.Cursor
	s.sent[from.name] = append(s.sent[from.name], exchange.Incoming{Device: from.name, Number: from.segment, Clock: out.Clock, Parts: out.Parts})
	var pages bytes.Buffer
	_, err = made.WriteTo(&pages)
	must(s.t, errors.Join(err, made.Close()))
	return exchange.SeedIn{Device: from.name, Number: from.segment}, pages.Bytes()
}

// worked is a service of two devices that have worked and met.
func worked(t *testing.T) (s *service, maker, other *device) {
	t.Helper()
	s = newService(t, 2)
	maker, other = s.devices[0], s.devices[1]
	must(t, maker.Lists.SaveSurgery(ctx, &data.Surgery{Name: "Hill"}))
	pett := maker.addClient(t, "Ada", "Pettigrew")
	r := maker.refer(t, pett.ID)
	must(t, maker.Casework.SaveContact(ctx, &data.Contact{EpisodeID: r.EpisodeID, ClientID: pett.ID, Kind: "phone", Outcome: data.ContactAttended, On: data.MustDate("2026-04-02"), Note: "Rhubarb"}))
	must(t, maker.Measure.SaveResponse(ctx, &data.Response{EpisodeID: r.EpisodeID, ClientID: pett.ID, InstrumentID: "swemwbs", Stage: data.Baseline, AnsweredOn: data.MustDate("2026-04-02"),
		Mode: "alone", Finished: true, Answers: map[int]int{1: 3, 2: 3, 3: 3, 4: 3, 5: 3, 6: 3, 7: 3}}))
	must(t, maker.Directory.SaveService(ctx, &data.Service{Name: "Lunch club", Status: data.ServiceActive}))
	s.meet()
	other.now = noon.Add(time.Hour)
	pett2, err := other.Casework.Client(ctx, pett.ID)
	must(t, err)
	pett2.Phone = "01632 960009"
	must(t, other.Casework.SaveClient(ctx, pett2))
	other.addClient(t, "Bo", "Quill")
	gone := other.addClient(t, "Cy", "Gone")
	s.meet()
	_, err = maker.Casework.EraseClient(ctx, gone.ID)
	must(t, err)
	s.meet()
	return s, maker, other
}

// A device that begins from a seed is as one that begins from rows: in its records, in
// what is worked out of them and in the clocks of every group of columns.
func TestBeginFrom_isAsByRows(t *testing.T) {
	s, maker, _ := worked(t)
	byRows, bySeed := s.join(), s.join()
	all, err := maker.Exchange.Snapshot(ctx)
	must(t, err)
	_, err = byRows.Exchange.Apply(ctx, exchange.Incoming{Device: maker.name, Clock: all.Clock, Parts: all.Parts})
	must(t, err)
	must(t, s.seed(maker, bySeed))
	s.devices = append(s.devices, byRows, bySeed)
	s.same()
	clocks := func(d *device) string { // each device may have its own clocks for the lists that all begin with
		list := slices.DeleteFunc(clocksOf(t, d, false), func(c string) bool { return strings.Contains(c, "01900000-0000-7000-8000-") })
		return strings.Join(list, "\n")
	}
	if a, b := clocks(byRows), clocks(bySeed); a != b {
		t.Errorf("by rows and by seed there are other clocks:\n%s", difference(a, b))
	}
	s.meet()
	s.same()
	if out, err := bySeed.Exchange.Gather(ctx, bySeed.cursor); err != nil || out.Changes > 0 {
		t.Errorf("%d changes are to be sent that no one typed, %v", out.Changes, err)
	}
	// It goes on from there.
	bySeed.now = noon.Add(3 * time.Hour)
	c := bySeed.addClient(t, "Di", "Later")
	bySeed.refer(t, c.ID)
	s.meet()
	s.same()
	if found, _, err := bySeed.Casework.Clients(ctx, data.ClientFilter{Words: "pettig"}); err != nil || len(found) != 1 {
		t.Errorf("the search finds %d, %v", len(found), err)
	}
	sound, err := bySeed.Soundness.Check(ctx)
	must(t, err)
	if len(sound.Problems) > 0 {
		t.Errorf("%q", sound.Problems)
	}
}

// clocksOf has the clock of every group of columns of every row. Without own, rows of
// which this device wrote something are left out.
func clocksOf(t *testing.T, d *device, own bool) []string {
	t.Helper()
	list, err := exchange.Clocks(ctx, d.For(access.NewSession("", access.Everything, data.SystemClock()), access.Exchange), own)
	must(t, err)
	return list
}

// TestBeginFrom_handsOverWhatNamesALaterRow: what a new PC has of its own comes in by rows, and
// one that names another that comes after it waits for that. It was never handed over then.
func TestBeginFrom_handsOverWhatNamesALaterRow(t *testing.T) {
	s, maker, _ := worked(t)
	d := s.join()
	first, second := &data.Service{Name: "Walks", Status: data.ServiceActive}, &data.Service{Name: "Walks in the hills", Status: data.ServiceActive}
	must(t, d.Directory.SaveService(ctx, first))
	must(t, d.Directory.SaveService(ctx, second))
	_, err := d.Directory.MergeServices(ctx, second.ID, first.ID)
	must(t, err)
	must(t, s.seed(maker, d))
	s.devices = append(s.devices, d)
	s.meet()
	s.same()
	if got, err := maker.Directory.Service(ctx, first.ID); err != nil || got.Name != "Walks" {
		t.Errorf("%s has %+v, %v", maker.name, got, err)
	}
}

// What a new PC has of its own stays: who works at it, how its window looks, what is
// half typed, and what was recorded before it was let in.
func TestBeginFrom_keepsWhatThisPCHas(t *testing.T) {
	s, maker, _ := worked(t)
	d := s.join()
	pat, hill := &data.Staff{Name: "Pat", Role: "prescriber"}, &data.Surgery{Name: "Hill", Town: "Ton"}
	must(t, d.Lists.SaveStaff(ctx, pat))
	must(t, d.Lists.SaveSurgery(ctx, hill))
	must(t, d.Lists.SetSetting(ctx, "text_scale", "150"))
	must(t, maker.Lists.SetSetting(ctx, "text_scale", "125"))
	must(t, d.Lists.SaveDraft(ctx, "contact/new", []byte(`{"note":"Half a sentence"}`)))
	must(t, maker.Lists.SaveDraft(ctx, "contact/other", []byte(`{"note":"Elsewhere"}`)))
	mine := d.addClient(t, "Eve", "Early")
	r := d.refer(t, mine.ID)
	must(t, d.Casework.SaveContact(ctx, &data.Contact{EpisodeID: r.EpisodeID, ClientID: mine.ID, Kind: "phone", Outcome: data.ContactAttended, On: data.MustDate("2026-04-02"), Note: "Before", StaffID: pat.ID, SurgeryID: hill.ID}))
	before := dumpRows(t, reader(d), "SELECT * FROM audit ORDER BY seq")
	must(t, s.seed(maker, d))
	s.devices = append(s.devices, d)
	s.meet()
	s.same()
	if v, err := d.Lists.Setting(ctx, "text_scale"); err != nil || v != "150" {
		t.Errorf("the size of the text is %q, %v", v, err)
	}
	if _, _, there, err := d.Lists.Draft(ctx, "contact/new"); err != nil || !there {
		t.Errorf("what was half typed is gone, %v", err)
	}
	if _, _, there, err := d.Lists.Draft(ctx, "contact/other"); err != nil || there {
		t.Errorf("what was half typed elsewhere came, %v", err)
	}
	if after := dumpRows(t, reader(d), "SELECT * FROM audit ORDER BY seq"); !bytes.HasPrefix(after, before) {
		t.Error("the audit trail of this PC does not go on from where it was")
	}
	if got := string(dumpRows(t, reader(maker), "SELECT note FROM contact WHERE client_id = '"+string(mine.ID)+"'")); got != "note=Before|\n" {
		t.Errorf("%q", got)
	}
	surgeries, err := d.Lists.Surgeries(ctx, true)
	must(t, err)
	if n := len(slices.DeleteFunc(surgeries, func(v data.Surgery) bool { return v.Name != "Hill" })); n != 1 {
		t.Errorf("%d surgeries of one name", n)
	}
	sound, err := d.Soundness.Check(ctx)
	must(t, err)
	if len(sound.Problems) > 0 {
		t.Errorf("%q", sound.Problems)
	}
}

// Nothing that belongs to the maker's PC is anywhere in the bytes of a seed.
func TestGatherAndSeed_hasNothingOfThisPCAlone(t *testing.T) {
	s, maker, _ := worked(t)
	must(t, maker.Lists.SaveDraft(ctx, "contact/other", []byte(`{"note":"Gooseberry"}`)))
	must(t, maker.Lists.SetSetting(ctx, "calendar_feed_by", "Loganberry"))
	c := maker.addClient(t, "Xylophon", "Erased")
	must(t, maker.Lists.SaveDraft(ctx, "x", []byte("Medlar")))
	must(t, maker.Lists.DropDraft(ctx, "x"))
	_, err := maker.Casework.EraseClient(ctx, c.ID)
	must(t, err)
	_, pages := s.makeSeed(maker)
	for _, never := range []string{"Gooseberry", "Loganberry", "Xylophon", "Medlar", string(c.ID)} {
		if bytes.Contains(pages, []byte(never)) {
			t.Errorf("the seed has %q", never)
		}
	}
	if !bytes.Contains(pages, []byte("Pettigrew")) {
		t.Error("the seed has no client")
	}
}

// Every table of one PC is in a seed, or someone has said why it is not.
func TestSeeded_saysOfEveryTable(t *testing.T) {
	taken := exchange.Seeded()
	for name, table := range store.Tables() {
		_, is := taken[name]
		why := exchange.NotSeeded[name]
		local := !table.Records && !table.Parts && store.IsLocal(name)
		if local && is == (why != "") {
			t.Errorf("%s is in a seed: %v; why not: %q", name, is, why)
		}
		if !local && (why != "" || is && name != "setting") {
			t.Errorf("%s holds records or what is worked out of them", name)
		}
	}
}

// What ends too soon, is not a seed or is one of someone else changes nothing.
func TestBeginFrom_damagedSeedsChangeNothing(t *testing.T) {
	s, maker, _ := worked(t)
	in, pages := s.makeSeed(maker)
	d := s.join()
	before := dump(t, d)
	pulled := errors.New("pulled out")
	for name, from := range map[string]io.Reader{
		"nothing":      bytes.NewReader(nil),
		"cut off":      bytes.NewReader(pages[:len(pages)/2]),
		"half a page":  bytes.NewReader(pages[:5000]),
		"other":        strings.NewReader(strings.Repeat("x", 4096*3)),
		"a page other": bytes.NewReader(slices.Concat(pages[:4096*7], bytes.Repeat([]byte{0}, 4096), pages[4096*8:])),
		"pulled out":   io.MultiReader(bytes.NewReader(pages[:4096*5]), failing{pulled}),
	} {
		in.Pages = from
		_, err := d.Exchange.BeginFrom(ctx, in)
		if want := name == "pulled out"; err == nil || errors.Is(err, pulled) != want || !want && data.CodeOf(err) != data.CodeDamaged {
			t.Errorf("%s: %v", name, err)
		}
		for table, rows := range dump(t, d) {
			if !bytes.Equal(rows, before[table]) {
				t.Errorf("%s: %s is another", name, table)
			}
		}
	}
	in.Pages, in.Device = bytes.NewReader(pages), "someone"
	if _, err := d.Exchange.BeginFrom(ctx, in); data.CodeOf(err) != data.CodeDamaged {
		t.Errorf("a seed of someone else: %v", err)
	}
	in.Pages, in.Device = bytes.NewReader(pages), maker.name
	if _, err := maker.Exchange.BeginFrom(ctx, in); data.CodeOf(err) != data.CodeDamaged {
		t.Errorf("a seed of this device: %v", err)
	}
	in.Pages = bytes.NewReader(pages)
	_, err := d.Exchange.BeginFrom(ctx, in)
	must(t, err)
	in.Pages = failing{pulled} // it is not read again
	_, err = d.Exchange.BeginFrom(ctx, in)
	must(t, err)
	s.devices = append(s.devices, d)
	s.meet()
	s.same()
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// The maker of a seed had the change of a session and not yet its clinic: what waits
// there waits on the new device too. It was applied at once, named no clinic, and the
// whole seed was taken for damaged.
func TestBeginFrom_waitsForWhatItsMakerWaitsFor(t *testing.T) {
	s := newService(t, 3)
	first, second, maker := s.devices[0], s.devices[1], s.devices[2]
	surgery, staff := &data.Surgery{Name: "Hill"}, &data.Staff{Name: "Pat Moore", Role: data.RolePrescriber}
	must(t, first.Lists.SaveSurgery(ctx, surgery))
	must(t, first.Lists.SaveStaff(ctx, staff))
	clinic := data.Clinic{SurgeryID: surgery.ID, StaffID: staff.ID, Rule: data.WeeklyRule(1, data.Wednesday), From: data.MustDate("2026-04-01"),
		Starts: "09:00", Ends: "13:00", SlotMinutes: 30}
	_, err := first.Diary.SaveClinic(ctx, &clinic)
	must(t, err)
	s.send(first)
	s.hear(second, first.name, 1)
	_, err = second.Diary.ChangeSession(ctx, data.SessionChange{ClinicID: clinic.ID, Day: data.MustDate("2026-05-13"), State: data.SessionCancelled})
	must(t, err)
	s.send(second)
	s.hear(maker, second.name, 1)
	fresh := s.join()
	must(t, s.seed(maker, fresh))
	s.devices = append(s.devices, fresh)
	s.meet()
	s.same()
	if n := fresh.one(t, "SELECT count(*) FROM session_change"); n != "1" {
		t.Errorf("the new device has %s changes of a session", n)
	}
}

// What a PC had typed before it began, by a clock that is ahead, went out again at every
// meeting.
func TestBeginFrom_sendsWhatThisPCHadOnce(t *testing.T) {
	s, maker, _ := worked(t)
	d := s.join()
	d.now = noon.Add(48 * time.Hour)
	c := d.addClient(t, "Di", "Early")
	d.refer(t, c.ID)
	must(t, s.seed(maker, d))
	s.devices = append(s.devices, d)
	s.meet()
	s.same()
	for _, of := range s.devices {
		if n := s.send(of); n > 0 {
			t.Errorf("%s sends %d changes again", of.name, n)
		}
	}
	if got := maker.one(t, "SELECT count(*) FROM client WHERE family_name = 'Early'"); got != "1" {
		t.Errorf("%s clients arrived", got)
	}
}
