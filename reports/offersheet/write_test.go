package offersheet_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/offersheet"
)

var bank = []data.OfferSheetItem{
	{
		Kind: data.ReferralOn, PersonMayAsk: true, Slip: "K7P4WQX", FollowUpOn: data.MustDate("2026-04-28"),
		Words: "I want to get the letters sorted before my daughter comes.",
		Service: data.Service{
			Name: "Money and benefits advice", Organisation: "Citizens Advice Thanet",
			Description: "Free, confidential and impartial help with benefits, debt, energy bills and forms. An adviser goes through your letters with you, works out what you may claim, and speaks with the people you owe money to.",
			Days:        "Mon, Wed and Fri 9.30–12.30", Address: "2nd Floor, Mill Lane House, Mill Lane, Margate", Postcode: "CT9 1LB",
			Cost: "Free", Phone: "01843 225973", Email: "advice@example.org", Web: "https://www.example.org/thanet/",
			ContactName: "Siân Prŷs-Okafor", Waiting: "about 2 weeks", Wheelchair: data.Yes, Access: "Lift from the car park. Ring the bell at the side door.",
			Delivery: []data.Delivery{data.InPerson, data.ByPhone}, Languages: []string{"Polish", "Welsh"},
		},
	},
	{
		Kind: data.Signpost, Slip: "3MNH8VA", FollowUpOn: data.MustDate("2026-04-21"),
		Service: data.Service{
			Name: "Men’s Shed", Organisation: "@symes Community Building",
			Description: "A workshop where men over 50 mend, make and drink tea together.",
			Days:        "Tuesdays and Thursdays, 10am to 1pm", Address: "71 Symes Avenue, Ramsgate", Postcode: "CT11 7QX", Cost: "£2 a session, tea included", Phone: "+44 1843 600111",
		},
	},
	{
		Kind: data.ReferralOn, Slip: "ZZ9C2BD",
		Service: data.Service{
			Name: "Telephone befriending", Organisation: "Age UK Thanet", Phone: "01843 223881",
			Description: "A weekly call from the same trained volunteer, for as long as you like.", Delivery: []data.Delivery{data.ByPhone}, Cost: "Free",
		},
	},
}

func sheet(n int) *data.OfferSheet {
	s := &data.OfferSheet{
		ServiceName: "Thanet Social Prescribing", Person: "Bożena Łukaszewicz", On: data.MustDate("2026-04-07"),
		Prescriber: "Sam Whitfield", Phone: "01843 210000",
	}
	for i := range n {
		s.Items = append(s.Items, bank[i%len(bank)])
	}
	return s
}

func write(t *testing.T, s *data.OfferSheet, large bool) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sheet.pdf")
	if err := offersheet.Write(context.Background(), path, s, reports.Print{Large: large}); err != nil {
		t.Fatal(err)
	}
	return path
}

func poppler(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output() // a fixed program on our own file
	if err != nil {
		t.Fatalf("%s (Debian package poppler-utils): %v", name, err)
	}
	return string(out)
}

// text reads the document back the way another program does, as one line.
func text(t *testing.T, path string) string {
	t.Helper()
	return strings.Join(strings.Fields(poppler(t, "pdftotext", "-raw", path, "-")), " ")
}

func pages(t *testing.T, path string) []string {
	t.Helper()
	all := strings.Split(poppler(t, "pdftotext", "-raw", path, "-"), "\f")
	return all[:len(all)-1]
}

func TestEverythingKnownIsPrinted(t *testing.T) {
	path := write(t, sheet(3), false)
	got := text(t, path)
	for _, want := range []string{
		"Thanet Social Prescribing", "For Bożena Łukaszewicz · Tuesday 7 April 2026",
		"You chose these with Sam Whitfield. Questions? Call 01843 210000.",
		"Money and benefits advice", "Citizens Advice Thanet", "@symes Community Building", "Mon, Wed and Fri 9.30–12.30",
		"CT9 1LB", "advice@example.org", "www.example.org/thanet", "Siân Prŷs-Okafor", "In person or by phone",
		"English, Polish and Welsh", "Wheelchair access. Lift from", "+44 1843 600111", "£2 a session, tea included",
		"We will contact them for you and give them your name. They should then get in touch with you.", "Waiting time: about 2 weeks.",
		"Sam Whitfield will ask you around Tuesday 28 April 2026 how it went.",
		"You said: “I want to get the letters sorted before my daughter comes.”",
		"You can contact them yourself when you are ready.",
		"Sam Whitfield will arrange this with you. We will only share your name if you agree.",
		"To Citizens Advice Thanet:", "Please tick and send back, or call 01843 210000.",
		"Back to: Sam Whitfield, Thanet Social Prescribing, 01843 210000", "Men’s Shed · 7 April 2026",
		"Has been in touch", "Came once", "Coming regularly", "Finished", "Did not come", "We could not help: full or not suitable", "Note",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in the document:\n%s", want, got)
		}
	}
	if n := len(pages(t, path)); n != 2 {
		t.Errorf("three services take %d pages", n)
	}
	for _, never := range []string{"N/A", "https://", "0001", "not recorded"} {
		if strings.Contains(got, never) {
			t.Errorf("%q is in the document", never)
		}
	}
}

