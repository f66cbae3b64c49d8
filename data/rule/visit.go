package rule

import (
	"slices"
	"strings"

	"waymark/data"
)

// Rooms returns the rooms that a visit asks about, in order: those of the visit
// before, or of the service's list on a first one, then those added on this one.
// A room that the home does not have is left out.
func Rooms(r *data.VisitRecord) []string {
	rooms := slices.Clone(r.Settings.Rooms)
	if r.Last != nil && slices.ContainsFunc(r.Last.Findings, func(f data.VisitFinding) bool { return f.Aspect == data.AspectRoom }) {
		rooms = roomsOf(r.Last)
	}
	for _, f := range r.Findings {
		at := slices.Index(rooms, f.Room)
		switch {
		case f.Aspect != data.AspectRoom:
		case f.Value == data.RoomAbsent && at >= 0:
			rooms = slices.Delete(rooms, at, at+1)
		case f.Value != data.RoomAbsent && at < 0:
			rooms = append(rooms, f.Room)
		}
	}
	return rooms
}

// roomsOf are the rooms of a visit, those of the service's list first.
func roomsOf(r *data.VisitRecord) []string {
	var rooms []string
	for _, name := range r.Settings.Rooms {
		if f := r.Finding(data.AspectRoom, name); f != nil && f.Value != data.RoomAbsent {
			rooms = append(rooms, name)
		}
	}
	for _, f := range r.Findings {
		if f.Aspect == data.AspectRoom && f.Value != data.RoomAbsent && !slices.Contains(rooms, f.Room) {
			rooms = append(rooms, f.Room)
		}
	}
	return rooms
}

// Unanswered names what a visit has not been told yet, in the order of asking.
func Unanswered(r *data.VisitRecord) []string {
	var list []string
	for _, room := range Rooms(r) {
		if r.Value(data.AspectRoom, room) == "" {
			list = append(list, room)
		}
	}
	for _, a := range data.VisitAspects() {
		if r.Value(a, "") == "" {
			list = append(list, a.Short())
		}
	}
	if len(list) > 0 {
		list[0] = data.Capital(list[0])
	}
	return list
}

// Asked returns the findings that ask for a decision of each kind. A rating at
// or over the service's threshold asks about safeguarding, since self-neglect
// may be a safeguarding matter (Care Act 2014 statutory guidance, 14.17).
func Asked(findings []data.VisitFinding, s *data.VisitSettings) map[data.DecisionKind][]data.DecisionBecause {
	asked := map[data.DecisionKind][]data.DecisionBecause{}
	add := func(k data.DecisionKind, f *data.VisitFinding) {
		asked[k] = append(asked[k], data.DecisionBecause{Aspect: f.Aspect, Room: f.Room, Value: f.Value})
	}
	fullest := fullestRoom(findings)
	for i := range findings {
		f := &findings[i]
		switch {
		case f.Aspect == data.AspectRoom:
			if n := f.Rating(); s.Threshold > 0 && n >= s.Threshold {
				add(data.DecisionSafeguarding, f)
			}
		case asks(s, data.AskNoAlarm, f, data.AspectSmokeAlarm, "broken", "none"):
			add(data.DecisionFire, f)
		case asks(s, data.AskSmokingClutter, f, data.AspectSmoking, "inside") && fullest != nil && s.Band(fullest.Rating()) > 0:
			add(data.DecisionFire, f)
			add(data.DecisionFire, fullest)
		case asks(s, data.AskNoFood, f, data.AspectFood, "none"),
			asks(s, data.AskNoHeating, f, data.AspectHeating, "broken"),
			asks(s, data.AskNoUtilities, f, data.AspectUtilities, "all_off"):
			add(data.DecisionSafeguarding, f)
		}
	}
	return asked
}

func asks(s *data.VisitSettings, a data.VisitAsk, f *data.VisitFinding, about data.VisitAspect, values ...string) bool {
	return s.Asks(a) && f.Aspect == about && slices.Contains(values, f.Value)
}

