package rule_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"waymark/data"
	"waymark/data/rule"
)

var stepToday = data.MustDate("2026-04-07")

func TestNext_isWhatIsOwedSoonest(t *testing.T) {
	contact := func(day int, at string) rule.Step {
		return rule.Step{Kind: rule.StepAppointment, On: stepToday.AddDays(day), At: at}
	}
	followUp := func(day int) rule.Step { return rule.Step{Kind: rule.StepFollowUp, On: stepToday.AddDays(day)} }
	ask := func(day int) rule.Step { return rule.Step{Kind: rule.StepAsk, On: stepToday.AddDays(day)} }
	resume := func(day int) rule.Step { return rule.Step{Kind: rule.StepResume, On: stepToday.AddDays(day)} }
	for name, steps := range map[string][]rule.Step{ // the first is the one wanted
		"a clinic tomorrow before a follow-up in three weeks":       {contact(1, "10:00"), followUp(21)},
		"a follow-up today before a clinic tomorrow":                {followUp(0), contact(1, "09:00")},
		"what is overdue longest":                                   {followUp(-9), contact(-2, "10:00"), followUp(0)},
		"an overdue contact before a follow-up today":               {contact(-1, ""), followUp(0)},
		"10:00 before 15:00":                                        {contact(0, "10:00"), contact(0, "15:00")},
		"a time before the whole day":                               {contact(0, "15:00"), followUp(0), contact(0, "")},
		"an overdue follow-up before a questionnaire long due":      {followUp(-1), ask(-40), resume(-50)},
		"a questionnaire due today before a follow-up tomorrow":     {ask(0), followUp(1)},
		"a questionnaire due since before a follow-up tomorrow":     {ask(-30), followUp(1)},
		"one that was begun before one to be asked":                 {resume(-3), ask(-10)},
		"a follow-up today before the questionnaire with it":        {followUp(0), ask(0)},
		"anything with a day before a questionnaire without":        {followUp(60), {Kind: rule.StepAsk}},
		"a questionnaire without a day where there is nothing else": {{Kind: rule.StepAsk}},
	} {
		if got, ok := rule.Next(steps, stepToday); !ok || got != steps[0] {
			t.Errorf("%s: got %+v", name, got)
		}
	}
	if _, ok := rule.Next(nil, stepToday); ok {
		t.Error("nothing is owed, yet there is a next step")
	}
}

// However many steps there are and in whichever order they are given, none is
// owed before the one that is chosen.
func TestNext_noStepIsSooner(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	for range 5000 {
		steps := make([]rule.Step, 1+r.IntN(7))
		for i := range steps {
			s := rule.Step{Kind: rule.StepKind(r.IntN(4)), ID: data.ID(fmt.Sprint(i))}
			if r.IntN(6) > 0 {
				s.On = stepToday.AddDays(r.IntN(9) - 4)
			}
			if s.Kind == rule.StepAppointment && r.IntN(3) > 0 {
				s.At = fmt.Sprintf("%02d:00", r.IntN(24))
			}
			steps[i] = s
		}
		next, _ := rule.Next(steps, stepToday)
		for _, s := range steps {
			if s == next {
				continue
			}
			dated := !next.On.IsZero() || s.On.IsZero()
			effective := func(s rule.Step) data.Date {
				if s.Kind >= rule.StepResume && s.On.Before(stepToday) {
					return stepToday
				}
				return s.On
			}
			sooner := !s.On.IsZero() && !next.On.IsZero() && effective(s).Before(effective(next)) ||
				s.On == next.On && s.Kind == rule.StepAppointment && next.Kind == rule.StepAppointment && s.At != "" && (next.At == "" || s.At < next.At)
			if !dated || sooner {
				t.Fatalf("of %+v, %+v was chosen before %+v", steps, next, s)
			}
		}
		r.Shuffle(len(steps), func(i, j int) { steps[i], steps[j] = steps[j], steps[i] })
		if again, _ := rule.Next(steps, stepToday); again != next {
			t.Fatalf("the order in which they are given decides: %+v or %+v", next, again)
		}
	}
}

// The order has no circles, or sorting by it would be a lottery.
func TestStepCompare_isAnOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	one := func() rule.Step {
		s := rule.Step{Kind: rule.StepKind(r.IntN(4)), ID: data.ID(fmt.Sprint(r.IntN(2)))}
		if r.IntN(4) > 0 {
			s.On = stepToday.AddDays(r.IntN(5) - 2)
		}
		if r.IntN(2) > 0 {
			s.At = fmt.Sprintf("%02d:00", r.IntN(3))
		}
		return s
	}
	for range 20000 {
		a, b, c := one(), one(), one()
		if a.Compare(b, stepToday) != -b.Compare(a, stepToday) {
			t.Fatalf("%+v and %+v", a, b)
		}
		if a.Compare(b, stepToday) <= 0 && b.Compare(c, stepToday) <= 0 && a.Compare(c, stepToday) > 0 {
			t.Fatalf("%+v, %+v, %+v", a, b, c)
		}
	}
}
