package reports

import (
	"encoding/json"
	"math"
	"time"

	"waymark/data"
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
	Format     int           `json:"format"`
	Edition    int           `json:"edition"`
	Service    string        `json:"service"`
	Period     jsonPeriod    `json:"period"`
	AsAt       string        `json:"as_at"`
	Partner    string        `json:"partner,omitempty"`
	Surgery    string        `json:"surgery"`
	Reason     string        `json:"reason"`
	OwnOnly    bool          `json:"own_clients_only"`
	Scope      string        `json:"scope"`
	Draft      bool          `json:"draft"`
	Mark       string        `json:"mark"`
	Series     *jsonSeries   `json:"series"`
	Small      jsonRule      `json:"small_numbers"`
	N          *int          `json:"N"`
	Seen       *int          `json:"clients_seen"`
	Referrals  *int          `json:"referrals_received"`
	KeyFigures []jsonFigure  `json:"key_figures"`
	Reasons    jsonTable     `json:"reasons"`
	Further    jsonTable     `json:"further_reasons"`
	Needs      jsonTable     `json:"needs_found"`
	Cross      jsonMatrix    `json:"reason_needs"`
	Loneliness *jsonLonely   `json:"loneliness"`
	Sex        jsonTable     `json:"sex"`
	AgeBands   jsonTable     `json:"age_bands"`
	Surgeries  jsonTable     `json:"surgeries"`
	Partners   *jsonTable    `json:"partners,omitempty"`
	Sources    jsonTable     `json:"sources"`
	Prescriber jsonTable     `json:"prescribers"`
	Contacts   jsonContacts  `json:"contacts"`
	Booked     jsonBooked    `json:"appointments"`
	Waits      jsonWaits     `json:"waits"`
	Offers     jsonOffers    `json:"offers"`
	Gaps       jsonTable     `json:"gaps"`
	FollowUps  jsonFollowUps `json:"follow_ups"`
	Visits     *jsonVisits   `json:"home_visits,omitempty"`
	Unmet      jsonUnmet     `json:"without_contact"`
	Outcomes   []jsonOutcome `json:"outcomes"`
	Comparison *jsonCompared `json:"comparison"`

	Learnt      string           `json:"learnt"`
	Stories     []jsonTale       `json:"stories"`
	Definitions []jsonDefinition `json:"definitions"`
	Quality     []string         `json:"data_quality"`
}

type jsonRule struct {
	Minimum int    `json:"minimum"`
	RoundTo int    `json:"round_to"`
	Note    string `json:"note"`
}

// jsonSeries is who gets the report and what they had before.
type jsonSeries struct {
	Reader  string        `json:"reader"`
	Held    []jsonEarlier `json:"held"`
	Cells   int           `json:"cells"`
	Hidden  int           `json:"hidden"`
	Alone   int           `json:"hidden_alone"`
	Told    int           `json:"told"`
	Shown   int           `json:"headline_figures_shown"`
	Figures int           `json:"headline_figures"`
}

type jsonEarlier struct {
	Period  jsonPeriod `json:"period"`
	Surgery string     `json:"surgery"`
	Partner string     `json:"partner,omitempty"`
	Reason  string     `json:"reason"`
	OwnOnly bool       `json:"own_clients_only"`
	AsAt    string     `json:"as_at"`
}

func seriesJSON(r *Report) *jsonSeries {
	h := r.Handing
	if h == nil {
		return nil
	}
	j := &jsonSeries{Reader: h.ReaderText(), Held: []jsonEarlier{}, Cells: h.Cells, Hidden: h.Hidden, Alone: h.Alone, Told: h.Told}
	j.Figures, j.Shown = r.Headlines()
	for _, e := range h.Held {
		j.Held = append(j.Held, jsonEarlier{jsonPeriod{e.From.String(), e.To.String()}, e.Surgery, e.Partner, e.Reason, e.OwnOnly, e.AsAt.Format(time.RFC3339)})
	}
	return j
}

type jsonUnmet struct {
	Referrals      *int   `json:"referrals"`
	Offers         *int   `json:"offers"`
	Questionnaires *int   `json:"questionnaires"`
	FollowUps      *int   `json:"follow_ups"`
	Note           string `json:"note"`
}

type jsonContacts struct {
	ByKind    jsonTable `json:"by_kind"`
	ByOutcome jsonTable `json:"by_outcome"`
}

// jsonBooked is what came of appointments.
type jsonBooked struct {
	N         *int      `json:"N"`
	Missed    *int      `json:"did_not_attend"`
	Of        *int      `json:"seen_or_not_attended"`
	WalkIns   *int      `json:"walk_ins"`
	ByOutcome jsonTable `json:"by_outcome"`
	ByWay     jsonTable `json:"by_way"`
}

