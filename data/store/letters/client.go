package letters

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/letter"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/lists"
)

// About is what a letter or text to a client is about. Blank fields are left out
// of the letter where its template permits that.
type About struct {
	Kind     letter.Kind
	ClientID data.ID
	Contact  data.ContactKind // what kind of appointment it is
	On       data.Date        // the day of the appointment, or when we will ring
	At       string           // "HH:MM"
	Place    string           // the surgery and room, or another place in words
	StaffID  data.ID          // whom they see; "": who works at this PC
	ReplyBy  data.Date
	NewOn    data.Date // where it moved to
	NewAt    string    // "HH:MM"
	Services []string  // names of the services they chose
	In       *clienttext.Language
}

// Ready is a letter to a client that is ready to be looked at and sent, and the
// same as a text message.
type Ready struct {
	About  About
	Letter *letter.Letter
	Text   string      // the text message
	Size   letter.Size // of Text
	Phone  string      // where a text goes; "" if no number is recorded
	Email  string      // where an email goes; "" if no address is recorded
	// Wishes is how and when the client likes to be reached, in words.
	Wishes string
}

// ToClient makes a letter and a text for a client. Nothing is recorded: see
// RecordSent. It returns data.CodeInvalid if the template needs something that is
// not known, and data.CodeRefused if the client died.
func (s *Letters) ToClient(ctx context.Context, a About) (*Ready, error) {
	if !a.Kind.ToClient() {
		return nil, data.NewProblem(data.CodeInvalid, "This letter does not go to a client.")
	}
	if err := s.living(ctx, a.ClientID); err != nil {
		return nil, err
	}
	c, err := s.casework.Client(ctx, a.ClientID)
	if err != nil {
		return nil, err
	}
	t, err := s.Template(ctx, a.Kind)
	if err != nil {
		return nil, err
	}
	v, err := s.ours(ctx, a.StaffID)
	if err != nil {
		return nil, err
	}
	v[letter.Name], v[letter.FirstName] = c.Name(), c.Called()
	in := a.In
	if !in.English() {
		wording := letter.In(in, a.Kind)
		t = &wording
	}
	v[letter.Appointment], v[letter.Today] = letter.WordFor(in, a.Contact), in.Day(s.db.Today())
	v[letter.Day], v[letter.Time], v[letter.Place] = in.Day(a.On), in.Time(a.At), a.Place
	v[letter.ReplyBy], v[letter.NewDay], v[letter.NewTime] = in.Day(a.ReplyBy), in.Day(a.NewOn), in.Time(a.NewAt)
	v[letter.Services] = in.And(a.Services)
	r := &Ready{About: a, Phone: c.Phone, Email: c.Email, Wishes: c.ContactBy}
	if r.Letter, err = t.Letter(v); err != nil {
		return nil, err
	}
	if r.Text, err = t.Message(v); err != nil {
		return nil, err
	}
	r.Size = letter.Measure(r.Text)
	if !in.English() {
		about := a
		about.In = nil
		other, err := s.ToClient(ctx, about)
		if err != nil {
			return nil, err
		}
		r.Letter.English = other.Letter
	}
	s.frame(r.Letter, v)
	r.Letter.To = letter.Lines(c.Name(), c.Address, c.Town, c.Postcode)
	return r, nil
}

// living returns data.CodeRefused if the client’s case was closed because they died,
// so that no one writes to them, or of them as if they lived: their family opens it.
func (s *Letters) living(ctx context.Context, client data.ID) error {
	return casework.RefuseDead(ctx, s.db, client, "The record says that this person has died, so no letter is written. If that is wrong, open the case again first.")
}

// commas joins the parts of an address that are known.
func commas(parts ...string) string { return strings.Join(letter.Lines(parts...), ", ") }

// ours are the fields that every letter has: who writes, and our service.
func (s *Letters) ours(ctx context.Context, staff data.ID) (letter.Values, error) {
	v := letter.Values{letter.Today: letter.LongDay(s.db.Today()), letter.OurService: "Social prescribing service"}
	for key, f := range map[string]letter.Field{lists.SettingServiceName: letter.OurService, lists.SettingServicePhone: letter.OurPhone} {
		text, err := s.lists.Setting(ctx, key)
		if err != nil {
			return nil, err
		}
		if text != "" {
			v[f] = text
		}
	}
	if staff == "" {
		staff = s.db.Actor()
	}
	var name string
	err := s.db.QueryRowContext(ctx, "SELECT name FROM staff WHERE id = ?", staff).Scan(&name)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, store.Problem(err)
	}
	v[letter.Staff] = name
	return v, nil
}

// frame puts the day and our service at the head of a letter.
func (s *Letters) frame(l *letter.Letter, v letter.Values) {
	l.On = s.db.Today()
	l.From = letter.Lines(v[letter.OurService], v[letter.OurPhone])
}
