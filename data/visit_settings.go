package data

import (
	"slices"
	"strconv"
	"strings"
)

// The keys of the settings about home visits and lone working.
const (
	SettingVisitThreshold = "visit_threshold"  // the rating of a room from which a decision is asked for; "": 7; "0": never
	SettingVisitBands     = "visit_bands"      // the highest rating of the low and of the middle band, such as "3,6"
	SettingVisitRooms     = "visit_rooms"      // the rooms that a first visit lists, one a line
	SettingVisitAsksOff   = "visit_asks_off"   // keys of VisitAsks that are switched off, with commas
	SettingVisitFrom      = "visit_from"       // the postcode where a day of visits begins
	SettingVisitTo        = "visit_to"         // the postcode where it ends
	SettingLoneBuddy      = "lone_buddy"       // who is told on the card, unless someone else is named
	SettingLoneBuddyPhone = "lone_buddy_phone" // how to reach them
	SettingLoneMinutes    = "lone_minutes"     // how long a visit takes, unless it says otherwise; "": 60
	SettingLoneCall       = "lone_call"        // whom to ring when someone is not back: a line each, "name, phone"
)

// VisitSettings are what the service has decided about home visits.
type VisitSettings struct {
	Threshold int      // the rating of a room from which a decision is asked for, 1 to 9; 0: none
	LowTop    int      // ratings up to this are the low band
	MiddleTop int      // and up to this the middle band
	Rooms     []string // that a first visit lists
	Off       []VisitAsk
}

// VisitAsk is a finding other than a rating that asks for a decision.
type VisitAsk string

// What asks for a decision, unless the service switches it off.
const (
	AskNoAlarm        VisitAsk = "no_alarm"
	AskSmokingClutter VisitAsk = "smoking_clutter"
	AskNoFood         VisitAsk = "no_food"
	AskNoHeating      VisitAsk = "no_heating"
	AskNoUtilities    VisitAsk = "no_utilities"
)

// VisitAsks lists what may ask for a decision beside a rating.
func VisitAsks() []Option[VisitAsk] {
	return []Option[VisitAsk]{
		{AskNoAlarm, "No working smoke alarm (fire safety)"},
		{AskSmokingClutter, "Smoking inside with clutter (fire safety)"},
		{AskNoFood, "No food in the house (safeguarding)"},
		{AskNoHeating, "Heating broken (safeguarding)"},
		{AskNoUtilities, "Water, gas and power all off (safeguarding)"},
	}
}

// Asks reports whether something asks for a decision in this service.
func (s *VisitSettings) Asks(a VisitAsk) bool { return !slices.Contains(s.Off, a) }

// DefaultRooms are the rooms that a first visit lists unless the service says
// otherwise.
func DefaultRooms() []string {
	return []string{"Kitchen", "Living room", "Hall and stairs", "Bedroom", "Bathroom"}
}

// ReadVisitSettings reads the settings that get gives, "" for one never set.
// What cannot be read is as if never set.
func ReadVisitSettings(get func(key string) string) VisitSettings {
	s := VisitSettings{Threshold: 7, LowTop: 3, MiddleTop: 6, Rooms: ReadRooms(get(SettingVisitRooms))}
	if n, err := strconv.Atoi(get(SettingVisitThreshold)); err == nil && n >= 0 && n <= MaxClutter {
		s.Threshold = n
	}
	if low, middle, err := ReadBands(get(SettingVisitBands)); err == nil {
		s.LowTop, s.MiddleTop = low, middle
	}
	for _, key := range strings.Split(get(SettingVisitAsksOff), ",") {
		if known(VisitAsks(), VisitAsk(key)) {
			s.Off = append(s.Off, VisitAsk(key))
		}
	}
	return s
}

// ReadRooms reads names of rooms, one a line and each once; DefaultRooms if
// there are none.
func ReadRooms(text string) []string {
	var rooms []string
	for _, line := range strings.Split(TidyNote(text), "\n") {
		if room := Tidy(line); room != "" && !slices.Contains(rooms, room) {
			rooms = append(rooms, room)
		}
	}
	if len(rooms) == 0 {
		return DefaultRooms()
	}
	return rooms
}

// ReadBands reads the highest rating of the low and of the middle band.
func ReadBands(text string) (low, middle int, err error) {
	a, b, _ := strings.Cut(text, ",")
	low, errLow := strconv.Atoi(strings.TrimSpace(a))
	middle, errMiddle := strconv.Atoi(strings.TrimSpace(b))
	if errLow != nil || errMiddle != nil || low < 1 || middle <= low || middle >= MaxClutter {
		return 0, 0, NewProblem(CodeInvalid, "Enter two ratings from 1 to 8, the lower one first, like 3, 6.")
	}
	return low, middle, nil
}

// Band is which band a rating is in: 0 low, 1 middle, 2 high; -1 for no rating.
func (s *VisitSettings) Band(rating int) int {
	switch {
	case rating < 1:
		return -1
	case rating <= s.LowTop:
		return 0
	case rating <= s.MiddleTop:
		return 1
	}
	return 2
}

// BandLabels are the three bands in numbers, such as "1 to 3".
func (s *VisitSettings) BandLabels() [3]string {
	span := func(from, to int) string {
		if from == to {
			return strconv.Itoa(from)
		}
		return strconv.Itoa(from) + " to " + strconv.Itoa(to)
	}
	return [3]string{span(1, s.LowTop), span(s.LowTop+1, s.MiddleTop), span(s.MiddleTop+1, MaxClutter)}
}
