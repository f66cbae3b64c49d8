package letters

import (
	"context"

	"waymark/data"
	"waymark/data/letter"
	"waymark/data/store"
	"waymark/data/store/casework"
)

const sentColumns = `l.id, l.client_id, l.kind, l.form, l.recipient, l.surgery_id, l.about_id, l.occasion, l.made_on, l.body, l.handed_on,
	l.handed_how, l.note, trim(c.given_names || ' ' || c.family_name), l.created_at, l.created_by, l.updated_at, l.updated_by`

func scanSent(l *data.SentLetter) []any {
	return append([]any{&l.ID, &l.ClientID, &l.Kind, &l.Form, &l.Recipient, store.OrNull(&l.SurgeryID), store.OrNull(&l.AboutID), &l.Occasion,
		&l.MadeOn, &l.Body, &l.HandedOn, &l.HandedHow, &l.Note, &l.Client}, store.StampDest(&l.Stamp)...)
}

// RecordSent writes letters that were made to the stories of their clients, all
// or none. A message to the surgery closes the task to write it. MadeOn is today where it is blank.
func (s *Letters) RecordSent(ctx context.Context, list ...*data.SentLetter) error {
	var client data.ID
	for _, l := range list {
		if l.MadeOn.IsZero() {
			l.MadeOn = s.db.Today()
		}
		if err := l.Validate(s.db.Today()); err != nil {
			return err
		}
		client = l.ClientID
	}
	if len(list) != 1 {
		client = "" // about many
	}
	return s.db.Write(ctx, store.Change{Kind: store.ChangedClient, ClientID: client}, func(t *store.Tx) error {
		for _, l := range list {
			if err := saveSent(t, l); err != nil {
				return err
			}
			if l.Kind != string(letter.Surgery) {
				continue
			}
			if err := casework.CloseMessageTasks(t, l.ClientID, l.MadeOn); err != nil {
				return err
			}
		}
		return nil
	})
}

func saveSent(t *store.Tx, l *data.SentLetter) error {
	return t.Save("letter", &l.ID, &l.Stamp, l.ClientID, []store.Field{
		{"client_id", l.ClientID}, {"kind", l.Kind}, {"form", l.Form}, {"recipient", l.Recipient}, {"surgery_id", store.Ref(l.SurgeryID)},
		{"about_id", store.Ref(l.AboutID)}, {"occasion", l.Occasion}, {"made_on", l.MadeOn}, {"body", l.Body}, {"handed_on", l.HandedOn},
		{"handed_how", l.HandedHow}, {"note", l.Note},
	})
}

// HandOver records on which day and how letters left the service.
func (s *Letters) HandOver(ctx context.Context, on data.Date, how string, ids ...data.ID) error {
	var client data.ID
	return s.db.WriteAbout(ctx, store.ChangedClient, &client, func(t *store.Tx) error {
		for _, id := range ids {
			l, err := store.One(ctx, t, scanSent, "SELECT "+sentColumns+" FROM letter l JOIN client c ON c.id = l.client_id WHERE l.id = ? AND l.removed_at IS NULL", id)
			if err != nil {
				return err
			}
			l.HandedOn, l.HandedHow = on, how
			if err := l.Validate(t.Today()); err != nil {
				return err
			}
			if err := saveSent(t, l); err != nil {
				return err
			}
			if client = l.ClientID; len(ids) > 1 {
				client = ""
			}
		}
		return nil
	})
}

// Sent lists what was written to or about a client, newest first.
func (s *Letters) Sent(ctx context.Context, client data.ID) ([]data.SentLetter, error) {
	return store.Collect(ctx, s.db, scanSent, "SELECT "+sentColumns+` FROM letter l JOIN client c ON c.id = l.client_id
		WHERE l.client_id = ? AND l.removed_at IS NULL ORDER BY l.made_on DESC, l.id DESC`, client)
}

// SentLetter reads one letter; data.CodeNotFound if there is none.
func (s *Letters) SentLetter(ctx context.Context, id data.ID) (*data.SentLetter, error) {
	return store.One(ctx, s.db, scanSent, "SELECT "+sentColumns+" FROM letter l JOIN client c ON c.id = l.client_id WHERE l.id = ?", id)
}

// RemoveSent marks a letter as entered in error: it was made, and never sent.
func (s *Letters) RemoveSent(ctx context.Context, id data.ID) error {
	return s.db.TakeBack(ctx, store.ChangedClient, "letter", id)
}
