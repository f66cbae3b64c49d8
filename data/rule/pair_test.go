package rule_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"waymark/data"
	"waymark/data/rule"
)

const episode data.ID = "e"

func answered(id, instrument string, stage data.Stage, day string) rule.Answered {
	return rule.Answered{ID: data.ID(id), EpisodeID: episode, InstrumentID: instrument, Version: "1", Stage: stage, On: data.MustDate(day)}
}

// pairsOf is a measure that every answer has a score on, but for those named.
func pairsOf(firstFollowUp string, list []rule.Answered, blank ...data.ID) *rule.Pairs {
	p := &rule.Pairs{InstrumentID: "swemwbs", Answers: list, FirstFollowUps: map[data.ID]data.Date{}}
	p.Scored = func(i int) bool { return !slices.Contains(blank, list[i].ID) }
	if firstFollowUp != "" {
		p.FirstFollowUps[episode] = data.MustDate(firstFollowUp)
	}
	return p
}

func TestPairs_in(t *testing.T) {
	first, second := answered("a", "wemwbs", data.Baseline, "2026-01-12"), answered("b", "wemwbs", data.Baseline, "2026-01-20")
	later, short := answered("c", "wemwbs", data.StageFollowUp, "2026-02-10"), answered("d", "swemwbs", data.StageFollowUp, "2026-02-12")
	unmarked := answered("f", "wemwbs", data.Baseline, "2026-02-20")
	newer := later
	newer.Version = "2"
	other := later
	other.EpisodeID = "another"
	for name, c := range map[string]struct {
		firstFollowUp string
		list          []rule.Answered
		blank         []data.ID
		want          string
	}{
		"nothing":                             {"", nil, nil, "- -"},
		"the first complete one":              {"", []rule.Answered{first, second, later}, []data.ID{"a"}, "b c"},
		"a derived score":                     {"2026-02-02", []rule.Answered{first, short}, nil, "a d"},
		"before the first follow-up":          {"2026-02-11", []rule.Answered{first, later}, nil, "a -"},
		"on the day of the first follow-up":   {"2026-02-10", []rule.Answered{first, later}, nil, "a c"},
		"not marked, after the follow-up":     {"2026-02-10", []rule.Answered{first, unmarked}, nil, "a f"},
		"not marked, no follow-up on record":  {"", []rule.Answered{first, unmarked}, nil, "a -"},
		"the last one has a blank":            {"2026-02-02", []rule.Answered{first, later, short}, []data.ID{"d"}, "a c"},
		"only a follow-up":                    {"2026-02-02", []rule.Answered{later}, nil, "- -"},
		"two versions":                        {"2026-02-02", []rule.Answered{first, newer}, nil, "a -"},
		"another episode's":                   {"2026-02-02", []rule.Answered{first, other}, nil, "a -"},
		"a follow-up before the first is not": {"", []rule.Answered{later, unmarked}, nil, "f -"},
	} {
		p := pairsOf(c.firstFollowUp, c.list, c.blank...)
		if got := names(p, p.In(episode)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func names(p *rule.Pairs, pair rule.Pair) string {
	name := func(i int) string {
		if i == rule.None {
			return "-"
		}
		return string(p.Answers[i].ID)
	}
	return name(pair.Before) + " " + name(pair.After)
}

func TestPairs_chosenOverridesTheRule(t *testing.T) {
	list := []rule.Answered{answered("a", "wemwbs", data.Baseline, "2026-01-12"), answered("b", "wemwbs", data.StageFollowUp, "2026-02-10"),
		answered("c", "swemwbs", data.StageFollowUp, "2026-02-12")}
	p := pairsOf("", list)
	p.Chosen = map[rule.ChosenKey]rule.Chosen{{EpisodeID: episode, InstrumentID: "wemwbs"}: {Before: "a", After: "b"}}
	if got := names(p, p.In(episode)); got != "a b" {
		t.Errorf("chosen for the questionnaire that the score is derived from: %s", got)
	}
	p.Chosen[rule.ChosenKey{EpisodeID: episode, InstrumentID: "swemwbs"}] = rule.Chosen{Before: "a"}
	if pair := p.In(episode); names(p, pair) != "a -" || !pair.Adjusted {
		t.Errorf("chosen for its own questionnaire: %s", names(p, pair))
	}
	delete(p.Chosen, rule.ChosenKey{EpisodeID: episode, InstrumentID: "swemwbs"})
	p.Chosen[rule.ChosenKey{EpisodeID: "another", InstrumentID: "swemwbs"}] = rule.Chosen{}
	if got := names(p, p.In(episode)); got != "a b" {
		t.Errorf("a choice about another episode counts: %s", got)
	}
	other := answered("o", "ons4", data.Baseline, "2026-01-10")
	p = pairsOf("", append([]rule.Answered{other}, list...), "o")
	p.Chosen = map[rule.ChosenKey]rule.Chosen{{EpisodeID: episode, InstrumentID: "wemwbs"}: {Before: "a", After: "b"}}
	if got := names(p, p.In(episode)); got != "a b" {
		t.Errorf("chosen, with one before it that has no such score: %s", got)
	}
	p.Chosen = map[rule.ChosenKey]rule.Chosen{{EpisodeID: episode, InstrumentID: "ons4"}: {Before: "a", After: "b"}}
	if got := p.In(episode); got.Adjusted || names(p, got) != "a c" {
		t.Errorf("what was chosen for another score counts: %+v", got)
	}
}

func TestFirstFollowUp(t *testing.T) {
	on := data.MustDate
	done := data.FollowUp{Number: 1, Status: data.FollowUpDone, FirstDue: on("2026-02-02"), DueOn: on("2026-02-04"), ClosedOn: on("2026-02-09")}
	moved := data.FollowUp{Number: 1, Status: data.FollowUpOpen, FirstDue: on("2026-02-05"), DueOn: on("2026-02-20")}
	second := data.FollowUp{Number: 2, Status: data.FollowUpDone, FirstDue: on("2026-01-02"), DueOn: on("2026-01-02"), ClosedOn: on("2026-01-02")}
	for name, c := range map[string]struct {
		list []data.FollowUp
		want string
	}{
		"none":                          {nil, ""},
		"only a second":                 {[]data.FollowUp{second}, ""},
		"done: on the day it was done":  {[]data.FollowUp{second, done}, "2026-02-09"},
		"open: when it was first due":   {[]data.FollowUp{moved, second}, "2026-02-05"},
		"of two, the earlier":           {[]data.FollowUp{done, moved}, "2026-02-05"},
		"of two, whichever is recorded": {[]data.FollowUp{moved, done}, "2026-02-05"},
	} {
		if got := rule.FirstFollowUp(c.list); got.String() != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What makes a pair holds for any list.
func TestPairs_anyPairIsInOrderAndOfOneEpisode(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	made := 0
	for range 5000 {
		var list []rule.Answered
		day := data.MustDate("2026-01-01")
		for n := range random.IntN(7) {
			day = day.AddDays(random.IntN(20))
			a := answered(fmt.Sprint(n), []string{"wemwbs", "swemwbs"}[random.IntN(2)], data.Stages()[random.IntN(2)].Value, day.String())
			a.Version, a.EpisodeID = fmt.Sprint(random.IntN(2)), []data.ID{episode, "other"}[random.IntN(2)]
			list = append(list, a)
		}
		blank := []data.ID{data.ID(fmt.Sprint(random.IntN(7)))}
		first := []string{"", day.AddDays(-random.IntN(40)).String()}[random.IntN(2)]
		p := pairsOf(first, list, blank...)
		pair, ok := p.Latest(data.Date{})
		if !ok {
			continue
		}
		made++
		b, a := p.Answers[pair.Before], p.Answers[pair.After]
		if pair.Before >= pair.After || b.EpisodeID != a.EpisodeID || b.Stage == data.StageFollowUp || b.ID == blank[0] || a.ID == blank[0] ||
			b.InstrumentID == a.InstrumentID && b.Version != a.Version || a.EpisodeID == episode && first != "" && a.On.Before(data.MustDate(first)) {
			t.Fatalf("%+v makes a pair of %+v and %+v", list, b, a)
		}
	}
	if made < 100 {
		t.Errorf("only %d pairs were looked at", made)
	}
}

// Someone with two episodes makes one pair, that of the episode answered last,
// whichever of the two began first.
func TestPairs_latestIsTheEpisodeAnsweredLast(t *testing.T) {
	of := func(id data.ID, a rule.Answered) rule.Answered { a.EpisodeID = id; return a }
	early := []rule.Answered{answered("a", "wemwbs", data.Baseline, "2026-01-12"), answered("b", "wemwbs", data.StageFollowUp, "2026-02-10")}
	late := []rule.Answered{answered("c", "wemwbs", data.Baseline, "2026-01-20"), answered("d", "wemwbs", data.StageFollowUp, "2026-03-10")}
	for name, c := range map[string]struct {
		list []rule.Answered
		from string
		want string
	}{
		"the second episode":                 {[]rule.Answered{of("1", early[0]), of("1", early[1]), of("2", late[0]), of("2", late[1])}, "2026-01-01", "c d"},
		"the first episode, answered last":   {[]rule.Answered{of("1", late[0]), of("2", early[0]), of("2", early[1]), of("1", late[1])}, "2026-01-01", "c d"},
		"the only one in the period":         {[]rule.Answered{of("1", early[0]), of("1", early[1]), of("2", late[0]), of("2", late[1])}, "2026-03-01", "c d"},
		"the latest is before the period":    {[]rule.Answered{of("1", early[0]), of("1", early[1])}, "2026-02-11", "- -"},
		"the later episode makes no pair":    {[]rule.Answered{of("1", early[0]), of("1", early[1]), of("2", late[0])}, "2026-01-01", "a b"},
		"each episode keeps to its own pair": {[]rule.Answered{of("1", early[0]), of("2", late[1])}, "2026-01-01", "- -"},
	} {
		p := pairsOf("", c.list)
		pair, ok := p.Latest(data.MustDate(c.from))
		if got := names(p, pair); got != c.want || ok != pair.Complete() {
			t.Errorf("%s: %s, %v; want %s", name, got, ok, c.want)
		}
	}
}
