package record

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/ui/clients/person"
)

// askConsent asks anew what the client says to each use. Only what is answered
// differently, or asked for the first time, is written.
func (p *recordPage) askConsent() {
	in := person.ConsentInputs(p.h, func() {})
	for _, c := range p.rec.Consents {
		answer := person.Refused
		if c.Given {
			answer = person.Agreed
		}
		in.Named(person.ConsentPrefix + string(c.Kind)).Set(string(answer))
	}
	p.ask(question{
		title: fmt.Sprintf("Consent of %s", p.rec.Client.Called()), verb: "Save", in: in, prefix: person.ConsentPrefix,
		sentence: "Changes are saved with the date. Earlier answers stay in the record.",
		content:  person.ConsentObjects(in),
		prepare: func() (func(context.Context) error, error) {
			changed := changedConsents(person.ConsentsOf(in, p.client), p.rec.Consents)
			if len(changed) == 0 {
				return nil, data.NewProblem(data.CodeInvalid, "No answer has changed. Change an answer or press Cancel.")
			}
			for _, c := range changed {
				if err := c.Validate(p.h.Today()); err != nil {
					return nil, err
				}
			}
			return func(ctx context.Context) error {
				for _, c := range changed {
					if err := p.h.Casework.AddConsent(ctx, c); err != nil {
						return err
					}
				}
				return nil
			}, nil
		},
	})
}

// changedConsents are the answers that say something else than the ones held,
// which are those of now: what a save that failed halfway has stored is not
// written twice.
func changedConsents(answers []*data.Consent, held []data.Consent) []*data.Consent {
	was := map[data.ConsentKind]bool{}
	for _, c := range held {
		was[c.Kind] = c.Given
	}
	var changed []*data.Consent
	for _, c := range answers {
		if given, asked := was[c.Kind]; !asked || given != c.Given {
			changed = append(changed, c)
		}
	}
	return changed
}