// fullestRoom returns the room with the highest rating, nil if none is rated.
func fullestRoom(findings []data.VisitFinding) *data.VisitFinding {
	var fullest *data.VisitFinding
	for i := range findings {
		if f := &findings[i]; f.Rating() > 0 && (fullest == nil || f.Rating() > fullest.Rating()) {
			fullest = f
		}
	}
	return fullest
}

// Decisions returns what is to be open once the findings of a visit have
// changed, at most one of each kind: the open decision there was with its
// reasons up to date, or a new one without an ID. Findings that an answered
// decision was about ask again only if they became worse.
func Decisions(had []data.VisitDecision, findings []data.VisitFinding, s *data.VisitSettings) []data.VisitDecision {
	asked := Asked(findings, s)
	var open []data.VisitDecision
	for _, kind := range data.DecisionKinds() {
		var left []data.DecisionBecause
		for _, b := range asked[kind.Value] {
			if !settled(had, kind.Value, b) {
				left = append(left, b)
			}
		}
		if len(left) == 0 {
			continue
		}
		d := data.VisitDecision{Kind: kind.Value, State: data.DecisionOpen}
		for _, was := range had {
			if was.Kind == kind.Value && was.State == data.DecisionOpen {
				d = was
				break
			}
		}
		d.Because = left
		open = append(open, d)
	}
	return open
}

// settled reports whether someone has answered for a finding as it is now.
func settled(had []data.VisitDecision, kind data.DecisionKind, b data.DecisionBecause) bool {
	for _, d := range had {
		if d.Kind != kind || d.State == data.DecisionOpen {
			continue
		}
		for _, answered := range d.Because {
			if answered.Aspect != b.Aspect || answered.Room != b.Room {
				continue
			}
			was, is := answered.Finding(), b.Finding()
			if worse(&was, &is) <= 0 {
				return true
			}
		}
	}
	return false
}

// worse is above 0 if a finding about one thing became worse, below 0 if it
// became better.
func worse(was, is *data.VisitFinding) int {
	if is.Aspect == data.AspectRoom {
		return is.Rating() - was.Rating()
	}
	place := func(f *data.VisitFinding) int {
		return slices.IndexFunc(f.Aspect.Answers(), func(o data.Option[string]) bool { return o.Value == f.Value })
	}
	return place(is) - place(was)
}

// VisitChange is one thing that was looked at on two visits.
type VisitChange struct {
	Label       string
	Before, Now string // in words; "" if it was not answered
	Worse       int    // above 0 if it became worse, below 0 if better, 0 if it is the same or was not compared
}

// Changes puts what a visit found beside what the one before found, rooms first.
func Changes(r *data.VisitRecord) []VisitChange {
	var list []VisitChange
	add := func(label string, a data.VisitAspect, room string) {
		was, is := r.Last.Finding(a, room), r.Finding(a, room)
		c := VisitChange{Label: label, Before: inWords(was), Now: inWords(is)}
		if c.Before != "" && c.Now != "" {
			c.Worse = worse(was, is)
		}
		if c.Before != "" || c.Now != "" {
			list = append(list, c)
		}
	}
	for _, room := range Rooms(r) {
		add(room, data.AspectRoom, room)
	}
	for _, a := range data.VisitAspects() {
		add(a.Label(), a, "")
	}
	return list
}

func inWords(f *data.VisitFinding) string {
	if f == nil || f.Value == "" || f.Value == data.RoomAbsent {
		return ""
	}
	return f.Aspect.AnswerLabel(f.Value)
}

// Trouble is something that a home visit shows and a surgery room hides.
type Trouble string

// The troubles, as reports count them.
const (
	TroubleClutter   Trouble = "clutter"
	TroubleFood      Trouble = "food"
	TroubleHeating   Trouble = "heating"
	TroubleDamp      Trouble = "damp"
	TroubleAlarm     Trouble = "smoke_alarm"
	TroubleTrips     Trouble = "trips"
	TroubleUtilities Trouble = "utilities"
	TroublePets      Trouble = "pets"
	TroubleSmoking   Trouble = "smoking"
	TroubleMedicines Trouble = "medicines"
)

