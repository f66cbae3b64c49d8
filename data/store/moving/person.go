package moving

import (
	"cmp"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/measure"
)

// takeNew adds someone who is not here, with everything the list says of them.
func (i *importer) takeNew(p *data.ListPerson) (data.ID, error) {
	c := p.Client
	if err := i.where(p, &c); err != nil {
		return "", err
	}
	left, err := i.valid(p, &c)
	if err != nil {
		return "", err
	}
	if err := casework.SaveClient(i.t, &c); err != nil {
		return "", err
	}
	if err := i.cameFrom(c.ID, p, nil, hashes(&c)); err != nil {
		return "", err
	}
	w := &work{i: i, p: p, client: c.ID, surgery: c.SurgeryID, staff: c.Prescriber, left: left}
	return c.ID, w.write()
}

// where fills in the surgery and who looks after them.
func (i *importer) where(p *data.ListPerson, c *data.Client) (err error) {
	if c.SurgeryID, err = i.named("surgery", p.Surgery); err == nil {
		c.Prescriber, err = i.named("staff", p.Prescriber)
	}
	return err
}

// valid takes out what a client cannot have, and returns it as left over.
func (i *importer) valid(p *data.ListPerson, c *data.Client) ([]data.LeftOver, error) {
	left := slices.Clone(p.Left)
	for range data.ClientFields() { // more than one rule may speak of a field
		wrong := data.FieldErrorsOf(c.Validate(i.t.Today()))
		if len(wrong) == 0 {
			return left, nil
		}
		for _, f := range wrong {
			text, label := blank(c, f.Field)
			left = append(left, data.LeftOver{At: p.At, Column: label, Text: text, Why: f.Sentence})
		}
	}
	return left, c.Validate(i.t.Today())
}

// blank empties a field that is wrong and returns what it held, and what the field is
// called. A name is never emptied but shortened.
func blank(c *data.Client, field string) (text, label string) {
	f, ok := data.ClientFieldOf(field)
	if ok && f.Column != "given_names" && f.Column != "family_name" {
		text = f.Words(c)
		f.SetText(c, "")
		return text, f.Label
	}
	text = c.Name()
	c.GivenNames, c.FamilyName = shorten(c.GivenNames, data.MaxName), shorten(c.FamilyName, data.MaxName)
	if c.Name() == "" {
		c.FamilyName = "?"
	}
	return text, cmp.Or(f.Label, "Name")
}

// cameFrom remembers from which list someone came, and what it said.
func (i *importer) cameFrom(client data.ID, p *data.ListPerson, from *origin, said string) error {
	if from != nil {
		if from.said == said {
			return nil
		}
		return i.t.Update("client_origin", from.id, &data.Stamp{}, client, []store.Field{{"said", said}})
	}
	var id data.ID
	var stamp data.Stamp
	return i.t.Insert("client_origin", &id, &stamp, client, []store.Field{
		{"client_id", client}, {"import_id", i.id}, {"source", data.Tidy(i.o.Source)}, {"reference", reference(p)}, {"said", said},
	})
}

// work is the story of one person on its way in.
type work struct {
	i              *importer
	p              *data.ListPerson
	client         data.ID
	surgery, staff data.ID
	left           []data.LeftOver
	episodes       []data.Episode
	known          bool // they were here before
	wrote          bool // something was added
	died           bool // an episode was closed because the list says that they died
}

// write adds referrals, contacts and questionnaires, and leaves the rest to be
// worked through.
func (w *work) write() error {
	for _, step := range []func() error{w.referrals, w.contacts, w.answers, w.endsWithDeath} {
		if err := step(); err != nil {
			return err
		}
	}
	for _, l := range w.left {
		if err := w.i.leave(w.client, l); err != nil {
			return err
		}
	}
	return nil
}

// referrals adds the referrals with their episodes, earliest first.
func (w *work) referrals() error {
	notes := w.p.Notes
	if w.known {
		notes = nil // those of the first import stand with its referral
	}
	for n := range w.p.Referrals {
		r := &w.p.Referrals[n]
		if n == len(w.p.Referrals)-1 {
			r = w.withNotes(*r, notes)
			notes = nil
		}
		if err := w.referral(r); err != nil {
			return err
		}
	}
	for _, line := range notes {
		w.left = append(w.left, data.LeftOver{At: w.p.At, Text: line, Why: "There is no referral in whose note this could be kept. Enter it where it belongs."})
	}
	return nil
}

// withNotes adds what no field holds to the note of a referral. What does not fit is
// left over.
func (w *work) withNotes(r data.ListReferral, notes []string) *data.ListReferral {
	if len(notes) == 0 {
		return &r
	}
	lines := []string{"From the list:"}
	size := len([]rune(r.Note)) + len(lines[0]) + 2
	for _, line := range notes {
		if size += len([]rune(line)) + 1; size > data.MaxNote {
			w.left = append(w.left, data.LeftOver{At: r.At, Text: line, Why: "The note on the referral is full. Enter it where it belongs."})
			continue
		}
		lines = append(lines, line)
	}
	if r.Note != "" {
		r.Note += "\n\n"
	}
	r.Note += strings.Join(lines, "\n")
	return &r
}

