package casework

import (
	"waymark/data"
	"waymark/data/store"
)

// FollowUpColumns select a whole follow-up, f, for ScanFollowUp.
const FollowUpColumns = `f.id, f.prescription_id, f.episode_id, f.client_id, f.number, f.counted_from, f.first_due, f.due_on,
	f.moved_because, f.status, f.closed_on, f.note, f.staff_id, f.contact_id, f.due_part,
	(SELECT count(*) FROM attempt a WHERE a.follow_up_id = f.id),
	f.created_at, f.created_by, f.updated_at, f.updated_by`

// ScanFollowUp returns where FollowUpColumns go.
func ScanFollowUp(f *data.FollowUp) []any {
	return append([]any{&f.ID, &f.PrescriptionID, &f.EpisodeID, &f.ClientID, &f.Number, &f.CountedFrom, &f.FirstDue, &f.DueOn,
		&f.MovedBecause, &f.Status, &f.ClosedOn, &f.Note, store.OrNull(&f.StaffID), store.OrNull(&f.ContactID), &f.DuePart, &f.Attempts}, store.StampDest(&f.Stamp)...)
}

// SaveFollowUp writes a follow-up within a transaction.
func SaveFollowUp(t *store.Tx, f *data.FollowUp) error {
	return t.Save("follow_up", &f.ID, &f.Stamp, f.ClientID, []store.Field{
		{"prescription_id", f.PrescriptionID}, {"episode_id", f.EpisodeID}, {"client_id", f.ClientID}, {"number", f.Number},
		{"counted_from", f.CountedFrom}, {"first_due", f.FirstDue}, {"due_on", f.DueOn}, {"moved_because", f.MovedBecause},
		{"status", f.Status}, {"closed_on", f.ClosedOn}, {"note", f.Note}, {"staff_id", store.Ref(f.StaffID)},
		{"contact_id", store.Ref(f.ContactID)}, {"due_part", f.DuePart},
	})
}
