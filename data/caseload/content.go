package caseload

import (
	_ "embed"
	"encoding/json"

	"waymark/data"
)

var (
	//go:embed services.json
	servicesJSON []byte
	//go:embed words.json
	wordsJSON []byte
	//go:embed names.json
	namesJSON []byte
)

// content is the hand-written text that stories are told with.
type content struct {
	services []writtenService
	words    words
	names    names
}

// writtenService is one service of the sample directory.
type writtenService struct {
	Organisation, Name, Description, Referring, Eligibility, Cost, Days, Contact, Phone, Email, Web, Address, Postcode, Area, Waiting, Status string
	MinAge                                                                                                                                    int    `json:"min_age"`
	MaxAge                                                                                                                                    int    `json:"max_age"`
	CheckedDaysAgo                                                                                                                            *int   `json:"checked_days_ago"`
	CheckedHow                                                                                                                                string `json:"checked_how"`
	Needs, Categories, Languages                                                                                                              []string
	Delivery                                                                                                                                  []data.Delivery
	Room                                                                                                                                      data.Room
	Wheelchair                                                                                                                                data.YesNo
	Access                                                                                                                                    string
	OtherNames                                                                                                                                string `json:"other_names"`
}

// words are notes and what people said, by occasion.
type words struct {
	Referrer  map[string][]string `json:"referrer_notes"`
	First     map[string][]string `json:"first_notes"`
	Later     []string            `json:"later_notes"`
	Phone     []string            `json:"phone_notes"`
	HomeVisit []string            `json:"home_visit_notes"`
	Missed    []string            `json:"missed_notes"`
	Cancelled []string            `json:"cancelled_notes"`
	Chosen    []string            `json:"chosen_words"`
	NotNow    []string            `json:"not_now_words"`
	Declined  []string            `json:"declined_words"`
	FollowUp  map[string][]string `json:"follow_up_notes"`
	Attempt   []string            `json:"attempt_notes"`
	Matters   []string            `json:"matters"`
	Alerts    []string            `json:"alerts"`
	Access    []string            `json:"access"`
	ContactBy []string            `json:"contact_by"`
	Others    []string            `json:"others"`
	Need      []string            `json:"need_notes"`
	// Why says for what people said why they did not choose, as it is counted.
	Why    map[string]data.DeclineReason `json:"decline_reasons"`
	Tales  []tale                        `json:"tales"`
	Learnt string                        `json:"learnt"`
}

// tale is a story, or words someone said, for the report.
type tale struct {
	Quote         bool
	Heading, Body string
}

type names struct {
	Female, Male, Family []string
	Towns                []struct{ Town, Postcode string }
	Streets              []string
}

// readContent panics on a file that cannot be read: they are compiled in, so
// only a mistake in this package can cause it, and its tests would show it.
func readContent() *content {
	var c content
	for _, f := range []struct {
		raw  []byte
		into any
	}{{servicesJSON, &c.services}, {wordsJSON, &c.words}, {namesJSON, &c.names}} {
		if err := json.Unmarshal(f.raw, f.into); err != nil {
			panic("caseload: " + err.Error())
		}
	}
	return &c
}
