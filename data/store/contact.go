package store

import (
	"context"
	"strings"

	"waymark/data"
)

const contactColumns = `k.id, k.episode_id, k.client_id, k.kind, k.outcome, k.held_on, k.held_at, k.minutes, k.staff_id, k.surgery_id, k.note,
	k.created_at, k.created_by, k.updated_at, k.updated_by`

func scanContact(c *data.Contact) []any {
	return append([]any{&c.ID, &c.EpisodeID, &c.ClientID, &c.Kind, &c.Outcome, &c.On, &c.At, &c.Minutes,
		orNull(&c.StaffID), orNull(&c.SurgeryID), &c.Note}, stampDest(&c.Stamp)...)
}

// SaveContact adds a contact (empty ID) or changes one. Without an EpisodeID it
// goes to the episode of its day, else to the latest, even if that is closed.
func (s *Store) SaveContact(ctx context.Context, c *data.Contact) error {
	if err := c.Validate(s.today()); err != nil {
		return err
	}
	return s.writeAbout(ctx, &c.ClientID, func(t *tx) error {
		if c.EpisodeID == "" {
			id, err := t.episodeAbout(c.ClientID, c.On)
			if err != nil {
				return err
			}
			asItWas(t, &c.EpisodeID)
			c.EpisodeID = id
		}
		if c.StaffID == "" {
			c.StaffID = t.actor
		}
		if err := t.tookPlace(c); err != nil {
			return err
		}
		return t.saveContact(c)
	})
}

// tookPlace refuses to call a contact missed or cancelled that offers, a
// questionnaire or a follow-up are part of.
func (t *tx) tookPlace(c *data.Contact) error {
	if c.ID == "" || c.Outcome == data.ContactAttended {
		return nil
	}
	parts, err := contactParts(t.ctx, t, c.ID)
	if err != nil || !parts.Any() {
		return err
	}
	return data.FieldErrors{{Field: "Outcome", Sentence: "This contact has " + parts.Text() +
		" recorded in it, so it took place. If it did not, remove it as entered in error."}}
}

func (t *tx) saveContact(c *data.Contact) error {
	return t.save("contact", &c.ID, &c.Stamp, c.ClientID, []field{
		{"episode_id", c.EpisodeID}, {"client_id", c.ClientID}, {"kind", c.Kind}, {"outcome", c.Outcome}, {"held_on", c.On},
		{"held_at", c.At}, {"minutes", c.Minutes}, {"staff_id", ref(c.StaffID)}, {"surgery_id", ref(c.SurgeryID)}, {"note", c.Note},
	})
}

// Contact reads one contact; CodeNotFound when there is none.
func (s *Store) Contact(ctx context.Context, id data.ID) (*data.Contact, error) {
	return one(ctx, s.reader, scanContact, "SELECT "+contactColumns+" FROM contact k WHERE id = ? AND removed_at IS NULL", id)
}

// RemoveContact removes a contact that was entered in error, saying why; it
// is kept, unseen and uncounted. Offers, questionnaires and follow-ups that
// were part of it stay, without a contact.
func (s *Store) RemoveContact(ctx context.Context, id data.ID, why string) error {
	var client data.ID
	return s.writeAbout(ctx, &client, func(t *tx) error {
		if err := t.value(&client, "SELECT client_id FROM contact WHERE id = ?", id); err != nil {
			return err
		}
		if err := t.leave(id, client); err != nil {
			return err
		}
		return t.update("contact", id, &data.Stamp{}, client,
			[]field{{"removed_why", data.TidyNote(why)}, {"removed_at", instant(t.now)}})
	})
}

// Contacts gives the contacts that f asks for, by day and time.
func (s *Store) Contacts(ctx context.Context, f data.ContactFilter) ([]data.ContactRow, error) {
	conditions := []string{"k.removed_at IS NULL"}
	var args []any
	add := func(condition string, value any) {
		conditions = append(conditions, condition)
		args = append(args, value)
	}
	if !f.From.IsZero() {
		add("k.held_on >= ?", f.From)
	}
	if !f.To.IsZero() {
		add("k.held_on <= ?", f.To)
	}
	if f.Prescriber != "" {
		add("k.staff_id = ?", f.Prescriber)
	}
	if f.SurgeryID != "" {
		add("coalesce(k.surgery_id, c.surgery_id) = ?", f.SurgeryID)
	}
	if f.Limit <= 0 {
		f.Limit = 500
	}
	return collect(ctx, s.reader, func(r *data.ContactRow) []any {
		return append(scanContact(&r.Contact), &r.Client, &r.Staff, &r.Surgery, &r.Reason)
	}, `SELECT `+contactColumns+`, trim(c.given_names || ' ' || c.family_name), coalesce(st.name, ''), coalesce(su.name, ''),
		coalesce((SELECT r.name FROM referral f JOIN reason r ON r.id = f.reason_id WHERE f.client_id = c.id ORDER BY f.received_on DESC, f.id DESC LIMIT 1), '')
		FROM contact k JOIN client c ON c.id = k.client_id
		LEFT JOIN staff st ON st.id = k.staff_id LEFT JOIN surgery su ON su.id = coalesce(k.surgery_id, c.surgery_id)
		WHERE `+strings.Join(conditions, " AND ")+` ORDER BY k.held_on, k.held_at, k.id LIMIT ?`, append(args, f.Limit)...)
}
