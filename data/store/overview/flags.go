package overview

import (
	"context"

	"waymark/data"
)

// KindFlag is the kind of a Today row about a flag that waits to be reviewed.
const KindFlag = "Flag"

// flagsDue finds flags whose review day has come: they are to be renewed or lifted.
func (s *Overview) flagsDue(ctx context.Context, today data.Date, prescriber data.ID) ([]data.Attention, error) {
	const most = 3
	due, total, err := s.flags.Due(ctx, today, prescriber, most)
	if err != nil {
		return nil, err
	}
	list := make([]data.Attention, 0, len(due)+1)
	for i := range due {
		f := &due[i]
		list = append(list, data.Attention{Kind: KindFlag, ClientID: f.ClientID, Count: 1,
			Sentence: f.Label() + " (" + f.Client + "): review was due on " + f.ReviewOn.Long() + ". Renew or remove it"})
	}
	if more := total - len(due); more > 0 {
		list = append(list, data.Attention{Kind: KindFlag, Count: more,
			Sentence: data.Plural(more, "more flag is", "more flags are") + " due a review"})
	}
	return list, nil
}
