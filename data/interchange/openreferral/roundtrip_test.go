package openreferral

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"waymark/data"
)

var noon = data.Clock(func() time.Time { return time.Date(2026, 4, 7, 12, 0, 0, 0, time.UTC) })

// awkward texts are what has broken imports: formulas, quotes, line ends,
// other scripts, markup, and what our own reading would take for something.
var awkward = []string{
	"@symes Community Building", "+44 (0)1843 496001", "=1+1", "'=x", "''@y", "-5", "'-5", "-0.65", "'", "\tq",
	"Caffi Dydd Gŵyl Dewi, Llanelli", "Łódź Zażółć gęślą jaźń", "مركز المجتمع", "O’Brien \"The Hub\" & Co",
	"first\nsecond, third;\n\nfourth", "<p>Some &amp; <b>markup</b></p>", "Free", "£3, £2 for members",
	"Mon, Tue 10:00 to 18:00; Sat 9.30–12", "no wheelchair access", "step-free, wheelchair ramp", "English", "ur",
	"12 High Street, Margate CT9 1AA", "a / b", "true", "null", "0", "http://example.org/?a=b&c=d", "x\u2028y", "🙂",
}

type maker struct{ *rand.Rand }

func pick[T any](m maker, from ...T) T { return from[m.IntN(len(from))] }

func (m maker) line() string { return data.Tidy(m.note()) }

func (m maker) note() string {
	switch m.IntN(4) {
	case 0:
		return ""
	case 1:
		return pick(m, awkward...) + pick(m, " ", "\n", ", ", "\"", "'") + pick(m, awkward...)
	}
	return pick(m, awkward...)
}

func (m maker) day() data.Date {
	if m.IntN(2) == 0 {
		return data.Date{}
	}
	return data.MustDate("2020-02-28").AddDays(m.IntN(2000))
}

func (m maker) list() []string {
	var list []string
	for range m.IntN(4) {
		list = append(list, data.Tidy(pick(m, awkward...)))
	}
	return notBlank(list...)
}

// entry is an entry such as the store gives: texts are tidy, values are known.
func (m maker) entry(i int) *data.SourceEntry {
	s := data.Service{
		Organisation: m.line(), Name: data.Tidy(fmt.Sprint(pick(m, awkward...), i)), OtherNames: m.line(),
		Description: data.TidyNote(m.note()), Referring: data.TidyNote(m.note()), Eligibility: data.TidyNote(m.note()),
		Cost: m.line(), Days: data.TidyNote(m.note()), ContactName: m.line(), Phone: m.line(), Email: m.line(), Web: m.line(),
		Address: m.line(), Postcode: pick(m, "", "CT9 1AA", "SW1A 2AA", "ZZ99 3VZ"), Area: m.line(),
		MinAge: m.IntN(60), MaxAge: pick(m, 0, 60, 120), Status: pick(m, data.ServiceActive, data.ServicePaused, data.ServiceDefunct, ""),
		ClosedUntil: m.day(), Room: pick(m, "", data.HasRoom, data.FewLeft, data.Full), Waiting: m.line(),
		Delivery:   pick(m, nil, []data.Delivery{data.InPerson}, []data.Delivery{data.ByPhone, data.AtHome}, []data.Delivery{data.Online}),
		Wheelchair: pick(m, "", data.Yes, data.No), Access: data.TidyNote(m.note()), Languages: m.list(),
		Latitude: pick(m, 0, 51.3891, -0.5, 1e-9, 90), Longitude: pick(m, 0, 1.3868, -3.25, -180),
		LastChecked: m.day(), CheckedHow: m.line(),
	}
	if s.LastChecked.After(noon.Today()) {
		s.LastChecked = data.Date{}
	}
	return &data.SourceEntry{Key: pick(m, "", "=", "a b-", "٣") + fmt.Sprint(i), Service: s, Categories: m.list(), Needs: m.list()}
}

