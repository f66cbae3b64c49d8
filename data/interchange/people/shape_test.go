package people

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"waymark/data"
)

// someone is a known record, as lists are written from.
type someone struct {
	given, family string
	born, came    data.Date
	nhs, phone    string
	surgery       string
	reason        string
}

// shape is one way in which people write a list.
type shape struct {
	headings  [7]string // name, born, came, nhs, phone, surgery, reason
	three     bool      // title, first and last name
	comma     bool      // family name first
	month     bool      // month before day
	iso       bool
	zeros     bool // zeros lost, as a spreadsheet does
	reference bool
	empty     int // rows that were never filled in
}

var shapes = func() []shape {
	plain := [7]string{"Name", "DOB", "Referral date", "NHS number", "Phone", "Surgery", "Reason"}
	asked := [7]string{"1. What is the client’s name?", "2. Date of birth", "3. Date of referral", "4. NHS No.", "5. Tel no", "6. GP practice", "7. Reason for referral"}
	return []shape{
		{headings: plain}, {headings: asked, reference: true}, {headings: plain, month: true}, {headings: plain, iso: true, zeros: true, reference: true},
		{headings: asked, three: true, zeros: true}, {headings: plain, comma: true, empty: 30, reference: true}, {headings: asked, month: true, comma: true, zeros: true},
	}
}()

func someOnes(r *rand.Rand, n int) []someone {
	given := []string{"Adaeze", "Kwabena", "Li Wei", "Mary", "Zoë", "Seán", "Ngozi", "Tomasz", "Ann", "Priya"}
	family := []string{"Obi", "Mensah-Addo", "Chen", "O’Neill", "Łuczak", "Patel", "van Dijk", "Smith", "Bello", "Ng"}
	o := testOptions(nil)
	var all []someone
	for i := range n {
		p := someone{given: given[r.IntN(len(given))], family: family[r.IntN(len(family))], surgery: o.Surgeries[r.IntN(3)], reason: o.Reasons[r.IntN(5)]}
		p.born = data.MustDate("1930-01-01").AddDays(r.IntN(15000))
		p.came = data.MustDate("2023-01-01").AddDays(r.IntN(1000))
		p.phone = fmt.Sprintf("0%010d", 1_600_000_000+r.IntN(99_999_999))
		if i%3 > 0 {
			p.nhs = validNHS(r)
		}
		all = append(all, p)
	}
	return all
}

func validNHS(r *rand.Rand) string {
	for {
		nine := fmt.Sprintf("%09d", 400_000_000+r.IntN(99_999_999))
		for c := range 10 {
			if n, err := data.ParseNHSNumber(fmt.Sprintf("%s%d", nine, c)); err == nil {
				return n
			}
		}
	}
}

// writeShape writes the people as a list of a shape.
func writeShape(people []someone, s shape) string {
	var b strings.Builder
	h := s.headings
	if s.reference {
		b.WriteString("Ref,")
	}
	if s.three {
		b.WriteString("Title,First name,Surname")
	} else {
		fmt.Fprintf(&b, "%q", h[0])
	}
	fmt.Fprintf(&b, ",%q,%q,%q,%q,%q,%q\n", h[1], h[2], h[3], h[4], h[5], h[6])
	day := func(d data.Date) string {
		switch {
		case s.iso:
			return d.String()
		case s.month:
			return fmt.Sprintf("%d/%d/%d", d.Month, d.Day, d.Year)
		}
		return fmt.Sprintf("%02d/%02d/%d", d.Day, d.Month, d.Year)
	}
	for i, p := range people {
		if s.reference {
			fmt.Fprintf(&b, "%d,", i+1)
		}
		switch {
		case s.three:
			fmt.Fprintf(&b, "Ms,%s,%s", p.given, p.family)
		case s.comma:
			fmt.Fprintf(&b, "%q", p.family+", "+p.given)
		default:
			b.WriteString(p.given + " " + p.family)
		}
		phone := p.phone
		if s.zeros {
			phone = strings.TrimPrefix(phone, "0")
		}
		fmt.Fprintf(&b, ",%s,%s,%s,%s,%s,%s\n", day(p.born), day(p.came), p.nhs, phone, p.surgery, p.reason)
	}
	for i := range s.empty {
		fmt.Fprintf(&b, "%s\n", strings.TrimSuffix(fmt.Sprintf("%d,,,,,,,,", len(people)+i+1)[:9], ","))
	}
	return b.String()
}

