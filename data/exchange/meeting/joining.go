package meeting

import (
	"context"
	"maps"
	"regexp"
	"slices"

	"waymark/data"
	"waymark/data/exchange/member"
)

// lookForAnswer asks to be let in, again if the store has lost the request, and
// looks whether this device was.
func (t *talk) lookForAnswer(ctx context.Context) error {
	if err := t.Depot.Write(ctx, member.RequestName(t.me), t.state.Request); err != nil {
		return err
	}
	object, err := t.answerTo(ctx)
	if object == nil {
		return err
	}
	log, shared, err := member.ReadAnswer(t.state.Identity, t.state.Service, object)
	if err != nil {
		t.notice("The store has an answer for this PC that does not come from the service. Choose the store again, and compare the six words.")
		return nil //nolint:nilerr // whoever can write to the store can leave anything there
	}
	if err := t.Records.Start(ctx, t.me, shared); err != nil {
		return err
	}
	if err := t.Keeper.Joined(ctx, log.Entries()); err != nil {
		return err
	}
	reached("joined")
	t.log = log
	t.state.Standing, t.state.Begin, t.report.Standing = Belongs, true, Belongs
	return t.Depot.Remove(ctx, member.RequestName(t.me))
}

// answerTo is what another device left in the store for this one; nil if there is nothing.
func (t *talk) answerTo(ctx context.Context) ([]byte, error) {
	object, err := t.Depot.Read(ctx, member.AnswerName(t.me))
	if data.CodeOf(err) == data.CodeNotFound {
		return nil, nil
	}
	return object, err
}

var requestForm = regexp.MustCompile(`^` + member.Requests + `([a-z0-9]{26})\.(ask|again)$`)

// mostRequests is how many requests are looked at: anyone who can write to the store
// can leave them there.
const mostRequests = 20

// hearRequests has a manager's device look who asks to be let in.
func (t *talk) hearRequests(ctx context.Context) error {
	if t.state.Standing == Renewed {
		if err := t.sayRenewed(ctx); err != nil || t.report.Standing != Belongs {
			return err
		}
	}
	if !t.self().Manager() {
		return nil
	}
	names, err := t.Depot.List(ctx, member.Requests)
	if err != nil {
		return err
	}
	for _, name := range names[:min(len(names), mostRequests)] {
		m := requestForm.FindStringSubmatch(name)
		if m == nil || (t.log.State().Devices[m[1]] != nil) != (m[2] == "again") {
			continue
		}
		object, err := t.Depot.Read(ctx, name)
		if data.CodeOf(err) == data.CodeNotFound {
			continue
		}
		if err != nil {
			return err
		}
		r, err := member.ReadRequest(t.state.Service, m[1], object)
		if err != nil {
			continue // not a request, whoever left it
		}
		if m[2] == "again" {
			t.again[m[1]] = true
			continue
		}
		if r.Renewal == nil {
			t.report.Requests = append(t.report.Requests, r)
		}
	}
	return nil
}

// sayRenewed says in the store that this device goes on under other keys, and hears who
// belongs to the service from whoever has heard that: it may know no one any more whose
// chain would tell it.
func (t *talk) sayRenewed(ctx context.Context) error {
	// It may be there already, from a meeting that ended early.
	if err := t.Depot.Write(ctx, member.RenewalName(t.self().Replaces, t.me), t.state.Request); err != nil && data.CodeOf(err) != data.CodeConflict {
		return err
	}
	object, err := t.answerTo(ctx)
	if object == nil {
		return err
	}
	log, _, err := member.ReadAnswer(t.state.Identity, t.state.Service, object)
	if err != nil {
		return nil //nolint:nilerr // whoever can write to the store can leave anything there
	}
	if err := t.learn(ctx, log.Entries(), false); err != nil || !t.ended() {
		return err
	}
	return t.Keeper.Stand(ctx, t.report.Standing)
}

// tellRenewed has a device that goes on under other keys know who belongs to the service.
func (t *talk) tellRenewed(ctx context.Context, d *member.Device, log *member.Log) error {
	object, err := log.Answer(d.Public, nil)
	if err != nil {
		return err
	}
	// Sealed anew it has other bytes. The one that is there is as good.
	if err := t.Depot.Write(ctx, member.AnswerName(d.ID), object); err != nil && data.CodeOf(err) != data.CodeConflict {
		return err
	}
	reached("renewed device told")
	return nil
}

// hearRenewals lets devices go on under other keys: their old keys say so.
func (t *talk) hearRenewals(ctx context.Context) error {
	for _, as := range slices.Sorted(maps.Keys(t.renewals)) {
		was := t.renewals[as]
		delete(t.renewals, as)
		object, err := t.Depot.Read(ctx, member.RenewalName(was, as))
		if data.CodeOf(err) == data.CodeNotFound {
			continue
		}
		if err != nil {
			return err
		}
		r, err := member.ReadRequest(t.state.Service, as, object)
		if err != nil || r.Renewal == nil {
			continue // not one, whoever left it
		}
		trial := member.NewLog(t.state.Service, append(t.log.Entries(), *r.Renewal))
		d := trial.State().Devices[as]
		if d == nil || d.Replaces != was {
			continue // what it builds on is not here yet, or it may not
		}
		if err := t.tellRenewed(ctx, d, trial); err != nil {
			return err
		}
		if err := t.learn(ctx, []member.Entry{*r.Renewal}, true); err != nil {
			return err
		}
		t.notice("%s was restored from a backup and goes on as a new device. If no one restored a backup there, someone has a copy of its database. Then strike off the new device and the old one, and let the PC join again.", data.Capital(t.name(as)))
	}
	return nil
}

// answer answers the devices that this one let in, once what lets them in is in the
// store together with a seed or a snapshot to begin from.
func (t *talk) answer(ctx context.Context) error {
	if t.halt {
		return nil
	}
	for _, step := range []func(context.Context) error{t.makeSeed, t.renewSnapshot} {
		if err := step(ctx); err != nil || t.halt {
			return err
		}
	}
	if len(t.state.Owed) == 0 {
		return nil
	}
	shared, err := t.Records.Shared(ctx)
	if err != nil {
		return err
	}
	for _, owed := range t.state.Owed {
		device := owed.Device
		d := t.log.State().Devices[device]
		if d.Active() {
			object, err := t.log.Answer(d.Public, sharedFor(d, shared))
			if err != nil {
				return err
			}
			// Sealed anew it has other bytes. The one that is there is as good.
			if err := t.Depot.Write(ctx, member.AnswerName(device), object); err != nil && data.CodeOf(err) != data.CodeConflict {
				return err
			}
			reached("answered")
		}
		if err := t.Keeper.Answered(ctx, device); err != nil {
			return err
		}
	}
	return nil
}
