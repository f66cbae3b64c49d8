package caseload

import (
	"math/rand/v2"
	"strconv"
	"time"

	"waymark/data"
	"waymark/data/rule"
)

// home is what someone's home is like, and how a visit was answered for.
type home struct {
	rooms     map[string]int
	found     map[data.VisitAspect]string
	words     string
	hazards   string
	needs     []string // reasons, by name, that were confirmed
	answered  data.DecisionState
	told, why string
}

// homes are what home visits of the sample show: what the pilot learned that a
// surgery room hides, and homes where nothing is the matter.
var homes = []home{
	{rooms: map[string]int{"Kitchen": 2, "Living room": 2, "Bedroom": 1, "Bathroom": 1},
		found: map[data.VisitAspect]string{data.AspectFood: "enough", data.AspectHeating: "working", data.AspectDamp: "none", data.AspectSmokeAlarm: "working", data.AspectTrips: "safe"},
		words: "I like my kitchen. It is the evenings that are long."},
	{rooms: map[string]int{"Kitchen": 5, "Living room": 8, "Hall and stairs": 7, "Bedroom": 6},
		found: map[data.VisitAspect]string{data.AspectFood: "little", data.AspectHeating: "not_used", data.AspectTrips: "many", data.AspectSmokeAlarm: "none", data.AspectSmoking: "no"},
		words: "I know where everything is. It’s the stairs I can’t do with the boxes there.", hazards: "Blocked stairs", needs: []string{"Housing"},
		answered: data.DecisionActed, told: "Council safeguarding team and the fire service’s home safety line"},
	{rooms: map[string]int{"Kitchen": 3, "Living room": 3, "Bedroom": 4},
		found: map[data.VisitAspect]string{data.AspectFood: "none", data.AspectHeating: "not_used", data.AspectDamp: "some", data.AspectSmokeAlarm: "working", data.AspectMedicines: "managed"},
		words: "I eat at my sister’s on Sundays.", needs: []string{"Benefits/Financial"},
		answered: data.DecisionNotNeeded, why: "A food parcel came the same day and the benefits appointment is on Thursday."},
	{rooms: map[string]int{"Kitchen": 4, "Living room": 3, "Bathroom": 5},
		found: map[data.VisitAspect]string{data.AspectFood: "enough", data.AspectHeating: "broken", data.AspectDamp: "bad", data.AspectSmokeAlarm: "broken", data.AspectPets: "well"},
		words: "The landlord says next week, every week.", hazards: "Dog", needs: []string{"Housing"}},
	{rooms: map[string]int{"Kitchen": 1, "Living room": 3, "Bedroom": 2, "Hall and stairs": 3},
		found: map[data.VisitAspect]string{data.AspectFood: "enough", data.AspectHeating: "working", data.AspectSmokeAlarm: "working", data.AspectTrips: "some", data.AspectMedicines: "muddled"},
		words: "I take the white ones when I remember.", needs: []string{"Assistance in Home"},
		answered: data.DecisionNotNeeded, why: "Nothing to decide."},
}

// visits makes home visits of the contacts that were some. It draws no number of
// the stream, so that the stories told after it stay as they are.
func (s *story) visits(i int) {
	draw := rand.New(rand.NewPCG(s.options.Seed^0x686f6d65, uint64(i))) //nolint:gosec // G404, G115: invented, and i is not below 0
	at := homes[draw.IntN(len(homes))]
	for _, record := range s.records {
		if c, ok := record.(*data.Contact); ok && c.Kind == "home_visit" && c.Outcome == data.ContactAttended {
			s.visit(draw, c, at)
		}
	}
}

func (s *story) visit(draw *rand.Rand, c *data.Contact, at home) {
	clock, err := time.Parse("15:04", c.At)
	if err != nil {
		clock = time.Date(0, 1, 1, 14, 0, 0, 0, time.UTC)
	}
	arrived := s.past(c.On.Time().Add(time.Duration(clock.Hour())*time.Hour + time.Duration(clock.Minute())*time.Minute))
	stamp := data.Stamp{CreatedAt: arrived, CreatedBy: s.by, UpdatedAt: arrived, UpdatedBy: s.by}
	v := &data.Visit{ID: makeID(draw, arrived), ClientID: s.client.ID, ContactID: c.ID, StaffID: s.by, On: c.On, At: c.At, Hazards: at.hazards,
		ArrivedAt: arrived, FinishedAt: arrived.Add(time.Duration(c.Minutes) * time.Minute), Words: at.words, Photos: data.No, Stamp: stamp}
	s.add(v)
	var findings []data.VisitFinding
	for _, room := range data.DefaultRooms() {
		value := ""
		if n := at.rooms[room]; n > 0 {
			value = strconv.Itoa(n)
		}
		findings = append(findings, data.VisitFinding{Aspect: data.AspectRoom, Room: room, Value: value})
	}
	for _, a := range data.VisitAspects() {
		if value := at.found[a]; value != "" {
			findings = append(findings, data.VisitFinding{Aspect: a, Value: value})
		}
	}
	for i := range findings {
		f := &findings[i]
		f.ID, f.VisitID, f.ClientID, f.Stamp = makeID(draw, arrived), v.ID, s.client.ID, stamp
		s.add(f)
	}
	s.decisions(draw, v, findings, at, stamp)
	for _, name := range at.needs {
		if reason, ok := s.reasons[name]; ok && s.plan.reason != name {
			s.add(&data.Need{ID: makeID(draw, arrived), EpisodeID: s.episode.ID, ClientID: s.client.ID, ReasonID: reason, FoundOn: v.On, VisitID: v.ID,
				Note: "Found on the home visit", Stamp: stamp})
		}
	}
}

// openDays is for how long a decision of the sample is left open.
const openDays = 21

// decisions are those that the findings ask for, answered as people do; those of
// one kind of home are open while they are new.
func (s *story) decisions(draw *rand.Rand, v *data.Visit, findings []data.VisitFinding, at home, stamp data.Stamp) {
	settings := data.ReadVisitSettings(func(string) string { return "" })
	for _, d := range rule.Decisions(nil, findings, &settings) {
		d.ID, d.VisitID, d.ClientID, d.Stamp = makeID(draw, stamp.CreatedAt), v.ID, v.ClientID, stamp
		switch {
		case at.answered != "":
			d.State, d.Told, d.Why = at.answered, at.told, at.why
		case s.today.Sub(v.On) > openDays:
			d.State, d.Told = data.DecisionActed, "The landlord’s repairs line and the fire service’s home safety line"
		}
		if d.State != data.DecisionOpen {
			d.Answered, d.By = v.FinishedAt, s.by
		}
		if d.State == data.DecisionActed {
			d.ToldOn = v.On
		}
		s.add(&d)
	}
}