func (w *work) referral(r *data.ListReferral) error {
	if w.known {
		there, e, err := w.hasReferral(r)
		switch {
		case err != nil:
			return err
		case there && r.Closed && e.Status != data.EpisodeClosed:
			return w.closeKnown(e, r)
		case there:
			return nil
		}
	}
	v := data.Referral{ClientID: w.client, ReceivedOn: r.ReceivedOn, Source: r.Source, Referrer: r.Referrer, SurgeryID: w.surgery, Note: shorten(r.Note, data.MaxNote)}
	var err error
	if v.ReasonID, err = w.i.named("reason", r.Reason); err != nil {
		return err
	}
	for _, name := range r.Further {
		id, err := w.i.named("reason", name)
		if err != nil {
			return err
		}
		if id != v.ReasonID && !slices.Contains(v.Further, id) {
			v.Further = append(v.Further, id)
		}
	}
	if err := v.Validate(w.i.t.Today()); err != nil {
		w.left = append(w.left, data.LeftOver{At: r.At, Column: "Referral", Why: data.Sentence(err)})
		return nil
	}
	if v.EpisodeID, err = w.episodeOf(r); err != nil {
		return err
	}
	w.i.result.Referrals++
	w.wrote = true
	return casework.SaveReferral(w.i.t, &v)
}

// episodeOf returns the episode that a referral begins or belongs to.
func (w *work) episodeOf(r *data.ListReferral) (data.ID, error) {
	if w.known {
		return w.knownEpisode(r)
	}
	if r.Closed {
		return w.begin(r.ReceivedOn, r)
	}
	for _, e := range w.episodes {
		if e.Status == data.EpisodeOpen {
			return e.ID, nil
		}
	}
	return w.begin(r.ReceivedOn, nil)
}

// begin opens an episode; closed says when and why it ended, if it did.
func (w *work) begin(on data.Date, closed *data.ListReferral) (data.ID, error) {
	e := data.Episode{ClientID: w.client, OpenedOn: on, Status: data.EpisodeOpen, SurgeryID: w.surgery, Prescriber: w.staff}
	if closed != nil {
		e.Status, e.ClosedOn, e.CloseReason, e.CloseNote = data.EpisodeClosed, closed.ClosedOn, closed.CloseReason, shorten(closed.CloseNote, data.MaxNote)
	}
	if err := e.ValidateImported(w.i.t.Today()); err != nil {
		w.left = append(w.left, data.LeftOver{At: w.p.At, Column: "Closed", Why: data.Sentence(err)})
		e.Status, e.ClosedOn, e.CloseReason, e.CloseNote = data.EpisodeOpen, data.Date{}, "", ""
		if at := slices.IndexFunc(w.episodes, func(o data.Episode) bool { return o.Status == data.EpisodeOpen }); at >= 0 {
			return w.episodes[at].ID, nil
		}
	}
	if err := casework.SaveEpisode(w.i.t, &e); err != nil {
		return "", err
	}
	w.episodes = append(w.episodes, e)
	w.died = w.died || e.Died()
	return e.ID, nil
}

// about returns the episode that a contact of a day tells about.
func (w *work) about(on data.Date) (data.ID, error) {
	if w.known {
		return casework.EpisodeAbout(w.i.t, w.client, on)
	}
	var best *data.Episode
	for n := range w.episodes {
		e := &w.episodes[n]
		covers := !on.Before(e.OpenedOn) && (e.ClosedOn.IsZero() || !on.After(e.ClosedOn))
		switch {
		case covers:
			return e.ID, nil
		case best == nil || !e.OpenedOn.After(on) || e.Status == data.EpisodeOpen:
			best = e
		}
	}
	if best != nil {
		return best.ID, nil
	}
	return w.begin(on, nil)
}

func (w *work) contacts() error {
	for _, k := range w.p.Contacts {
		if w.known {
			there, err := w.hasContact(k)
			if err != nil {
				return err
			}
			if there {
				continue
			}
		}
		v := data.Contact{ClientID: w.client, Kind: k.Kind, Outcome: k.Outcome, On: k.On, Minutes: k.Minutes, StaffID: w.staff, Note: shorten(k.Note, data.MaxNote)}
		if err := v.Validate(w.i.t.Today()); err != nil {
			w.left = append(w.left, data.LeftOver{At: k.At, Column: "Contact", Text: cmp.Or(k.Note, k.On.Long()), Why: data.Sentence(err)})
			continue
		}
		var err error
		if v.EpisodeID, err = w.about(k.On); err != nil {
			return err
		}
		if err := casework.SaveContact(w.i.t, &v); err != nil {
			return err
		}
		w.i.result.Contacts++
		w.wrote = true
	}
	return nil
}

// answers adds the questionnaires, each kind apart.
func (w *work) answers() error {
	byKind := map[string][]*data.AnswerSet{}
	var kinds []string
	for _, a := range w.p.Answers {
		if !slices.Contains(kinds, a.Instrument) {
			kinds = append(kinds, a.Instrument)
		}
		byKind[a.Instrument] = append(byKind[a.Instrument], a.Set)
	}
	for _, kind := range kinds {
		sets := byKind[kind]
		if _, err := w.about(sets[0].AnsweredOn); err != nil { // so that there is an episode
			return err
		}
		rows, err := measure.TakeAnswers(w.i.t, w.client, kind, sets)
		if err != nil {
			return err
		}
		for n, r := range rows {
			at := data.ListPlace{Sheet: sets[n].Sheet, Row: r.At.Row}
			switch r.Written {
			case data.OutcomeNew, data.OutcomeChanged:
				w.i.result.Responses++
				w.wrote = true
			}
			if r.Reason != "" {
				w.left = append(w.left, data.LeftOver{At: at, Column: kind, Why: r.Reason})
			}
			for _, d := range r.Doubts {
				w.left = append(w.left, data.LeftOver{At: at, Column: kind, Why: d.Sentence})
			}
		}
	}
	return nil
}
