package rule

import (
	"testing"
	"time"

	"waymark/data"
)

func clockAt(text string) time.Time {
	minute := data.MinuteOf(text)
	return time.Date(2026, 4, 7, minute/60, minute%60, 0, 0, time.UTC)
}

// deskRow is an appointment of half an hour that came to its state at a time.
func deskRow(at string, state data.AppointmentState, since string) data.DeskRow {
	return data.DeskRow{ID: data.ID(at + string(state)), At: at, Minutes: 30, State: state, StateAt: clockAt(since), On: data.MustDate("2026-04-07")}
}

func morning(rows ...data.DeskRow) *data.DeskSession {
	s := &data.DeskSession{Starts: "09:00", Ends: "13:00", State: data.SessionOn}
	for _, r := range rows {
		s.Slots = append(s.Slots, data.DeskSlot{At: r.At, Minutes: 30, Rows: []data.DeskRow{r}})
	}
	return s
}

func said(state data.PresenceState, at, back string) *data.Presence {
	return &data.Presence{State: state, At: clockAt(at), BackAt: back}
}

func TestPrescriberNow(t *testing.T) {
	harold, priya := deskRow("11:00", data.AppointmentInRoom, "11:08"), deskRow("11:30", data.AppointmentArrived, "10:58")
	seen := deskRow("10:30", data.AppointmentSeen, "10:38")
	long, unknown := harold, harold
	long.Minutes, unknown.Minutes = 45, 0
	for name, c := range map[string]struct {
		session *data.DeskSession
		said    *data.Presence
		at      string
		want    Now
	}{
		"with someone, and late for the next": {morning(seen, harold, priya), nil, "11:12",
			Now{State: data.PresenceWith, Since: clockAt("11:08"), FreeAt: "11:40", LateBy: 10}},
		"someone who has stayed longer than booked": {morning(harold), nil, "11:52", Now{State: data.PresenceWith, Since: clockAt("11:08"), FreeAt: "11:55"}},
		"free since the last was seen":              {morning(seen), nil, "10:45", Now{State: data.PresenceFree, Since: clockAt("10:38")}},
		"free as the clinic begins":                 {morning(), nil, "09:00", Now{State: data.PresenceFree}},
		"before the clinic":                         {morning(), nil, "08:59", Now{}},
		"after the clinic":                          {morning(seen), nil, "13:00", Now{}},
		"said free before the clinic":               {morning(), said(data.PresenceFree, "08:30", ""), "08:40", Now{State: data.PresenceFree, Since: clockAt("08:30")}},
		"away, with a time to be back": {morning(seen, priya), said(data.PresenceAway, "11:15", "11:40"), "11:20",
			Now{State: data.PresenceAway, Since: clockAt("11:15"), BackAt: "11:40", LateBy: 10}},
		"who is away stays away when reception marks someone as seen": {morning(deskRow("10:30", data.AppointmentSeen, "11:20")), said(data.PresenceAway, "11:15", ""), "11:25",
			Now{State: data.PresenceAway, Since: clockAt("11:15")}},
		"called someone in after being away": {morning(harold), said(data.PresenceAway, "10:50", "11:05"), "11:10",
			Now{State: data.PresenceWith, Since: clockAt("11:08"), FreeAt: "11:40"}},
		"left the room while someone is in it": {morning(harold), said(data.PresenceAway, "11:10", ""), "11:12",
			Now{State: data.PresenceAway, Since: clockAt("11:10")}},
		"with someone by their own word, until a client was seen": {morning(deskRow("10:30", data.AppointmentSeen, "10:50")), said(data.PresenceWith, "10:40", ""), "11:00",
			Now{State: data.PresenceFree, Since: clockAt("10:50")}},
		"with someone who is booked for longer":     {morning(long), nil, "11:12", Now{State: data.PresenceWith, Since: clockAt("11:08"), FreeAt: "11:55"}},
		"with someone whose length is not known":    {morning(unknown), nil, "11:12", Now{State: data.PresenceWith, Since: clockAt("11:08"), FreeAt: "11:40"}},
		"two in the room: the one who came in last": {morning(deskRow("11:30", data.AppointmentInRoom, "11:35"), harold), nil, "11:36", Now{State: data.PresenceWith, Since: clockAt("11:35"), FreeAt: "12:05"}},
		"away for longer than they said": {morning(seen, deskRow("11:00", data.AppointmentArrived, "10:58")), said(data.PresenceAway, "10:40", "11:05"), "11:20",
			Now{State: data.PresenceAway, Since: clockAt("10:40"), BackAt: "11:05", LateBy: 20}},
		"the next has waited as long as is worth saying":     {morning(deskRow("10:00", data.AppointmentArrived, "09:50")), nil, "10:05", Now{State: data.PresenceFree, LateBy: 5}},
		"the next has waited for less than that":             {morning(deskRow("10:00", data.AppointmentArrived, "09:50")), nil, "10:04", Now{State: data.PresenceFree}},
		"a clinic that is cancelled":                         {&data.DeskSession{Starts: "09:00", Ends: "13:00", State: data.SessionCancelled}, nil, "10:00", Now{}},
		"no one in the room and the next is due for a while": {morning(deskRow("10:00", data.AppointmentArrived, "09:50")), nil, "10:12", Now{State: data.PresenceFree, LateBy: 12}},
	} {
		if got := PrescriberNow(c.session, c.said, clockAt(c.at)); got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
}

func TestQueue_bookedByTheirTimeThenWalkInsAsTheyCame(t *testing.T) {
	walkIn := func(since string) data.DeskRow {
		r := deskRow(since, data.AppointmentArrived, since)
		r.WalkIn = true
		return r
	}
	late, early := deskRow("11:00", data.AppointmentArrived, "10:55"), deskRow("12:00", data.AppointmentArrived, "10:30")
	got := ""
	for _, r := range Queue([]data.DeskRow{walkIn("11:06"), early, deskRow("10:00", data.AppointmentSeen, "10:01"), walkIn("10:40"), late, deskRow("11:30", data.AppointmentBooked, "09:00")}) {
		got += r.At + " "
	}
	if want := "11:00 12:00 10:40 11:06 "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
