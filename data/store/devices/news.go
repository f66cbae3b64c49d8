package devices

import (
	"fmt"
	"time"

	"waymark/data"
	"waymark/data/exchange/meeting"
)

// News is how a PC and its service stand.
type News struct {
	Standing meeting.Standing
	// MetAt is when this PC last met the others, zero before the first time.
	MetAt time.Time
	// Failed is the sentence of why the last meeting did not reach the store, "" if it
	// did.
	Failed string
	// Waiting is how many changes of this PC are not in the store.
	Waiting int
	// Busy is what a meeting under way does, with how much of it is done.
	Busy     string
	Done, Of int
	// Notices are what a person should know of the last meeting.
	Notices []string
	// Odd says that something was found that a person should look at.
	Odd bool
}

// Line says in a few words how a PC stands, for the rail; "" if it works alone.
func (n *News) Line(now time.Time) string {
	switch n.Standing {
	case meeting.Alone, meeting.Left:
		return ""
	case meeting.Struck:
		return "This PC was struck off"
	case meeting.Asked:
		return "Waiting to be let in"
	}
	switch {
	case n.Busy != "" && n.Of > 20:
		return fmt.Sprintf("%s: %d of %d", n.Busy, n.Done, n.Of)
	case n.MetAt.IsZero() && n.Failed == "":
		return "Not met yet"
	case n.MetAt.IsZero():
		return n.waits("Not met yet")
	case n.Failed == "" && n.Odd:
		return n.waits("Met, with a problem")
	case n.Failed == "" && now.Sub(n.MetAt) < time.Hour, now.Sub(n.MetAt) < time.Minute:
		return "Up to date " + ago(n.MetAt, now)
	}
	return n.waits("Not met since " + since(n.MetAt, now))
}

// waits adds how many changes are only here.
func (n *News) waits(line string) string {
	if n.Waiting == 0 {
		return line
	}
	return fmt.Sprintf("%s: %s here", line, data.Plural(n.Waiting, "change", "changes"))
}

// Carried says how far a lone-working card has come, for whoever is about to rely on
// it, and whether another PC has it. It is "" for a PC that works alone.
func (n *News) Carried(r Reach, now time.Time) (sentence string, has bool) {
	const tell = "Tell your buddy yourself before you leave."
	switch {
	case !n.Standing.Meets() || r.Others == 0:
		return "", false
	case r.Have > 0:
		return fmt.Sprintf("%s this card.", data.Plural(r.Have, "other PC has", "other PCs have")), true
	case r.Sent:
		return "No other PC has this card yet. " + tell, false
	case n.Failed == "":
		return "This card is not on the other PCs yet. " + tell, false
	case n.MetAt.IsZero():
		return "This card is on this PC only, which has not met the others yet. " + tell, false
	}
	return fmt.Sprintf("This card is on this PC only, which last met the others %s. %s", met(n.MetAt, now), tell), false
}

// unheardAfter is after how long without a meeting a PC says that it may not know the
// latest. A store on the web is looked at every minute.
const unheardAfter = 2 * time.Minute

// Unheard says for an alarm that this PC may not know the latest, "" if it does.
func (n *News) Unheard(now time.Time) string {
	switch {
	case !n.Standing.Meets(), n.Failed == "" && now.Sub(n.MetAt) < unheardAfter:
		return ""
	case n.MetAt.IsZero():
		return "Not heard here: this PC has not met the others yet."
	}
	return fmt.Sprintf("Not heard here: this PC last met the others %s.", met(n.MetAt, now))
}

// met is since as it ends a sentence.
func met(at, now time.Time) string {
	if data.DateOf(at.In(now.Location())) == data.DateOf(now) {
		return "at " + since(at, now)
	}
	return "on " + since(at, now)
}

// ago is how long ago something was, within the last hour.
func ago(at, now time.Time) string {
	d := now.Sub(at)
	if d < time.Minute {
		return "just now"
	}
	return data.Plural(int(d/time.Minute), "minute", "minutes") + " ago"
}

// since names a time as people do: the hour today, the weekday in the last week,
// else the date.
func since(at, now time.Time) string {
	at = at.In(now.Location())
	today, day := data.DateOf(now), data.DateOf(at)
	switch {
	case day == today:
		return data.HourOf(at)
	case day.After(today.AddDays(-7)):
		return at.Format("Monday")
	}
	return at.Format("2 January")
}

// Sentence says how a PC stands after a meeting that a person asked for.
func (n *News) Sentence() string {
	switch {
	case n.Standing == meeting.Asked:
		return "A manager has not let this PC in yet."
	case n.Standing == meeting.Struck:
		return "This PC was struck off. It gets nothing new."
	case n.Odd:
		return "Met, with a problem. See below."
	}
	return "Up to date."
}
