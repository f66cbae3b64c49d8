package devices

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/exchange/depot"
	"waymark/data/store/devices"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// storeFields ask where the store is, and for its keys if it is not a folder.
type storeFields struct {
	s       *deviceList
	address *kit.TextField
	id      *kit.TextField
	secret  *kit.TextField
	found   *kit.Text // what trying it found
	keys    *fyne.Container
	open    *kit.Check // http without TLS is allowed
	allowed bool       // and a person confirmed it
	content *fyne.Container
	dialog  *kit.Dialog
	done    bool
}

func (s *deviceList) newStoreFields(at devices.Store) *storeFields {
	f := &storeFields{s: s, address: kit.NewTextField("Folder, or address of a bucket"), id: kit.NewTextField("Name of the key"),
		secret: kit.NewTextField("Secret of the key"), found: kit.NewParagraph("", kit.Muted)}
	f.address.SetText(at.Address)
	f.id.SetText(at.ID)
	f.secret.SetText(at.Secret)
	f.secret.Entry.Password = true
	f.address.SetHint("A USB stick, a shared folder, or one that OneDrive or Nextcloud keeps alike on all PCs. IT departments: s3:// or azblob:// addresses.")
	f.keys = kit.FormGrid(f.id, f.secret)
	f.allowed = at.Unsealed
	f.open = kit.NewCheck("Allow http, without TLS", f.askOpen)
	f.open.SetChecked(at.Unsealed)
	f.address.Entry.OnChanged = func(string) { f.lay() }
	choose := kit.Secondary("Choose a folder…", func() {
		s.h.ChooseFile(host.FileAsk{Title: "The folder of the service", Kind: "store", Folder: true}, func(path string) { f.address.SetText(path); f.lay() })
	}).Compact()
	try := kit.Secondary("Try it", f.try).Compact()
	f.content = kit.VStack(12, f.address, kit.Wrap(choose, try), f.keys, f.open, f.found)
	f.lay()
	return f
}

// value is what was entered.
func (f *storeFields) value() devices.Store {
	at := devices.Store{Address: data.Tidy(f.address.Text())}
	if f.keys.Visible() {
		at.ID, at.Secret = strings.TrimSpace(f.id.Text()), strings.TrimSpace(f.secret.Text())
	}
	at.Unsealed = f.open.Visible() && f.open.Checked
	return at
}

// askOpen has a person confirm what http without TLS means.
func (f *storeFields) askOpen(on bool) {
	if !on || f.allowed {
		return
	}
	f.open.SetChecked(false)
	kit.Confirm(f.s.h.Window, "Allow http to this store?",
		"What you send stays sealed. But whoever is on the network can see how much your service sends, and can stop it. Allow this only for a store in your own building.",
		"Allow http", false, func() {
			f.allowed = true
			f.open.SetChecked(true)
		})
}

// withoutTLS reports whether an address needs a person to allow http.
func withoutTLS(address string) bool {
	a, err := depot.ParseAddress(data.Tidy(address))
	return err == nil && a.Unsealed()
}

// lay shows the keys of a store that needs them.
func (f *storeFields) lay() {
	f.keys.Hidden = !strings.Contains(f.address.Text(), "://")
	f.open.Hidden = !withoutTLS(f.address.Text())
	f.found.Hidden = f.found.Text() == ""
	f.content.Refresh()
	if f.dialog != nil {
		f.dialog.Refresh()
	}
}

func (f *storeFields) say(ok bool, sentence string) {
	f.found.SetText(sentence)
	colour := theme.ColorRed
	if ok {
		colour = theme.ColorGreen
	}
	f.found.SetColor(colour)
	f.lay()
}

// try says in a sentence whether the store works.
func (f *storeFields) try() {
	at := f.value()
	f.say(true, "Trying the store…")
	f.s.h.Background(func(ctx context.Context) func() {
		found, err := f.s.h.Meets.Try(ctx, at)
		return func() {
			if err != nil {
				f.say(false, f.s.h.Fail("try the store", err))
				return
			}
			f.say(true, found)
		}
	})
}

// run does something that may take a while, and closes the form if it went well.
func (f *storeFields) run(what, stored string, work func(ctx context.Context) error) bool {
	if f.done {
		return true
	}
	f.say(true, "Working…")
	f.s.h.Background(func(ctx context.Context) func() {
		err := work(ctx)
		return func() {
			if err == nil {
				f.done = true
				f.dialog.Close()
				f.s.p.Say(kit.Green, stored)
				f.s.p.Reload()
				return
			}
			sentence := f.s.h.Fail(what, err)
			if fields := data.FieldErrorsOf(err); len(fields) > 0 {
				sentence = fields[0].Sentence
			}
			f.say(false, sentence)
			f.s.p.Reload() // it may have begun, and only the store was not reached
		}
	})
	return f.done
}

// start asks for what a new service needs.
func (s *deviceList) start() {
	name := kit.NewTextField("Name of this PC")
	name.SetPlaceHolder("For example, Birchington, room 4")
	f := s.newStoreFields(devices.Store{})
	about := kit.NewParagraph("This PC becomes the first of the service, a manager’s. What is in the store is sealed: whoever runs it can read nothing of it.", kit.Muted)
	f.dialog = kit.ShowForm(s.h.Window, "Start a service", kit.VStack(12, about, name, f.content), "Start", func() bool {
		return f.run("start a service", "The service has begun. On the next PC, choose “Join a service” with the same store.", func(ctx context.Context) error {
			return s.h.Meets.Begin(ctx, name.Text(), f.value())
		})
	})
}

// join asks for the store of the service to join.
func (s *deviceList) join() {
	f := s.newStoreFields(devices.Store{})
	about := kit.NewParagraph("Choose the same store as on the other PCs. This PC then shows six words, and a manager compares them with theirs. What is on this PC now stays, and joins the records of the service.", kit.Muted)
	f.dialog = kit.ShowForm(s.h.Window, "Join a service", kit.VStack(12, about, f.content), "Ask to join", func() bool {
		return f.run("join a service", "This PC asks to join. Compare the six words with a manager.", func(ctx context.Context) error {
			return s.h.Meets.Join(ctx, f.value())
		})
	})
}

// move asks where the store is from now on.
func (s *deviceList) move() {
	f := s.newStoreFields(s.service.Store)
	about := kit.NewParagraph("What is in the old store is copied to the new one, if this PC reaches both. Then choose the new one on every other PC in the same way.", kit.Muted)
	f.dialog = kit.ShowForm(s.h.Window, "Move the store", kit.VStack(12, about, f.content), "Use this store", func() bool {
		return f.run("move the store", "Saved. Choose the new store on the other PCs too.", func(ctx context.Context) error {
			return s.h.Meets.Move(ctx, f.value())
		})
	})
}
