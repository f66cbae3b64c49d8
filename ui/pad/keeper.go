package pad

import (
	"context"
	"maps"

	"waymark/data"
	"waymark/ui/host"
)

// keeper stores a response again after every answer: one save at a time and
// in the order of the answers, so that a slow disk never lets an older answer
// win over a newer one. It lives on the UI goroutine.
type keeper struct {
	host     *host.Host
	response data.Response
	meeting  data.Meeting // how they met, to be stored with the next save
	problem  string       // why the last save failed, "" when everything is stored
	busy     bool
	again    bool
	after    []func(ok bool)
}

// save stores the response as it is now. after, when not nil, is called once
// everything answered so far has been stored, or could not be.
func (k *keeper) save(after func(ok bool)) {
	if after != nil {
		k.after = append(k.after, after)
	}
	if k.busy {
		k.again = true
		return
	}
	k.busy = true
	snapshot := k.response
	snapshot.Answers = maps.Clone(k.response.Answers)
	meeting := k.meeting
	k.host.Background(func(ctx context.Context) func() {
		err := k.host.Store.SaveResponseMet(ctx, &snapshot, meeting)
		return func() { k.saved(&snapshot, err) }
	})
}

func (k *keeper) saved(stored *data.Response, err error) {
	k.busy = false
	k.problem = ""
	if err != nil {
		k.problem = k.host.Fail("save a questionnaire", err)
	} else {
		k.response.ID, k.response.EpisodeID = stored.ID, stored.EpisodeID
		k.response.Stamp, k.response.Score = stored.Stamp, stored.Score
		k.response.StaffID, k.response.ContactID = stored.StaffID, stored.ContactID
		k.meeting = data.Meeting{} // it is stored now
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

// answer puts the answer to an item, and blank takes it away: a blank answer
// is no answer and never a nought, which some questionnaires have.
func (k *keeper) answer(item, value int) {
	if k.response.Answers == nil {
		k.response.Answers = map[int]int{}
	}
	k.response.Answers[item] = value
}

func (k *keeper) blank(item int) { delete(k.response.Answers, item) }