// trouble is how one is recognised, and the need that it may be.
type trouble struct {
	key    Trouble
	label  string
	aspect data.VisitAspect
	values []string
	need   []string // parts of the name of the reason that stands for it, the best first; none: no need is proposed
}

var troubles = []trouble{
	{TroubleClutter, "Hoarding or heavy clutter", data.AspectRoom, nil, []string{"hoard", "clutter", "housing"}},
	{TroubleFood, "Little or no food", data.AspectFood, []string{"little", "none"}, []string{"food", "benefit", "financ", "money"}},
	{TroubleHeating, "Heating broken or not used", data.AspectHeating, []string{"not_used", "broken"}, []string{"heating", "fuel", "energy", "housing"}},
	{TroubleDamp, "Bad damp", data.AspectDamp, []string{"bad"}, []string{"damp", "housing"}},
	{TroubleAlarm, "No working smoke alarm", data.AspectSmokeAlarm, []string{"broken", "none"}, []string{"fire", "housing"}},
	{TroubleTrips, "Many trip hazards", data.AspectTrips, []string{"many"}, []string{"fall", "in home", "at home"}},
	{TroubleUtilities, "Water, gas or electricity off", data.AspectUtilities, []string{"some_off", "all_off"}, []string{"fuel", "energy", "utilit", "benefit", "financ"}},
	{TroublePets, "Pets need help", data.AspectPets, []string{"struggling"}, []string{"pet", "general"}},
	{TroubleSmoking, "Smoking inside", data.AspectSmoking, []string{"inside"}, nil},
	{TroubleMedicines, "Medicines muddled or not taken", data.AspectMedicines, []string{"muddled", "not_taken"}, []string{"medic", "in home", "at home"}},
}

// Troubles lists them in the order in which they are reported.
func Troubles() []data.Option[Trouble] {
	list := make([]data.Option[Trouble], len(troubles))
	for i, t := range troubles {
		list[i] = data.Option[Trouble]{Value: t.key, Label: t.label}
	}
	return list
}

// TroubleOf returns the trouble that an answer about an aspect of the home is,
// "" if it is none. Rooms are rated, and asked about with VisitSettings.Band.
func TroubleOf(a data.VisitAspect, value string) Trouble {
	for _, t := range troubles {
		if t.aspect == a && slices.Contains(t.values, value) {
			return t.key
		}
	}
	return ""
}

// NeedProposal is a need that what was found on a visit suggests.
type NeedProposal struct {
	Label    string  // the trouble, in words
	Note     string  // what was found
	ReasonID data.ID // the need of the service's list; "" if none of them fits
}

// ProposeNeeds returns the needs that a visit suggests, for someone to confirm.
// had are those that came of this visit already.
func ProposeNeeds(r *data.VisitRecord, reasons []data.Reason, had []data.Need) []NeedProposal {
	var list []NeedProposal
	for _, t := range troubles {
		found := foundOf(t, r)
		if len(found) == 0 || len(t.need) == 0 {
			continue
		}
		p := NeedProposal{Label: t.label, Note: "Home visit: " + data.LowerFirst(strings.Join(found, ", ")), ReasonID: reasonFor(t, reasons)}
		if !slices.ContainsFunc(had, func(n data.Need) bool { return n.VisitID == r.ID && n.Note == p.Note }) {
			list = append(list, p)
		}
	}
	return list
}

func foundOf(t trouble, r *data.VisitRecord) []string {
	var found []string
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Aspect != t.aspect {
			continue
		}
		if t.aspect == data.AspectRoom && r.Settings.Band(f.Rating()) == 2 || slices.Contains(t.values, f.Value) {
			found = append(found, f.Text())
		}
	}
	return found
}

func reasonFor(t trouble, reasons []data.Reason) data.ID {
	for _, part := range t.need {
		for i := range reasons {
			if !reasons[i].Retired && strings.Contains(strings.ToLower(reasons[i].Name), part) {
				return reasons[i].ID
			}
		}
	}
	return ""
}
