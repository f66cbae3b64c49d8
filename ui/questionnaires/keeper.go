package questionnaires

import (
	"context"
	"maps"
	"reflect"

	"waymark/data"
	"waymark/data/store/measure"
	"waymark/ui/host"
)

// keeper stores a response after every answer: one save at a time and in the
// order of the answers, so that a slow disk never lets an older answer win over
// a newer one. It lives on the UI goroutine.
type keeper struct {
	host     *host.Host
	pad      *measure.Pad // stores what the client answers; nil in the hands of staff
	response data.Response
	meeting  data.Meeting  // how they met, to be stored with the next save
	held     data.Response // as it is on the disk
	tapped   bool          // answers were stored one by one since it was saved whole
	problem  string        // why the last save failed, "" when everything is stored
	busy     bool
	again    bool
	after    []func(ok bool)
}

// save stores the response as it is now: only the answers where nothing else
// changed. after, when not nil, is called once everything answered so far has
// been stored, or could not be.
func (k *keeper) save(after func(ok bool)) {
	if after != nil {
		k.after = append(k.after, after)
	}
	if k.busy {
		k.again = true
		return
	}
	k.busy = true
	snapshot := k.snapshot()
	meeting, taps, into := k.meeting, k.taps(), k.store()
	k.host.Background(func(ctx context.Context) func() {
		if taps == nil {
			err := into.SaveResponseMet(ctx, &snapshot, meeting)
			return func() { k.saved(&snapshot, err) }
		}
		err := saveTaps(ctx, into, snapshot.ID, taps)
		return func() { k.savedTaps(&snapshot, err) }
	})
}

func (k *keeper) snapshot() data.Response {
	r := k.response
	r.Answers = maps.Clone(k.response.Answers)
	return r
}

// tap is an answer that is not on the disk yet; a nil value is a blank.
type tap struct {
	item  int
	value *int
}

// taps lists the answers that differ from those on the disk; nil where the
// response is to be saved whole.
func (k *keeper) taps() []tap {
	r, held := k.response, k.held
	r.Answers, held.Answers = nil, nil
	if r.ID == "" || k.meeting.Said() || !reflect.DeepEqual(r, held) {
		return nil
	}
	var list []tap
	for item, value := range k.response.Answers {
		if was, given := k.held.Answers[item]; !given || was != value {
			list = append(list, tap{item, &value})
		}
	}
	for item := range k.held.Answers {
		if _, given := k.response.Answers[item]; !given {
			list = append(list, tap{item, nil})
		}
	}
	return list
}

// saver is where answers are stored.
type saver interface {
	SaveResponseMet(ctx context.Context, r *data.Response, m data.Meeting) error
	SaveAnswer(ctx context.Context, response data.ID, item int, value *int) error
}

func (k *keeper) store() saver {
	if k.pad != nil {
		return k.pad
	}
	return k.host.Measure
}

func saveTaps(ctx context.Context, into saver, response data.ID, taps []tap) error {
	for _, t := range taps {
		if err := into.SaveAnswer(ctx, response, t.item, t.value); err != nil {
			return err
		}
	}
	return nil
}

func (k *keeper) savedTaps(stored *data.Response, err error) {
	if err == nil {
		k.held, k.tapped = *stored, true
	}
	k.done(err)
}

func (k *keeper) saved(stored *data.Response, err error) {
	if err == nil {
		k.response.ID, k.response.EpisodeID = stored.ID, stored.EpisodeID
		k.response.Stamp, k.response.Score = stored.Stamp, stored.Score
		k.response.StaffID, k.response.ContactID = stored.StaffID, stored.ContactID
		k.response.Version = stored.Version
		k.meeting = data.Meeting{} // it is stored now
		k.held, k.tapped = *stored, false
	}
	k.done(err)
}

// done goes on after a save: with the next one if there was an answer meanwhile.
func (k *keeper) done(err error) {
	k.busy = false
	k.problem = ""
	if err != nil {
		k.problem = k.host.Fail("save a questionnaire", err)
	}
	if k.again {
		k.again = false
		k.save(nil)
		return
	}
	waiting := k.after
	k.after = nil
	for _, f := range waiting {
		f(err == nil)
	}
}

// takeBack saves whole what the client left halfway, so that other screens, and later
// other PCs, are told of it. From then on staff answer.
func (k *keeper) takeBack() {
	back := func(bool) { k.pad = nil }
	switch {
	case k.tapped && !k.response.Finished:
		k.held = data.Response{} // so that nothing is taken for stored
		k.save(back)
	case k.busy:
		k.after = append(k.after, back)
	default:
		back(true)
	}
}

// answer puts the answer to an item, and blank takes it away: a blank answer
// is no answer and never a 0, which some questionnaires have.
func (k *keeper) answer(item, value int) {
	if k.response.Answers == nil {
		k.response.Answers = map[int]int{}
	}
	k.response.Answers[item] = value
}

func (k *keeper) blank(item int) { delete(k.response.Answers, item) }
