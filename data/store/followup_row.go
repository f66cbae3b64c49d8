package store

import (
	"waymark/data"
)

const followUpColumns = `f.id, f.prescription_id, f.episode_id, f.client_id, f.number, f.counted_from, f.first_due, f.due_on,
	f.moved_because, f.status, f.closed_on, f.note, f.staff_id, f.contact_id,
	(SELECT count(*) FROM attempt a WHERE a.follow_up_id = f.id),
	f.created_at, f.created_by, f.updated_at, f.updated_by`

func scanFollowUp(f *data.FollowUp) []any {
	return append([]any{&f.ID, &f.PrescriptionID, &f.EpisodeID, &f.ClientID, &f.Number, &f.CountedFrom, &f.FirstDue, &f.DueOn,
		&f.MovedBecause, &f.Status, &f.ClosedOn, &f.Note, orNull(&f.StaffID), orNull(&f.ContactID), &f.Attempts}, stampDest(&f.Stamp)...)
}

func (t *tx) saveFollowUp(f *data.FollowUp) error {
	return t.save("follow_up", &f.ID, &f.Stamp, f.ClientID, []field{
		{"prescription_id", f.PrescriptionID}, {"episode_id", f.EpisodeID}, {"client_id", f.ClientID}, {"number", f.Number},
		{"counted_from", f.CountedFrom}, {"first_due", f.FirstDue}, {"due_on", f.DueOn}, {"moved_because", f.MovedBecause},
		{"status", f.Status}, {"closed_on", f.ClosedOn}, {"note", f.Note}, {"staff_id", ref(f.StaffID)},
		{"contact_id", ref(f.ContactID)},
	})
}
