package meet

import (
	"context"

	"waymark/data/access"
	"waymark/data/exchange/change"
	"waymark/data/exchange/meeting"
	"waymark/data/store"
	"waymark/data/store/exchange"
	"waymark/data/store/office"
)

// records are the records of a database as a meeting asks for them.
type records struct {
	*exchange.Exchange
	how How
}

var _ meeting.Records = records{}

func newRecords(o *office.Office, how How) records {
	return records{exchange.New(o.Store, access.NewSession("", access.Everything, o.Clock())), how}
}

// Gather implements meeting.Records. For a look there is nothing to send.
func (r records) Gather(ctx context.Context, after meeting.Cursor) (meeting.Outgoing, error) {
	if r.how == Look {
		return meeting.Outgoing{Cursor: after}, nil
	}
	out, err := r.Exchange.Gather(ctx, exchange.Cursor(after))
	if err != nil {
		return meeting.Outgoing{}, err
	}
	return outgoing(out)
}

// Snapshot implements meeting.Records.
func (r records) Snapshot(ctx context.Context) (meeting.Outgoing, error) {
	out, err := r.Exchange.Snapshot(ctx)
	if err != nil {
		return meeting.Outgoing{}, err
	}
	return outgoing(out)
}

// outgoing counts the clients who were erased, for their erasure is followed.
func outgoing(out exchange.Outgoing) (meeting.Outgoing, error) {
	to := meeting.Outgoing{Cursor: int64(out.Cursor), Clock: out.Clock, Parts: out.Parts, Changes: out.Changes}
	clients := store.Tables()["client"].Number
	for _, body := range out.Parts {
		part, err := change.Read(body)
		if err != nil {
			return to, err
		}
		if err := part.Each(change.Visitor{
			Row: func(*change.Row) error { return nil }, Same: func(change.Same) error { return nil },
			Gone: func(g change.Gone) error {
				if g.Erased && g.Table == clients {
					to.Erasures++
				}
				return nil
			},
		}); err != nil {
			return to, err
		}
	}
	return to, nil
}

// Apply implements meeting.Records.
func (r records) Apply(ctx context.Context, in meeting.Incoming) (meeting.Summary, error) {
	s, err := r.Exchange.Apply(ctx, exchange.Incoming{Device: in.Device, Number: in.Number, Clock: in.Clock, Parts: in.Parts})
	return meeting.Summary{Changes: s.Added + s.Changed + s.Removed + s.Erased, Settled: s.Settled, NeedsPerson: s.Asks}, err
}
