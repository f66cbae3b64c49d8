package office_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/data/store/people"
)

const (
	bossPhrase   = "harbour velvet thimble"
	workerPhrase = "orchard copper lantern"
)

// signInClock is a clock that the test moves.
type signInClock struct{ at time.Time }

func (c *signInClock) clock() data.Clock { return func() time.Time { return c.at } }

func withManager(t *testing.T) (s *office.Office, boss people.Person, clock *signInClock, path string) {
	t.Helper()
	clock = &signInClock{time.Date(2026, 4, 7, 10, 12, 0, 0, time.UTC)}
	path = filepath.Join(t.TempDir(), "waymark.db")
	s = openedAt(t, path, clock)
	boss = people.Person{Name: "Rosalind Achebe"}
	if err := s.SetUpSignIn(context.Background(), &boss, bossPhrase); err != nil {
		t.Fatal(err)
	}
	return s, boss, clock, path
}

func openedAt(t *testing.T, path string, clock *signInClock) *office.Office {
	t.Helper()
	store.Templates()
	s, err := office.Open(context.Background(), path, store.Options{Clock: clock.clock()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// Once a manager has set it up, nothing is read before someone signs in: not when
// the program starts again, and not by taking away what says who uses the PC.
func TestSignIn_closedUntilSomeoneDoes(t *testing.T) {
	ctx := context.Background()
	s, boss, clock, path := withManager(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openedAt(t, path, clock)
	if _, _, err := s.Casework.Clients(ctx, data.ClientFilter{}); data.CodeOf(err) != data.CodeRefused {
		t.Error("before anyone signed in:", err)
	}
	if err := s.People.Begin(ctx, &people.Person{Name: "Mallory"}, "another passphrase"); data.CodeOf(err) != data.CodeRefused {
		t.Error("someone made themselves the first manager again:", err)
	}
	choice, err := s.WhoMaySignIn(ctx)
	if err != nil || len(choice) != 1 || choice[0].ID != boss.ID {
		t.Errorf("%+v %v", choice, err)
	}
	if err := s.SignIn(ctx, boss.ID, bossPhrase); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Casework.Clients(ctx, data.ClientFilter{}); err != nil {
		t.Error(err)
	}
}

// A wrong passphrase makes the next attempt later, whatever is entered then, also
// after another start; and a right one in time ends it.
func TestSignIn_wrongPassphrasesSlowDownAndNeverLockOut(t *testing.T) {
	ctx := context.Background()
	s, boss, clock, path := withManager(t)
	var refusal *people.Refusal
	for n, wait := range []time.Duration{2, 4, 8, 16, 32, 60, 60} {
		if err := s.SignIn(ctx, boss.ID, "wrong"); !errors.As(err, &refusal) || refusal.Early || refusal.Attempt != n+1 || refusal.Wait != wait*time.Second {
			t.Fatalf("attempt %d: %v %+v", n+1, err, refusal)
		}
		if err := s.SignIn(ctx, boss.ID, bossPhrase); !errors.As(err, &refusal) || !refusal.Early {
			t.Fatalf("too early: %v", err)
		}
		if n == 3 {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			s = openedAt(t, path, clock)
			if err := s.SignIn(ctx, boss.ID, bossPhrase); !errors.As(err, &refusal) || !refusal.Early {
				t.Fatalf("after another start: %v", err)
			}
		}
		clock.at = clock.at.Add(wait * time.Second)
	}
	if err := s.SignIn(ctx, boss.ID, bossPhrase); err != nil {
		t.Error(err)
	}
	clock.at = clock.at.Add(time.Second)
	if err := s.SignIn(ctx, boss.ID, "wrong"); !errors.As(err, &refusal) || refusal.Attempt != 1 {
		t.Error("the count did not begin again:", err)
	}
	clock.at = clock.at.AddDate(-1, 0, 0)
	if err := s.SignIn(ctx, boss.ID, bossPhrase); !errors.As(err, &refusal) || refusal.Wait > time.Minute {
		t.Error("a clock set back:", err)
	}
}

// A code is for one sign-in, at which a passphrase is chosen, and for a week.
func TestSignIn_codeIsForOneSignIn(t *testing.T) {
	ctx := context.Background()
	s, boss, clock, _ := withManager(t)
	p := people.Person{Name: "Siân Prŷs", Role: access.Prescriber}
	if err := s.People.Save(ctx, &p); err != nil {
		t.Fatal(err)
	}
	if err := s.SignIn(ctx, p.ID, "anything"); data.CodeOf(err) != data.CodeRefused {
		t.Error("someone without a passphrase:", err)
	}
	old, err := s.People.NewCode(ctx, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	clock.at = clock.at.AddDate(0, 0, 8)
	if err := s.SignInWithCode(ctx, p.ID, old, workerPhrase); data.CodeOf(err) != data.CodeRefused {
		t.Error("a code of last week:", err)
	}
	code, err := s.People.NewCode(ctx, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SignIn(ctx, p.ID, code); !errors.Is(err, people.ErrChoose) || s.Session.Person() != boss.ID {
		t.Error("a code alone signs in:", err)
	}
	if err := s.SignInWithCode(ctx, p.ID, code, "short"); data.CodeOf(err) != data.CodeInvalid {
		t.Error("a short passphrase:", err)
	}
	if err := s.SignInWithCode(ctx, p.ID, " "+strings.ToLower(strings.ReplaceAll(code, "-", " ")), workerPhrase); err != nil || s.Session.Person() != p.ID {
		t.Error("a code as it may be typed:", err)
	}
	if err := s.SignInWithCode(ctx, p.ID, code, workerPhrase); err == nil {
		t.Error("a code works twice")
	}
	clock.at = clock.at.Add(time.Minute)
	if err := s.SignIn(ctx, p.ID, workerPhrase); err != nil {
		t.Error(err)
	}
	if err := s.People.ChangePassphrase(ctx, workerPhrase, "meadow ticket anchor"); err != nil {
		t.Error(err)
	}
	if err := s.SignIn(ctx, p.ID, "meadow ticket anchor"); err != nil {
		t.Error(err)
	}
}

// There is a manager as long as anyone signs in, and whoever's access has ended
// does not.
func TestPeople_alwaysAManager(t *testing.T) {
	ctx := context.Background()
	s, boss, _, _ := withManager(t)
	lower := boss
	lower.Role = access.Prescriber
	for what, err := range map[string]error{"another role": s.People.Save(ctx, &lower), "an end": s.People.End(ctx, boss.ID)} {
		if data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%s of the last manager: %v", what, err)
		}
	}
	second := people.Person{Name: "Deputy", Role: access.Manager}
	if err := s.People.Save(ctx, &second); err != nil {
		t.Fatal(err)
	}
	code, err := s.People.NewCode(ctx, second.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SignInWithCode(ctx, second.ID, code, workerPhrase); err != nil {
		t.Fatal(err)
	}
	if err := s.People.End(ctx, boss.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.SignIn(ctx, boss.ID, bossPhrase); data.CodeOf(err) != data.CodeRefused {
		t.Error("whoever's access has ended signs in:", err)
	}
	list, err := s.People.List(ctx)
	if err != nil || len(list) != 2 {
		t.Errorf("%+v %v", list, err)
	}
}

// What one person typed is not offered to the next.
func TestDrafts_areOfWhoTypedThem(t *testing.T) {
	ctx := context.Background()
	s, boss, _, _ := withManager(t)
	if err := s.Lists.SaveDraft(ctx, "client:new", []byte("Ada")); err != nil {
		t.Fatal(err)
	}
	s.Session.SignIn(access.Identity{Person: "01900000-0000-7000-8000-00000000dddd", Role: access.Prescriber})
	if _, _, ok, err := s.Lists.Draft(ctx, "client:new"); ok || err != nil {
		t.Error("someone else's draft is offered", err)
	}
	if err := s.SignIn(ctx, boss.ID, bossPhrase); err != nil {
		t.Fatal(err)
	}
	if body, _, ok, err := s.Lists.Draft(ctx, "client:new"); !ok || string(body) != "Ada" {
		t.Error("their own is gone", err)
	}
}

// What a manager changes of someone counts at once for the window that they have
// open, also while it is locked, and someone whose access has ended is out.
func TestSignIn_followsWhatBecomesOfThePerson(t *testing.T) {
	ctx := context.Background()
	s, boss, _, _ := withManager(t)
	worker := people.Person{Name: "Siân Prŷs", Role: access.Prescriber}
	must(t, s.People.Save(ctx, &worker))
	other := data.Client{GivenNames: "Harold", FamilyName: "Pettit"}
	must(t, s.Casework.SaveClient(ctx, &other))
	code, err := s.People.NewCode(ctx, worker.ID)
	must(t, err)
	must(t, s.SignInWithCode(ctx, worker.ID, code, workerPhrase))
	must(t, s.SignOut(ctx))
	// The PC of the manager stands for any other: it meets this one.
	manager := people.New(s.Store, access.NewSession(boss.ID, access.Manager, s.Clock()))
	settings := lists.New(s.Store, access.NewSession(boss.ID, access.Manager, s.Clock()))
	sees := func() bool {
		_, err := s.Casework.Client(ctx, other.ID)
		return err == nil
	}
	must(t, s.SignIn(ctx, worker.ID, workerPhrase))
	if !sees() {
		t.Fatal("a prescriber sees no one")
	}
	must(t, settings.SetSetting(ctx, lists.SettingPrescribersSee, lists.OwnClients))
	if sees() {
		t.Error("sees everyone after the service narrowed prescribers")
	}
	must(t, settings.SetSetting(ctx, lists.SettingPrescribersSee, ""))
	s.Session.Lock()
	worker.Role = access.Coordinator
	must(t, manager.Save(ctx, &worker))
	if !s.Session.Locked() {
		t.Error("a change of role opened the lock")
	}
	s.Session.Unlock()
	if sees() || s.Session.Role() != access.Coordinator {
		t.Error("goes on as a prescriber")
	}
	must(t, manager.End(ctx, worker.ID))
	if err := s.Session.May(access.Self, access.Read); data.CodeOf(err) != data.CodeRefused || s.Session.SignedIn() {
		t.Errorf("someone whose access has ended goes on: %v", err)
	}
	if err := s.NoteExport(ctx, "export", "report, PDF", ""); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("and takes something out: %v", err)
	}
}

// Someone whose access was ended on another PC cannot open this one any more either,
// once it has met; and if a manager lets them in again, not with the old passphrase.
func TestPeople_whoLeftOpensNoPCAnyMore(t *testing.T) {
	ctx := context.Background()
	s, boss, clock, path := withManager(t)
	worker := people.Person{Name: "Siân Prŷs", Role: access.Prescriber}
	must(t, s.People.Save(ctx, &worker))
	code, err := s.People.NewCode(ctx, worker.ID)
	must(t, err)
	must(t, s.SignInWithCode(ctx, worker.ID, code, workerPhrase))
	must(t, s.Close())
	secret := func(text string) store.Secret {
		v, err := store.NewPassphrase([]byte(text))
		must(t, err)
		return v
	}
	key, err := store.Protect(ctx, path, store.Options{}, store.NewSlot{Owner: string(boss.ID), Secret: secret(bossPhrase)}, store.NewSlot{Owner: string(worker.ID), Secret: secret(workerPhrase)})
	must(t, err)
	defer key.Close()
	s = openedAt(t, path, clock)
	// As it comes from the PC of a manager: this PC’s slot is not touched.
	elsewhere := people.New(s.Store, access.NewSession(boss.ID, access.Manager, s.Clock()))
	must(t, elsewhere.End(ctx, worker.ID))
	if has, err := s.People.Slots.Has(worker.ID); err != nil || !has {
		t.Fatal("nothing is to be forgotten", err)
	}
	_, err = s.Meet(ctx, nil)
	must(t, err)
	if has, err := s.People.Slots.Has(worker.ID); err != nil || has {
		t.Errorf("they open the file all the same: %v", err)
	}
	if has, err := s.People.Slots.Has(boss.ID); err != nil || !has {
		t.Errorf("the manager does not: %v", err)
	}
}

// Someone whose row of what they may do is not there any more went on with what they
// could do before.
func TestSignIn_endsForWhoeverIsNotAmongThoseWhoDo(t *testing.T) {
	s, boss, _, _ := withManager(t)
	other := people.Person{Name: "Edith Marsh", Role: access.Manager}
	must(t, s.People.Save(context.Background(), &other))
	if _, err := s.People.NewCode(context.Background(), other.ID); err != nil {
		t.Fatal(err)
	}
	elsewhere := s.For(access.NewSession(other.ID, access.Manager, s.Clock()), access.People)
	must(t, elsewhere.Write(context.Background(), store.Change{Kind: store.ChangedLists}, func(t *store.Tx) error { return t.Remove("person_access", boss.ID) }))
	if s.Session.SignedIn() || s.Session.Role() != access.Nobody {
		t.Errorf("they go on as %s", s.Session.Role())
	}
}

// Someone of the staff list who was a surgery's reception signed in as a prescriber and
// stood in no list of those who look after a client.
func TestSignIn_whoSeesClientsCanBeGivenThem(t *testing.T) {
	ctx := context.Background()
	s, _, _, _ := withManager(t)
	for role, job := range map[access.Role][2]data.Role{
		access.Prescriber:  {data.RoleReception, data.RolePrescriber},
		access.Volunteer:   {data.RoleCoordinator, data.RoleCoordinator},
		access.Coordinator: {data.RoleReception, data.RoleReception},
	} {
		v := data.Staff{Name: "Jas Bhatti, " + string(role), Role: job[0]}
		must(t, s.Lists.SaveStaff(ctx, &v))
		must(t, s.People.Save(ctx, &people.Person{ID: v.ID, Name: v.Name, Role: role}))
		all, err := s.Lists.Staff(ctx, false)
		must(t, err)
		for _, is := range all {
			if is.ID == v.ID && is.Role != job[1] {
				t.Errorf("%s who was %s is %s", role, job[0], is.Role)
			}
		}
	}
}

// Passphrases stay on their PC, so no one signs in to one that joined the service until
// sign-in is set up there. Whoever did that became a manager of the service, on every PC.
func TestSetUpSignIn_onAnotherPCIsForAManagerOfTheService(t *testing.T) {
	ctx := context.Background()
	s, boss, clock, path := withManager(t)
	worker := people.Person{Name: "Edith Marsh", Role: access.Prescriber}
	must(t, s.People.Save(ctx, &worker))
	must(t, s.For(s.Session, access.People).Write(ctx, store.Change{Kind: store.ChangedLists}, func(tx *store.Tx) error {
		return tx.Derive("DELETE FROM sign_in")
	}))
	must(t, s.Close())
	s = openedAt(t, path, clock)
	for _, p := range []people.Person{{Name: "Zoe Quill"}, {ID: worker.ID, Name: worker.Name}} {
		if err := s.SetUpSignIn(ctx, &p, workerPhrase); data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%s manages the service: %v", p.Name, err)
		}
	}
	may, err := s.People.MayBegin(ctx)
	must(t, err)
	if len(may) != 1 || may[0].ID != boss.ID {
		t.Errorf("it is offered to %+v", may)
	}
	must(t, s.SetUpSignIn(ctx, &people.Person{ID: boss.ID, Name: boss.Name}, workerPhrase))
	if s.Session.Person() != boss.ID || s.Session.Role() != access.Manager {
		t.Errorf("%s is %s", s.Session.Person(), s.Session.Role())
	}
	list, err := s.People.List(ctx)
	must(t, err)
	for _, p := range list {
		if p.ID == worker.ID && p.Role != access.Prescriber || p.Name == "Zoe Quill" {
			t.Errorf("%s is %s now", p.Name, p.Role)
		}
	}
}