// Each slip has its own reference, whole on one page, and never the name.
func TestSlipsNameNobody(t *testing.T) {
	for _, large := range []bool{false, true} {
		for _, n := range []int{1, 2, 3, 4, 8} {
			s := sheet(n)
			for i := range s.Items {
				s.Items[i].Slip = data.NewSlip()
			}
			all := pages(t, write(t, s, large))
			whole, slips := strings.Join(all, "\n"), 0
			_, after, ok := strings.Cut(whole, "Reply slip")
			if !ok || strings.Contains(after, "Łukaszewicz") || strings.Contains(after, "Bożena") {
				t.Errorf("%d services, large %v: the slips are missing or name the person:\n%s", n, large, after)
			}
			letters := strings.NewReplacer(" ", "", "\n", "").Replace(after)
			for _, item := range s.Items {
				if !strings.Contains(letters, data.ShowSlip(item.Slip)) {
					t.Errorf("%d services, large %v: no slip %s in %s", n, large, data.ShowSlip(item.Slip), letters)
				}
			}
			for _, page := range all {
				begun, ended := strings.Count(page, "Please tick and"), strings.Count(page, "Back to:")
				if begun != ended || strings.Count(page, "Did not come") != begun || begun > 3 {
					t.Errorf("%d services, large %v: %d slips begin and %d end on a page", n, large, begun, ended)
				}
				slips += begun
			}
			if slips != n {
				t.Errorf("%d services, large %v: %d slips", n, large, slips)
			}
		}
	}
}

func TestPages(t *testing.T) {
	if size := sizes(t, write(t, sheet(1), false)); slices.Min(size) < 12 {
		t.Errorf("one service is set in %v points, though there is room for 12", slices.Min(size))
	}
	for n, most := range map[int]int{1: 1, 2: 2, 3: 2, 8: 7} {
		if got := len(pages(t, write(t, sheet(n), false))); got > most {
			t.Errorf("%d services take %d pages", n, got)
		}
	}
}

var fontSize = regexp.MustCompile(`/F\S+ ([\d.]+) Tf`)

// sizes are the sizes of all letters, in points.
func sizes(t *testing.T, path string) []float64 {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var found []float64
	for _, part := range bytes.Split(file, []byte("stream\n"))[1:] {
		r, err := zlib.NewReader(bytes.NewReader(part))
		if err != nil {
			continue // the end of a stream, or one that is not compressed
		}
		content, _ := io.ReadAll(r) // what follows the stream is not ours
		for _, m := range fontSize.FindAllSubmatch(content, -1) {
			size, err := strconv.ParseFloat(string(m[1]), 64)
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, size)
		}
	}
	if len(found) < 20 {
		t.Fatalf("found only %d sizes of letters", len(found))
	}
	return found
}

func TestLargePrintIsLarge(t *testing.T) {
	small := 0
	for _, size := range sizes(t, write(t, awkward(), true)) {
		if size < 16 {
			t.Fatalf("letters of %v points in large print", size)
		}
	}
	for _, size := range sizes(t, write(t, sheet(3), false)) {
		if size < 10 {
			t.Fatalf("letters of %v points", size)
		}
		if size < 16 {
			small++
		}
	}
	if small == 0 {
		t.Error("normal print is as large as large print, so this test compares nothing")
	}
}

// awkward is a sheet with texts as long as the database allows, formulas,
// right-to-left letters, characters of no font, and next to nothing known.
func awkward() *data.OfferSheet {
	s := sheet(1)
	long := strings.Repeat("Endless words of advice and comfort. ", 500)
	s.ServiceName, s.Prescriber, s.Person = long[:200], strings.Repeat("W", 200), "فاطمة الزهراء\x01"
	v := &s.Items[0].Service
	v.Name, v.Organisation, v.Description, v.Days = strings.Repeat("Wonder", 33), long[:200], strings.Repeat("W", 20000), long[:4000]
	v.Address, v.Web, v.Access, v.Cost, v.Email = long[:500], "https://example.org/"+strings.Repeat("path/", 30), long[:4000], strings.Repeat("W", 4000), strings.Repeat("w", 90)+"@example.org"
	s.Phone, v.Phone, v.ContactName = long[:400], long, strings.Repeat("W", 400)
	s.Items[0].Words, v.Eligibility, v.Waiting = long[:4000], long, long
	s.Items = append(s.Items,
		data.OfferSheetItem{Kind: data.Signpost, Slip: "ABC", Service: data.Service{Name: "=1+1"}},
		data.OfferSheetItem{Service: data.Service{Name: "-dash & <ŵ £ ł>\xff"}, Slip: "LONGERREFERENCE"},
		data.OfferSheetItem{Service: data.Service{Name: "No reference"}})
	return s
}

