package member_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/member"
)

var noon = time.Date(2026, 4, 7, 12, 0, 0, 0, time.UTC)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func identity(t testing.TB) *member.Identity {
	t.Helper()
	id, err := member.NewIdentity()
	must(t, err)
	return id
}

// service is a service with a founder and others that the founder let in.
type service struct {
	t   testing.TB
	id  string
	log *member.Log
	now time.Time
}

func begun(t testing.TB, founder *member.Identity) *service {
	id, _, log, err := member.Begin(founder, "Manager’s PC", noon)
	must(t, err)
	return &service{t, id, log, noon}
}

func (s *service) admit(by, device *member.Identity, role access.Role, surgeries ...data.ID) member.Entry {
	s.t.Helper()
	s.now = s.now.Add(time.Minute)
	e, err := s.log.Admit(by, device.Public(), "PC", role, surgeries, s.now)
	must(s.t, err)
	s.log.Add([]member.Entry{e})
	return e
}

// copy is what another device knows by now.
func (s *service) copy() *service {
	return &service{s.t, s.id, member.NewLog(s.id, s.log.Entries()), s.now}
}

func (s *service) strike(by, device *member.Identity) member.Entry {
	s.t.Helper()
	s.now = s.now.Add(time.Minute)
	e, err := s.log.Strike(by, device.ID(), s.now)
	must(s.t, err)
	s.log.Add([]member.Entry{e})
	return e
}

func (s *service) active(device *member.Identity) bool {
	return s.log.State().Devices[device.ID()].Active()
}

func TestAdmit_givesADeviceTheKeysOfItsCompartmentsOnly(t *testing.T) {
	m, reception, figures, laptop := identity(t), identity(t), identity(t), identity(t)
	s := begun(t, m)
	s.admit(m, reception, access.Reception, "elm")
	s.admit(m, figures, access.Coordinator)
	s.admit(m, laptop, access.Prescriber)
	for _, c := range []struct {
		device *member.Identity
		holds  []string
	}{
		{m, []string{"casework", "clinic-elm", "control", "figures", "lists"}},
		{laptop, []string{"casework", "clinic-elm", "control", "figures", "lists"}},
		{reception, []string{"clinic-elm", "control", "lists"}},
		{figures, []string{"control", "figures", "lists"}},
	} {
		var holds []string
		for id := range s.log.Secrets(c.device) {
			holds = append(holds, s.log.State().Keys[id].Compartment)
		}
		slices.Sort(holds)
		if !slices.Equal(holds, c.holds) {
			t.Errorf("%s holds %q, want %q", s.log.State().Devices[c.device.ID()].Role, holds, c.holds)
		}
	}
}

func TestStrike_endsTheEpochOfEveryKeyThatTheDeviceHolds(t *testing.T) {
	m, laptop, other := identity(t), identity(t), identity(t)
	s := begun(t, m)
	s.admit(m, laptop, access.Prescriber)
	s.admit(m, other, access.Prescriber)
	before, _ := s.log.State().KeyFor(member.Casework)
	s.strike(m, laptop)
	after, ok := s.log.State().KeyFor(member.Casework)
	if !ok || after.Epoch != before.Epoch+1 {
		t.Fatalf("sealed to %+v, %v", after, ok)
	}
	if s.log.Secrets(laptop)[after.ID] != nil {
		t.Error("the struck device was given the new key")
	}
	if s.log.Secrets(other)[after.ID] == nil {
		t.Error("a device of the service lacks the new key")
	}
	if d := s.log.State().Devices[laptop.ID()]; !d.Counts(s.now) || d.Counts(s.now.Add(time.Second)) {
		t.Error("what was sealed until then counts, and nothing later")
	}
}

// A thief can set the laptop's clock back, so what it says of the service is judged
// by what the others knew when they struck it off.
func TestStrike_voidsWhatTheDeviceSaidBehindTheOthersBacks(t *testing.T) {
	m, stolen, honest, accomplice := identity(t), identity(t), identity(t), identity(t)
	s := begun(t, m)
	s.admit(m, stolen, access.Manager)
	thief := s.copy()
	s.admit(stolen, honest, access.Prescriber)
	s.strike(m, stolen)
	let := thief.admit(stolen, accomplice, access.Manager)
	thief.log.Add(s.log.Entries())
	s.log.Add([]member.Entry{let})
	for _, log := range []*service{s, thief} {
		if log.active(accomplice) || log.active(stolen) || !log.active(honest) {
			t.Error("who was let in after the theft belongs to the service")
		}
	}
}

func TestStrike_ofEachOtherLeavesTheOneThatWasThereEarlier(t *testing.T) {
	first, second := identity(t), identity(t)
	s := begun(t, first)
	s.admit(first, second, access.Manager)
	other := s.copy()
	s.strike(first, second)
	other.strike(second, first)
	s.log.Add(other.log.Entries())
	other.log.Add(s.log.Entries())
	for _, log := range []*service{s, other} {
		if !log.active(first) || log.active(second) {
			t.Error("both or the wrong one was struck off")
		}
	}
}

