package disclosure

import (
	"slices"
	"testing"

	"waymark/data"
)

// people is a report with one table of so many in each row; below 0 it is hidden,
// and so many.
func people(from, to string, rows ...int) Held {
	t := Table{Key: "reasons", Form: Parts}
	n := 0
	h := Held{From: data.MustDate(from), To: data.MustDate(to), Rule: Default, True: map[string]int{}}
	for i, count := range rows {
		c := Cell{Key: string(rune('a' + i)), N: max(count, 0), Hidden: count < 0}
		n += max(count, -count)
		h.True["reasons#"+c.Key] = max(count, -count)
		t.Cells = append(t.Cells, c)
	}
	t.Cells = append(t.Cells, Cell{Key: KeyN, N: n}, Cell{Key: KeyRecorded, N: n})
	h.True["reasons#N"], h.True["reasons#n"] = n, n
	h.Tables = []Table{t}
	return h
}

func hidden(c Choice) int { return len(c.Hide) }

// A report to yesterday and one to today would tell who came today.
func TestChoose_hidesWhatWasAddedSince(t *testing.T) {
	yesterday, today := people("2026-01-01", "2026-03-10", 12, 20, 30), people("2026-01-01", "2026-03-11", 13, 20, 30)
	if got := hidden(Default.Choose(today, Series{})); got != 0 {
		t.Fatalf("%d numbers are hidden of a report alone", got)
	}
	c := Default.Choose(today, Series{Held: []Held{yesterday}})
	if !c.Hide["reasons#a"] || !c.Hide["reasons#N"] && !c.Hide["reasons#b"] && !c.Hide["reasons#c"] {
		t.Errorf("hides %v", c.Hide)
	}
	// Enough people since.
	later := people("2026-01-01", "2026-03-11", 19, 29, 39)
	if got := Default.Choose(later, Series{Held: []Held{yesterday}}); hidden(got) != 0 {
		t.Errorf("hides %v, of which nothing small follows", got.Hide)
	}
	// A report on other days has nothing to do with it.
	other := people("2025-01-01", "2025-12-31", 12, 20, 30)
	if got := Default.Choose(today, Series{Held: []Held{other}}); hidden(got) != 0 {
		t.Errorf("hides %v beside a report on other days", got.Hide)
	}
}

// A report on one person's own clients was taken for one on everyone.
func TestChoose_ownClientsAreAPart(t *testing.T) {
	own := people("2026-01-01", "2026-03-31", 12, 20, 30)
	own.OwnOf = "petra"
	own.True = map[string]int{}
	with := func(n ...int) Choice {
		return Default.Choose(people("2026-01-01", "2026-03-31", n[0], n[1], n[2]), Series{Held: []Held{own}})
	}
	if c := with(13, 30, 40); !c.Hide["reasons#a"] {
		t.Errorf("hides %v where all but one are hers", c.Hide)
	}
	if c := with(22, 30, 40); hidden(c) != 0 {
		t.Errorf("hides %v where enough are not hers", c.Hide)
	}
	// Her spring and everyone's summer do not make up everyone's half-year.
	spring, summer, half := events("2026-01-01", "2026-03-31", 40), events("2026-04-01", "2026-06-30", 40), events("2026-01-01", "2026-06-30", 81)
	spring.OwnOf = "petra"
	list := []Held{spring, summer}
	if spans := SpansOf(&half, list); len(spans) != 2 || spans[0].OwnOf != "" {
		t.Errorf("spans %+v", spans)
	}
	if told := Default.Combined(half, list); len(told) != 0 {
		t.Errorf("tells %v", told)
	}
	// Those of two people leave few others.
	second := people("2026-01-01", "2026-03-31", 10, 18, 8)
	second.OwnOf = "quentin"
	c := Default.Choose(people("2026-01-01", "2026-03-31", 24, 38, 38), Series{Held: []Held{own, second}})
	if !c.Hide["reasons#a"] {
		t.Errorf("hides %v where 2 are neither’s", c.Hide)
	}
}

