package measure

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/instrument"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// ResponseImport says how answers from a file are taken in.
type ResponseImport struct {
	Instrument string    // ID of the questionnaire
	AnsweredOn data.Date // of answers without a day, also of those taken in before; zero: today, for new ones
	DryRun     bool      // only say what would happen
	KnownOnly  bool      // do not add new clients
	// Replace lets a list change most of the answers that are there already,
	// which else is refused: it may be another list of the same name.
	Replace bool
	// Told is called with how many people are done, and of how many, once the whole
	// list was read; nil: no one is told.
	Told func(done, of int)
	// Row is told what happens with each questionnaire, in the order of the
	// file; nil: no one is told.
	Row func(*data.ResponseRow)
}

// mostSets is how many questionnaires a list may have. All of them are in memory
// at once, because those of a person may stand anywhere in it.
const mostSets = 100_000

// ErrReplaces is why a list is refused that would change most of the answers that
// are there already. A person may say that it is right.
var ErrReplaces = errors.New("most answers would be replaced")

// Questionnaire finds one by its ID, in its newest version. The error names
// those there are.
func (s *Measure) Questionnaire(ctx context.Context, id string) (*instrument.Catalogue, *instrument.Definition, error) {
	c, err := s.Catalogue(ctx)
	if err != nil {
		return nil, nil, err
	}
	if d, ok := c.ByID(id); ok {
		return c, d, nil
	}
	var ids []string
	for _, d := range c.All() {
		ids = append(ids, d.ID)
	}
	slices.Sort(ids)
	return nil, nil, data.NewProblem(data.CodeNotFound, fmt.Sprintf("There is no questionnaire %q. There are: %s.", id, strings.Join(ids, ", ")))
}

// ImportResponses takes answers to one questionnaire in, in one transaction:
// when ctx is cancelled or anything fails, the database is as it was. Whoever
// is no client yet becomes one, under the name or the reference that the file
// has, with an open episode from the day of the first answers.
func (s *Measure) ImportResponses(ctx context.Context, sets iter.Seq2[*data.AnswerSet, error], o ResponseImport) (*data.ResponseResult, error) {
	if err := s.bulk.Ask(access.Write); err != nil {
		return nil, err
	}
	today := s.db.Today()
	dayGiven := !o.AnsweredOn.IsZero()
	if !dayGiven {
		o.AnsweredOn = today
	}
	if o.AnsweredOn.After(today) {
		return nil, data.NewProblem(data.CodeInvalid, "The day for answers without one is in the future. Enter today or an earlier day.")
	}
	c, d, err := s.Questionnaire(ctx, o.Instrument)
	if err != nil {
		return nil, err
	}
	i := &responseImporter{o: o, dayGiven: dayGiven, catalogue: c, def: d, figures: map[figureKey]*spread{}}
	for set, err := range sets {
		if err != nil {
			return nil, err
		}
		if len(i.sets) >= mostSets {
			return nil, data.NewProblem(data.CodeInvalid, "This list has more than 100,000 questionnaires. Split it, and import one part after the other.")
		}
		i.sets = append(i.sets, &importedSet{AnswerSet: set})
	}
	if err := ctx.Err(); err != nil { // the reader may have ended without a word
		return nil, err
	}
	if len(i.sets) == 0 {
		return nil, data.NewProblem(data.CodeInvalid, "There is no questionnaire in this file. Check that it is the right one.")
	}
	run := func(t *store.Tx) error { i.t = t; return i.run(ctx) }
	if o.DryRun {
		err = s.bulk.Look(ctx, run)
	} else {
		err = s.bulk.Write(ctx, store.Change{Kind: store.ChangedClient}, run)
	}
	if err != nil {
		return nil, err
	}
	return &i.result, nil
}

// importedSet is a questionnaire on its way in.
type importedSet struct {
	*data.AnswerSet
	day  data.Date // AnsweredOn, or that for answers without one
	row  data.ResponseRow
	held *heldResponse // what the database has of it already
	// untimed: the file does not say which time it was.
	untimed bool
	stored  bool
}

func (s *importedSet) undated() bool { return s.AnsweredOn.IsZero() }

// refuse leaves a questionnaire out because no one can know whose or when it is.
func (s *importedSet) refuse(outcome data.Outcome, reason string) {
	s.row.Outcome, s.row.Written, s.row.Reason = outcome, data.OutcomeSkipped, reason
}

func (s *importedSet) doubt(sentence string) {
	s.row.Doubts = append(s.row.Doubts, data.Doubt{Sentence: sentence})
}

// responseImporter takes the questionnaires of a file in, person by person.
type responseImporter struct {
	t         *store.Tx
	o         ResponseImport
	dayGiven  bool // of answers without one
	catalogue *instrument.Catalogue
	def       *instrument.Definition
	prorate   bool
	sets      []*importedSet
	clients   *clientIndex
	doubles   *casework.Doubles
	result    data.ResponseResult
	missing   map[int]int
	matched   struct{ same, changed int } // questionnaires that were there already
	figures   map[figureKey]*spread
}

func (i *responseImporter) run(ctx context.Context) error {
	var err error
	if i.prorate, err = prorates(i.t); err != nil {
		return err
	}
	if i.clients, err = readClientIndex(i.t); err != nil {
		return err
	}
	if i.doubles, err = casework.ReadDoubles(i.t); err != nil {
		return err
	}
	i.result = data.ResponseResult{Instrument: i.def.ID, Version: i.def.Version, ClientsBefore: i.clients.n}
	i.missing = map[int]int{}
	people := i.people()
	for n, p := range people {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := i.takePerson(p); err != nil {
			return err
		}
		if i.o.Told != nil {
			i.o.Told(n+1, len(people))
		}
	}
	if err := i.count(); err != nil {
		return err
	}
	if err := i.refuseOther(); err != nil {
		return err
	}
	i.tellFigures()
	if i.o.DryRun {
		return ctx.Err()
	}
	if err := i.keepLeft(); err != nil {
		return err
	}
	if err := i.t.Audit("import", "response", "", "", i.def.ID); err != nil {
		return err
	}
	return ctx.Err()
}

// count settles what became of each questionnaire, and tells it.
func (i *responseImporter) count() error {
	for _, s := range i.sets {
		if len(s.row.Doubts) > 0 && s.row.Written != data.OutcomeSkipped {
			s.row.Outcome = data.OutcomeDoubtful
		}
		i.result.Count(&s.row)
		if s.Empty {
			i.result.Empty++
		}
		if s.isLeft() {
			i.result.ToWorkThrough++
		}
		if s.stored {
			if err := i.addFigures(s); err != nil {
				return err
			}
		}
		if i.o.Row != nil {
			i.o.Row(&s.row)
		}
	}
	return nil
}

// refuseOther refuses a list that would change most of what is there of it: a
// second sheet, or another file of the same name, must not replace the answers
// of the first.
func (i *responseImporter) refuseOther() error {
	const few = 3
	if m := i.matched; i.o.Replace || m.changed < few || m.changed <= m.same {
		return nil
	}
	return &data.Problem{Code: data.CodeRefused, Cause: ErrReplaces, Sentence: fmt.Sprintf("This list would change %d of the %d questionnaires that were imported before under the same people and times, so nothing was written. "+
		"If this is a different list, rename the file or use different person codes. If it corrects the earlier list, use --replace.", i.matched.changed, i.matched.changed+i.matched.same)}
}
