package signin

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/people"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// SetUp is where a service makes someone its first manager.
type SetUp struct {
	h       *host.Host
	done    func()
	staff   []data.Staff
	known   bool // the service has managers, of whom one sets it up on this PC
	name    *kit.Choice
	about   *kit.Text
	typed   *kit.TextField
	secret  *kit.TextField
	again   *kit.TextField
	enter   *kit.Button
	notNow  *kit.Button
	fields  *fyne.Container
	content fyne.CanvasObject
	busy    bool
}

// NewSetUp makes the form. done is called once the manager has signed in; notNow
// leaves everything as it is.
func NewSetUp(h *host.Host, done, notNow func()) *SetUp {
	s := &SetUp{h: h, done: done}
	s.name = kit.NewChoice("Who manages the service?", nil, func(string) { s.lay() }).AllowNone("Someone not on the list")
	s.typed = kit.NewTextField("Name")
	s.secret = secretField("Passphrase")
	s.secret.SetHint(hint())
	s.again = secretField("Passphrase again")
	s.again.OnSubmitted = func(string) { s.Submit() }
	s.enter = kit.Primary("Set up sign-in", s.Submit)
	s.notNow = kit.Secondary("Not now", notNow)
	s.fields = kit.VStack(12)
	s.about = kit.NewParagraph("The first person to sign in is the manager. They add the others, and give each a code for their first sign-in. Each role sees only what it needs.", kit.Body)
	words := kit.VStack(6, kit.NewText("Who uses Waymark?", kit.Title), s.about,
		kit.NewParagraph(aboutFile(h), kit.Muted))
	s.content = Frame(words, s.fields, "You can set this up later in Settings, People.", nil)
	s.lay()
	return s
}

func aboutFile(h *host.Host) string {
	if encrypted(h) {
		return "The file is protected. Your passphrase also opens it."
	}
	return "The file is not encrypted. Signing in guards this window only."
}

// Known reports whether it is offered to the managers of a service in which people sign
// in already.
func (s *SetUp) Known() bool { return s.known }

// Content is the form, with the program's name above it.
func (s *SetUp) Content() fyne.CanvasObject { return s.content }

func (s *SetUp) lay() {
	s.fields.Objects = nil
	if len(s.staff) > 0 {
		s.fields.Add(s.name)
	}
	if s.name.Selected() == "" && !s.known {
		s.fields.Add(s.typed)
	}
	s.fields.Add(s.secret)
	s.fields.Add(s.again)
	s.fields.Add(kit.HStack(8, s.notNow, kit.Spacer(), s.enter))
	s.fields.Refresh()
}

// Load reads the staff, or the managers of a service in which people sign in already.
func (s *SetUp) Load() {
	s.h.Background(func(ctx context.Context) func() {
		managers, err := s.h.People.MayBegin(ctx)
		var staff []data.Staff
		for i := range managers {
			staff = append(staff, data.Staff{ID: managers[i].ID, Name: managers[i].Name})
		}
		if err == nil && len(staff) == 0 {
			staff, err = s.h.Lists.Staff(ctx, false)
		}
		return func() {
			if err != nil {
				s.typed.SetError(s.h.Fail("read the staff", err))
				return
			}
			s.offer(staff, len(managers) > 0)
		}
	})
}

// offer shows who may set it up. known: they are the managers of the service.
func (s *SetUp) offer(staff []data.Staff, known bool) {
	s.staff, s.known = staff, known
	options := make([]kit.Option, len(staff))
	for i, p := range staff {
		options[i] = kit.Option{ID: string(p.ID), Label: p.Name}
	}
	chosen := string(s.h.Session.Person())
	if known {
		s.about.SetText("People sign in to this service, but not on this PC yet: anyone here can see what it holds. " +
			"One of its managers chooses a passphrase for this PC, and gives each of the others a code in Settings, People.")
		s.name = s.name.AllowNone("Choose a manager")
	}
	s.name.SetOptions(options)
	s.name.SetSelected(chosen)
	s.lay()
	s.Focus()
}

// Focus puts the keyboard where the next thing is to be typed.
func (s *SetUp) Focus() {
	switch {
	case s.name.Selected() != "":
		s.secret.Focus()
	case s.known:
		s.name.Focus()
	default:
		s.typed.Focus()
	}
}

// Submit sets it up.
func (s *SetUp) Submit() {
	if s.busy {
		return
	}
	p := people.Person{ID: data.ID(s.name.Selected()), Name: s.typed.Text()}
	for _, staff := range s.staff {
		if staff.ID == p.ID {
			p.Name = staff.Name
		}
	}
	secret := s.secret.Text()
	if !usable(s.h, s.secret, s.again, p.Name) {
		return
	}
	s.busy = true
	s.enter.Disable()
	s.h.Background(func(ctx context.Context) func() {
		err := s.h.SetUpSignIn(ctx, &p, secret)
		return func() {
			s.busy = false
			s.enter.Enable()
			if err != nil {
				s.say(err)
				return
			}
			s.secret.SetText("")
			s.again.SetText("")
			s.done()
		}
	})
}

// say puts what is wrong beside its field.
func (s *SetUp) say(err error) {
	var fields data.FieldErrors
	if errors.As(err, &fields) && len(fields) > 0 && fields[0].Field == "Name" {
		if s.known {
			s.name.SetError(fields[0].Sentence)
		} else {
			s.typed.SetError(fields[0].Sentence)
		}
		s.Focus()
		return
	}
	s.secret.SetError(sentenceOf(s.h, err))
	s.secret.Focus()
}

// AskPassphrase shows the dialog in which a person gives themselves another
// passphrase.
func AskPassphrase(h *host.Host) {
	old := secretField("Passphrase now")
	fresh := secretField("New passphrase")
	fresh.SetHint(hint())
	again := secretField("New passphrase again")
	stored := false
	var d *kit.Dialog
	d = kit.ShowForm(h.Window, "Change your passphrase", kit.VStack(12, old, fresh, again), "Change passphrase", func() bool {
		if stored {
			return true
		}
		old.SetError("")
		if !usable(h, fresh, again, "") {
			return false
		}
		was, now := old.Text(), fresh.Text()
		h.Background(func(ctx context.Context) func() {
			err := h.People.ChangePassphrase(ctx, was, now)
			return func() {
				var fields data.FieldErrors
				switch {
				case err == nil:
					stored = true
					d.Close()
					kit.Message(h.Window, "Passphrase changed", "Use the new one from now on.")
				case errors.As(err, &fields):
					fresh.SetError(sentenceOf(h, err))
					d.Refresh()
				default:
					old.SetError(sentenceOf(h, err))
					d.Refresh()
				}
			}
		})
		return false
	})
}
