package store_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store/lists"
	"waymark/data/store/office"
)

// Each rule or setting that a service can change, with a check that what was
// derived from it follows. Holidays, and a newer list of them, are in
// holidays_reach_test.go; small numbers are worked out with each report, and a
// frozen report keeps its own on purpose.
func TestRuleThatChanges_reachesWhatWasDerivedFromIt(t *testing.T) {
	for name, check := range map[string]func(t *testing.T, s *office.Office){
		"a reason or a category renamed: the search index": func(t *testing.T, s *office.Office) {
			reason, category := data.Reason{Name: "Housing"}, data.Category{Name: "Gardening"}
			must(t, s.Lists.SaveReason(bg, &reason))
			must(t, s.Lists.SaveCategory(bg, &category))
			must(t, s.Directory.SaveService(bg, &data.Service{Name: "Shed", Needs: []data.ID{reason.ID}, Categories: []data.ID{category.ID}}))
			reason.Name, category.Name = "Tenancy", "Allotment"
			must(t, s.Lists.SaveReason(bg, &reason))
			must(t, s.Lists.SaveCategory(bg, &category))
			for words, want := range map[string]int{"tenancy": 1, "allotment": 1, "housing": 0, "gardening": 0} {
				if n := serviceCount(t, s, data.ServiceFilter{Words: words, Exact: true}); n != want {
					t.Errorf("%q finds %d services, want %d", words, n, want)
				}
			}
		},
		"synonyms: the search": func(t *testing.T, s *office.Office) {
			must(t, s.Directory.SaveService(bg, &data.Service{Name: "Lunch club"}))
			if n := serviceCount(t, s, data.ServiceFilter{Words: "grubfest"}); n != 0 {
				t.Fatalf("it finds %d services before", n)
			}
			must(t, s.Lists.SaveSynonym(bg, data.Synonym{Word: "grubfest", Means: "lunch"}))
			if n := serviceCount(t, s, data.ServiceFilter{Words: "grubfest"}); n != 1 {
				t.Errorf("it finds %d services", n)
			}
		},
		"a service's cost and days: the filters free and by day": func(t *testing.T, s *office.Office) {
			v := data.Service{Name: "Choir", Cost: "£3", Days: "Mon 10 to 12"}
			must(t, s.Directory.SaveService(bg, &v))
			v.Cost, v.Days = "Free", "Thu 10 to 12"
			must(t, s.Directory.SaveService(bg, &v))
			for _, f := range []data.ServiceFilter{{Free: true}, {Day: data.Thursday}} {
				if n := serviceCount(t, s, f); n != 1 {
					t.Errorf("%+v finds %d services", f, n)
				}
			}
			if n := serviceCount(t, s, data.ServiceFilter{Day: data.Monday}); n != 0 {
				t.Errorf("it is still found on Mondays")
			}
		},
		"totals from incomplete answers: stored scores": func(t *testing.T, s *office.Office) {
			c := data.Client{FamilyName: "Ash"}
			must(t, s.Casework.SaveClient(bg, &c))
			answers := map[int]int{}
			for i := 1; i <= 13; i++ {
				answers[i] = 3 // the 14th is left blank
			}
			r := data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: d("2026-06-01"), Mode: "alone", Answers: answers, Finished: true}
			must(t, s.Measure.SaveResponse(bg, &r))
			for _, prorate := range []string{"yes", "", "yes"} {
				must(t, s.Lists.SetSetting(bg, lists.SettingProrate, prorate))
				got, err := s.Measure.Response(bg, r.ID)
				must(t, err)
				scored := countRows(t, s, fmt.Sprintf("score WHERE response_id = '%s' AND measure = 'wemwbs'", r.ID)) == 1
				if (got.Score != nil) != (prorate == "yes") || scored != (prorate == "yes") {
					t.Errorf("set to %q: the total is %v, the score is there: %v", prorate, got.Score, scored)
				}
				r.Stamp = got.Stamp
			}
		},
		"days without news, and until a check: what Today lists": func(t *testing.T, s *office.Office) {
			chosen(t, s, "2026-06-20")
			must(t, s.Lists.SetSetting(bg, lists.SettingNoNewsDays, "5"))
			rows, err := s.Offering.NoNews(bg)
			must(t, err)
			must(t, s.Lists.SetSetting(bg, lists.SettingNoNewsDays, "30"))
			later, err := s.Offering.NoNews(bg)
			must(t, err)
			if len(rows) != 1 || len(later) != 0 {
				t.Errorf("%d with 5 days, %d with 30", len(rows), len(later))
			}
			for days, want := range map[string]string{"7": "7 days", "400": "400 days"} {
				must(t, s.Lists.SetSetting(bg, lists.SettingCheckDays, days))
				list, err := s.Overview.AttentionList(bg, d("2026-06-30"), "")
				must(t, err)
				if !strings.Contains(fmt.Sprint(list), want) {
					t.Errorf("checks after %s days: %v", days, list)
				}
			}
		},
		"a questionnaire hidden: what is offered": func(t *testing.T, s *office.Office) {
			must(t, s.Measure.HideQuestionnaire(bg, "wemwbs", true))
			offered, err := s.Measure.OfferedQuestionnaires(bg)
			must(t, err)
			if offered[0].ID == "wemwbs" {
				t.Error("it is still offered")
			}
		},
		"a list of postcodes: where services are": func(t *testing.T, s *office.Office) {
			v := data.Service{Name: "Shed", Postcode: "CT7 9AA"}
			must(t, s.Directory.SaveService(bg, &v))
			for _, place := range []data.Coordinates{{Latitude: 51.3, Longitude: 1.3}, {Latitude: 51.5, Longitude: 1.1}} {
				_, err := s.Sources.ImportPostcodes(bg, func(yield func(data.PostcodePlace, error) bool) {
					yield(data.PostcodePlace{Postcode: "CT7 9AA", Coordinates: place}, nil)
				})
				must(t, err)
				if n := countRows(t, s, fmt.Sprintf("service WHERE abs(place_latitude - %v) < 1e-9", place.Latitude)); n != 1 {
					t.Errorf("%d services are at the latitude %v", n, place.Latitude)
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) { check(t, open(t, on("2026-06-30"))) })
	}
}

func serviceCount(t *testing.T, s *office.Office, f data.ServiceFilter) int {
	t.Helper()
	_, total, err := s.Directory.Services(bg, f)
	must(t, err)
	return total
}
