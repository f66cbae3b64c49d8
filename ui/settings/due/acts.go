package due

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// keep asks until when and why a record is kept.
func (p *page) keep(d *data.RetentionDue) {
	until := p.h.DateField("Keep until", data.DatePlanned)
	because := kit.NewTextArea("Because", 500)
	because.SetHint("For example, “Complaint not settled”. Keep it short and without medical details.")
	if d.Kept != nil {
		because.SetText(d.Kept.Because)
	}
	failure := kit.NewBanner(kit.Red, "", nil)
	failure.Hide()
	saving := false
	var dialog *kit.Dialog
	fail := func(err error) {
		errs := data.FieldErrorsOf(err)
		until.SetError(errs.For("Until"))
		because.SetError(errs.For("Because"))
		failure.Hidden = len(errs) > 0
		if !failure.Hidden {
			failure.Set(kit.Red, p.h.Fail("keep a record", err))
		}
		dialog.Refresh()
	}
	dialog = kit.ShowForm(p.h.Window, "Keep the record of "+d.Name, kit.VStack(12, failure, until, because), "Keep", func() bool {
		k := data.RetentionKept{ClientID: d.ClientID, Because: because.Text()}
		day, err := until.Value()
		if k.Until = host.Date(day); err != nil || saving {
			return false // the field says it
		}
		saving = true
		p.h.Background(func(ctx context.Context) func() {
			err := p.h.Retention.Keep(ctx, &k)
			return func() {
				saving = false
				if err != nil {
					fail(err)
					return
				}
				delete(p.marked, d.ClientID)
				dialog.Close()
				p.say(kit.Green, "Saved. The record is kept until "+k.Until.Short()+".")
				p.Reload()
			}
		})
		return false
	})
}

// write does something that has one sentence to say.
func (p *page) write(stored string, work func(ctx context.Context) error) {
	p.h.Background(func(ctx context.Context) func() {
		err := work(ctx)
		return func() {
			if err != nil {
				p.say(kit.Red, p.h.Fail("change what is kept", err))
			} else {
				p.say(kit.Green, stored)
			}
			p.Reload()
		}
	})
}

func (p *page) say(tone kit.Tone, sentence string) {
	p.said.Set(tone, sentence)
	p.said.Show()
	p.content.Refresh()
}

// askErase asks to type how many records are deleted, so that no one does it by a
// slip of the hand.
func (p *page) askErase() {
	var ids []data.ID
	warned := 0
	for i := range p.due {
		if d := &p.due[i]; p.marked[d.ClientID] {
			ids = append(ids, d.ClientID)
			warned += min(len(d.Warnings), 1)
		}
	}
	if len(ids) == 0 {
		return
	}
	n := strconv.Itoa(len(ids))
	typed := kit.NewTextField(fmt.Sprintf("To confirm, type “%s”", n))
	words := []fyne.CanvasObject{kit.NewParagraph("This deletes all we have on "+data.Plural(len(ids), "client", "clients")+
		", for good. Report figures will change. You cannot undo this.", kit.Body)}
	if warned > 0 {
		words = append(words, kit.NewParagraph(data.Plural(warned, "of these records still has something open.", "of these records still have something open."), kit.Bold))
	}
	accepted := false
	dialog := kit.ShowForm(p.h.Window, "Delete "+data.Plural(len(ids), "record", "records"), kit.VStack(12, append(words, typed)...), "Delete", func() bool {
		accepted = strings.TrimSpace(typed.Text()) == n
		if !accepted {
			typed.SetError("The number does not match. Nothing has been deleted.")
		}
		return accepted
	})
	dialog.SetDanger()
	dialog.OnClosed = func() {
		if accepted {
			p.eraseAll(ids)
		}
	}
}

// eraseAll deletes records with a bar that can be stopped.
func (p *page) eraseAll(ids []data.ID) {
	ctx, cancel := context.WithCancel(context.Background())
	bar := kit.ShowProgress(p.h.Window, "Deleting records", cancel)
	bar.SetText("0 of " + data.Plural(len(ids), "record", "records"))
	p.h.Background(func(hostCtx context.Context) func() {
		stop := context.AfterFunc(hostCtx, cancel)
		c, left, err := p.h.Retention.Erase(ctx, ids, func(n int) {
			fyne.Do(func() {
				bar.SetText(fmt.Sprintf("%d of %s", n, data.Plural(len(ids), "record", "records")))
				bar.SetValue(float64(n) / float64(len(ids)))
			})
		})
		stop()
		stopped := ctx.Err() != nil
		return func() {
			cancel()
			bar.Close()
			p.erased(c, left, err, stopped)
		}
	})
}

func (p *page) erased(c *data.ErasureCertificate, left *store.Erasure, err error, stopped bool) {
	clear(p.marked)
	p.Reload()
	switch {
	case err != nil && !stopped:
		p.say(kit.Red, p.h.Fail("delete records", err))
	case stopped:
		p.say(kit.Neutral, "Stopped. The certificate lists what was deleted until then.")
	}
	if c != nil {
		p.h.TellErased(left)
	}
}
