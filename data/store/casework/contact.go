package casework

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/data/store"
)

// ContactColumns select a whole contact, k, for ScanContact.
const ContactColumns = `k.id, k.episode_id, k.client_id, k.kind, k.outcome, k.held_on, k.held_at, k.minutes, k.staff_id, k.surgery_id, k.note,
	k.created_at, k.created_by, k.updated_at, k.updated_by`

// ScanContact returns where ContactColumns go.
func ScanContact(c *data.Contact) []any {
	return append([]any{&c.ID, &c.EpisodeID, &c.ClientID, &c.Kind, &c.Outcome, &c.On, &c.At, &c.Minutes,
		store.OrNull(&c.StaffID), store.OrNull(&c.SurgeryID), &c.Note}, store.StampDest(&c.Stamp)...)
}

// SaveContact adds a contact (empty ID) or changes one. Without an EpisodeID it
// goes to the episode of its day, else to the latest, even if that is closed.
func (s *Casework) SaveContact(ctx context.Context, c *data.Contact) error {
	if err := c.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.db.WriteAbout(ctx, store.ChangedContact, &c.ClientID, func(t *store.Tx) error {
		if c.EpisodeID == "" {
			id, err := EpisodeAbout(t, c.ClientID, c.On)
			if err != nil {
				return err
			}
			store.AsItWas(t, &c.EpisodeID)
			c.EpisodeID = id
		}
		if c.StaffID == "" {
			c.StaffID = t.Actor
		}
		if err := tookPlace(t, c); err != nil {
			return err
		}
		return SaveContact(t, c)
	})
}

// tookPlace refuses to call a contact missed or cancelled that offers, a
// questionnaire or a follow-up are part of.
func tookPlace(t *store.Tx, c *data.Contact) error {
	if c.ID == "" || c.Outcome == data.ContactAttended {
		return nil
	}
	parts, err := contactParts(t.Ctx, t, c.ID)
	if err != nil || !parts.Any() {
		return err
	}
	return data.FieldErrors{{Field: "Outcome", Sentence: "This contact has " + parts.Text() +
		" recorded in it, so it took place. If it did not, remove it as entered in error."}}
}

// SaveContact writes a contact within a transaction. The appointment that it came
// of follows it.
func SaveContact(t *store.Tx, c *data.Contact) error {
	isNew := c.ID == ""
	if err := writeContact(t, c); err != nil || isNew {
		return err
	}
	return appointmentFollows(t, c)
}

func writeContact(t *store.Tx, c *data.Contact) error {
	if err := t.Save("contact", &c.ID, &c.Stamp, c.ClientID, contactFields(c)); err != nil {
		return err
	}
	return owesFirstMessage(t, c)
}

func contactFields(c *data.Contact) []store.Field {
	return []store.Field{
		{"episode_id", c.EpisodeID}, {"client_id", c.ClientID}, {"kind", c.Kind}, {"outcome", c.Outcome}, {"held_on", c.On},
		{"held_at", c.At}, {"minutes", c.Minutes}, {"staff_id", store.Ref(c.StaffID)}, {"surgery_id", store.Ref(c.SurgeryID)}, {"note", c.Note},
	}
}

// Contact reads one contact; CodeNotFound when there is none.
func (s *Casework) Contact(ctx context.Context, id data.ID) (*data.Contact, error) {
	return store.One(ctx, s.db, ScanContact, "SELECT "+ContactColumns+" FROM contact k WHERE id = ? AND removed_at IS NULL", id)
}

// RemoveContact removes a contact that was entered in error, saying why; it
// is kept, unseen and uncounted. Offers, questionnaires and follow-ups that
// were part of it stay, without a contact.
func (s *Casework) RemoveContact(ctx context.Context, id data.ID, why string) error {
	var client data.ID
	return s.db.WriteAbout(ctx, store.ChangedContact, &client, func(t *store.Tx) error {
		if err := t.Value(&client, "SELECT client_id FROM contact WHERE id = ?", id); err != nil {
			return err
		}
		if err := leave(t, id, client); err != nil {
			return err
		}
		if err := reopenAppointment(t, id); err != nil {
			return err
		}
		k, err := store.One(ctx, t, ScanContact, "SELECT "+ContactColumns+" FROM contact k WHERE k.id = ?", id)
		if err != nil {
			return err
		}
		if err := t.Update("contact", id, &data.Stamp{}, client,
			[]store.Field{{"removed_why", data.TidyNote(why)}, {"removed_at", store.Instant(t.Now)}}); err != nil {
			return err
		}
		return takesBackFirstMessage(t, k)
	})
}

// Contacts returns the contacts that f asks for, by day and time.
func (s *Casework) Contacts(ctx context.Context, f data.ContactFilter) ([]data.ContactRow, error) {
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
	return store.Collect(ctx, s.db, func(r *data.ContactRow) []any {
		return append(ScanContact(&r.Contact), &r.Client, &r.Staff, &r.Surgery, &r.Reason)
	}, `SELECT `+ContactColumns+`, trim(c.given_names || ' ' || c.family_name), coalesce(st.name, ''), coalesce(su.name, ''),
		coalesce((SELECT r.name FROM referral f JOIN reason r ON r.id = f.reason_id WHERE f.client_id = c.id ORDER BY f.received_on DESC, f.id DESC LIMIT 1), '')
		FROM contact k JOIN client c ON c.id = k.client_id
		LEFT JOIN staff st ON st.id = k.staff_id LEFT JOIN surgery su ON su.id = coalesce(k.surgery_id, c.surgery_id)
		WHERE `+strings.Join(conditions, " AND ")+` ORDER BY k.held_on, k.held_at, k.id LIMIT ?`, append(args, f.Limit)...)
}
