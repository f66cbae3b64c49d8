package overview

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/data/access"
)

// KindRights is the kind of a request about rights that has to be answered soon.
const KindRights = "Rights"

// mostRights is how many requests Today names.
const mostRights = 3

// rightsDue reminds managers of requests that are due soon, overdue or waiting.
func (s *Overview) rightsDue(ctx context.Context, today data.Date, _ data.ID) ([]data.Attention, error) {
	if s.db.MayNot(access.Rights, access.Read) {
		return nil, nil
	}
	rows, err := s.rights.Due(ctx, today)
	if err != nil {
		return nil, err
	}
	var list []data.Attention
	for _, r := range rows[:min(mostRights, len(rows))] {
		list = append(list, data.Attention{Kind: KindRights, RightsID: r.ID, ClientID: r.ClientID, Count: 1,
			Sentence: fmt.Sprintf("%s of %s: %s", r.Kind.Label(), r.Client, data.LowerFirst(r.Due.Sentence(today)))})
	}
	if more := len(rows) - len(list); more > 0 {
		list = append(list, data.Attention{Kind: KindRights, Count: more, Sentence: data.Plural(more, "more request about rights is", "more requests about rights are") + " due"})
	}
	return list, nil
}
