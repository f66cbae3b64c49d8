package rule_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/rule"
)

var gives = map[string][]string{"wemwbs": {"wemwbs", "swemwbs"}, "swemwbs": {"swemwbs"}, "ons4": {"ons4.happy"}, "garden": {"garden"}}

func dueOf(offered ...string) *rule.Due {
	d := &rule.Due{Measures: func(id, _ string) []string { return gives[id] }, NameOf: func(id, _ string) string { return strings.ToUpper(id) }}
	for _, id := range offered {
		d.Offered = append(d.Offered, rule.Questionnaire{ID: id, Name: strings.ToUpper(id), Measures: gives[id]})
	}
	return d
}

var (
	today    = data.MustDate("2026-06-30")
	doneOne  = data.FollowUp{Number: 1, Status: data.FollowUpDone, FirstDue: data.MustDate("2026-02-02"), DueOn: data.MustDate("2026-02-02"), ClosedOn: data.MustDate("2026-02-09")}
	openTwo  = data.FollowUp{Number: 2, Status: data.FollowUpOpen, FirstDue: data.MustDate("2026-03-02"), DueOn: data.MustDate("2026-03-04")}
	laterTwo = data.FollowUp{Number: 2, Status: data.FollowUpOpen, FirstDue: data.MustDate("2026-07-02"), DueOn: data.MustDate("2026-07-04")}
)

func course(change func(*rule.Course)) *rule.Course {
	c := &rule.Course{Status: data.EpisodeOpen, SeenOn: data.MustDate("2026-01-12")}
	change(c)
	return c
}

func list(asks []data.Ask) string {
	var all []string
	for _, a := range asks {
		all = append(all, strings.Join(strings.Fields(fmt.Sprintln(a.Stage, a.InstrumentID, a.State, a.On.String(), a.ResponseID)), " "))
	}
	return strings.Join(all, ", ")
}

func finished(instrument string, stage data.Stage, day string) rule.Answered {
	return answered(instrument+day, instrument, stage, day)
}

