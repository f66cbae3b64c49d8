package records

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// protection says whether the database is encrypted, and changes that.
type protection struct {
	h     *host.Host
	p     page
	slots []store.Slot // empty: it is not protected
	card  *kit.Card
}

// newProtection makes the card. Whether a file is protected does not change while
// it is open.
func newProtection(h *host.Host, p page) *protection {
	s := &protection{h: h, p: p}
	slots, err := h.Slots()
	if err != nil {
		h.Log.Error("read how the database is protected", "error", err)
	}
	s.slots = slots
	s.card = kit.NewCard("Protection", "", s.content())
	return s
}

const (
	isPlain  = "This database is not protected. Anyone who has the file or a backup can read it. Protect it, unless the disk of this PC is encrypted and your service has decided that this is enough."
	isSealed = "This database is protected. It and its backups open only with the passphrase or the recovery words. If both are lost, no one can open them."
	noGuard  = "Protection is for a lost or stolen PC, disk or backup. It does not help against harmful programs or an administrator on an unlocked PC. " +
		"Whoever can open the file can read all of it."
)

func (s *protection) content() fyne.CanvasObject {
	sentence := isPlain
	buttons := []fyne.CanvasObject{kit.Primary("Protect…", s.protect).Compact()}
	if len(s.slots) > 0 {
		sentence = isSealed
		buttons = []fyne.CanvasObject{
			kit.Secondary("Change passphrase…", s.change).Compact(),
			kit.Secondary("New recovery words…", s.newWords).Compact(),
			kit.Secondary("Remove protection…", s.remove).Compact(),
		}
	}
	parts := []fyne.CanvasObject{kit.NewParagraph(sentence, kit.Body), kit.NewParagraph(noGuard, kit.Muted)}
	mayChange := s.h.Session.May(access.Backups, access.Write) == nil
	if mayChange && (len(s.slots) > 0 || s.h.ChangeProtection != nil) {
		parts = append(parts, kit.Wrap(buttons...))
	}
	return kit.VStack(8, parts...)
}

// twice are two fields for a new passphrase.
type twice struct{ first, again *kit.TextField }

func newTwice() *twice {
	t := &twice{kit.NewTextField("New passphrase"), kit.NewTextField("New passphrase again")}
	t.first.Entry.Password, t.again.Entry.Password = true, true
	t.first.SetHint("At least 12 characters. Four words that do not belong together are easy to remember.")
	return t
}

func (t *twice) fields() []fyne.CanvasObject { return []fyne.CanvasObject{t.first, t.again} }

func (t *twice) fail(errs data.FieldErrors) {
	t.first.SetError(errs.For("first"))
	t.again.SetError(errs.For("again"))
}

// secret is what was entered, or what is wrong with it.
func (t *twice) secret() (store.Secret, error) {
	secret, err := store.NewPassphrase([]byte(t.first.Text()))
	switch {
	case err != nil:
		return secret, data.FieldErrors{{Field: "first", Sentence: data.Sentence(err)}}
	case t.first.Text() != t.again.Text():
		return secret, data.FieldErrors{{Field: "again", Sentence: "The two passphrases are different. Type both again."}}
	}
	return secret, nil
}

// paper shows recovery words, and asks two of them back: only words that were
// written down can help later.
type paper struct {
	words  []string
	fields [2]*kit.TextField
}

// asked are the words that are asked back, from 0.
var asked = [2]int{2, 8}

func newPaper(words []string) *paper {
	w := &paper{words: words}
	for i, n := range asked {
		w.fields[i] = kit.NewTextField(fmt.Sprintf("Word %d from your paper", n+1))
	}
	return w
}

func (w *paper) objects() []fyne.CanvasObject {
	grid := container.NewGridWithColumns(3)
	for i, word := range w.words {
		grid.Add(kit.NewText(fmt.Sprintf("%d. %s", i+1, word), kit.Body))
	}
	return []fyne.CanvasObject{
		kit.NewParagraph("Write these 12 words on paper and lock it away. They open the database if the passphrase is lost. They are shown only now.", kit.Body),
		grid,
		w.fields[0], w.fields[1]}
}

