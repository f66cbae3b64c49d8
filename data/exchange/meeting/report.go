package meeting

import (
	"context"
	"errors"
	"fmt"
	"time"

	"waymark/data"
	"waymark/data/exchange/member"
)

// Report says what came of a meeting.
type Report struct {
	Standing Standing
	At       time.Time
	// Sent and Received are changes.
	Sent, Received int
	// Settled is what a rule decided, NeedsPerson what a person has to decide.
	Settled, NeedsPerson int
	// Waiting is how many changes of this device are not in the store.
	Waiting int
	Devices []Met
	// Requests are devices that ask to be let in; only a manager's device sees them.
	Requests []*member.Request
	// Notices are sentences about what a person should know.
	Notices []string
	// Sentence says it in one, for the rail.
	Sentence string
}

// Met is another device, as this one knows it.
type Met struct {
	Device *member.Device
	// LastMet is when the device last left something in the store, by its own clock.
	// It is zero if this device has read nothing of it.
	LastMet time.Time
	// Inactive says that it was not heard of for so long that nothing waits for it.
	Inactive bool
	// Lacks is how many segments of this device it has not confirmed yet.
	Lacks int64
	// Waits is how many segments of it could not be taken in yet.
	Waits int
	// Problem says why nothing further of it is taken in, "" if nothing is wrong.
	Problem string
}

func (t *talk) notice(format string, args ...any) {
	t.report.Notices = append(t.report.Notices, fmt.Sprintf(format, args...))
}

// met returns the line of a device in the report.
func (t *talk) met(device string) *Met {
	for i := range t.report.Devices {
		if t.report.Devices[i].Device.ID == device {
			return &t.report.Devices[i]
		}
	}
	d := t.log.State().Devices[device]
	if d == nil {
		d = &member.Device{ID: device}
	}
	t.report.Devices = append(t.report.Devices, Met{Device: d})
	return &t.report.Devices[len(t.report.Devices)-1]
}

// name is what a device is called in a sentence.
func (t *talk) name(device string) string {
	if d := t.log.State().Devices[device]; d != nil && d.Name != "" {
		return "“" + d.Name + "”"
	}
	return "another PC"
}

// finish fills in what is known at the end of a meeting, however it ended.
func (t *talk) finish(ctx context.Context, failed error) {
	r := t.report
	r.At = t.now
	if t.log == nil || t.state == nil {
		return
	}
	s := t.log.State()
	for _, d := range s.Sorted() {
		if d.ID == t.me {
			continue
		}
		m := t.met(d.ID)
		m.Device, m.Inactive = d, t.inactive(d)
		if o := t.state.Others[d.ID]; o != nil {
			m.LastMet = o.At
			m.Lacks = max(0, t.state.Last.Number-max(o.Confirmed, 0))
		}
	}
	if r.Standing == Belongs && (failed != nil || t.halt) {
		r.Waiting = t.waiting(context.WithoutCancel(ctx))
	}
	if s.Newer && r.Standing == Belongs {
		t.notice("A newer Waymark let a PC in or changed one, which this PC cannot read. Update Waymark on this PC.")
	}
	r.Sentence = sentence(r, failed)
}

// waiting counts what is only here, also if the meeting was stopped.
func (t *talk) waiting(ctx context.Context) (n int) {
	for _, own := range t.state.Own {
		if !own.Written {
			n += own.Changes
		}
	}
	unsent, err := t.Records.Unsent(ctx, t.state.Cursor)
	if err != nil {
		return n // whatever ended the meeting may be why
	}
	return n + unsent
}

func sentence(r *Report, failed error) string {
	switch {
	case r.Standing == Alone:
		return "This PC works alone"
	case r.Standing == Asked && failed == nil:
		return "Waiting for a manager’s PC to let this PC in"
	case r.Standing == Struck:
		return "This PC was struck off"
	case r.Standing == Left:
		return "This PC has left the service"
	case failed != nil && errors.Is(failed, context.Canceled):
		return "The exchange was stopped"
	case failed != nil:
		return "Not met: " + data.Sentence(failed)
	case r.NeedsPerson > 0:
		return data.Plural(r.NeedsPerson, "change needs you", "changes need you")
	case len(r.Notices) > 0 || r.troubled():
		return "Met, with a problem"
	}
	return "Up to date"
}

func (r *Report) troubled() bool {
	for _, m := range r.Devices {
		if m.Problem != "" {
			return true
		}
	}
	return false
}