func TestDue_asks(t *testing.T) {
	first := finished("wemwbs", data.Baseline, "2026-01-12")
	begun := rule.Begun{Answered: finished("wemwbs", data.Baseline, "2026-01-12")}
	for name, c := range map[string]struct {
		offered []string
		change  func(*rule.Course)
		want    string
	}{
		"seen, nothing answered": {[]string{"wemwbs", "ons4"}, func(*rule.Course) {}, "baseline wemwbs due 2026-01-12"},
		"not seen yet":           {[]string{"wemwbs"}, func(c *rule.Course) { c.SeenOn = data.Date{} }, "baseline wemwbs later"},
		"paused":                 {[]string{"wemwbs"}, func(c *rule.Course) { c.Status = data.EpisodePaused }, ""},
		"closed":                 {[]string{"wemwbs"}, func(c *rule.Course) { c.Status = data.EpisodeClosed }, ""},
		"none offered":           {nil, func(*rule.Course) {}, ""},
		"begun":                  {[]string{"wemwbs"}, func(c *rule.Course) { c.Begun = []rule.Begun{begun} }, "baseline wemwbs begun 2026-01-12 wemwbs2026-01-12"},
		"answered":               {[]string{"wemwbs"}, func(c *rule.Course) { c.Finished = []rule.Answered{first} }, ""},
		"second follow-up came": {[]string{"wemwbs", "swemwbs"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{first}, []data.FollowUp{doneOne, openTwo}
		}, "follow_up wemwbs due 2026-03-04"},
		"second follow-up to come": {[]string{"wemwbs"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{first}, []data.FollowUp{doneOne, laterTwo}
		}, "follow_up wemwbs later 2026-07-04"},
		"the earliest second follow-up counts": {[]string{"wemwbs"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{first}, []data.FollowUp{doneOne, laterTwo, openTwo}
		}, "follow_up wemwbs due 2026-03-04"},
		"first follow-up open": {[]string{"wemwbs"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{first}, []data.FollowUp{{Number: 1, Status: data.FollowUpOpen, DueOn: data.MustDate("2026-06-20")}}
		}, "follow_up wemwbs later 2026-07-11"},
		"no further follow-up is planned": {[]string{"wemwbs"}, func(c *rule.Course) {
			c.Finished = []rule.Answered{first}
			c.FollowUps = []data.FollowUp{{Number: 1, Status: data.FollowUpNotNeeded, FirstDue: data.MustDate("2026-02-02"), ClosedOn: data.MustDate("2026-02-03")}}
		}, "follow_up wemwbs due 2026-02-03"},
		"answered again": {[]string{"wemwbs"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{first, finished("wemwbs", data.StageFollowUp, "2026-03-05")}, []data.FollowUp{doneOne, openTwo}
		}, ""},
		"answered again by its short form": {[]string{"wemwbs", "swemwbs"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{first, finished("swemwbs", data.StageFollowUp, "2026-03-05")}, []data.FollowUp{doneOne, openTwo}
		}, ""},
		"answered again as a first one by mistake": {[]string{"wemwbs"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{first, finished("wemwbs", data.Baseline, "2026-03-05")}, []data.FollowUp{doneOne, openTwo}
		}, ""},
		"answered again too early to stand for after": {[]string{"wemwbs"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{first, finished("wemwbs", data.StageFollowUp, "2026-02-08")}, []data.FollowUp{doneOne, openTwo}
		}, "follow_up wemwbs due 2026-03-04"},
		"its long form is not offered any more": {[]string{"ons4", "swemwbs"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{first}, []data.FollowUp{doneOne, openTwo}
		}, "follow_up swemwbs due 2026-03-04"},
		"its short form is not offered any more": {[]string{"wemwbs"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{finished("swemwbs", data.Baseline, "2026-01-12")}, []data.FollowUp{doneOne, openTwo}
		}, "follow_up wemwbs due 2026-03-04"},
		"nothing that shares a score is offered": {[]string{"ons4"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{first}, []data.FollowUp{doneOne, openTwo}
		}, ""},
		"the long form answers for both": {[]string{"wemwbs", "swemwbs", "ons4"}, func(c *rule.Course) {
			c.Finished = []rule.Answered{first, finished("ons4", data.Baseline, "2026-01-12"), finished("swemwbs", data.Baseline, "2026-01-13")}
			c.FollowUps = []data.FollowUp{doneOne, openTwo}
		}, "follow_up wemwbs due 2026-03-04, follow_up ons4 due 2026-03-04"},
		"one of two begun": {[]string{"wemwbs", "ons4"}, func(c *rule.Course) {
			c.Finished = []rule.Answered{first, finished("ons4", data.Baseline, "2026-01-12")}
			c.FollowUps = []data.FollowUp{doneOne, openTwo}
			c.Begun = []rule.Begun{{Answered: finished("wemwbs", data.StageFollowUp, "2026-03-04")}}
		}, "follow_up wemwbs begun 2026-03-04 wemwbs2026-03-04, follow_up ons4 due 2026-03-04"},
		"one of two answered again": {[]string{"wemwbs", "ons4"}, func(c *rule.Course) {
			c.Finished = []rule.Answered{first, finished("ons4", data.Baseline, "2026-01-12"), finished("wemwbs", data.StageFollowUp, "2026-03-05")}
			c.FollowUps = []data.FollowUp{doneOne, openTwo}
		}, "follow_up ons4 due 2026-03-04"},
		"another questionnaire answered again": {[]string{"wemwbs", "ons4"}, func(c *rule.Course) {
			c.Finished = []rule.Answered{first, finished("ons4", data.Baseline, "2026-01-12"), finished("ons4", data.StageFollowUp, "2026-03-05")}
			c.FollowUps = []data.FollowUp{doneOne, openTwo}
		}, "follow_up wemwbs due 2026-03-04"},
		"another one begun after the first follow-up": {[]string{"wemwbs", "ons4"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{first, finished("ons4", data.Baseline, "2026-02-20")}, []data.FollowUp{doneOne, openTwo}
		}, "follow_up wemwbs due 2026-03-04, follow_up ons4 due 2026-03-06"},
		"second follow-up done before its day": {[]string{"wemwbs"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{first}, []data.FollowUp{doneOne, {Number: 2, Status: data.FollowUpDone, DueOn: data.MustDate("2026-03-04"), ClosedOn: data.MustDate("2026-03-02")}}
		}, "follow_up wemwbs due 2026-03-02"},
		"second follow-up not needed": {[]string{"wemwbs"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{first}, []data.FollowUp{doneOne, {Number: 2, Status: data.FollowUpNotNeeded, DueOn: data.MustDate("2026-03-04"), ClosedOn: data.MustDate("2026-03-09")}}
		}, "follow_up wemwbs due 2026-03-09"},
		"not within two weeks of the first": {[]string{"wemwbs"}, func(c *rule.Course) {
			c.Finished, c.FollowUps = []rule.Answered{finished("wemwbs", data.Baseline, "2026-06-29")}, []data.FollowUp{doneOne, openTwo}
		}, "follow_up wemwbs later 2026-07-13"},
	} {
		if got := list(dueOf(c.offered...).Asks(course(c.change), today)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestDue_aRefusalIsNotDue(t *testing.T) {
	refusal := func(stage data.Stage, instrument string) data.QuestionnaireRefusal {
		return data.QuestionnaireRefusal{ID: "q", Stage: stage, InstrumentID: instrument, On: data.MustDate("2026-03-01"), Reason: "Prefers to talk",
			Stamp: data.Stamp{CreatedAt: time.Unix(1000, 0)}}
	}
	both := []rule.Answered{finished("wemwbs", data.Baseline, "2026-01-12"), finished("ons4", data.Baseline, "2026-01-12")}
	d := dueOf("wemwbs", "ons4")
	c := course(func(c *rule.Course) { c.Refusals = []data.QuestionnaireRefusal{refusal(data.Baseline, "")} })
	asks := d.Asks(c, today)
	if list(asks) != "baseline wemwbs refused 2026-03-01" || asks[0].RefusalID != "q" || asks[0].Reason != "Prefers to talk" {
		t.Errorf("first: %+v", asks)
	}
	c.Begun = []rule.Begun{{Answered: finished("wemwbs", data.Baseline, "2026-01-12"), Saved: data.Stamp{UpdatedAt: time.Unix(999, 0)}}}
	if got := list(d.Asks(c, today)); got != "baseline wemwbs refused 2026-03-01 wemwbs2026-01-12" {
		t.Errorf("refused halfway: %s", got)
	}
	c.Begun[0].Saved.UpdatedAt = time.Unix(1001, 0)
	if got := list(d.Asks(c, today)); got != "baseline wemwbs begun 2026-01-12 wemwbs2026-01-12" {
		t.Errorf("gone on with after the refusal: %s", got)
	}
	c.Begun, c.Finished, c.FollowUps = nil, both, []data.FollowUp{doneOne, openTwo}
	if got := list(d.Asks(c, today)); got != "follow_up wemwbs due 2026-03-04, follow_up ons4 due 2026-03-04" {
		t.Errorf("answered after the refusal: %s", got)
	}
	c.Refusals = append(c.Refusals, refusal(data.StageFollowUp, "ons4"))
	if got := list(d.Asks(c, today)); got != "follow_up wemwbs due 2026-03-04, follow_up ons4 refused 2026-03-01" {
		t.Errorf("one of two refused: %s", got)
	}
	again := refusal(data.StageFollowUp, "ons4")
	again.ID, again.CreatedAt = "again", time.Unix(2000, 0)
	for _, refusals := range [][]data.QuestionnaireRefusal{{again, c.Refusals[1]}, {c.Refusals[1], again}} {
		c.Refusals = refusals
		if asks := d.Asks(c, today); asks[1].RefusalID != "again" {
			t.Errorf("refused twice, and the earlier refusal counts: %+v", asks[1])
		}
	}
}

// A questionnaire that completes a pair on every score of the first is never
// due, and no one is due one after they have refused everything.
func TestDue_agreesWithPairs(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	d := dueOf("wemwbs", "swemwbs", "ons4")
	for range 5000 {
		c := course(func(c *rule.Course) { c.FollowUps = []data.FollowUp{doneOne, openTwo} })
		day := data.MustDate("2026-01-01")
		for range random.IntN(6) {
			day = day.AddDays(random.IntN(40))
			c.Finished = append(c.Finished, finished([]string{"wemwbs", "swemwbs", "ons4"}[random.IntN(3)], data.Stages()[random.IntN(2)].Value, day.String()))
		}
		asks := d.Asks(c, data.MustDate("2027-01-01"))
		for _, a := range asks {
			if a.Stage != data.StageFollowUp {
				continue
			}
			paired := true
			for _, measure := range gives[a.InstrumentID] {
				p := &rule.Pairs{Answers: c.Finished, FirstFollowUps: map[data.ID]data.Date{episode: rule.FirstFollowUp(c.FollowUps)},
					Scored: func(i int) bool {
						return strings.Contains(strings.Join(gives[c.Finished[i].InstrumentID], " ")+" ", measure+" ")
					}}
				paired = paired && p.In(episode).Complete()
			}
			if paired {
				t.Fatalf("%+v: %s is due, and there is a pair", c.Finished, a.InstrumentID)
			}
		}
		c.Refusals = []data.QuestionnaireRefusal{{Stage: data.Baseline}, {Stage: data.StageFollowUp}}
		for _, a := range d.Asks(c, today) {
			if a.State == data.AskDue {
				t.Fatalf("%+v is due after a refusal", a)
			}
		}
	}
}
