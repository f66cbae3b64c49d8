package rule

import (
	"strings"
	"time"

	"waymark/data"
)

// Overdue reports whether someone who is out should have been back.
func Overdue(c *data.LoneCard, now time.Time) bool { return c.Out() && !now.Before(c.DueAt) }

// MinutesOverdue is for how many whole minutes someone should have been back.
func MinutesOverdue(c *data.LoneCard, now time.Time) int {
	return max(0, int(now.Sub(c.DueAt)/time.Minute))
}

// SafeFor is how long an alarm is quiet after someone reached the person. They
// are safe, and not yet back.
const SafeFor = 30 * time.Minute

// LoneStep is one person to ring, in the order of ringing.
type LoneStep struct {
	Whom, Phone string
	Called      *data.LoneCall // the latest call in this alarm, nil if they have not been rung
}

// LoneSteps lists whom to ring when the owner of a card is not back: themselves,
// who is with them, the buddy, then whom the service names. One number is rung
// once.
func LoneSteps(c *data.LoneCard, s *data.LoneSettings) []LoneStep {
	people := []data.LoneContact{{Name: firstWord(c.Staff), Phone: c.Phone}, {Name: c.With, Phone: c.WithTel}, {Name: c.Buddy, Phone: c.BuddyTel}}
	var steps []LoneStep
	seen := map[string]bool{}
	for _, p := range append(people, s.Call...) {
		key := p.Phone
		if key == "" {
			key = strings.ToLower(p.Name)
		}
		if p.Name == "" || seen[key] {
			continue
		}
		seen[key] = true
		step := LoneStep{Whom: p.Name, Phone: p.Phone}
		for i := range c.Calls {
			if call := &c.Calls[i]; call.Whom == p.Name && !call.At.Before(c.DueAt) {
				step.Called = call
			}
		}
		steps = append(steps, step)
	}
	return steps
}

// NextStep is the first of the steps that no one has rung; len(steps) once all
// have been.
func NextStep(steps []LoneStep) int {
	for i := range steps {
		if steps[i].Called == nil {
			return i
		}
	}
	return len(steps)
}

func firstWord(name string) string {
	first, _, _ := strings.Cut(name, " ")
	return first
}
