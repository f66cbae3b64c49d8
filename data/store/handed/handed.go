// Package handed keeps which reports were handed over, and to whom. What one
// reader has is a series: a new report for them is checked against all of it.
package handed

import (
	"context"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/figures"
)

// Handed are the reports that were handed over, as one session sees them.
type Handed struct {
	db *store.Door
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Handed {
	return &Handed{db: db.For(session, access.Handed)}
}

const columns = `h.id, h.frozen_id, h.reader_id, coalesce(r.name, ''), h.source, h.formats, h.scores, h.not_sent_at, h.not_sent_why,
	h.created_at, h.created_by, h.updated_at, h.updated_by, coalesce(s.name, ''),
	f.id, f.title, f.from_on, f.to_on, f.partner_id, f.surgery_id, f.reason_id, f.as_at, f.edition, f.hash`

const from = ` FROM handed h CROSS JOIN frozen f ON f.id = h.frozen_id LEFT JOIN report_reader r ON r.id = h.reader_id LEFT JOIN staff s ON s.id = h.created_by `

func scan(h *data.HandedOver) []any {
	dest := []any{&h.ID, &h.FrozenID, store.OrNull(&h.ReaderID), &h.Reader, &h.Source, formats{&h.Formats}, &h.Scores, maybeAt{&h.NotSentAt}, &h.NotSentWhy}
	dest = append(dest, store.StampDest(&h.Stamp)...)
	f := &h.Report
	return append(dest, &h.By, &f.ID, &f.Title, &f.Filter.From, &f.Filter.To, &f.Filter.PartnerID, &f.Filter.SurgeryID, &f.Filter.ReasonID, &f.AsAt, &f.Edition, &f.Hash)
}

// formats reads kinds of file that are kept as "pdf xlsx".
type formats struct{ to *[]data.ReportFormat }

// Scan implements sql.Scanner.
func (f formats) Scan(src any) error {
	*f.to = nil
	text, _ := src.(string)
	for _, word := range strings.Fields(text) {
		*f.to = append(*f.to, data.ReportFormat(word))
	}
	return nil
}

func formatsText(list []data.ReportFormat) string {
	words := make([]string, len(list))
	for i, f := range list {
		words[i] = string(f)
	}
	return strings.Join(words, " ")
}

// maybeAt reads an instant that may be NULL.
type maybeAt struct{ to *time.Time }

// Scan implements sql.Scanner.
func (m maybeAt) Scan(src any) error {
	if src == nil {
		*m.to = time.Time{}
		return nil
	}
	return store.At(m.to).Scan(src)
}

// List returns every report that was handed over, the latest first. Those that
// were never sent are among them.
func (s *Handed) List(ctx context.Context) ([]data.HandedOver, error) {
	return store.Collect(ctx, s.db, scan, "SELECT "+columns+from+"ORDER BY h.created_at DESC, h.id DESC")
}

// Held returns what a reader has, with the bodies, the earliest first: what was
// handed to them and what everyone has. For "" that is what any reader has,
// since a report for everyone is in the hands of each.
func (s *Handed) Held(ctx context.Context, reader data.ID) ([]data.HandedOver, error) {
	return store.Collect(ctx, s.db, func(h *data.HandedOver) []any { return append(scan(h), &h.Report.Body) },
		"SELECT "+columns+", f.body"+from+"WHERE h.not_sent_at IS NULL AND (? = '' OR h.reader_id IS NULL OR h.reader_id = ?) ORDER BY h.created_at, h.id",
		string(reader), string(reader))
}

// Of returns who has a saved report, the earliest first.
func (s *Handed) Of(ctx context.Context, frozen data.ID) ([]data.HandedOver, error) {
	return store.Collect(ctx, s.db, scan, "SELECT "+columns+from+"WHERE h.frozen_id = ? AND h.not_sent_at IS NULL ORDER BY h.created_at, h.id", frozen)
}

// HandOver saves a report's figures, if they are not saved yet, and records who
// gets them, both or neither. It comes before the files: what is recorded and
// then not written can be taken out again, what is sent and not recorded cannot.
func (s *Handed) HandOver(ctx context.Context, h *data.HandedOver) error {
	if len(h.Formats) == 0 {
		return data.FieldErrors{{Field: "Formats", Sentence: "Choose at least one kind of file."}}
	}
	if h.FrozenID == "" {
		if err := h.Report.Validate(); err != nil {
			return err
		}
	}
	return s.db.Write(ctx, store.Change{Kind: store.ChangedReports}, func(t *store.Tx) error {
		if h.FrozenID == "" {
			if err := figures.Freeze(t, &h.Report); err != nil {
				return err
			}
			store.AsItWas(t, &h.FrozenID)
			h.FrozenID = h.Report.ID
		}
		return t.Insert("handed", &h.ID, &h.Stamp, "", []store.Field{
			{"frozen_id", h.FrozenID}, {"reader_id", store.Ref(h.ReaderID)}, {"source", h.Source}, {"formats", formatsText(h.Formats)},
			{"scores", h.Scores}, {"not_sent_at", nil}, {"not_sent_why", ""},
		})
	})
}

// NotSent records that a report was made and never sent, and why. From then on
// its reader no longer counts as having it.
func (s *Handed) NotSent(ctx context.Context, id data.ID, why string) error {
	why = data.Tidy(why)
	if why == "" {
		return data.FieldErrors{{Field: "NotSentWhy", Sentence: "Enter why it was not sent, for example “Wrong surgery, made again”."}}
	}
	return s.db.Write(ctx, store.Change{Kind: store.ChangedReports}, func(t *store.Tx) error {
		h, err := store.One(t.Ctx, t, scan, "SELECT "+columns+from+"WHERE h.id = ?", id)
		if err != nil {
			return err
		}
		if !h.Counts() {
			return data.NewProblem(data.CodeConflict, "This report is already marked as not sent: “"+h.NotSentWhy+"”.")
		}
		return t.Update("handed", id, &data.Stamp{}, "", []store.Field{{"not_sent_at", store.Instant(t.Now)}, {"not_sent_why", why}})
	})
}

// Readers lists the readers by name; withRetired also those no longer offered.
func (s *Handed) Readers(ctx context.Context, withRetired bool) ([]data.Reader, error) {
	return store.Collect(ctx, s.db, func(r *data.Reader) []any {
		return append([]any{&r.ID, &r.Name, &r.Retired}, store.StampDest(&r.Stamp)...)
	}, "SELECT id, name, retired, "+store.StampColumns+" FROM report_reader WHERE retired = 0 OR ? ORDER BY name_fold", withRetired)
}

// SaveReader adds or changes a reader. A second of the same name is refused.
func (s *Handed) SaveReader(ctx context.Context, r *data.Reader) error {
	if err := r.Validate(); err != nil {
		return err
	}
	return s.db.Write(ctx, store.Change{Kind: store.ChangedLists}, func(t *store.Tx) error {
		err := t.Save("report_reader", &r.ID, &r.Stamp, "", []store.Field{{"name", r.Name}, {"name_fold", fold.Text(r.Name)}, {"retired", r.Retired}})
		if store.NotUnique(err) {
			return data.FieldErrors{{Field: "Name", Sentence: "There is a reader of this name already, perhaps a retired one. Choose that one, or enter another name."}}
		}
		return err
	})
}

// LastReader returns the reader of the latest report that was handed over, to
// propose again; "" when there is none.
func (s *Handed) LastReader(ctx context.Context) (data.ID, error) {
	list, err := store.Collect(ctx, s.db, func(id *data.ID) []any { return []any{id} },
		`SELECT h.reader_id FROM handed h CROSS JOIN report_reader r ON r.id = h.reader_id WHERE r.retired = 0 ORDER BY h.created_at DESC, h.id DESC LIMIT 1`)
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0], nil
}