// TestRead_knownRecordsInAnyShape writes known people in every shape and reads them
// back: each is that person, or the list asks or leaves it to be worked through. It
// is never someone else.
func TestRead_knownRecordsInAnyShape(t *testing.T) {
	for seed := range 12 {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		known := someOnes(r, 3+r.IntN(40))
		for n, s := range shapes {
			l := open(t, write(t, writeShape(known, s)), nil)
			asked := map[string]bool{}
			for _, a := range l.Asks() {
				asked[a.Column] = true
			}
			got := read(t, l)
			if len(got.People) != len(known) {
				t.Fatalf("seed %d, shape %d: %d people, want %d", seed, n, len(got.People), len(known))
			}
			for i, p := range got.People {
				compare(t, fmt.Sprintf("seed %d, shape %d, person %d", seed, n, i), known[i], p, asked, s)
			}
		}
	}
}

func compare(t *testing.T, what string, want someone, p *data.ListPerson, asked map[string]bool, s shape) {
	t.Helper()
	left := map[string]bool{}
	for _, l := range p.Left {
		left[l.Column] = true
	}
	same := func(field, heading, got, want string) {
		if got != want && !asked[heading] && !left[heading] {
			t.Errorf("%s: %s is %q, want %q", what, field, got, want)
		}
	}
	c := &p.Client
	same("the name", s.headings[0], c.Name(), want.given+" "+want.family)
	same("the birth date", s.headings[1], c.BirthDate.String(), want.born.String())
	same("the NHS number", s.headings[3], c.NHSNumber, want.nhs)
	same("the phone", s.headings[4], data.PhoneDigits(c.Phone), want.phone)
	same("the surgery", s.headings[5], p.Surgery, want.surgery)
	if len(p.Referrals) == 1 {
		same("the referral", s.headings[2], p.Referrals[0].ReceivedOn.String(), want.came.String())
		same("the reason", s.headings[6], p.Referrals[0].Reason, want.reason)
	} else if !asked[s.headings[2]] && !left[s.headings[2]] {
		t.Errorf("%s: %d referrals", what, len(p.Referrals))
	}
}

// FuzzOpen reads any text as a list: it never fails with anything but a sentence, and
// every row is accounted for.
func FuzzOpen(f *testing.F) {
	f.Add(caseload)
	f.Add("Name,DOB\nAnn Lee,1/2/50\n")
	f.Add("Ref;Name;Status\n1;Ann;Closed\n\n2;;\nTotal;;")
	f.Add("ID\tNHS\tContact 1 date\tContact 1 notes\n1\t9434765919\t1/2/2024\t=cmd\n")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 20_000 {
			return
		}
		l, err := Open(t.Context(), write(t, text), testOptions(&Map{}))
		if err != nil {
			if data.CodeOf(err) == "" {
				t.Fatalf("not a sentence: %v", err)
			}
			return
		}
		r, err := l.People(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		rows := len(r.Rows)
		for _, p := range r.People {
			rows += len(p.Rows)
			if p.Client.Name() == "" {
				t.Fatal("someone without a name")
			}
		}
		if rows != l.Rows {
			t.Fatalf("%d rows, %d accounted for", l.Rows, rows)
		}
		for _, a := range l.Asks() {
			for _, answer := range a.Answers {
				if _, err := (&Map{}).With(answer.Map); err != nil {
					t.Fatalf("%s: the answer %s is no map: %v", a.Key, answer.Map, err)
				}
			}
		}
	})
}

// FuzzParseMap checks that answers can be added to any map that is understood.
func FuzzParseMap(f *testing.F) {
	f.Add([]byte(`{"days": {"DOB": "day_first"}, "duplicates": {"*": "later"}}`), `{"days": {"Ref date": "month_first"}}`)
	f.Add([]byte(`{"statuses": {"Stepped down": "closed"}, "ages": "note"}`), `{"columns": {"Why": "main_reason"}, "statuses": {"": "open"}}`)
	f.Fuzz(func(t *testing.T, body []byte, fragment string) {
		m, err := ParseMap(body)
		if err != nil {
			return
		}
		more, err := m.With(fragment)
		if err != nil {
			return
		}
		again, err := more.With(fragment)
		if err != nil || !reflect.DeepEqual(more, again) {
			t.Errorf("the same answer twice: %+v, then %+v, %v", more, again, err)
		}
	})
}
