package webfeed

import (
	"context"
	"errors"
	"fmt"
	"io"

	"waymark/data/interchange/openreferral"
)

const (
	// unanswered is after how many full records that the website does not have it is
	// taken to have none, if it had not a single one.
	unanswered = 3
	// A website may have a fault of its own with this many full records, or with one
	// in oneIn: those services stay in short. With more, it is out of order.
	fewFaults = 3
	oneIn     = 20
)

// spoilt reports whether a website could not send one record, though it may be well
// otherwise: it has a fault of its own with it, breaks it off, sends something else
// in its place, or too much. A website that is busy, or that does not answer at all,
// is out of order.
func spoilt(err error) bool {
	return ownFault(err) || brokenOff(err) || errors.Is(err, errTooLong)
}

// details gets the full records of the services that the pages have in short. It
// returns how many there is none of: what a list does not say is not taken as gone.
func (f *fetch) details(ctx context.Context) (short int, err error) {
	if len(f.thin) > f.limits.Details {
		return 0, f.problem(fmt.Sprintf("The feed has more than %d services without details. Ask who runs it for a smaller one, such as that of your area.", f.limits.Details), nil)
	}
	none, faults := 0, 0
	for n, id := range f.thin {
		f.tell(fmt.Sprintf("Details %d of %d", n+1, len(f.thin)))
		err := f.get(ctx, question{address: detailAddress(f.list, id), most: f.limits.Detail, frail: true, check: func(r io.Reader) error {
			return openreferral.CheckDetail(r, id)
		}})
		var status *statusError
		switch {
		case err == nil:
			f.stats.Details++
			continue
		case errors.Is(err, openreferral.ErrNoDetail), errors.As(err, &status) && status.lasting():
			none++
		case ctx.Err() == nil && spoilt(err):
			faults++
		default:
			return 0, err
		}
		if faults > max(fewFaults, len(f.thin)/oneIn) {
			return 0, err
		}
		if none >= unanswered && f.stats.Details == 0 {
			break // it has none: do not ask for the rest
		}
	}
	return len(f.thin) - f.stats.Details, nil
}