func all(entries []*data.SourceEntry) iter.Seq2[*data.SourceEntry, error] {
	return func(yield func(*data.SourceEntry, error) bool) {
		for _, e := range entries {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func collect(t *testing.T, entries iter.Seq2[*data.SourceEntry, error]) []*data.SourceEntry {
	t.Helper()
	var got []*data.SourceEntry
	for e, err := range entries {
		if err != nil {
			t.Fatalf("after %d entries: %v", len(got), err)
		}
		got = append(got, e)
	}
	return got
}

func checkSame(t *testing.T, want, got []*data.SourceEntry) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d entries came back of %d", len(got), len(want))
	}
	for i, w := range want {
		g := got[i]
		if g.Key != w.Key || !reflect.DeepEqual(g.Service, w.Service) ||
			!reflect.DeepEqual(g.Categories, w.Categories) || !reflect.DeepEqual(g.Needs, w.Needs) {
			t.Fatalf("entry %d came back as\n%#v\nand was\n%#v", i, *g, *w)
		}
		if g.Skip != "" || g.At.Row != i+1 {
			t.Fatalf("entry %d: skip %q, row %d", i, g.Skip, g.At.Row)
		}
	}
}

func writeFile(t *testing.T, name string, body []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhatIsWrittenReadsBackEqual(t *testing.T) {
	for seed := range uint64(30) {
		m := maker{rand.New(rand.NewPCG(seed, 3))}
		var want []*data.SourceEntry
		for i := range 60 {
			want = append(want, m.entry(i))
		}
		var body, packed bytes.Buffer
		if err := WriteJSON(&body, all(want)); err != nil {
			t.Fatal(err)
		}
		checkSame(t, want, collect(t, readJSON(context.Background(), writeFile(t, "out.json", body.Bytes()), noon)))
		if err := WritePackage(&packed, all(want)); err != nil {
			t.Fatal(err)
		}
		checkSame(t, want, collect(t, readPackage(context.Background(), writeFile(t, "out.zip", packed.Bytes()), noon)))
	}
}

func TestWritingIsTheSameEveryTime(t *testing.T) {
	m := maker{rand.New(rand.NewPCG(9, 9))}
	entries := []*data.SourceEntry{m.entry(1), m.entry(2)}
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := WritePackage(w, all(entries)); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same entries gave two different packages")
	}
}

func TestAPlainServiceNeedsNoAttributesOfOurOwn(t *testing.T) {
	e := &data.SourceEntry{Key: "1", Categories: []string{"Befriending"}, Service: data.Service{
		Name: "Tea and talk", Organisation: "Age Margate", Description: "A weekly tea.", Status: data.ServiceActive,
		Days: "Tue 14:00 to 16:00", Cost: "£2", Address: "1 High Street, Margate", Postcode: "CT9 1AA", Area: "Thanet",
		Phone: "01843 496001", Email: "tea@example.org", Delivery: []data.Delivery{data.InPerson}, MinAge: 18,
		Languages: []string{"Polish"}, LastChecked: data.MustDate("2026-01-02"), Latitude: 51.4, Longitude: 1.4,
	}}
	for _, a := range recordFor(e).Attributes {
		if a.Term.Taxonomy == ownTaxonomy && a.Term.Code != exportCode {
			t.Errorf("Open Referral has a field for %s, and yet it went into an attribute", a.Label)
		}
	}
}

// Every field of a service is either carried or one of those that mean
// nothing in another directory: a new field must be thought of here.
func TestEveryFieldOfAServiceIsCarried(t *testing.T) {
	home := map[string]bool{"ID": true, "OrganisationID": true, "LastCheckedBy": true, "Needs": true, "Categories": true, "Stamp": true}
	carried := map[string]bool{}
	for _, f := range ownFields {
		carried[f.name] = true
	}
	for f := range reflect.TypeFor[data.Service]().Fields() {
		if carried[f.Name] == home[f.Name] {
			t.Errorf("data.Service.%s is not carried by exports", f.Name)
		}
	}
}

func TestGuardedCellsComeBack(t *testing.T) {
	for _, cell := range append(awkward, "", "'''=", "'a", "''", "@", "\r", "'\t") {
		written := guard(cell)
		if unguard(written) != cell {
			t.Errorf("%q was written as %q and came back as %q", cell, written, unguard(written))
		}
		if strings.HasPrefix(written, "=") || strings.HasPrefix(written, "@") || strings.HasPrefix(written, "+") {
			t.Errorf("%q was written as %q, which a spreadsheet would run", cell, written)
		}
	}
}
