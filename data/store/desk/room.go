package desk

import (
	"context"

	"waymark/data"
)

// Room returns the day of one prescriber, wherever they hold a clinic: who is
// booked, who waits and who is in the room, with all notes. Only the service's staff may ask,
// since it is not of one surgery.
func (s *Desk) Room(ctx context.Context, staff data.ID, day data.Date) (*data.DeskDay, error) {
	if err := s.session.At(""); err != nil {
		return nil, err
	}
	d := &data.DeskDay{Day: day}
	list, err := s.diary.Sessions(ctx, data.SessionFilter{From: day, To: day, StaffID: staff})
	if err != nil {
		return nil, err
	}
	for i := range list {
		d.Sessions = append(d.Sessions, sessionOf(&list[i], true))
	}
	rows, err := s.diary.Appointments(ctx, data.AppointmentFilter{From: day, To: day, StaffID: staff})
	if err != nil {
		return nil, err
	}
	if loose := outside(d.Sessions, rowsOf(rows, true)); len(loose) > 0 {
		d.Sessions = append(d.Sessions, data.DeskSession{Day: day, SurgeryID: loose[0].SurgeryID, Surgery: loose[0].Surgery, StaffID: staff,
			Staff: loose[0].Staff, State: data.SessionOn, Others: loose})
	}
	d.Presence, err = s.presence(ctx, d)
	return d, err
}

// outside are those rows that are in none of the sessions.
func outside(sessions []data.DeskSession, rows []data.DeskRow) []data.DeskRow {
	in := map[data.ID]bool{}
	for i := range sessions {
		in[sessions[i].ClinicID] = true
	}
	var loose []data.DeskRow
	for _, r := range rows {
		if r.ClinicID == "" || !in[r.ClinicID] {
			loose = append(loose, r)
		}
	}
	return loose
}
