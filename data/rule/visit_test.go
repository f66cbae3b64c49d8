package rule

import (
	"slices"
	"strings"
	"testing"

	"waymark/data"
)

func room(name, value string) data.VisitFinding {
	return data.VisitFinding{Aspect: data.AspectRoom, Room: name, Value: value}
}

func found(a data.VisitAspect, value string) data.VisitFinding {
	return data.VisitFinding{Aspect: a, Value: value}
}

func visitSettings() data.VisitSettings {
	return data.ReadVisitSettings(func(string) string { return "" })
}

func TestAsked_ratingAtTheThresholdAsks(t *testing.T) {
	s := visitSettings()
	for rating := 1; rating <= data.MaxClutter; rating++ {
		for threshold := 0; threshold <= data.MaxClutter; threshold++ {
			s.Threshold = threshold
			asked := Asked([]data.VisitFinding{room("Kitchen", string(rune('0'+rating)))}, &s)
			if got, want := len(asked[data.DecisionSafeguarding]) == 1, threshold > 0 && rating >= threshold; got != want {
				t.Errorf("a rating of %d with the threshold %d asks: %v", rating, threshold, got)
			}
		}
	}
}

func TestAsked_otherFindings(t *testing.T) {
	for _, c := range []struct {
		name     string
		findings []data.VisitFinding
		off      data.VisitAsk
		want     string
	}{
		{"no alarm", []data.VisitFinding{found(data.AspectSmokeAlarm, "none")}, data.AskNoAlarm, "fire: Smoke alarm: none"},
		{"broken alarm", []data.VisitFinding{found(data.AspectSmokeAlarm, "broken")}, data.AskNoAlarm, "fire: Smoke alarm: broken"},
		{"working alarm", []data.VisitFinding{found(data.AspectSmokeAlarm, "working")}, "", ""},
		{"smoking in a clear home", []data.VisitFinding{room("Bedroom", "3"), found(data.AspectSmoking, "inside")}, "", ""},
		{"smoking among clutter", []data.VisitFinding{room("Bedroom", "4"), room("Hall", "2"), found(data.AspectSmoking, "inside")}, data.AskSmokingClutter,
			"fire: Smoking: inside, Bedroom 4"},
		{"smoking outside", []data.VisitFinding{room("Bedroom", "6"), found(data.AspectSmoking, "outside")}, "", ""},
		{"no food", []data.VisitFinding{found(data.AspectFood, "none")}, data.AskNoFood, "safeguarding: Food in the house: none"},
		{"little food", []data.VisitFinding{found(data.AspectFood, "little")}, "", ""},
		{"no heating", []data.VisitFinding{found(data.AspectHeating, "broken")}, data.AskNoHeating, "safeguarding: Heating: broken"},
		{"all off", []data.VisitFinding{found(data.AspectUtilities, "all_off")}, data.AskNoUtilities, "safeguarding: Water, gas and electricity: all off"},
	} {
		s := visitSettings()
		if got := inText(Asked(c.findings, &s)); got != c.want {
			t.Errorf("%s: asks %q, want %q", c.name, got, c.want)
		}
		s.Off = []data.VisitAsk{c.off}
		if got := inText(Asked(c.findings, &s)); c.off != "" && got != "" {
			t.Errorf("%s: switched off, and asks %q", c.name, got)
		}
	}
}

func inText(asked map[data.DecisionKind][]data.DecisionBecause) string {
	var parts []string
	for _, k := range data.DecisionKinds() {
		if len(asked[k.Value]) > 0 {
			d := data.VisitDecision{Because: asked[k.Value]}
			parts = append(parts, string(k.Value)+": "+strings.Join(d.Reasons(), ", "))
		}
	}
	return strings.Join(parts, "; ")
}

func TestDecisions_followTheFindings(t *testing.T) {
	s := visitSettings()
	findings := []data.VisitFinding{room("Living room", "7")}
	open := Decisions(nil, findings, &s)
	if len(open) != 1 || open[0].ID != "" || open[0].Kind != data.DecisionSafeguarding {
		t.Fatalf("a 7 asks for %+v", open)
	}
	open[0].ID = "first"
	findings = append(findings, room("Kitchen", "8"))
	again := Decisions(open, findings, &s)
	if len(again) != 1 || again[0].ID != "first" || len(again[0].Because) != 2 {
		t.Fatalf("a second room joins the open decision: %+v", again)
	}
	if left := Decisions(again, []data.VisitFinding{room("Living room", "4")}, &s); len(left) != 0 {
		t.Errorf("a corrected rating still asks: %+v", left)
	}
	again[0].State = data.DecisionActed
	if left := Decisions(again, findings, &s); len(left) != 0 {
		t.Errorf("what was answered is asked again: %+v", left)
	}
	findings[0].Value = "9"
	if left := Decisions(again, findings, &s); len(left) != 1 || left[0].ID != "" || inText(map[data.DecisionKind][]data.DecisionBecause{data.DecisionSafeguarding: left[0].Because}) != "safeguarding: Living room 9" {
		t.Errorf("a room that became worse since the answer asks for %+v", left)
	}
	findings[0].Value = "7"
	again[0].State = data.DecisionNotNeeded
	if left := Decisions(again, findings, &s); len(left) != 0 {
		t.Errorf("what was not needed is asked again: %+v", left)
	}
}