// What one report hides must not follow from another.
func TestChoose_keepsWhatWasHidden(t *testing.T) {
	held := people("2026-01-01", "2026-03-31", -2, -6, 30)
	again := people("2026-01-01", "2026-03-31", 2, 6, 30)
	c := Default.Choose(again, Series{Held: []Held{held}})
	if !c.Hide["reasons#a"] || !c.Hide["reasons#b"] {
		t.Errorf("hides %v", c.Hide)
	}
	// Three quarters and the year give the fourth.
	year := events("2026-01-01", "2026-12-31", 43)
	list := []Held{events("2026-01-01", "2026-03-31", 10), events("2026-04-01", "2026-06-30", 20), events("2026-07-01", "2026-09-30", 11)}
	s := Series{Held: list, Spans: SpansOf(&year, list)}
	if len(s.Spans) != 4 {
		t.Fatalf("spans %+v", s.Spans)
	}
	for i, n := range []int{10, 20, 11, 2} {
		s.Spans[i].True = map[string]int{"contacts#all": n}
	}
	if c := Default.Choose(year, s); !c.Hide["contacts#all"] {
		t.Errorf("hides %v, so that the last quarter is 2", c.Hide)
	}
	s.Spans[3].True["contacts#all"] = 12
	more := events("2026-01-01", "2026-12-31", 53)
	if c := Default.Choose(more, s); hidden(c) != 0 {
		t.Errorf("hides %v", c.Hide)
	}
}

func events(from, to string, n int) Held {
	return Held{From: data.MustDate(from), To: data.MustDate(to), Rule: Default, True: map[string]int{"contacts#all": n},
		Tables: []Table{{Key: "contacts", Adds: true, Cells: []Cell{{Key: "all", N: n}}}}}
}

// Surgeries are parts of the service: all but one give the last.
func TestChoose_knowsThatSurgeriesAddUp(t *testing.T) {
	whole := people("2026-01-01", "2026-03-31", 12, 20, 30)
	one := people("2026-01-01", "2026-03-31", 10, 12, 30)
	one.Surgery = "a"
	c := Default.Choose(whole, Series{Held: []Held{one}})
	if !c.Hide["reasons#a"] || hidden(c) < 2 {
		t.Errorf("hides %v, so that 2 are at other surgeries", c.Hide)
	}
	// A row of the whole is the total of the part.
	whole.Tables = append(whole.Tables, Table{Key: "surgeries", Cells: []Cell{{Key: "a", N: 30}}})
	part := Held{From: whole.From, To: whole.To, Surgery: "a", Rule: Default, Tables: []Table{{Key: "seen", Cells: []Cell{{Key: "all", N: 28}}}},
		InWhole: map[string]string{"surgeries#a": "seen#all"}}
	if c := Default.Choose(whole, Series{Held: []Held{part}}); !c.Hide["surgeries#a"] {
		t.Errorf("hides %v: two people were entered late", c.Hide)
	}
}

// Late entries: what is counted now is not what was printed, and what was hidden
// then is set so that it agrees with what was.
func TestSettled_agreesWithWhatWasPrinted(t *testing.T) {
	held := people("2026-01-01", "2026-03-31", -2, -6, 30)
	held.Tables[0].Cells = append(held.Tables[0].Cells, Cell{Key: "together", N: 8, Of: []string{"a", "b"}})
	held.True["reasons#b"], held.True["reasons#N"], held.True["reasons#n"] = 9, 41, 41
	got := settled(&held)[0].Cells
	if got[0].N+got[1].N != 8 || got[0].N < 1 || got[1].N < 1 || got[2].N != 30 {
		t.Errorf("%+v", got)
	}
	if held.Tables[0].Cells[0].N != 0 {
		t.Error("the report itself is changed")
	}
}

// Means of nearly the same people give the scores of the few.
func TestChoose_leavesOutMeansOfNearlyTheSamePeople(t *testing.T) {
	with := func(h Held, pairs int, mean float64) Held {
		h.Tables = append(h.Tables, Table{Key: "outcome", Cells: []Cell{{Key: "pairs", N: pairs}}})
		h.Means = []Mean{{Key: "wemwbs", Ref: "outcome#pairs", Pairs: pairs, Shown: true, Before: mean, After: mean}}
		return h
	}
	before := with(people("2026-01-01", "2026-03-31", 12, 20, 30), 40, 33)
	for pairs, want := range map[int]bool{40: false, 41: true, 44: true, 45: false, 36: true} {
		now := with(people("2026-01-01", "2026-04-30", 19, 29, 39), pairs, 33)
		if c := Default.Choose(now, Series{Held: []Held{before}}); c.Hide["outcome#pairs"] != want {
			t.Errorf("%d pairs after 40: hides %v", pairs, c.Hide)
		}
	}
	// With rounded counts no one knows how many they are, and the means may still tell.
	before.Rule, before.Means[0].Pairs = Strict, 40
	now := with(people("2026-01-01", "2026-04-30", 19, 29, 39), 40, 34)
	if c := Strict.Choose(now, Series{Held: []Held{before}}); !c.Hide["outcome#pairs"] {
		t.Errorf("rounded: hides %v", c.Hide)
	}
}