func TestEntries_byThoseWhoMayNotAreNotHeard(t *testing.T) {
	m, laptop, stranger := identity(t), identity(t), identity(t)
	s := begun(t, m)
	s.admit(m, laptop, access.Prescriber)
	if _, err := s.log.Strike(laptop, m.ID(), s.now); data.CodeOf(err) != data.CodeRefused {
		t.Error("a prescriber’s device strikes off:", err)
	}
	if _, err := s.log.Admit(stranger, stranger.Public(), "x", access.Manager, nil, s.now); data.CodeOf(err) != data.CodeRefused {
		t.Error("a stranger lets itself in:", err)
	}
	// The same, signed without asking: another service's entries.
	theirs := begun(t, stranger)
	theirs.admit(stranger, laptop, access.Manager)
	s.log.Add(theirs.log.Entries())
	if s.log.State().Devices[stranger.ID()] != nil || s.log.State().Devices[laptop.ID()].Manager() {
		t.Error("entries of another service count")
	}
}

func TestEntries_thatSomeoneChangedAreNotHeard(t *testing.T) {
	m, laptop := identity(t), identity(t)
	s := begun(t, m)
	e := s.admit(m, laptop, access.Prescriber)
	for i := range e.Body {
		bad := member.Entry{Body: slices.Clone(e.Body), Signature: e.Signature}
		bad.Body[i] ^= 1
		entries := slices.DeleteFunc(s.log.Entries(), func(have member.Entry) bool { return have.Hash() == e.Hash() })
		if l := member.NewLog(s.id, append(entries, bad)); l.State().Devices[laptop.ID()] != nil {
			t.Fatalf("byte %d may be changed", i)
		}
	}
}

// TestState_isTheSameInWhateverOrderEntriesCome has several managers act on what
// each knows, exchange some of it, and compares all of them at the end.
func TestState_isTheSameInWhateverOrderEntriesCome(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		ids := []*member.Identity{identity(t), identity(t), identity(t), identity(t)}
		s := begun(t, ids[0])
		for _, id := range ids[1:] {
			s.admit(ids[0], id, access.Manager)
		}
		logs := []*service{s, s.copy(), s.copy(), s.copy()}
		for range 12 {
			at := r.IntN(len(logs))
			me, log := ids[at], logs[at]
			log.now = log.now.Add(time.Duration(r.IntN(100)) * time.Minute)
			var e member.Entry
			var err error
			switch r.IntN(4) {
			case 0:
				e, err = log.log.Admit(me, identity(t).Public(), "PC", access.Prescriber, nil, log.now)
			case 1:
				e, err = log.log.Strike(me, ids[r.IntN(len(ids))].ID(), log.now)
			case 2:
				e, err = log.log.Alter(me, ids[r.IntN(len(ids))].ID(), "Other", access.Manager, nil, log.now)
			default:
				other := logs[r.IntN(len(logs))]
				log.log.Add(other.log.Entries())
				continue
			}
			if err == nil {
				log.log.Add([]member.Entry{e})
			}
		}
		var all []member.Entry
		for _, log := range logs {
			all = append(all, log.log.Entries()...)
		}
		want := ""
		for range 5 {
			r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			l := member.NewLog(s.id, nil)
			for _, e := range all {
				l.Add([]member.Entry{e})
				if r.IntN(4) == 0 {
					_ = l.State()
				}
			}
			text, err := json.Marshal([]any{l.State().Devices, l.State().Keys})
			must(t, err)
			if want == "" {
				want = string(text)
			}
			if string(text) != want {
				t.Fatalf("seed %d: the order of entries counts", seed)
			}
		}
	}
}

func TestUpkeep_givesALateDeviceTheKeysOfAnEpochBegunWithoutIt(t *testing.T) {
	m, second, lost, late := identity(t), identity(t), identity(t), identity(t)
	s := begun(t, m)
	s.admit(m, second, access.Manager)
	s.admit(m, lost, access.Prescriber)
	other := s.copy()
	s.strike(m, lost)
	other.admit(second, late, access.Prescriber)
	s.log.Add(other.log.Entries())
	e, ok, err := s.log.Upkeep(m, nil, s.now)
	if must(t, err); !ok {
		t.Fatal("nothing was given")
	}
	s.log.Add([]member.Entry{e})
	k, _ := s.log.State().KeyFor(member.Casework)
	if s.log.Secrets(late)[k.ID] == nil {
		t.Error("the late device cannot read what is sealed now")
	}
	if _, again, err := s.log.Upkeep(m, nil, s.now); again || err != nil {
		t.Error("upkeep does not end", err)
	}
}

