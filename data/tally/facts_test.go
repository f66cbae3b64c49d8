package tally_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"waymark/data"
	"waymark/data/tally"
)

// random facts, with every list from empty to a few.
func random(r *rand.Rand) *tally.Facts {
	n := func(below int) int { return r.IntN(below) }
	code := func() tally.Code { return tally.Code(n(300)) }
	day := func() tally.Day {
		if n(5) == 0 {
			return 0
		}
		return tally.DayOf(data.MustDate("1900-01-01").AddDays(n(90_000)))
	}
	f := &tally.Facts{Born: day(), Sex: code(), Surgery: code(), Refused: n(2) == 0, Restricted: n(4) == 0}
	for range n(4) {
		referral := tally.Referral{On: day(), Episode: code(), Source: code(), Surgery: code(), Reason: code(), Prescriber: code()}
		for range n(3) {
			referral.Further = append(referral.Further, code())
		}
		f.Referrals = append(f.Referrals, referral)
		f.Needs = append(f.Needs, tally.Need{On: day(), Reason: code()})
		f.Contacts = append(f.Contacts, tally.Contact{On: day(), Episode: code(), Kind: code(), Outcome: code()})
		f.Offers = append(f.Offers, tally.Offer{On: day(), Service: int64(n(1e6)), Decision: code(), Why: code(), Status: code(), Confidence: n(12) - 1})
	}
	for range n(3) {
		f.Gaps = append(f.Gaps, tally.Need{On: day(), Reason: code()})
		f.Went = append(f.Went, tally.Went{Episode: code(), On: day()})
		f.Joined = append(f.Joined, tally.Joined{Episode: code(), Service: int64(n(1e6))})
		f.FollowUps = append(f.FollowUps, tally.FollowUp{Episode: code(), Status: code(), Number: 1 + n(2), FirstDue: day(), DueOn: day(), ClosedOn: day()})
		f.Refusals = append(f.Refusals, tally.Refusal{Episode: code(), Instrument: code()})
		f.Chosen = append(f.Chosen, tally.Chosen{Episode: code(), Instrument: code(), Before: n(5) - 1, After: n(5) - 1})
	}
	for range n(5) {
		response := tally.Response{On: day(), Episode: code(), Instrument: code(), Version: code(), Stage: code(), Mode: code()}
		for range n(3) {
			value := []float64{float64(n(100)), float64(n(10_000)) / 100, -1.5, 1.0 / 3, math.Pi * 1e12, 0}[n(6)]
			response.Scores = append(response.Scores, tally.Score{Measure: code(), Value: value, Estimated: n(3)})
		}
		f.Responses = append(f.Responses, response)
	}
	return f
}

// TestFacts_readBackAsTheyWere reads into facts that held others before, as a
// count does.
func TestFacts_readBackAsTheyWere(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var used tally.Facts
	for range 2000 {
		f := random(r)
		body := f.Append(nil)
		var fresh tally.Facts
		if err := fresh.Read(body); err != nil {
			t.Fatalf("%+v: %v", f, err)
		}
		if err := used.Read(body); err != nil || string(used.Append(nil)) != string(body) {
			t.Fatalf("%+v is read over others as %+v: %v", f, used, err)
		}
		if !reflect.DeepEqual(normal(fresh), normal(*f)) {
			t.Fatalf("%+v is read as %+v", *f, fresh)
		}
	}
}

// normal has nil for lists without parts.
func normal(f tally.Facts) tally.Facts {
	v := reflect.ValueOf(&f).Elem()
	var tidy func(reflect.Value)
	tidy = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				tidy(v.Field(i))
			}
		case reflect.Slice:
			if v.Len() == 0 {
				v.SetZero()
			}
			for i := range v.Len() {
				tidy(v.Index(i))
			}
		}
	}
	tidy(v)
	return f
}

// A body that was damaged is refused, or read as other facts: it never brings
// the program down.
func FuzzFacts(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		f.Add(random(r).Append(nil))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var facts, again tally.Facts
		if facts.Read(body) != nil {
			return
		}
		if err := again.Read(facts.Append(nil)); err != nil {
			t.Errorf("read once, and not again: %v", err)
		}
	})
}

func TestFacts_ofAnotherFormAreRefused(t *testing.T) {
	body := random(rand.New(rand.NewPCG(5, 6))).Append(nil)
	for _, wrong := range [][]byte{nil, {}, {0}, {99, 1, 2}, body[:len(body)-1], append(body[:len(body):len(body)], 0)} {
		if new(tally.Facts).Read(wrong) == nil {
			t.Errorf("%v is read", wrong)
		}
	}
}

func TestDay_comparesAndComesBack(t *testing.T) {
	last := tally.Day(0)
	for d := data.MustDate("1899-12-01"); d.Year < 2041; d = d.AddDays(17) {
		day := tally.DayOf(d)
		if day <= last || day.Date() != d {
			t.Fatalf("%v is the day %d, which is %v", d, day, day.Date())
		}
		last = day
	}
	if tally.DayOf(data.Date{}) != 0 || !tally.Day(0).Date().IsZero() {
		t.Error("no date is a day")
	}
}
