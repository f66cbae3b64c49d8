package rule_test

import (
	"testing"
	"time"

	"waymark/data"
	"waymark/data/rule"
)

func TestEndsWith_cancelsWhatIsBookedFromTheDayOfADeath(t *testing.T) {
	died := data.Episode{ClientID: "ann", Status: data.EpisodeClosed, CloseReason: data.CloseDied, ClosedOn: data.MustDate("2026-03-10")}
	of := func(day string, state data.AppointmentState) data.Appointment {
		return data.Appointment{ClientID: "ann", On: data.MustDate(day), At: "10:00", State: state}
	}
	for name, c := range map[string]struct {
		episode func(*data.Episode)
		a       data.Appointment
		want    bool
	}{
		"the day itself":       {nil, of("2026-03-10", data.AppointmentBooked), true},
		"a later day":          {nil, of("2026-04-10", data.AppointmentBooked), true},
		"the day before":       {nil, of("2026-03-09", data.AppointmentBooked), false},
		"they came":            {nil, of("2026-03-10", data.AppointmentArrived), false},
		"they are in the room": {nil, of("2026-03-10", data.AppointmentInRoom), false},
		"they were seen":       {nil, of("2026-03-10", data.AppointmentSeen), false},
		"another reason":       {func(e *data.Episode) { e.CloseReason = "goals_met" }, of("2026-04-10", data.AppointmentBooked), false},
		"opened again":         {func(e *data.Episode) { e.Status = data.EpisodeOpen }, of("2026-04-10", data.AppointmentBooked), false},
		"another client":       {func(e *data.Episode) { e.ClientID = "bob" }, of("2026-04-10", data.AppointmentBooked), false},
	} {
		e := died
		if c.episode != nil {
			c.episode(&e)
		}
		if got := rule.EndsWith(&e, &c.a, time.Date(2026, 3, 11, 12, 0, 0, 0, time.UTC)); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestEndsWith_leavesWhatHasBeenOnTheDay: who came in the morning and died in the
// afternoon was there, and once it was cancelled for the report.
func TestEndsWith_leavesWhatHasBeenOnTheDay(t *testing.T) {
	noon := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	died := data.Episode{ClientID: "ann", Status: data.EpisodeClosed, CloseReason: data.CloseDied}
	for name, c := range map[string]struct {
		died, day, at string
		want          bool
	}{
		"earlier today":                     {"2026-03-10", "2026-03-10", "11:30", false},
		"later today":                       {"2026-03-10", "2026-03-10", "14:00", true},
		"today, with no hour":               {"2026-03-10", "2026-03-10", "", true},
		"tomorrow":                          {"2026-03-10", "2026-03-11", "09:00", true},
		"earlier today, who died yesterday": {"2026-03-09", "2026-03-10", "11:30", true},
		"yesterday, the day that they died": {"2026-03-09", "2026-03-09", "11:30", true},
		"the day before the day of a death": {"2026-03-09", "2026-03-08", "11:30", false},
	} {
		died.ClosedOn = data.MustDate(c.died)
		a := data.Appointment{ClientID: "ann", On: data.MustDate(c.day), At: c.at, State: data.AppointmentBooked}
		if got := rule.EndsWith(&died, &a, noon); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestToCome_isBookedAndNotPast(t *testing.T) {
	today := data.MustDate("2026-03-10")
	for name, c := range map[string]struct {
		day, at string
		state   data.AppointmentState
		want    bool
	}{
		"tomorrow":            {"2026-03-11", "08:00", data.AppointmentBooked, true},
		"later today":         {"2026-03-10", "14:00", data.AppointmentBooked, true},
		"now":                 {"2026-03-10", "12:00", data.AppointmentBooked, true},
		"today, with no hour": {"2026-03-10", "", data.AppointmentBooked, true},
		"earlier today":       {"2026-03-10", "11:30", data.AppointmentBooked, false},
		"yesterday":           {"2026-03-09", "14:00", data.AppointmentBooked, false},
		"cancelled":           {"2026-03-11", "08:00", data.AppointmentCancelled, false},
	} {
		a := data.Appointment{On: data.MustDate(c.day), At: c.at, State: c.state}
		if got := rule.ToCome(&a, today, "12:00"); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
