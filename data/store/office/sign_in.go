package office

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/lone"
	"waymark/data/store/people"
)

// MustSignIn reports whether people sign in to this database. Until a manager has
// set that up, whoever is at the PC is of the staff, or of the reception that the
// PC is set up for.
func (s *Office) MustSignIn(ctx context.Context) (bool, error) { return people.SetUp(ctx, s.gate) }

// WhoMaySignIn lists those who may sign in, by name.
func (s *Office) WhoMaySignIn(ctx context.Context) ([]people.Person, error) {
	return people.Choice(ctx, s.gate)
}

// Look returns how the window looks and what a prescriber is called, before and
// after anyone has signed in. It says nothing of a service or a person.
func (s *Office) Look(ctx context.Context) (appearance, textScale string, role data.RoleName, err error) {
	if appearance, err = lists.SettingOf(ctx, s.gate, lists.SettingAppearance); err != nil {
		return "", "", role, err
	}
	if textScale, err = lists.SettingOf(ctx, s.gate, lists.SettingTextScale); err != nil {
		return "", "", role, err
	}
	role, err = lists.RoleName(ctx, s.gate)
	return appearance, textScale, role, err
}

// OutAlone returns the cards of those who are out alone, whoever has signed in: the
// alarm must not depend on it. What is shown of them is for the window to decide.
func (s *Office) OutAlone(ctx context.Context) ([]data.LoneCard, error) {
	return lone.New(s.Store, access.NewSession("", access.Everything, s.Clock())).Out(ctx)
}

// SetUpSignIn makes someone the first manager, with their passphrase, and signs
// them in; see people.People.Begin.
func (s *Office) SetUpSignIn(ctx context.Context, p *people.Person, passphrase string) error {
	if err := s.People.Begin(ctx, p, passphrase); err != nil {
		return err
	}
	return s.SignIn(ctx, p.ID, passphrase)
}

// SignIn begins the session of someone with their passphrase, or ends the lock of
// theirs. A wrong one is a *people.Refusal; a right code is people.ErrChoose.
func (s *Office) SignIn(ctx context.Context, id data.ID, passphrase string) error {
	who, err := people.SignIn(ctx, s.gate, id, passphrase)
	if err != nil {
		return err
	}
	s.Session.SignIn(s.atThisPC(who))
	return nil
}

// SignInWithCode begins the session of someone with the code that a manager gave
// them, and stores the passphrase that they chose.
func (s *Office) SignInWithCode(ctx context.Context, id data.ID, code, passphrase string) error {
	who, err := people.Choose(ctx, s.gate, s.People.Slots, id, code, passphrase)
	if err != nil {
		return err
	}
	s.Session.SignIn(s.atThisPC(who))
	return nil
}

// atThisPC puts the surgery first that was chosen at this PC, or else that this PC stands in.
func (s *Office) atThisPC(who access.Identity) access.Identity {
	pc, _, err := s.ThisPC()
	if err != nil {
		return who
	}
	for _, first := range []data.ID{pc.Surgery, pc.Desk} {
		if i := slices.Index(who.Surgeries, first); i > 0 {
			who.Surgeries = slices.Clone(who.Surgeries)
			who.Surgeries[0], who.Surgeries[i] = first, who.Surgeries[0]
		}
	}
	return who
}

// followPeople has the session follow what becomes of whoever has signed in, here or
// on another PC: a new role or other clients count at once, and someone whose access
// has ended is signed out.
func (s *Office) followPeople(ctx context.Context) {
	s.Subscribe(func(c store.Change) {
		was := s.Session.Identity()
		if !was.SignedIn || !c.Is(store.ChangedLists, store.ChangedSettings) {
			return
		}
		now, err := people.Identify(ctx, s.gate, was.Person)
		switch {
		case data.CodeOf(err) == data.CodeNotFound || err == nil && now.Role == "":
			if signIn, err := s.MustSignIn(ctx); err == nil && signIn { // they are not among those who do
				s.Session.Close()
			}
		case err != nil:
		case now.Role == access.Nobody:
			s.Session.Close()
		default:
			s.Session.Follow(s.atThisPC(now))
		}
	})
}

// forgetEnded takes away what those have to open this PC with whose access has ended.
func (s *Office) forgetEnded(ctx context.Context) error {
	return people.ForgetEnded(ctx, s.gate, s.People.Slots)
}

// SignOut ends the session of whoever signed in.
func (s *Office) SignOut(ctx context.Context) error {
	err := s.FlushNotes(ctx)
	if s.Session.SignedIn() {
		s.Session.Close()
	}
	return err
}

// NoteExport writes into the audit trail that the session takes something out of
// the database, such as a file or a print, before it does. An error means that it
// may not. what says what it is, and names no one; client is whose it is, or "".
func (s *Office) NoteExport(ctx context.Context, action, what string, client data.ID) error {
	if s.Session.Role() == access.Nobody { // locked, or their access has ended
		return s.Session.May(access.Self, access.Write)
	}
	if !s.Session.SignedIn() {
		return nil
	}
	return s.Store.For(s.Session, access.Self).Note(ctx, action, what, "", client)
}
