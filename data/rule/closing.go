package rule

import "waymark/data"

// EndsWith reports whether a booked appointment is cancelled by the closing of an
// episode: its client died, and it is of that day or later. Whoever has come already was
// there, and what came of it is for a person to say.
func EndsWith(e *data.Episode, a *data.Appointment) bool {
	return e.Status == data.EpisodeClosed && e.CloseReason == data.CloseDied &&
		e.ClientID == a.ClientID && a.State == data.AppointmentBooked && !a.On.Before(e.ClosedOn)
}

// ToCome reports whether an appointment is booked and its time has not passed: on is
// the day, and at the time of day ("HH:MM"). One without an hour is to come all day.
func ToCome(a *data.Appointment, on data.Date, at string) bool {
	return a.State == data.AppointmentBooked && (a.On.After(on) || a.On == on && (a.At == "" || a.At >= at))
}
