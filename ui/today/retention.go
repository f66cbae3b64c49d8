package today

import (
	"context"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/host"
)

// kindRetention is what the list of attention calls records that are due to be
// deleted.
const kindRetention = "Retention"

// withRetention adds for whoever decides it that records are due to be deleted.
func withRetention(ctx context.Context, h *host.Host, list []data.Attention) ([]data.Attention, error) {
	if !h.Session.Can(access.AnswerRights) {
		return list, nil
	}
	n, err := h.Retention.DueCount(ctx)
	if err != nil || n == 0 {
		return list, err
	}
	// First, since it is one line a month and the list may be long.
	return append([]data.Attention{{Kind: kindRetention,
		Sentence: data.Plural(n, "record is due to be deleted this month", "records are due to be deleted this month")}}, list...), nil
}
