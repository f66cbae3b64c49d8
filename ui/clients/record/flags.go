package record

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// flagsKnown are the warnings about the client: those that count, and every one
// there was.
type flagsKnown struct {
	shown   host.PersonFlags
	history []data.Flag
	least   int // the age from which the service is for people, 0 for any
}

func (p *recordPage) readFlags(ctx context.Context) (k flagsKnown, err error) {
	if k.shown, err = p.h.FlagsOf(ctx, p.client); err != nil {
		return k, err
	}
	if k.history, err = p.h.Flags.History(ctx, p.client); err != nil {
		return k, err
	}
	k.least, err = p.h.Lists.MinimumAge(ctx)
	return k, err
}

// showFlags shows the warnings at the top of the record, and first that it may only
// be kept.
func (p *recordPage) showFlags() {
	p.flags.Set(p.known.shown.Of(p.client, p.h.Today()))
	p.asked.Objects = nil
	p.asked.Hide()
	if sentence := p.known.shown.Restricted(p.client); sentence != "" {
		p.asked.Objects = []fyne.CanvasObject{kit.NewBanner(kit.Amber, sentence, nil)}
		p.asked.Show()
	}
	p.asked.Refresh()
}

// flagsCard is the warnings with who set them and why, and what can be done about
// each; nil if there never was one.
func (p *recordPage) flagsCard() fyne.CanvasObject {
	counting, lifted := p.known.shown.Set(p.client), p.liftedFlags()
	if len(counting) == 0 && len(lifted) == 0 {
		return nil
	}
	list := kit.VStack(10)
	for i := range counting {
		if i > 0 {
			list.Add(kit.Separator())
		}
		list.Add(p.flagLine(&counting[i]))
	}
	if len(counting) == 0 {
		list.Add(kit.NewParagraph("No current flags.", kit.Muted))
	}
	if len(lifted) > 0 {
		list.Add(kit.HStack(0, kit.Quiet(data.Plural(len(lifted), "removed flag", "removed flags"), p.showLifted).Compact()))
	}
	card := kit.NewCard("Flags", "", list)
	card.SetAction(p.offered(kit.Secondary("Add a flag…", func() { p.askFlag(data.Flag{}) }).Compact()))
	return card
}

func (p *recordPage) liftedFlags() []data.Flag {
	var lifted []data.Flag
	for _, f := range p.known.history {
		if f.Lifted() {
			lifted = append(lifted, f)
		}
	}
	return lifted
}

func (p *recordPage) flagLine(f *data.Flag) fyne.CanvasObject {
	today := p.h.Today()
	lines := kit.VStack(4, kit.NewParagraph(f.Label(), kit.Bold), kit.NewParagraph(f.About(today), kit.Muted))
	if p.onlyKept() {
		return lines
	}
	if f.IsAlert() {
		lines.Add(kit.Wrap(kit.Secondary("Turn into a flag", func() { p.askFlag(data.Flag{Note: f.Note}) }).Compact()))
		return lines
	}
	renew, lift := kit.Secondary("Renew", func() { p.askRenew(f) }).Compact(), kit.Secondary("Remove", func() { p.askLift(f) }).Compact()
	change := kit.Quiet("Change", func() { p.askFlag(*f) }).Compact()
	if f.Expired(today) {
		lines.Add(kit.Wrap(kit.NewChip("Renew or remove", kit.Red)))
	}
	lines.Add(kit.Wrap(renew, lift, change))
	return lines
}

// showLifted lists the flags that count no more.
func (p *recordPage) showLifted() {
	list := kit.VStack(10)
	for i, f := range p.liftedFlags() {
		if i > 0 {
			list.Add(kit.Separator())
		}
		list.Add(kit.VStack(4, kit.NewParagraph(f.Label(), kit.Bold), kit.NewParagraph(f.About(p.h.Today()), kit.Muted)))
	}
	kit.ShowText(p.h.Window, "Removed flags", kit.Fixed(480, 320, kit.Scroll(list)))
}