// Partners are parts of the service, and surgeries parts of them: what one has less
// than another follows.
func TestChoose_knowsThatPartnersAddUp(t *testing.T) {
	const from, to = "2026-01-01", "2026-03-31"
	whole := people(from, to, 12, 20, 30)
	thanet := people(from, to, 10, 12, 20)
	thanet.Partner = "thanet"
	if c := Default.Choose(whole, Series{Held: []Held{thanet}}); !c.Hide["reasons#a"] || hidden(c) < 2 {
		t.Errorf("hides %v, so that 2 are of other partners", c.Hide)
	}
	hill := people(from, to, 4, 4, 18)
	hill.Surgery = "hill"
	if c := Default.Choose(thanet, Series{Held: []Held{hill}}); hidden(c) > 0 {
		t.Errorf("hides %v beside a surgery of another partner", c.Hide)
	}
	hill.IsOf(map[string]string{"hill": "thanet", "vale": "dover"})
	if c := Default.Choose(thanet, Series{Held: []Held{hill}}); !c.Hide["reasons#c"] {
		t.Errorf("hides %v, so that 2 are at the other surgeries of the partner", c.Hide)
	}
	// A partner and a surgery of another leave few of the whole, although neither does
	// alone.
	one, vale := people(from, to, 5, 9, 13), people(from, to, 5, 9, 15)
	one.Partner, vale.Surgery, vale.Of = "thanet", "vale", []data.ID{"dover"}
	for _, held := range [][]Held{{one}, {vale}} {
		if c := Default.Choose(whole, Series{Held: held}); hidden(c) > 0 {
			t.Errorf("hides %v beside one of them", c.Hide)
		}
	}
	if c := Default.Choose(whole, Series{Held: []Held{one, vale}}); hidden(c) == 0 {
		t.Error("2 people of each reason are of neither, and nothing is hidden")
	}
}

// The means of the surgeries of a partner, in a report on the whole, and that of the
// partner leave those of few.
func TestChoose_leavesOutMeansThatSurgeriesOfAPartnerTell(t *testing.T) {
	with := func(h Held, key string, pairs int) Held {
		h.Tables = append(h.Tables, Table{Key: "outcome" + key, Cells: []Cell{{Key: "pairs", N: pairs}}})
		h.Means = append(h.Means, Mean{Key: key, Ref: Ref("outcome"+key, "pairs"), Pairs: pairs, Shown: true, Before: 33, After: 44})
		return h
	}
	for hill, want := range map[int]bool{20: false, 17: true, 12: false} {
		thanet := with(people("2026-01-01", "2026-03-31", 12, 20, 30), "wemwbs", 20)
		thanet.Partner = "thanet"
		thanet.IsOf(map[string]string{"hill": "thanet", "vale": "thanet", "moor": "dover"})
		whole := with(with(people("2026-01-01", "2026-03-31", 22, 40, 60), "wemwbs", 60), "wemwbs/surgery/hill", hill)
		if c := Default.Choose(thanet, Series{Held: []Held{whole}}); c.Hide["outcomewemwbs#pairs"] != want {
			t.Errorf("%d of 20 at one surgery: hides %v", hill, c.Hide)
		}
		if c := Default.Choose(whole, Series{Held: []Held{thanet}}); c.Hide["outcomewemwbs/surgery/hill#pairs"] != want {
			t.Errorf("%d of 20 at one surgery, the whole later: hides %v", hill, c.Hide)
		}
		// The last look, at what was printed all the same, knows it as well.
		if told := Default.Combined(thanet, []Held{whole}); slices.Contains(told, "the mean of outcomewemwbs#pairs") != want {
			t.Errorf("%d of 20 at one surgery: told %q", hill, told)
		}
		if told := Default.Combined(whole, []Held{thanet}); slices.Contains(told, "the mean of outcomewemwbs/surgery/hill#pairs") != want {
			t.Errorf("%d of 20 at one surgery, the whole later: told %q", hill, told)
		}
	}
}
