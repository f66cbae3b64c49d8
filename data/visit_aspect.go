package data

// VisitAspect is what a finding of a home visit is about.
type VisitAspect string

// What is looked at on a home visit.
const (
	AspectRoom       VisitAspect = "room" // how cluttered one room is, 1 to 9
	AspectFood       VisitAspect = "food"
	AspectHeating    VisitAspect = "heating"
	AspectDamp       VisitAspect = "damp"
	AspectSmokeAlarm VisitAspect = "smoke_alarm"
	AspectTrips      VisitAspect = "trips"
	AspectUtilities  VisitAspect = "utilities"
	AspectPets       VisitAspect = "pets"
	AspectSmoking    VisitAspect = "smoking"
	AspectMedicines  VisitAspect = "medicines"
)

// MaxClutter is the fullest a room can be rated. 1 is clear.
const MaxClutter = 9

// aspect is what is known of one thing that is looked at.
type aspect struct {
	key          VisitAspect
	label, short string
	answers      []Option[string]
}

// aspects are in the order in which they are asked.
var aspects = []aspect{
	{AspectFood, "Food in the house", "food", []Option[string]{{"enough", "Enough"}, {"little", "Little"}, {"none", "None"}}},
	{AspectHeating, "Heating", "heating", []Option[string]{{"working", "Working"}, {"not_used", "Not used"}, {"broken", "Broken"}}},
	{AspectDamp, "Damp", "damp", []Option[string]{{"none", "None"}, {"some", "Some"}, {"bad", "Bad"}}},
	{AspectSmokeAlarm, "Smoke alarm", "smoke alarm", []Option[string]{{"working", "Working"}, {"broken", "Broken"}, {"none", "None"}}},
	{AspectTrips, "Trips and falls", "trips", []Option[string]{{"safe", "Safe"}, {"some", "Some"}, {"many", "Many"}}},
	{AspectUtilities, "Water, gas and electricity", "utilities", []Option[string]{{"all_on", "All on"}, {"some_off", "Some off"}, {"all_off", "All off"}}},
	{AspectPets, "Pets", "pets", []Option[string]{{"none", "None"}, {"well", "Doing well"}, {"struggling", "Need help"}}},
	{AspectSmoking, "Smoking", "smoking", []Option[string]{{"no", "No one"}, {"outside", "Outside"}, {"inside", "Inside"}}},
	{AspectMedicines, "Medicines", "medicines", []Option[string]{{"managed", "Managed"}, {"muddled", "Muddled"}, {"not_taken", "Not taken"}}},
}

func (a VisitAspect) of() aspect {
	for _, x := range aspects {
		if x.key == a {
			return x
		}
	}
	return aspect{}
}

func (a VisitAspect) known() bool { return a.of().key != "" }

// VisitAspects lists what is asked once a visit, in the order of asking.
func VisitAspects() []VisitAspect {
	list := make([]VisitAspect, len(aspects))
	for i, a := range aspects {
		list[i] = a.key
	}
	return list
}

// Label is the aspect in words, as a heading.
func (a VisitAspect) Label() string {
	if a == AspectRoom {
		return "Clutter"
	}
	return a.of().label
}

// Short is the aspect in a word or two, within a sentence.
func (a VisitAspect) Short() string { return a.of().short }

// Answers lists what may be found about an aspect, the best first. A room has
// none: it is rated 1 to 9.
func (a VisitAspect) Answers() []Option[string] { return a.of().answers }

// AnswerLabel is an answer in words.
func (a VisitAspect) AnswerLabel(value string) string {
	if a == AspectRoom {
		return value
	}
	return labelOf(a.Answers(), value)
}
