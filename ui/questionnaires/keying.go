package questionnaires

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// keying is the page on which paper forms are keyed in. What is keyed the first
// time is stored key by key as a questionnaire left halfway; it is finished
// once it was keyed to the end, and twice where that is wished.
type keying struct {
	host   *host.Host
	route  host.Route
	root   *fyne.Container
	facts  *facts
	keeper *keeper
	plan   *plan
	made   []data.ID
	chosen data.Stage
	size   int
	in     string // the language of the paper forms; "" for English
	twice  bool
	form   *keyingForm
	desk   *keyDesk
	result *result
	first  *keyPass // what was keyed the first time
	check  bool     // the second time, or settling, is under way
}

func newKeying(h *host.Host, r host.Route) *keying {
	k := &keying{host: h, route: r, keeper: &keeper{host: h}}
	k.root = container.NewStack(kit.NewLoading("Loading…"))
	return k
}

// Content is the page.
func (k *keying) Content() fyne.CanvasObject { return k.root }

// FirstFocus is where typing goes first.
func (k *keying) FirstFocus() fyne.Focusable {
	switch {
	case k.result != nil:
		return k.result.first()
	case k.desk != nil:
		return k.desk.sheet
	case k.form != nil:
		return k.form.set.first()
	default:
		return nil
	}
}

// Reload reads what the page begins with; while a form is being keyed nothing
// changes under the fingers.
func (k *keying) Reload() {
	if k.form == nil && k.result == nil {
		k.load(k.publish)
	}
}

// Leave asks only while a form is being checked: that would be to do again. All
// the rest is stored.
func (k *keying) Leave(leave func()) {
	if !k.check {
		leave()
		return
	}
	kit.Confirm(k.host.Window, "Leave before checking?", "Your first entry is saved as unfinished. You will need to enter the second one again.", "Leave", false, func() {
		k.check = false
		leave()
	})
}

func (k *keying) show(obj fyne.CanvasObject) {
	k.root.Objects = []fyne.CanvasObject{obj}
	k.root.Refresh()
}

func (k *keying) load(publish func(*facts, error)) {
	client, record, db := k.route.Client, k.route.Record, k.host.Office
	if k.keeper.response.ID != "" {
		record = k.keeper.response.ID
	}
	made := slices.Clone(k.made)
	k.host.Background(func(ctx context.Context) func() {
		f, err := readFacts(ctx, db, client, record, made)
		return func() { publish(f, err) }
	})
}

func (k *keying) publish(f *facts, err error) {
	switch {
	case err != nil:
		k.show(k.host.CannotShow("open a form to key in", err, k.Reload))
	case f.response != nil && f.response.Finished:
		k.facts = f
		k.showResult()
	default:
		k.facts = f
		k.form = newKeyingForm(k)
		k.show(k.form.content)
	}
}

// begin stores the response and starts keying.
func (k *keying) begin(r data.Response, m data.Meeting, then []*instrument.Definition) {
	k.chosen, k.twice, k.size = k.form.setStage(), k.form.twice.Checked, 1+len(then)
	k.in = k.form.wording.choice.Selected()
	r.Language = wordingOf(k.facts.shelf.of(&r), k.in)
	k.keeper.response, k.keeper.meeting = r, m
	k.keeper.save(func(ok bool) {
		if !ok {
			k.form.refused(k.keeper.problem)
			return
		}
		k.plan = newPlan(k.host, r.ClientID, then, k.chosen)
		k.keyFirst()
	})
}

func (k *keying) instrument() *instrument.Definition { return k.facts.shelf.of(&k.keeper.response) }

// keyFirst keys a form for the first time; what is there of it already stays.
func (k *keying) keyFirst() {
	k.made = append(k.made, k.keeper.response.ID)
	def := k.instrument()
	pass := newKeyPass(def, everyItem(def))
	for i, item := range def.Items {
		value, given := k.keeper.response.Answers[item.Number]
		if given {
			pass.entries[i] = keyed{done: true, given: true, value: value}
		}
		if given && pass.at == i {
			pass.at++
		}
	}
	k.first = pass
	k.desk = newKeyDesk(k, pass, deskTitle{fmt.Sprintf("Enter %s", def.ShortName), k.where("")}, k.keepKeyed, k.keyedFirst)
	k.desk.open()
}