type jsonWaits struct {
	FirstContact jsonWait `json:"to_first_contact"`
	FirstService jsonWait `json:"to_first_service"`
}

type jsonWait struct {
	Median  *float64 `json:"median_days"`
	Quarter *float64 `json:"quarter_within_days"`
	Three   *float64 `json:"three_quarters_within_days"`
	jsonTable
}

type jsonOffers struct {
	Chosen        *int       `json:"chosen"`
	Started       *int       `json:"started"`
	People        jsonTable  `json:"people"`
	ByDecision    jsonTable  `json:"by_decision"`
	NotChosen     jsonTable  `json:"not_chosen"`
	Confidence    jsonMatrix `json:"confidence"`
	Services      jsonMatrix `json:"services"`
	Prescriptions jsonTable  `json:"prescriptions"`
}

type jsonLonely struct {
	Reason   string    `json:"reason"`
	Finding  string    `json:"finding"`
	Asked    *int      `json:"main_reason"`
	Found    *int      `json:"found_later"`
	ByReason jsonTable `json:"by_reason"`
	Needs    jsonTable `json:"other_needs"`
}

type jsonTale struct {
	Quote   bool   `json:"quote"`
	Heading string `json:"heading"`
	Body    string `json:"body"`
}

type jsonCompared struct {
	Period  jsonPeriod        `json:"period"`
	Finding string            `json:"finding"`
	Rows    []jsonComparedRow `json:"rows"`
}

type jsonComparedRow struct {
	Key    string `json:"key"`
	Label  string `json:"label"`
	Before string `json:"before"`
	Now    string `json:"now"`
	Change string `json:"change"`
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
	Due    *int `json:"due"`
	OnTime *int `json:"on_time"`
	NotYet *int `json:"not_yet_due"`
	jsonTable
}

type jsonTable struct {
	Title       string    `json:"title"`
	Finding     string    `json:"finding"`
	Note        string    `json:"note"`
	Recorded    *int      `json:"n"`
	N           *int      `json:"N"`
	NotRecorded *int      `json:"not_recorded"`
	Together    *int      `json:"hidden_together,omitempty"`
	Overlaps    bool      `json:"overlaps"`
	Rows        []jsonRow `json:"rows"`
}

type jsonRow struct {
	Key     string   `json:"key"`
	Label   string   `json:"label"`
	N       *int     `json:"n"`
	Percent *float64 `json:"percent"`
	Hidden  bool     `json:"hidden,omitempty"`
	Parts   []string `json:"counted_together,omitempty"`
	// Unanswered is true for people of whom there is no answer: each part may be 0.
	Unanswered bool `json:"unanswered,omitempty"`
}

type jsonMatrix struct {
	Title   string          `json:"title"`
	Finding string          `json:"finding"`
	Note    string          `json:"note"`
	Columns []string        `json:"columns"`
	Rows    []jsonMatrixRow `json:"rows"`
}

type jsonMatrixRow struct {
	Key   string     `json:"key"`
	Label string     `json:"label"`
	Cells []jsonCell `json:"cells"`
	Parts []string   `json:"counted_together,omitempty"`
}

type jsonCell struct {
	N       *int     `json:"n"`
	Percent *float64 `json:"percent"`
	Hidden  bool     `json:"hidden,omitempty"`
}

func tableJSON(t *Table) jsonTable {
	j := jsonTable{
		Title: t.Title, Finding: t.Finding, Note: t.Note, Recorded: t.Recorded.number(), N: t.N.number(),
		NotRecorded: t.NotRecorded.number(), Overlaps: t.Overlaps, Rows: []jsonRow{},
	}
	if t.Together.N > 0 {
		j.Together = &t.Together.N
	}
	for _, r := range t.Rows {
		row := jsonRow{Key: r.Key, Label: r.Label, Hidden: r.Cell.Hidden, Parts: r.Parts, Unanswered: r.Unanswered}
		row.N, row.Percent = r.Cell.json()
		j.Rows = append(j.Rows, row)
	}
	return j
}

func matrixJSON(m *Matrix) jsonMatrix {
	j := jsonMatrix{Title: m.Title, Finding: m.Finding, Note: m.Note, Columns: m.Columns, Rows: []jsonMatrixRow{}}
	if j.Columns == nil {
		j.Columns = []string{}
	}
	for _, r := range m.Rows {
		row := jsonMatrixRow{Key: r.Key, Label: r.Label, Parts: r.Parts}
		for _, c := range r.Cells {
			cell := jsonCell{Hidden: c.Hidden}
			cell.N, cell.Percent = c.json()
			row.Cells = append(row.Cells, cell)
		}
		j.Rows = append(j.Rows, row)
	}
	return j
}