func TestRooms_comeFromTheVisitBefore(t *testing.T) {
	r := &data.VisitRecord{Settings: visitSettings()}
	if got := Rooms(r); !slices.Equal(got, data.DefaultRooms()) {
		t.Errorf("a first visit asks about %v", got)
	}
	r.Findings = []data.VisitFinding{room("Shed", ""), room("Hall and stairs", data.RoomAbsent)}
	if got := Rooms(r); !slices.Equal(got, []string{"Kitchen", "Living room", "Bedroom", "Bathroom", "Shed"}) {
		t.Errorf("with a shed and without a hall: %v", got)
	}
	r.Findings = []data.VisitFinding{room(data.DefaultRooms()[0], data.RoomAbsent)}
	if got := Rooms(r); !slices.Equal(got, data.DefaultRooms()[1:]) {
		t.Errorf("without the first of the list: %v", got)
	}
	next := &data.VisitRecord{Settings: visitSettings(), Last: &data.VisitRecord{Findings: []data.VisitFinding{room("Kitchen", "3"), room("Shed", ""), room("Hall and stairs", data.RoomAbsent)}}}
	if got := Rooms(next); !slices.Equal(got, []string{"Kitchen", "Shed"}) {
		t.Errorf("the next visit asks about %v", got)
	}
}

func TestUnanswered_namesWhatIsLeft(t *testing.T) {
	r := &data.VisitRecord{Settings: visitSettings()}
	for _, name := range []string{"Kitchen", "Living room", "Hall and stairs", "Bathroom"} {
		r.Findings = append(r.Findings, room(name, "2"))
	}
	for _, a := range data.VisitAspects()[:4] {
		r.Findings = append(r.Findings, found(a, a.Answers()[0].Value))
	}
	want := []string{"Bedroom", "trips", "utilities", "pets", "smoking", "medicines"}
	if got := Unanswered(r); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestChanges_sayWhatBecameWorse(t *testing.T) {
	r := &data.VisitRecord{Settings: visitSettings(),
		Findings: []data.VisitFinding{room("Kitchen", "4"), room("Living room", "7"), found(data.AspectFood, "enough"), found(data.AspectPets, "well")},
		Last:     &data.VisitRecord{Findings: []data.VisitFinding{room("Kitchen", "4"), room("Living room", "5"), room("Bedroom", ""), found(data.AspectFood, "none")}},
	}
	var got []string
	for _, c := range Changes(r) {
		got = append(got, c.Label+" "+c.Before+">"+c.Now+[]string{" better", "", " worse"}[sign(c.Worse)+1])
	}
	want := []string{"Kitchen 4>4", "Living room 5>7 worse", "Food in the house None>Enough better", "Pets >Doing well"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func sign(n int) int { return min(1, max(-1, n)) }

func TestProposeNeeds_takesTheServicesOwnNeeds(t *testing.T) {
	reasons := []data.Reason{{ID: "h", Name: "Housing"}, {ID: "b", Name: "Benefits/Financial"}, {ID: "a", Name: "Assistance in Home"}, {ID: "g", Name: "General Referral"}}
	r := &data.VisitRecord{Visit: data.Visit{ID: "v"}, Settings: visitSettings(), Findings: []data.VisitFinding{
		room("Kitchen", "7"), room("Bedroom", "9"), room("Hall", "6"), found(data.AspectFood, "little"), found(data.AspectHeating, "working"),
		found(data.AspectSmoking, "inside"), found(data.AspectTrips, "many"),
	}}
	list := ProposeNeeds(r, reasons, nil)
	want := []NeedProposal{
		{"Hoarding or heavy clutter", "Home visit: kitchen 7, Bedroom 9", "h"},
		{"Little or no food", "Home visit: food in the house: little", "b"},
		{"Many trip hazards", "Home visit: trips and falls: many", "a"},
	}
	if !slices.Equal(list, want) {
		t.Errorf("%+v, want %+v", list, want)
	}
	had := []data.Need{{VisitID: "v", Note: want[1].Note}}
	if list = ProposeNeeds(r, reasons, had); len(list) != 2 {
		t.Errorf("with one confirmed already: %+v", list)
	}
	if list = ProposeNeeds(r, nil, nil); len(list) != 3 || list[0].ReasonID != "" {
		t.Errorf("without a need that fits: %+v", list)
	}
}

// Every answer and every label is there, and every trouble is one of the answers.
func TestTroubles_areAnswersThatCanBeGiven(t *testing.T) {
	for _, x := range troubles {
		for _, v := range x.values {
			f := found(x.aspect, v)
			if err := f.Validate(); err != nil {
				t.Errorf("%s: %v", x.key, err)
			}
			if TroubleOf(x.aspect, v) != x.key {
				t.Errorf("%s %s is the trouble %q", x.aspect, v, TroubleOf(x.aspect, v))
			}
		}
	}
	for _, a := range data.VisitAspects() {
		if got := TroubleOf(a, a.Answers()[0].Value); got != "" {
			t.Errorf("the best answer about %s is the trouble %q", a, got)
		}
	}
}
