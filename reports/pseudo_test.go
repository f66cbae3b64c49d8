package reports_test

import (
	"context"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/instrument"
	"waymark/data/letter"
	"waymark/reports"
	"waymark/reports/appointment"
	"waymark/reports/letterpdf"
	"waymark/reports/offersheet"
	"waymark/reports/ownscores"
	"waymark/reports/paperform"
)

// What clients get on paper, in a language of which every text is 40% longer: no
// text is cut, and none is left in English.
func TestClientPages_inThePseudoLanguage(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	in := clienttext.Pseudo(clienttext.Expanded)
	for name, write := range map[string]func(path string, p reports.Print) error{
		"sheet": func(path string, p reports.Print) error {
			return offersheet.Write(context.Background(), path, pseudoSheet(), p)
		},
		"card": func(path string, p reports.Print) error {
			return appointment.WriteCard(context.Background(), path, pseudoCard(), p)
		},
		"form": func(path string, p reports.Print) error {
			set := instrument.Standard().All()
			return paperform.Write(context.Background(), path, set, paperform.Options{Print: p})
		},
		"scores": func(path string, p reports.Print) error {
			return ownscores.Write(context.Background(), path, pseudoScores(), p)
		},
		"letter": func(path string, p reports.Print) error {
			return letterpdf.Write(context.Background(), path, []*letter.Letter{pseudoLetter(t, in)}, p, nil)
		},
	} {
		for _, large := range []bool{false, true} {
			path := filepath.Join(t.TempDir(), "page.pdf")
			if err := write(path, reports.Print{Language: in, Large: large}); err != nil {
				t.Fatal(name, err)
			}
			out, err := exec.Command("pdftotext", "-raw", path, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			text := strings.Join(strings.Fields(string(out)), " ")
			if begun, ended := strings.Count(text, "«"), strings.Count(text, "»"); begun == 0 || begun != ended || strings.Contains(text, "…") {
				t.Errorf("%s, large %v: %d texts begin and %d end\n%s", name, large, begun, ended, text)
			}
			for _, x := range clienttext.English().Texts() {
				if !x.Letter() && strings.Count(x.One, " ") >= 2 && !strings.Contains(x.One, "{") && strings.Contains(text, x.One) {
					t.Errorf("%s, large %v: %q is left in English", name, large, x.One)
				}
			}
		}
	}
}

func pseudoSheet() *data.OfferSheet {
	item := func(name, slip string, kind data.PrescriptionKind) data.OfferSheetItem {
		return data.OfferSheetItem{Kind: kind, Slip: slip, FollowUpOn: data.MustDate("2026-04-28"), Words: "Yes.", PersonMayAsk: true,
			Service: data.Service{Name: name, Organisation: "O", Phone: "01843 225973", ContactName: "C", Email: "a@example.org", Web: "example.org", Cost: "Free",
				Days: "Mon", Address: "1 Mill Lane", Postcode: "CT9 1LB", Eligibility: "All", Access: "Lift.", Wheelchair: data.Yes, Waiting: "2 weeks",
				Languages: []string{"Polish", "Welsh"}, Delivery: []data.Delivery{data.InPerson, data.ByPhone, data.AtHome}}}
	}
	return &data.OfferSheet{ServiceName: "S", Person: "P", Prescriber: "Q", Phone: "01843 210000", On: data.MustDate("2026-04-07"),
		Items: []data.OfferSheetItem{item("A", "K7P4WQX", data.ReferralOn), item("B", "3MNH8VA", data.Signpost)}}
}

func pseudoScores() *ownscores.Sheet {
	c := instrument.Standard()
	score := ownscores.Score{Points: []ownscores.Point{{On: data.MustDate("2026-01-07"), Value: 28}, {On: data.MustDate("2026-04-07"), Value: 40}, {On: data.MustDate("2026-09-27"), Value: 37}}}
	score.Measure, _ = c.Measure("wemwbs")
	score.From, _ = c.ByID("wemwbs")
	return &ownscores.Sheet{Client: "P", Service: "S", Phone: "01843 210000", On: data.MustDate("2026-10-01"), Scores: []ownscores.Score{score}}
}

func pseudoCard() *data.AppointmentCard {
	return &data.AppointmentCard{Service: "S", ServicePhone: "01843 210000", Client: "P", On: data.MustDate("2026-10-14"), At: "16:30", Surgery: "B", Room: "4", Staff: "Q"}
}

func pseudoLetter(t *testing.T, in *clienttext.Language) *letter.Letter {
	t.Helper()
	wording := letter.In(in, letter.Cancelled)
	l, err := wording.Letter(letter.SampleOf(letter.Cancelled))
	if err != nil {
		t.Fatal(err)
	}
	l.On = data.MustDate("2026-04-07")
	return l
}