// number is the count, nil where it is hidden.
func (c Cell) number() *int {
	if c.Hidden {
		return nil
	}
	return &c.N
}

// json returns the count and the percentage, nil where hidden or without a whole.
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
		Format: 1, Edition: Edition, Service: r.Service, Period: jsonPeriod{r.From.String(), r.To.String()},
		AsAt: r.AsAt.Format(time.RFC3339), Partner: r.Partner, Surgery: r.Surgery, Reason: r.Reason, OwnOnly: r.OwnOnly, Scope: r.ScopeText(),
		Draft: r.Draft(), Mark: r.Mark(), Series: seriesJSON(r),
		Small: jsonRule{r.Rule.Minimum, r.Rule.RoundTo, r.Protection},
		N:     r.Seen.number(), Seen: r.Seen.number(), Referrals: r.ReferralsReceived.number(), KeyFigures: []jsonFigure{},
		Reasons: tableJSON(&r.Reasons), Further: tableJSON(&r.FurtherReasons), Needs: tableJSON(&r.NeedsFound), Cross: matrixJSON(&r.ReasonNeeds),
		Sex: tableJSON(&r.Sex), AgeBands: tableJSON(&r.AgeBands), Surgeries: tableJSON(&r.Surgeries), Sources: tableJSON(&r.Sources),
		Prescriber: tableJSON(&r.Prescribers),
		Contacts:   jsonContacts{tableJSON(&r.ContactsByKind), tableJSON(&r.ContactsByOutcome)},
		Booked: jsonBooked{r.Appointments.N.number(), rowOf(&r.Appointments, string(data.AppointmentMissed)).number(), r.Appointments.attended(),
			rowOf(&r.AppointmentsMade, string(data.WalkIn)).number(), tableJSON(&r.Appointments), tableJSON(&r.AppointmentsMade)},
		Waits: jsonWaits{waitJSON(&r.ToFirstContact), waitJSON(&r.ToFirstService)},
		Offers: jsonOffers{
			r.Offers.Chosen.number(), r.Offers.Started.number(), tableJSON(&r.Offers.People), tableJSON(&r.Offers.ByDecision),
			tableJSON(&r.Offers.NotChosen), matrixJSON(&r.Offers.Confidence), matrixJSON(&r.Offers.Services), tableJSON(&r.Offers.Prescriptions),
		},
		Gaps:      tableJSON(&r.Gaps),
		FollowUps: jsonFollowUps{r.FollowUps.N.number(), rowOf(&r.FollowUps, "on_time").number(), r.FollowUpsNotYet.number(), tableJSON(&r.FollowUps)},
		Unmet: jsonUnmet{r.Unmet.Referrals.number(), r.Unmet.Offers.number(), r.Unmet.Questionnaires.number(), r.Unmet.FollowUps.number(),
			r.Unmet.Sentence},
		Outcomes: []jsonOutcome{}, Learnt: r.Learnt, Stories: []jsonTale{}, Definitions: []jsonDefinition{}, Quality: r.Quality,
	}
	if r.Partners.Key != "" {
		partners := tableJSON(&r.Partners)
		j.Partners = &partners
	}
	if l := &r.Loneliness; l.Reason != "" {
		j.Loneliness = &jsonLonely{l.Reason, l.Finding, l.Asked.number(), l.Found.number(), tableJSON(&l.ByReason), tableJSON(&l.Needs)}
	}
	j.Visits = visitsJSON(&r.Visits)
	for _, k := range r.KeyFigures {
		j.KeyFigures = append(j.KeyFigures, jsonFigure{k.Key, k.Value, k.Label, k.Note})
	}
	for i := range r.Outcomes {
		j.Outcomes = append(j.Outcomes, outcomeJSON(&r.Outcomes[i]))
	}
	for _, t := range r.Tales {
		j.Stories = append(j.Stories, jsonTale(t))
	}
	for _, d := range r.Definitions {
		j.Definitions = append(j.Definitions, jsonDefinition(d))
	}
	j.Comparison = comparisonJSON(r.Comparison)
	b, err := json.MarshalIndent(j, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(b, '\n'), nil
}

func waitJSON(w *Wait) jsonWait {
	j := jsonWait{w.Median, w.Quarter, w.Three, tableJSON(&w.Table)}
	if l := w.Lengths; l != nil {
		j.Median, j.Quarter, j.Three = l.Median, l.Quarter, l.Three
	}
	return j
}

func comparisonJSON(c *Comparison) *jsonCompared {
	if c == nil {
		return nil
	}
	j := &jsonCompared{Period: jsonPeriod{c.From.String(), c.To.String()}, Finding: c.Finding}
	for _, row := range c.Rows {
		j.Rows = append(j.Rows, jsonComparedRow(row))
	}
	return j
}
