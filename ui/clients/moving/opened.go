package moving

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"waymark/data"
	"waymark/data/interchange/people"
	"waymark/data/store/moving"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// stoppedWords say that someone stopped before anything was saved.
const stoppedWords = "Stopped. Nothing was imported."

// opened is a list that is being brought in, with what was decided about it.
type opened struct {
	path   string
	m      *people.Map
	list   *people.List
	read   *people.Read
	source string
	known  bool // the source was imported before
	result *data.ListResult
	plan   *moving.Plan
}

// look reads a list with the answers that were given.
func look(ctx context.Context, s *office.Office, today data.Date, path string, m *people.Map, tell func(string)) (*opened, error) {
	o := people.Options{Today: today, Map: m, Tell: func(done, of int) {
		if of == 0 {
			tell(fmt.Sprintf("%s rows read", data.Count(done)))
			return
		}
		tell(fmt.Sprintf("%s of %s taken apart", data.Count(done), data.Plural(of, "row", "rows")))
	}}
	var err error
	if o.Surgeries, o.Reasons, o.Staff, err = s.Moving.Names(ctx); err != nil {
		return nil, err
	}
	o.Practices = people.PracticesLike(ctx, s.Sources.Practices)
	if o.Catalogue, err = s.Measure.Catalogue(ctx); err != nil {
		return nil, err
	}
	f := &opened{path: path, m: m}
	if f.list, err = people.Open(ctx, path, o); err != nil {
		return nil, err
	}
	if f.read, err = f.list.People(ctx); err != nil {
		return nil, err
	}
	if f.source, err = s.Moving.SourceOf(ctx, f.read.People); err != nil {
		return nil, err
	}
	if f.known = f.source != ""; !f.known {
		f.source = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	}
	return f, f.replan(ctx, s, tell)
}

// replan finds out again who is here, after a pair was decided.
func (f *opened) replan(ctx context.Context, s *office.Office, tell func(string)) error {
	result, _, plan, err := s.Moving.Try(ctx, f.input(), moving.Options{Source: f.source, Twins: f.m.Twins, Compared: f.compared(tell)})
	if err == nil {
		f.result, f.plan = result, plan
	}
	return err
}

// compared says how many people were compared with those who are here.
func (f *opened) compared(tell func(string)) func(int) {
	return func(done int) {
		tell(fmt.Sprintf("%s of %s compared with those you know", data.Count(done), data.Plural(len(f.read.People), "person", "people")))
	}
}

func (f *opened) input() moving.Input {
	return moving.Input{People: f.read.People, Rows: f.read.Rows, Left: f.read.Left}
}

// open opens a list and shows what is in it.
func (p *page) open(path string) { p.reopen(path, &people.Map{}, 0) }

// reopen reads a list with answers; at is the question that is shown next.
func (p *page) reopen(path string, m *people.Map, at int) {
	var f *opened
	p.run("Reading the list", func(ctx context.Context, tell func(string)) (err error) {
		f, err = look(ctx, p.h.Office, p.h.Today(), path, m, tell)
		return err
	}, func(err error, stopped bool) {
		switch {
		case stopped:
			p.say(kit.Neutral, stoppedWords)
		case err != nil && p.opened == nil:
			p.start.path.SetError(p.h.Fail("open a list of people", err))
			p.start.path.Focus()
			p.content.Refresh()
		case err != nil:
			p.say(kit.Red, p.h.Fail("read a list of people again", err))
		default:
			p.opened = f
			p.show(newWork(p, at))
		}
	})
}

// answer reads the list again with one more answer.
func (p *page) answer(fragment string, at int) {
	m, err := p.opened.m.With(fragment)
	if err != nil {
		p.say(kit.Red, p.h.Fail("answer a question about a list", err))
		return
	}
	p.reopen(p.opened.path, m, at)
}

// decide settles a pair of people.
func (p *page) decide(key string, answer data.TwinAnswer) {
	f, before := p.opened, p.opened.m
	m := *f.m
	m.Twins = map[string]data.TwinAnswer{}
	for k, v := range f.m.Twins {
		m.Twins[k] = v
	}
	m.Twins[key] = answer
	f.m = &m
	w, _ := p.shown.(*work)
	p.run("Comparing people", func(ctx context.Context, tell func(string)) error { return f.replan(ctx, p.h.Office, tell) }, func(err error, stopped bool) {
		if err != nil {
			f.m = before
		}
		switch {
		case stopped:
			p.say(kit.Neutral, stoppedWords)
			return
		case err != nil:
			p.say(kit.Red, p.h.Fail("compare people of a list", err))
			return
		}
		at, twin := 0, 0
		if w != nil {
			at, twin = w.asked, w.twin
		}
		next := newWork(p, at)
		next.turnTwin(twin)
		p.show(next)
		next.focusTwin()
	})
}

// importNow brings the people in, all or none.
func (p *page) importNow() {
	f := p.opened
	var result *data.ListResult
	p.run("Importing clients", func(ctx context.Context, tell func(string)) (err error) {
		result, _, err = p.h.Moving.Import(ctx, f.input(), moving.Options{Source: f.source, Twins: f.m.Twins, Compared: f.compared(tell), Told: func(done int) {
			tell(fmt.Sprintf("%s of %s imported", data.Count(done), data.Plural(len(f.read.People), "person", "people")))
		}})
		return err
	}, func(err error, stopped bool) {
		switch {
		case stopped || errors.Is(err, context.Canceled):
			p.say(kit.Neutral, stoppedWords)
		case err != nil:
			p.say(kit.Red, fmt.Sprintf("%s Nothing was imported.", p.h.Fail("import people", err)))
		default:
			p.finished(result)
		}
	})
}

func (p *page) toClients() { p.h.Go(host.Route{Area: host.Clients}) }
