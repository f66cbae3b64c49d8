package tally_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"waymark/data"
	"waymark/data/tally"
)

// wordsOf has 300 words in an order of its own.
func wordsOf(order []int) *tally.Words {
	w := tally.NewWords()
	for _, n := range order {
		w.Code(fmt.Sprint("word ", n))
	}
	return w
}

func serviceOf(seq int64) string { return fmt.Sprint("service ", seq) }

// TestPortable_isTheSameOnEveryDevice encodes facts, reads them where words and
// services have other numbers, and encodes them again.
func TestPortable_isTheSameOnEveryDevice(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 1000 {
		here := wordsOf(r.Perm(300))
		f := random(r)
		f.Restricted = false
		body, err := f.Portable(here, serviceOf)
		if err != nil {
			t.Fatal(err)
		}
		there := wordsOf(r.Perm(300))
		names := map[int64]string{}
		reading := tally.Portables{Words: there, Services: map[string]int64{}}
		f.Services(func(seq *int64) {
			n := int64(len(names) + 1)
			if _, known := reading.Services[serviceOf(*seq)]; !known {
				reading.Services[serviceOf(*seq)], names[n] = n, serviceOf(*seq)
			}
		})
		read, noOne, err := reading.Read(body)
		if err != nil || noOne {
			t.Fatalf("%+v: %v, of no one: %v", f, err, noOne)
		}
		again, err := read.Portable(there, func(seq int64) string { return names[seq] })
		if err != nil || !bytes.Equal(again, body) {
			t.Fatalf("%+v came back as %+v: %v", f, read, err)
		}
		var before, after []string
		f.Codes(func(c *tally.Code) { before = append(before, here.Word(*c)) })
		read.Codes(func(c *tally.Code) { after = append(after, there.Word(*c)) })
		if counted(before) != counted(after) {
			t.Fatalf("the words were %v and are %v", before, after)
		}
	}
}

func counted(words []string) string {
	n := map[string]int{}
	for _, w := range words {
		n[w]++
	}
	return fmt.Sprint(n)
}

// TestPortable_hasEveryWord fails when facts get a code that does not travel.
func TestPortable_hasEveryWord(t *testing.T) {
	f := &tally.Facts{}
	want := 0
	code := reflect.TypeFor[tally.Code]()
	var fill func(v reflect.Value, name string)
	fill = func(v reflect.Value, name string) {
		switch {
		case v.Type() == code:
			if name != "Episode" {
				want++
				v.SetInt(int64(want))
			}
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				fill(v.Field(i), v.Type().Field(i).Name)
			}
		case v.Kind() == reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			fill(v.Index(0), name)
		}
	}
	fill(reflect.ValueOf(f).Elem(), "")
	got := map[tally.Code]bool{}
	f.Codes(func(c *tally.Code) { got[*c] = true })
	if len(got) != want {
		t.Errorf("%d of %d words travel", len(got), want)
	}
}

// TestMonthOnly_givesTheAgeOnTheLastDayOfAMonth goes through every day of birth of
// eight years around days at the end of months, and random ones.
func TestMonthOnly_givesTheAgeOnTheLastDayOfAMonth(t *testing.T) {
	check := func(born, last data.Date) {
		t.Helper()
		known := tally.DayOf(born).MonthOnly()
		if got, want := tally.AgeOn(known, tally.DayOf(last)), data.Age(born, last); got != want {
			t.Fatalf("born on %v, on %v: %d years old by the month, %d by the day", born, last, got, want)
		}
		if got, want := tally.AgeOn(tally.DayOf(born), tally.DayOf(last)), data.Age(born, last); got != want {
			t.Fatalf("born on %v, on %v: a report counts %d years, the age is %d", born, last, got, want)
		}
	}
	lastOf := func(year, month int) data.Date {
		return data.MustDate(fmt.Sprintf("%04d-%02d-01", year, month)).AddMonths(1).AddDays(-1)
	}
	for born := data.MustDate("1943-01-01"); born.Year < 1951; born = born.AddDays(1) {
		for _, year := range []int{1944, 1950, 2000, 2023, 2024, 2100} {
			for month := 1; month <= 12; month++ {
				check(born, lastOf(year, month))
			}
		}
	}
	r := rand.New(rand.NewPCG(9, 10))
	for range 100_000 {
		check(data.MustDate("1900-01-01").AddDays(r.IntN(70_000)), lastOf(1900+r.IntN(190), 1+r.IntN(12)))
	}
	if got := tally.DayOf(data.MustDate("1950-07-23")).MonthOnly(); got != tally.DayOf(data.MustDate("1950-07-01")) || tally.Day(0).MonthOnly() != 0 {
		t.Errorf("of 23 July stays %v", got.Date())
	}
}

// TestPortable_restrictedRecordIsOnlyThat, since nothing of it may be used.
func TestPortable_restrictedRecordIsOnlyThat(t *testing.T) {
	f := random(rand.New(rand.NewPCG(13, 14)))
	f.Restricted = true
	body, err := f.Portable(wordsOf(rand.New(rand.NewPCG(1, 1)).Perm(300)), serviceOf)
	if err != nil {
		t.Fatal(err)
	}
	reading := tally.Portables{Words: tally.NewWords()}
	read, _, err := reading.Read(body)
	if err != nil || !reflect.DeepEqual(normal(*read), tally.Facts{Restricted: true}) {
		t.Errorf("read as %+v, %v", read, err)
	}
}

// TestPortables_serviceThatHasNotCome counts it as one, and an entry that became
// another as that.
func TestPortables_serviceThatHasNotCome(t *testing.T) {
	words := tally.NewWords()
	f := &tally.Facts{Surgery: words.Code("north"), Joined: []tally.Joined{{1, 5}, {2, 5}, {1, 6}}}
	body, err := f.Portable(words, serviceOf)
	if err != nil {
		t.Fatal(err)
	}
	there := tally.NewWords()
	reading := tally.Portables{Words: there, Services: map[string]int64{"service 6": 44}, Became: map[string]string{"north": "n", "n": "south"}}
	read, _, err := reading.Read(body)
	if err != nil {
		t.Fatal(err)
	}
	if there.Word(read.Surgery) != "south" || read.Joined[0].Service != read.Joined[2].Service || read.Joined[0].Service >= 0 || read.Joined[1].Service != 44 {
		t.Errorf("read as %+v in %v", read, there.Word(read.Surgery))
	}
}

// FuzzPortables: what another device sent is refused, or read as other facts.
func FuzzPortables(f *testing.F) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 20 {
		body, err := random(r).Portable(wordsOf(r.Perm(300)), serviceOf)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Fuzz(func(_ *testing.T, body []byte) {
		p := tally.Portables{Words: tally.NewWords()}
		_, _, _ = p.Read(body)
	})
}