// where says which form of the set this is.
func (k *keying) where(time string) string {
	text := k.facts.client.Name()
	if k.size > 1 {
		text += fmt.Sprintf(" · form %s of %s", number(float64(k.size-len(k.plan.left))), number(float64(k.size)))
	}
	if time != "" {
		text += " · " + time
	}
	return text
}

// keepKeyed stores what has been keyed the first time.
func (k *keying) keepKeyed() {
	for i, e := range k.first.entries {
		item := k.first.def.Items[i].Number
		if e.given {
			k.keeper.answer(item, e.value)
		} else {
			k.keeper.blank(item)
		}
	}
	k.keeper.save(func(bool) { k.desk.tell(k.keeper.problem) })
}

func (k *keying) keyedFirst() {
	if !k.twice {
		k.finish()
		return
	}
	k.check = true
	def := k.instrument()
	second := newKeyPass(def, everyItem(def))
	k.desk = newKeyDesk(k, second, deskTitle{fmt.Sprintf("Enter %s again", def.ShortName), k.where("second entry")}, nil, func() { k.compare(second) })
	k.desk.open()
}

// compare shows what was keyed differently, to be settled one by one.
func (k *keying) compare(second *keyPass) {
	different := differ(k.first, second)
	if len(different) == 0 {
		k.finish()
		return
	}
	settled := newKeyPass(k.first.def, different)
	title := deskTitle{"Check the paper form", k.where(data.Plural(len(different), "question does not match", "questions do not match"))}
	k.desk = newKeyDesk(k, settled, title, nil, func() {
		for i, at := range different {
			k.first.entries[at] = settled.entries[i]
		}
		k.keepKeyed()
		k.finish()
	})
	k.desk.compare(k.first, second)
	k.desk.open()
}

// finish ends one form and begins the next, or shows the result.
func (k *keying) finish() {
	k.keeper.response.Finished = true
	k.keeper.save(func(ok bool) {
		if !ok {
			k.keeper.response.Finished = false
			k.desk.tell(k.keeper.problem)
			return
		}
		k.check = false
		if len(k.plan.left) > 0 {
			k.next()
			return
		}
		k.load(func(f *facts, err error) {
			if err != nil {
				k.desk.tell(k.host.Fail("show a result", err))
				return
			}
			k.facts = f
			k.showResult()
		})
	})
}

// next begins the next form of the set, and cuts the plan once it is stored.
func (k *keying) next() {
	done, def := k.keeper.response, k.plan.left[0]
	k.keeper.response = data.Response{
		ClientID: done.ClientID, EpisodeID: done.EpisodeID, InstrumentID: def.ID, Version: def.Version,
		Stage: k.facts.stageOf(def, k.chosen, k.size), AnsweredOn: done.AnsweredOn, Mode: done.Mode, FilledBy: done.FilledBy,
		ContactID: done.ContactID, Language: wordingOf(def, k.in),
		Answers: map[int]int{},
	}
	k.keeper.save(func(ok bool) {
		if !ok {
			k.keeper.response = done
			k.desk.tell(k.keeper.problem)
			return
		}
		k.plan.next()
		k.plan.keep()
		k.keyFirst()
	})
}

func (k *keying) showResult() {
	record := kit.Secondary("Back to record", func() {
		k.host.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: k.facts.client.ID})
	})
	another := kit.Primary("Enter another", func() { chooseToKey(k.host) })
	k.result = newResult(k.host, k.facts, []*kit.Button{record, another})
	k.show(k.result.content)
	k.host.Window.Canvas().Focus(k.result.primary)
}

// chooseToKey asks whose forms are keyed in.
func chooseToKey(h *host.Host) {
	chooseClient(h, func(id data.ID) {
		h.Go(host.Route{Area: host.Questionnaires, View: host.ViewKeying, Client: id})
	})
}