func TestJoin_sixWordsAreTheSameOnBothSidesAndDifferForOtherKeys(t *testing.T) {
	m, laptop := identity(t), identity(t)
	s := begun(t, m)
	object, err := member.Ask(laptop, s.id, nil, true, noon)
	must(t, err)
	there, err := member.ReadRequest(s.id, laptop.ID(), object)
	must(t, err)
	if !there.Seed || !there.Zstd {
		t.Errorf("what the device can begin from is lost: %+v", there)
	}
	here, err := member.ReadRequest(s.id, laptop.ID(), object)
	must(t, err)
	if w := there.Words(); len(w) != 6 || !slices.Equal(w, here.Words()) {
		t.Errorf("%q and %q", w, here.Words())
	}
	fake := identity(t)
	forged, err := member.Ask(fake, s.id, nil, true, noon)
	must(t, err)
	if _, err := member.ReadRequest(s.id, laptop.ID(), forged); err == nil {
		t.Error("a request stands under the name of another device")
	}
	if r, err := member.ReadRequest(s.id, fake.ID(), forged); err != nil || slices.Equal(r.Words(), here.Words()) {
		t.Error("other keys have the same words", err)
	}
	s.admit(m, laptop, access.Prescriber)
	answer, err := s.log.Answer(laptop.Public(), []byte("shared"))
	must(t, err)
	l, shared, err := member.ReadAnswer(laptop, s.id, answer)
	must(t, err)
	if string(shared) != "shared" {
		t.Errorf("shared is %q", shared)
	}
	if len(l.Secrets(laptop)) != 4 {
		t.Error("the new device has", len(l.Secrets(laptop)), "keys")
	}
	if _, _, err := member.ReadAnswer(fake, s.id, answer); err == nil {
		t.Error("someone else reads the answer")
	}
	other := begun(t, fake)
	other.admit(fake, laptop, access.Prescriber)
	answer, err = other.log.Answer(laptop.Public(), []byte("shared"))
	must(t, err)
	if _, _, err := member.ReadAnswer(laptop, s.id, answer); err == nil {
		t.Error("another service answers in the name of this one")
	}
}

func TestRenew_letsARestoredDeviceGoOnAsAnother(t *testing.T) {
	m, laptop, anew := identity(t), identity(t), identity(t)
	s := begun(t, m)
	s.admit(m, laptop, access.Prescriber)
	e, err := s.log.Renew(laptop, anew, s.now)
	must(t, err)
	s.log.Add([]member.Entry{e})
	d := s.log.State().Devices[anew.ID()]
	if !d.Active() || d.Role != access.Prescriber || d.Replaces != laptop.ID() || len(s.log.Secrets(anew)) != 4 {
		t.Errorf("%+v with %d keys", d, len(s.log.Secrets(anew)))
	}
}

// What came after the backup was sealed to the device that it was. It opens it still, also
// once its secret was kept and read, and after another restore. No one else does, and what
// opens it is nothing to sign with.
func TestAnew_opensWhatWasSealedToTheDeviceThatItWas(t *testing.T) {
	m, laptop, other := identity(t), identity(t), identity(t)
	s := begun(t, m)
	s.admit(m, laptop, access.Prescriber)
	as, err := laptop.Anew()
	must(t, err)
	if as, err = member.ParseIdentity(as.Secret()); err != nil {
		t.Fatal(err)
	}
	twice, err := as.Anew()
	must(t, err)
	for _, id := range []*member.Identity{laptop, as, twice} {
		if n := len(s.log.Secrets(id)); n != 4 {
			t.Errorf("%d of 4 keys", n)
		}
	}
	if len(s.log.Secrets(other)) > 0 || len(twice.Boxes()) != 3 || as.ID() == laptop.ID() || bytes.Equal(as.Sign(), laptop.Sign()) {
		t.Error("it is not another device")
	}
}

func TestMarker_namesItsServiceOnly(t *testing.T) {
	service, founding, _, err := member.Begin(identity(t), "Manager’s PC", noon)
	must(t, err)
	marker := member.Marker(founding)
	must(t, member.CheckMarker(service, marker))
	other, _, _, err := member.Begin(identity(t), "Manager’s PC", noon)
	must(t, err)
	if member.CheckMarker(other, marker) == nil || member.CheckMarker(service, append(marker, '1')) == nil {
		t.Error("a marker of another service, or one with something behind it, is taken")
	}
}

func FuzzDecode(f *testing.F) {
	service, founding, l, err := member.Begin(identity(f), "Manager’s PC", noon)
	must(f, err)
	f.Add(member.Marker(founding))
	f.Add(member.Encode(l.Entries()))
	f.Fuzz(func(_ *testing.T, text []byte) {
		_ = member.CheckMarker(service, text)
		entries, err := member.Decode(text)
		if err == nil {
			_ = member.NewLog(service, entries).State()
		}
		_, _ = member.ReadRequest(service, "x", text)
	})
}
