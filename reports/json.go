package reports

import (
	"encoding/json"
	"math"
	"time"
)

// places is how many decimals derived numbers have in the JSON.
const places = 4

func rounded(v float64) float64 {
	scale := math.Pow(10, places)
	return math.Round(v*scale) / scale
}

func roundedOr(v *float64) *float64 {
	if v == nil {
		return nil
	}
	r := rounded(*v)
	return &r
}

type jsonReport struct {
	Format     int          `json:"format"`
	Service    string       `json:"service"`
	Period     jsonPeriod   `json:"period"`
	AsAt       string       `json:"as_at"`
	Surgery    string       `json:"surgery"`
	Reason     string       `json:"reason"`
	N          int          `json:"N"`
	Seen       int          `json:"clients_seen"`
	Referrals  int          `json:"referrals_received"`
	KeyFigures []jsonFigure `json:"key_figures"`
	Reasons    jsonTable    `json:"reasons"`
	Further    jsonTable    `json:"further_reasons"`
	Needs      jsonTable    `json:"needs_found"`
	Sex        jsonTable    `json:"sex"`
	AgeBands   jsonTable    `json:"age_bands"`
	Surgeries  jsonTable    `json:"surgeries"`
	Sources    jsonTable    `json:"sources"`
	Contacts   struct {
		ByKind    jsonTable `json:"by_kind"`
		ByOutcome jsonTable `json:"by_outcome"`
	} `json:"contacts"`
	Offers struct {
		Chosen        int       `json:"chosen"`
		Started       int       `json:"started"`
		People        jsonTable `json:"people"`
		ByDecision    jsonTable `json:"by_decision"`
		Prescriptions jsonTable `json:"prescriptions"`
	} `json:"offers"`
	Gaps        jsonTable        `json:"gaps"`
	FollowUps   jsonFollowUps    `json:"follow_ups"`
	Outcomes    []jsonOutcome    `json:"outcomes"`
	Definitions []jsonDefinition `json:"definitions"`
	Quality     []string         `json:"data_quality"`
}

type jsonPeriod struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type jsonFigure struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	Label string `json:"label"`
	Note  string `json:"note"`
}

type jsonDefinition struct {
	Term    string `json:"term"`
	Meaning string `json:"meaning"`
}

type jsonFollowUps struct {
	Due    int `json:"due"`
	OnTime int `json:"on_time"`
	jsonTable
}

type jsonTable struct {
	Title       string    `json:"title"`
	Finding     string    `json:"finding"`
	Recorded    int       `json:"n"`
	N           int       `json:"N"`
	NotRecorded int       `json:"not_recorded"`
	Overlaps    bool      `json:"overlaps"`
	Rows        []jsonRow `json:"rows"`
}

type jsonRow struct {
	Key     string   `json:"key"`
	Label   string   `json:"label"`
	N       *int     `json:"n"`
	Percent *float64 `json:"percent"`
	Hidden  bool     `json:"hidden,omitempty"`
}

func tableJSON(t *Table) jsonTable {
	j := jsonTable{
		Title: t.Title, Finding: t.Finding, Recorded: t.Recorded, N: t.N,
		NotRecorded: t.NotRecorded, Overlaps: t.Overlaps, Rows: []jsonRow{},
	}
	for _, r := range t.Rows {
		row := jsonRow{Key: r.Key, Label: r.Label, Hidden: r.Cell.Hidden}
		row.N, row.Percent = r.Cell.json()
		j.Rows = append(j.Rows, row)
	}
	return j
}

// json gives the count and the percentage, nil where hidden or without a whole.
func (c Cell) json() (n *int, percent *float64) {
	if !c.Hidden {
		n = &c.N
	}
	if s, ok := c.Share(); ok {
		p := rounded(100 * s)
		percent = &p
	}
	return n, percent
}

// JSON is every figure of the report as one object, indented, ending in a line
// feed. The package comment documents its shape.
func (r *Report) JSON() ([]byte, error) {
	j := jsonReport{
		Format: 1, Service: r.Service, Period: jsonPeriod{r.From.String(), r.To.String()},
		AsAt: r.AsAt.Format(time.RFC3339), Surgery: r.Surgery, Reason: r.Reason,
		N: r.Seen, Seen: r.Seen, Referrals: r.ReferralsReceived, KeyFigures: []jsonFigure{},
		Reasons: tableJSON(&r.Reasons), Further: tableJSON(&r.FurtherReasons), Needs: tableJSON(&r.NeedsFound),
		Sex: tableJSON(&r.Sex), AgeBands: tableJSON(&r.AgeBands), Surgeries: tableJSON(&r.Surgeries), Sources: tableJSON(&r.Sources),
		FollowUps: jsonFollowUps{Due: r.FollowUps.N, OnTime: r.FollowUps.Row("on_time").Cell.N, jsonTable: tableJSON(&r.FollowUps)},
		Outcomes:  []jsonOutcome{}, Definitions: []jsonDefinition{}, Quality: r.Quality,
	}
	j.Contacts.ByKind, j.Contacts.ByOutcome = tableJSON(&r.ContactsByKind), tableJSON(&r.ContactsByOutcome)
	j.Offers.Chosen, j.Offers.Started = r.Offers.Chosen, r.Offers.Started
	j.Offers.People, j.Offers.ByDecision = tableJSON(&r.Offers.People), tableJSON(&r.Offers.ByDecision)
	j.Offers.Prescriptions = tableJSON(&r.Offers.Prescriptions)
	j.Gaps = tableJSON(&r.Gaps)
	for _, k := range r.KeyFigures {
		j.KeyFigures = append(j.KeyFigures, jsonFigure(k))
	}
	for i := range r.Outcomes {
		j.Outcomes = append(j.Outcomes, outcomeJSON(&r.Outcomes[i]))
	}
	for _, d := range r.Definitions {
		j.Definitions = append(j.Definitions, jsonDefinition(d))
	}
	b, err := json.MarshalIndent(j, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(b, '\n'), nil
}
