// Package signin is the card on which someone signs in or unlocks the window, the
// one on which a service sets that up, and the dialog for another passphrase. No
// card shows a client, a count or a reminder.
package signin

import (
	"context"
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/people"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// Card is where someone shows who they are.
type Card struct {
	// Proposed is who is chosen at first.
	Proposed data.ID
	// Changed is called when the card has grown or shrunk; it may be nil.
	Changed func()
	// Wait says why someone cannot sign in yet, "" if they can; it may be nil.
	Wait func(who data.ID) string

	h       *host.Host
	locked  string
	done    func()
	choice  []people.Person
	name    *kit.Choice
	secret  *kit.TextField
	fresh   *kit.TextField // a passphrase of their own, after a code
	again   *kit.TextField
	enter   *kit.Button
	alarm   *kit.Banner
	fields  *fyne.Container
	content fyne.CanvasObject
	code    string // that was right, and waits for a passphrase
	until   time.Time
	busy    bool
}

// NewCard makes the card. locked says when and why the window was locked, "" where
// no one has signed in yet; done is called once someone has.
func NewCard(h *host.Host, locked string, done func()) *Card {
	c := &Card{h: h, locked: locked, done: done, alarm: kit.NewBanner(kit.Red, "", nil)}
	c.name = kit.NewChoice("Name", nil, func(string) { c.another() })
	c.secret = secretField("Passphrase")
	c.secret.OnSubmitted = func(string) { c.Submit() }
	c.fresh = secretField("New passphrase")
	c.fresh.SetHint(hint())
	c.again = secretField("New passphrase again")
	c.again.OnSubmitted = func(string) { c.Submit() }
	c.enter = kit.Primary(c.verb(), c.Submit)
	c.alarm.Hide()
	c.fields = kit.VStack(12)
	c.content = Frame(c.head(), c.fields, "A wrong passphrase makes the next attempt slower. It never locks you out for good.", c.alarm)
	c.lay()
	return c
}

// Content is the card, with the program's name above it.
func (c *Card) Content() fyne.CanvasObject { return c.content }

func (c *Card) head() fyne.CanvasObject {
	title, words := "Sign in", ""
	if c.locked != "" {
		title, words = "Locked", c.locked
	}
	head := kit.VStack(6, kit.HStack(8, kit.NewText(title, kit.Title), kit.Spacer(), fileChip(c.h)))
	if words != "" {
		head.Add(kit.NewParagraph(words, kit.Muted))
	}
	if !encrypted(c.h) {
		head.Add(kit.NewParagraph("Signing in guards this window. Anyone with the file and other tools can read it.", kit.Muted))
	}
	return head
}

// encrypted reports whether the file is protected with passphrases of its own.
func encrypted(h *host.Host) bool { return h.FileSlots() != nil }

func fileChip(h *host.Host) *kit.Chip {
	if encrypted(h) {
		return kit.NewChip("Protected file", kit.Green)
	}
	return kit.NewChip("File not encrypted", kit.Neutral)
}

func (c *Card) verb() string {
	switch {
	case c.code != "":
		return "Save and sign in"
	case c.locked != "":
		return "Unlock"
	}
	return "Sign in"
}

// lay shows the fields that are wanted now.
func (c *Card) lay() {
	c.enter.SetText(c.verb())
	forgot := kit.Quiet("Forgotten passphrase", func() {
		c.secret.SetError("A manager can give you a code in Settings, People. Enter it here instead of your passphrase.")
		c.changed()
	})
	foot := kit.HStack(8, forgot, kit.Spacer(), c.enter)
	if c.code != "" {
		c.fields.Objects = []fyne.CanvasObject{c.name, kit.NewParagraph("Your code is right. Now choose a passphrase that only you know.", kit.Body),
			c.fresh, c.again, kit.HStack(8, kit.Spacer(), c.enter)}
	} else {
		c.fields.Objects = []fyne.CanvasObject{c.name, c.secret, foot}
	}
	c.fields.Refresh()
	c.changed()
}

func (c *Card) changed() {
	if c.Changed != nil {
		c.Changed()
	}
}

// hint says what a passphrase has to be.
func hint() string {
	return fmt.Sprintf("At least %s. Four words that do not belong together are easy to remember.", data.Plural(people.LeastPassphrase, "character", "characters"))
}

// usable reports whether a new passphrase can be used and was entered twice alike.
// What is wrong with the first is said before anyone enters it again.
func usable(h *host.Host, first, again *kit.TextField, name string) bool {
	first.SetError("")
	again.SetError("")
	if err := people.CheckPassphrase(first.Text(), name); err != nil {
		first.SetError(sentenceOf(h, err))
		first.Focus()
		return false
	}
	if first.Text() != again.Text() {
		again.SetError("The two are not the same. Enter it again.")
		again.Focus()
		return false
	}
	return true
}

// secretField is a field whose text is hidden until someone asks to see it.
func secretField(label string) *kit.TextField {
	f := kit.NewTextField(label)
	f.Entry.Password = true
	return f
}

// Load reads who may sign in.
func (c *Card) Load() {
	c.h.Background(func(ctx context.Context) func() {
		list, err := c.h.WhoMaySignIn(ctx)
		return func() {
			if err != nil {
				c.name.SetError(c.h.Fail("read who may sign in", err))
				return
			}
			c.publish(list)
		}
	})
}

func (c *Card) publish(list []people.Person) {
	c.choice = list
	options := make([]kit.Option, len(list))
	for i, p := range list {
		options[i] = kit.Option{ID: string(p.ID), Label: p.Name}
	}
	if c.Proposed == "" {
		c.Proposed = lastOf(list)
	}
	c.name.SetOptions(options)
	c.name.SetSelected(string(c.Proposed))
	c.Focus()
}

// lastOf is who of those who may sign in was the last to do so, or the only one there
// is; "" if no one has yet.
func lastOf(list []people.Person) data.ID {
	if len(list) == 1 {
		return list[0].ID
	}
	var last people.Person
	for _, p := range list {
		if p.LastAt.After(last.LastAt) {
			last = p
		}
	}
	return last.ID
}

// Focus puts the keyboard where the next thing is to be typed.
func (c *Card) Focus() {
	switch {
	case c.code != "":
		c.fresh.Focus()
	case c.name.Selected() == "":
		c.name.Focus()
	default:
		c.secret.Focus()
	}
}

// another is called when someone else is chosen.
func (c *Card) another() {
	c.code, c.until = "", time.Time{}
	c.secret.SetText("")
	c.secret.SetError("")
	c.lay()
	c.count()
	c.secret.Focus()
}

// Submit looks at what was entered.
func (c *Card) Submit() {
	id := data.ID(c.name.Selected())
	switch {
	case c.busy || c.h.Clock().Before(c.until):
		return
	case id == "":
		c.name.SetError("Choose your name.")
		return
	case c.code != "":
		c.choose(id)
		return
	case c.secret.Text() == "":
		c.secret.SetError("Enter your passphrase.")
		c.secret.Focus()
		c.changed()
		return
	}
	if c.Wait != nil {
		if sentence := c.Wait(id); sentence != "" {
			c.secret.SetError(sentence)
			c.changed()
			return
		}
	}
	entered := c.secret.Text()
	c.try(func(ctx context.Context) error { return c.h.SignIn(ctx, id, entered) }, func(err error) {
		if errors.Is(err, people.ErrChoose) {
			c.code = entered
			c.lay()
			c.fresh.Focus()
			return
		}
		c.refused(err)
	})
}

// choose stores the passphrase of someone who came with a code.
func (c *Card) choose(id data.ID) {
	fresh, code := c.fresh.Text(), c.code
	if !usable(c.h, c.fresh, c.again, "") {
		c.changed()
		return
	}
	c.try(func(ctx context.Context) error { return c.h.SignInWithCode(ctx, id, code, fresh) }, func(err error) {
		c.fresh.SetError(sentenceOf(c.h, err))
		c.fresh.Focus()
		c.changed()
	})
}

// try does what takes a moment, off the UI goroutine.
func (c *Card) try(do func(ctx context.Context) error, refused func(error)) {
	c.busy = true
	c.enter.SetText("Checking…")
	c.enter.Disable()
	c.h.Background(func(ctx context.Context) func() {
		err := do(ctx)
		return func() {
			c.busy = false
			c.enter.Enable()
			c.enter.SetText(c.verb())
			if err == nil {
				c.secret.SetText("")
				c.done()
				return
			}
			refused(err)
		}
	})
}

func (c *Card) refused(err error) {
	var wait *people.Refusal
	if errors.As(err, &wait) {
		c.until = c.h.Clock().Add(wait.Wait)
	}
	c.secret.SetText("")
	c.secret.SetError(sentenceOf(c.h, err))
	c.secret.Focus()
	c.count()
	c.changed()
}

// sentenceOf is what is said of an error.
func sentenceOf(h *host.Host, err error) string {
	var fields data.FieldErrors
	var refusal *people.Refusal
	switch {
	case errors.As(err, &fields) && len(fields) > 0:
		return fields[0].Sentence
	case errors.As(err, &refusal):
		return refusal.Error()
	}
	return h.Fail("sign in", err)
}

// count shows how long it is until the next attempt.
func (c *Card) count() {
	if c.busy {
		return
	}
	left := c.until.Sub(c.h.Clock())
	if left <= 0 {
		c.enter.Enable()
		c.enter.SetText(c.verb())
		return
	}
	c.enter.Disable()
	c.enter.SetText(fmt.Sprintf("%s (%d s)", c.verb(), int((left+time.Second-1)/time.Second)))
}

// Tick brings the wait up to date. The shell calls it every second.
func (c *Card) Tick() {
	if !c.until.IsZero() {
		c.count()
	}
}

// Alarm says on the card that someone who works alone is not back: whoever sees it
// has to act, and learns the name once they have signed in. "" takes it away. It
// reports whether the card says something new.
func (c *Card) Alarm(sentence string) bool {
	if c.alarm.Visible() == (sentence != "") {
		return false
	}
	c.alarm.Set(kit.Red, sentence)
	c.alarm.Hidden = sentence == ""
	c.content.Refresh()
	c.changed()
	return sentence != ""
}