func (w *paper) fail(errs data.FieldErrors) {
	for i, f := range w.fields {
		f.SetError(errs.For(fmt.Sprint(i)))
	}
}

func (w *paper) check() error {
	var errs data.FieldErrors
	for i, f := range w.fields {
		if !strings.EqualFold(strings.TrimSpace(f.Text()), w.words[asked[i]]) {
			errs = append(errs, data.FieldError{Field: fmt.Sprint(i), Sentence: "This is a different word. Check your paper."})
		}
	}
	if len(errs) > 0 {
		return errs
	}
	return nil
}

// askWords makes recovery words and shows them until they are confirmed.
func (s *protection) askWords(title, verb, stored string, work func(ctx context.Context, recovery store.Secret) error) {
	recovery, words, err := store.NewRecovery()
	if err != nil {
		s.p.Say(kit.Red, s.h.Fail("make recovery words", err))
		return
	}
	w := newPaper(words)
	s.p.Form(title, verb, w.objects(), w.fail, func() (string, func(context.Context) error, error) {
		return stored, func(ctx context.Context) error { return work(ctx, recovery) }, w.check()
	})
}

const beginsAgain = "Waymark changes the file, shows how far it is, and starts again. A large database takes about a minute."

func (s *protection) protect() {
	t := newTwice()
	var secret store.Secret
	accepted := false
	dialog := kit.ShowForm(s.h.Window, "Protect the database", kit.VStack(14, append(t.fields(), kit.NewParagraph(beginsAgain, kit.Muted))...), "Next", func() bool {
		var err error
		secret, err = t.secret()
		t.fail(data.FieldErrorsOf(err))
		accepted = err == nil
		return accepted
	})
	// Once it is gone: closing a dialog also closes anything above it.
	dialog.OnClosed = func() {
		if accepted {
			s.confirm(secret)
		}
	}
}

// confirm is the second step of protecting.
func (s *protection) confirm(secret store.Secret) {
	s.askWords("Recovery words", "Protect", "Protecting…", func(_ context.Context, recovery store.Secret) error {
		fyne.Do(func() { s.h.ChangeProtection([]store.NewSlot{{Secret: secret}, {Secret: recovery}}) })
		return nil
	})
}

func (s *protection) remove() {
	kit.Confirm(s.h.Window, "Remove the protection?", "Anyone who has the file can then read it. "+beginsAgain, "Remove protection", true, func() {
		s.h.ChangeProtection(nil)
	})
}

// change gives the passphrase that belongs to no one in particular another value.
// Those of people who sign in are changed where they sign in.
func (s *protection) change() {
	old, found := s.shared()
	if !found {
		kit.Message(s.h.Window, "Change the passphrase", "This database opens with the passphrases of the people who sign in. Each changes their own.")
		return
	}
	t := newTwice()
	s.p.Form("Change the passphrase", "Change", append(t.fields(), kit.NewParagraph("Backups that were made before still open with the old one.", kit.Muted)), t.fail,
		func() (string, func(context.Context) error, error) {
			secret, err := t.secret()
			return "The passphrase was changed.", func(ctx context.Context) error { return s.replace(ctx, secret, old) }, err
		})
}

// shared returns the passphrase slots that have no owner.
func (s *protection) shared() (ids []store.SlotID, found bool) {
	for _, slot := range s.slots {
		if slot.Kind == store.PassphraseSlot && slot.Owner == "" {
			ids = append(ids, slot.ID)
		}
	}
	return ids, len(ids) > 0
}

func (s *protection) newWords() {
	s.askWords("New recovery words", "Use these words", "The new recovery words are in force. Destroy the old paper once old backups are gone.",
		func(ctx context.Context, recovery store.Secret) error {
			var old []store.SlotID
			for _, slot := range s.slots {
				if slot.Kind == store.RecoverySlot {
					old = append(old, slot.ID)
				}
			}
			return s.replace(ctx, recovery, old)
		})
}

func (s *protection) replace(ctx context.Context, secret store.Secret, old []store.SlotID) error {
	if _, err := s.h.AddSlot(ctx, "", secret, old...); err != nil {
		return err
	}
	secret.Clear()
	slots, err := s.h.Slots()
	if err == nil {
		fyne.Do(func() { s.slots = slots })
	}
	return err
}
