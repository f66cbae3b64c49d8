package questionnaires

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/store/lists"
	"waymark/data/store/office"
)

// shelf is the questionnaires as this service has them.
type shelf struct {
	catalogue    *instrument.Catalogue
	offered      []*instrument.Definition
	registration string // the service's reference for WEMWBS and SWEMWBS
	prorate      bool   // a score may be estimated from the answers given
}

func readShelf(ctx context.Context, db *office.Office) (*shelf, error) {
	s := &shelf{}
	var err error
	if s.catalogue, err = db.Measure.Catalogue(ctx); err != nil {
		return nil, err
	}
	if s.offered, err = db.Measure.OfferedQuestionnaires(ctx); err != nil {
		return nil, err
	}
	if s.registration, err = db.Lists.Setting(ctx, lists.SettingRegistration); err != nil {
		return nil, err
	}
	prorate, err := db.Lists.Setting(ctx, lists.SettingProrate)
	s.prorate = prorate == "yes"
	return s, err
}

// of is the questionnaire that a response was given to, in its version. For
// one that this program does not know it is an empty one with the ID as its
// name, so that a response from a newer program is shown as it is and breaks
// nothing.
func (s *shelf) of(r *data.Response) *instrument.Definition {
	if d, ok := s.catalogue.Version(r.InstrumentID, r.Version); ok {
		return d
	}
	return &instrument.Definition{ID: r.InstrumentID, Version: r.Version, Name: r.InstrumentID, ShortName: r.InstrumentID}
}

// named are the questionnaires with these IDs that are offered, in their order.
func (s *shelf) named(ids []string) []*instrument.Definition {
	var out []*instrument.Definition
	for _, id := range ids {
		for _, d := range s.offered {
			if d.ID == id {
				out = append(out, d)
			}
		}
	}
	return out
}

// usual is the questionnaire to begin with: the first that is offered. It is
// empty when none is.
func (s *shelf) usual() []*instrument.Definition { return s.offered[:min(1, len(s.offered))] }

// scores are what a response comes to, by the ID of the measure. Answers that
// cannot be read give none.
func (s *shelf) scores(r *data.Response) map[string]instrument.Score {
	scores, err := s.catalogue.Scores(r.InstrumentID, r.Version, r.Answers, instrument.Options{Prorate: s.prorate})
	if err != nil {
		return nil
	}
	return scores
}

// rights is the statement that the rights holders ask to be shown, with the
// service's own registration reference where the questionnaire asks for it.
func (s *shelf) rights(def *instrument.Definition) string {
	reference := strings.TrimSpace(s.registration)
	if reference == "" || !def.Reference {
		return def.Rights
	}
	return strings.TrimSuffix(def.Rights, ".") + ". Registration: " + reference
}
