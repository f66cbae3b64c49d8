package rule

import (
	"time"

	"waymark/data"
)

// EndsWith reports whether a booked appointment is cancelled by the closing of an
// episode: its client died, and it is of that day or later. Whoever has come already was
// there, and what came of it is for a person to say. So it is of an appointment whose
// hour had passed when the episode was closed that same day: closed is that moment, as
// the clock showed it here.
func EndsWith(e *data.Episode, a *data.Appointment, closed time.Time) bool {
	if e.Status != data.EpisodeClosed || e.CloseReason != data.CloseDied || e.ClientID != a.ClientID ||
		a.State != data.AppointmentBooked || a.On.Before(e.ClosedOn) {
		return false
	}
	today := data.DateOf(closed)
	return e.ClosedOn != today || ToCome(a, today, closed.Format("15:04"))
}

// ToCome reports whether an appointment is booked and its time has not passed: on is
// the day, and at the time of day ("HH:MM"). One without an hour is to come all day.
func ToCome(a *data.Appointment, on data.Date, at string) bool {
	return a.State == data.AppointmentBooked && (a.On.After(on) || a.On == on && (a.At == "" || a.At >= at))
}