func TestWrite_awkwardSheets(t *testing.T) {
	for _, large := range []bool{false, true} {
		path := write(t, awkward(), large)
		inside(t, path)
		got := text(t, path)
		for _, want := range []string{"=1+1", "-dash & <ŵ £ ł>", "A B C"} {
			if !strings.Contains(got, want) && !strings.Contains(got, strings.ReplaceAll(want, " ", "")) {
				t.Errorf("large %v: %q is not there", large, want)
			}
		}
		if n := strings.Count(got, "Please tick and"); n != 3 {
			t.Errorf("large %v: %d slips for three references", large, n)
		}
	}
}

var box = regexp.MustCompile(`<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">`)

// inside checks that no word stands outside the margins of its page.
func inside(t *testing.T, path string) {
	t.Helper()
	const mm = 72 / 25.4
	words := box.FindAllStringSubmatch(poppler(t, "pdftotext", "-bbox", path, "-"), -1)
	if len(words) == 0 {
		t.Fatal("no words found")
	}
	for _, m := range words {
		var at [4]float64
		for i := range at {
			at[i], _ = strconv.ParseFloat(m[i+1], 64)
		}
		if at[0] < 18*mm || at[2] > 192*mm || at[1] < 12*mm || at[3] > 293*mm {
			t.Errorf("runs over the margin: %s", m[0])
		}
	}
}

func TestWrite_nothingKnown(t *testing.T) {
	s := &data.OfferSheet{Items: []data.OfferSheetItem{{Service: data.Service{Name: "Lunch club"}}}}
	got := text(t, write(t, s, false))
	if want := "Your choices Lunch club What happens next We will arrange this with you. We will only share your name if you agree."; got != want {
		t.Errorf("got %q", got)
	}
}

func TestSameSheetSameBytes(t *testing.T) {
	read := func(path string) []byte {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	path := write(t, sheet(3), false)
	first := read(path)
	if !bytes.Equal(first, read(write(t, sheet(3), false))) {
		t.Error("the same sheet gave two different documents")
	}
	info := poppler(t, "pdfinfo", "-isodates", path)
	if !strings.Contains(info, "Your choices") || !strings.Contains(info, "2026-04-07") || strings.Contains(info, "ukaszewicz") {
		t.Error(info)
	}
	if !bytes.Contains(first, []byte("/Lang (en-GB)")) {
		t.Error("the language is missing")
	}
}

func TestWrite_nothingChosen(t *testing.T) {
	folder := t.TempDir()
	for _, s := range []*data.OfferSheet{nil, sheet(0)} {
		var p *data.Problem
		err := offersheet.Write(context.Background(), filepath.Join(folder, "a.pdf"), s, reports.Print{Large: false})
		if !errors.As(err, &p) || !strings.HasPrefix(p.Sentence, "Nothing was chosen yet") {
			t.Errorf("got %v", err)
		}
	}
	empty(t, folder)
}

// cancelledAt is a context that is cancelled after it was asked so many times.
type cancelledAt struct {
	context.Context
	left int
}

func (c *cancelledAt) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestCancelledLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	for asked := range 3 {
		ctx := &cancelledAt{context.Background(), asked}
		if err := offersheet.Write(ctx, filepath.Join(folder, "a.pdf"), sheet(2), reports.Print{Large: false}); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled after %d: %v", asked, err)
		}
		empty(t, folder)
	}
}

func TestNoSuchFolder(t *testing.T) {
	var p *data.Problem
	err := offersheet.Write(context.Background(), filepath.Join(t.TempDir(), "gone", "a.pdf"), sheet(1), reports.Print{Large: true})
	if !errors.As(err, &p) {
		t.Errorf("got %v", err)
	}
}

func empty(t *testing.T, folder string) {
	t.Helper()
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 0 {
		t.Errorf("left %v (%v)", entries, err)
	}
}

// TestLook writes the sheets to a folder to be looked at, when one is given.
func TestLook(t *testing.T) {
	folder := os.Getenv("WAYMARK_LOOK")
	if folder == "" {
		t.Skip("set WAYMARK_LOOK to a folder to see the sheets")
	}
	for name, s := range map[string]*data.OfferSheet{"1": sheet(1), "2": sheet(2), "3": sheet(3), "8": sheet(8), "awkward": awkward()} {
		for _, large := range []bool{false, true} {
			if err := offersheet.Write(context.Background(), filepath.Join(folder, fmt.Sprintf("%s-%v.pdf", name, large)), s, reports.Print{Large: large}); err != nil {
				t.Error(err)
			}
		}
	}
}
