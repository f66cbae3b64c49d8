package office

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"slices"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// PC says who uses this PC. It is kept in a file beside the database: it belongs
// to the PC, so neither a backup put in the place of the database nor what other
// PCs write may change it. The file holds no names.
type PC struct {
	// Role is access.Everything for the service's staff, or access.Reception.
	Role access.Role `json:"role"`
	// Surgery is the one whose reception it is.
	Surgery data.ID `json:"surgery,omitempty"`
	// Desk is the surgery that was chosen last by someone who signs in and works at several.
	Desk data.ID `json:"desk,omitempty"`
	// Silent turns off the sound that a walk-in makes.
	Silent bool `json:"silent,omitempty"`
}

// pcFile is where the choice is kept.
func (s *Office) pcFile() string { return s.Path() + store.PCSuffix }

// ThisPC says who uses this PC; known is false as long as no one has chosen. A
// file that cannot be read is an error: it may have said that this is a
// reception, so no one may go on as staff because of it.
func (s *Office) ThisPC() (pc PC, known bool, err error) {
	pc, err = s.readPC()
	switch {
	case err != nil:
		return PC{Role: access.Nobody}, false, err
	case pc.Role != "":
		return pc, true, nil
	}
	if own := s.OwnSurgeries(); len(own) == 1 { // a manager said so when letting it in
		return PC{Role: access.Reception, Surgery: own[0], Desk: pc.Desk, Silent: pc.Silent}, true, nil
	}
	return PC{Role: access.Everything, Desk: pc.Desk, Silent: pc.Silent}, false, nil
}

// readPC reads the file; without a role where at most the sound was chosen.
func (s *Office) readPC() (pc PC, err error) {
	body, err := os.ReadFile(s.pcFile())
	if errors.Is(err, fs.ErrNotExist) {
		return PC{}, nil
	}
	if err == nil {
		err = json.Unmarshal(body, &pc)
	}
	if err == nil && !pc.valid() && pc != (PC{Desk: pc.Desk, Silent: pc.Silent}) {
		err = errors.New("neither staff nor the reception of a surgery")
	}
	if err != nil {
		return PC{}, &data.Problem{Code: data.CodeRefused, Cause: err,
			Sentence: "Waymark cannot read who uses this PC. In its window, choose it again."}
	}
	return pc, nil
}

func (p PC) valid() bool {
	return p.Role == access.Everything && p.Surgery == "" || p.Role == access.Reception && p.Surgery != ""
}

// SetThisPC says who uses this PC from now on, and the session follows at once.
// person is who of the staff it is, "" where that is not known. It is refused
// (CodeRefused) where people sign in: what they may do is theirs, not the PC's.
func (s *Office) SetThisPC(pc PC, person data.ID) error {
	ctx := context.Background()
	must, err := s.MustSignIn(ctx)
	switch {
	case err != nil:
		return err
	case must:
		return data.NewProblem(data.CodeRefused, "People sign in to this database, so whoever has signed in uses this PC.")
	case !pc.valid():
		return data.FieldErrors{{Field: "Surgery", Sentence: "Choose the surgery whose reception uses this PC."}}
	}
	if err := s.HoldsSurgery(ctx, pc.Surgery); err != nil {
		return err
	}
	if err := s.keepPC(pc); err != nil {
		return err
	}
	s.take(pc, person)
	return nil
}

// SetSilent turns the sound that a walk-in makes on this PC off or on. Who uses the
// PC and what they may do stays as it is.
func (s *Office) SetSilent(silent bool) error {
	pc, err := s.readPC()
	if err != nil {
		return err
	}
	pc.Silent = silent
	return s.keepPC(pc)
}

// SitAt puts a surgery in front of the others that the receptionist who has signed in works
// for. This PC remembers it for whoever signs in next and works there.
func (s *Office) SitAt(surgery data.ID) error {
	who := s.Session.Identity()
	if who.Role != access.Reception || !who.SignedIn || !slices.Contains(who.Surgeries, surgery) {
		return data.NewProblem(data.CodeRefused, "You do not work for this surgery. A manager can change that in Settings, under People.")
	}
	pc, err := s.readPC()
	if err != nil {
		return err
	}
	pc.Desk = surgery
	if err := s.keepPC(pc); err != nil {
		return err
	}
	s.Session.Follow(s.atThisPC(who))
	return nil
}

// keepPC writes the file that says who uses this PC.
func (s *Office) keepPC(pc PC) error {
	body, err := json.Marshal(pc)
	if err != nil {
		return err
	}
	beside := s.pcFile() + ".new"
	if err = os.WriteFile(beside, body, 0o600); err == nil {
		err = os.Rename(beside, s.pcFile())
	}
	if err != nil {
		_ = os.Remove(beside)
		return &data.Problem{Code: data.CodeRefused, Cause: err,
			Sentence: "Waymark could not save who uses this PC beside the database. Check that its folder can be written to, then try again."}
	}
	return nil
}

// ChoiceOfSurgery lists the surgeries by name for the question of who uses this
// PC, which comes before any session may read.
func (s *Office) ChoiceOfSurgery(ctx context.Context) ([]data.Surgery, error) {
	list, err := lists.New(s.Store, access.NewSession("", access.Everything, s.Clock())).Surgeries(ctx, false)
	if s.Holds() == store.HoldsClinics {
		list = slices.DeleteFunc(list, func(v data.Surgery) bool { return s.HoldsSurgery(ctx, v.ID) != nil })
	}
	return list, err
}

// FollowPC returns what has the session follow what a meeting made of this PC since it
// was opened: one of a service in which people sign in, or the reception of a surgery.
// It is nil if the session need not change, and closes says that no one is signed in
// from then on. Whoever has signed in stays.
func (s *Office) FollowPC(ctx context.Context) (follow func(), closes bool, err error) {
	if s.Session.SignedIn() || s.Session.Role() == access.Nobody {
		return nil, false, nil
	}
	must, err := s.MustSignIn(ctx)
	if err != nil {
		return nil, false, err
	}
	if must {
		return s.Session.Close, true, nil
	}
	pc, _, err := s.ThisPC()
	if err != nil || pc.Role != access.Reception || s.Session.Role() == access.Reception {
		return nil, false, err
	}
	return func() { s.take(pc, "") }, false, nil
}

// take makes the session that of who uses this PC.
func (s *Office) take(pc PC, person data.ID) {
	switch pc.Role {
	case access.Reception:
		s.Session.StandIn(pc.Surgery)
	case access.Everything:
		s.Session.StaffAt(person)
	default:
		s.Session.Close()
	}
}