// askFlag sets a flag, changes one, or makes one of the alert.
func (p *recordPage) askFlag(f data.Flag) {
	p.h.Background(func(ctx context.Context) func() {
		kinds, err := p.h.Flags.Kinds(ctx, false)
		return func() {
			if err != nil {
				kit.Message(p.h.Window, "Flag", p.h.Fail("read the kinds of flag", err))
				return
			}
			p.askFlagOf(f, kinds)
		}
	})
}

func (p *recordPage) askFlagOf(f data.Flag, kinds []data.FlagKind) {
	title, fromAlert := "Add a flag", f.ID == "" && f.Note != ""
	if f.ID != "" {
		title = "Edit flag"
	}
	var options []kit.Option
	for _, k := range kinds {
		options = append(options, kit.Option{ID: string(k.ID), Label: k.Name})
	}
	note, why := kit.NewTextField("What to know"), kit.NewTextField("How do we know?")
	note.SetHint("For example, large dog, shut in the yard if we call first.")
	why.SetHint("For example, seen on the visit of 3 March.")
	why.SetRequired(true)
	in := form.Inputs{
		form.Choice("KindID", "Kind", "", options, func() {}), form.Text("Note", note, func() {}), form.Text("Why", why, func() {}),
		form.Date("ReviewOn", p.h.DateField("Review date", data.DatePlanned), func() {}),
	}
	review := f.ReviewOn
	if review.IsZero() {
		review = p.h.Today().AddMonths(data.FlagMonths)
	}
	in.Fill(map[string]string{"KindID": string(f.KindID), "Note": f.Note, "Why": f.Why, "ReviewOn": review.Numeric()})
	p.ask(question{
		title: title, verb: "Save flag", in: in, content: in.Objects("KindID", "Note", "Why", "ReviewOn"),
		sentence: "Everyone in the service who meets this client sees it. Reception does not.",
		prepare: func() (func(context.Context) error, error) {
			changed, v := f, in.Values()
			changed.ClientID, changed.KindID, changed.Note, changed.Why = p.client, data.ID(v["KindID"]), v["Note"], v["Why"]
			changed.ReviewOn = in.Date("ReviewOn")
			if changed.SetOn.IsZero() {
				changed.SetOn = p.h.Today()
			}
			return func(ctx context.Context) error { return p.h.Flags.Set(ctx, &changed, fromAlert) }, changed.Validate(p.h.Today())
		},
	})
}

// askRenew says that a flag still holds.
func (p *recordPage) askRenew(f *data.Flag) {
	in := form.Inputs{form.Date("ReviewOn", p.h.DateField("Review date", data.DatePlanned), func() {})}
	in.Fill(map[string]string{"ReviewOn": p.h.Today().AddMonths(data.FlagMonths).Numeric()})
	p.ask(question{
		title: "Renew this flag?", sentence: f.Label() + ". " + f.About(p.h.Today()) + ".", verb: "Renew flag", in: in, content: in.Objects("ReviewOn"),
		prepare: func() (func(context.Context) error, error) {
			changed := *f
			changed.ReviewOn = in.Date("ReviewOn")
			return func(ctx context.Context) error { return p.h.Flags.Renew(ctx, f.ID, changed.ReviewOn) }, changed.Validate(p.h.Today())
		},
	})
}

// askLift says that a flag holds no more.
func (p *recordPage) askLift(f *data.Flag) {
	why := kit.NewTextField("Why are you removing it?")
	why.SetHint("For example, the dog has gone.")
	why.SetRequired(true)
	in := form.Inputs{form.Text("LiftedWhy", why, func() {})}
	p.ask(question{
		title: "Remove this flag?", sentence: fmt.Sprintf("%s. It will no longer be shown, but stays in the record as history.", f.Label()), verb: "Remove flag",
		in: in, content: in.Objects("LiftedWhy"),
		prepare: func() (func(context.Context) error, error) {
			text := in.Named("LiftedWhy").Get()
			return func(ctx context.Context) error { return p.h.Flags.Lift(ctx, f.ID, text) }, nil
		},
	})
}

// youngChip says that the client is younger than those the service is for; "" if
// they are not.
func (p *recordPage) youngChip() string {
	age, under := data.UnderAge(p.rec.Client.BirthDate, p.h.Today(), p.known.least)
	if !under {
		return ""
	}
	return fmt.Sprintf("Age %s, service from %s", data.Count(age), data.Count(p.known.least))
}
