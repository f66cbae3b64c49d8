package retention

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"

	"waymark/data"
	"waymark/data/store"
)

// batch is how many people one transaction erases, so that the program answers
// meanwhile and a killed run leaves a certificate of what it did.
const batch = 25

// Erase erases the records of these clients, all of which must be due and not kept,
// and writes one certificate for them. It can be stopped between two batches: the
// certificate says what was erased until then. done is told how many were, and may
// be nil.
func (s *Retention) Erase(ctx context.Context, ids []data.ID, done func(n int)) (*data.ErasureCertificate, *store.Erasure, error) {
	if len(ids) == 0 {
		return nil, nil, data.NewProblem(data.CodeInvalid, "Choose at least one record to delete.")
	}
	c := &data.ErasureCertificate{Occasion: data.ErasedOnTime}
	whole := &store.Erasure{Rows: map[string]int{}}
	for part := range slices.Chunk(ids, batch) {
		if ctx.Err() != nil {
			break
		}
		e, err := s.eraseBatch(ctx, part, c)
		if err != nil {
			return c.OrNil(), whole, err
		}
		whole.People += e.People
		whole.Unfinished = e.Unfinished
		whole.Copies = append(whole.Copies, e.Copies...)
		whole.Certificate = c.ID
		if done != nil {
			done(whole.People)
		}
	}
	whole.Copies = unique(whole.Copies)
	return c.OrNil(), whole, ctx.Err()
}

func unique(list []store.HeldCopy) []store.HeldCopy {
	var out []store.HeldCopy
	for _, c := range list {
		if !slices.ContainsFunc(out, func(o store.HeldCopy) bool { return o.Path == c.Path }) {
			out = append(out, c)
		}
	}
	return out
}

func (s *Retention) eraseBatch(ctx context.Context, ids []data.ID, c *data.ErasureCertificate) (*store.Erasure, error) {
	due, kept, err := s.sorted(ctx)
	if err != nil {
		return nil, err
	}
	rules, err := s.Rules(ctx)
	if err != nil {
		return nil, err
	}
	kinds := map[data.RetentionKind]int{}
	for _, id := range ids {
		i := slices.IndexFunc(due, func(d data.RetentionDue) bool { return d.ClientID == id })
		if i < 0 {
			return nil, data.NewProblem(data.CodeConflict,
				"At least one of these records is no longer due to be deleted, or is kept. Look at the list again. It shows what is due now.")
		}
		kinds[due[i].Kind]++
	}
	return s.db.Erase(ctx, ids, func(t *store.Tx, e *store.Erasure) error {
		for _, k := range data.RetentionKinds {
			c.Body.AddKind(data.ErasedKind{Kind: k, Rule: rules.Sentence(k), People: kinds[k]})
		}
		c.Body.Kept = len(kept)
		return Certify(t, c, e)
	})
}

// Certify writes the certificate of an erasure within its transaction, or adds to one
// that was begun.
func Certify(t *store.Tx, c *data.ErasureCertificate, e *store.Erasure) error {
	c.People += e.People
	for table, n := range e.Rows {
		if n > 0 {
			c.Body.AddRows(data.ErasedRows{Sort: sortOf(table), N: n})
		}
	}
	for _, f := range e.Copies {
		c.Body.AddBackup(data.ErasedBackup{Name: filepath.Base(f.Path), Until: f.Until, Unread: f.Unread})
	}
	if err := save(t, c); err != nil {
		return err
	}
	e.Certificate = c.ID
	return nil
}

func save(t *store.Tx, c *data.ErasureCertificate) error {
	body, err := json.Marshal(c.Body)
	if err != nil {
		return err
	}
	return t.Save("erasure_certificate", &c.ID, &c.Stamp, "", []store.Field{{"occasion", c.Occasion}, {"people", c.People}, {"body", string(body)}})
}

// sorts is what a certificate calls the rows of the tables that hold most of a record.
var sorts = map[string]string{
	"client": "Clients", "episode": "Episodes", "referral": "Referrals", "contact": "Contacts", "need": "Needs", "consent": "Consents",
	"offer": "Offers of services", "prescription": "Service referrals", "follow_up": "Follow-ups", "response": "Questionnaires",
	"appointment": "Appointments", "visit": "Home visits", "visit_photo": "Photos", "tale": "Stories and quotes", "letter": "Letters",
	"task": "Tasks", "flag": "Warnings",
}

func sortOf(table string) string {
	if words, ok := sorts[table]; ok {
		return words
	}
	return data.OtherRows
}

const certificateColumns = "id, occasion, people, body, " + store.StampColumns

func scanCertificate(c *data.ErasureCertificate) []any {
	return append([]any{&c.ID, &c.Occasion, &c.People, body{&c.Body}}, store.StampDest(&c.Stamp)...)
}

// body reads what a certificate lists.
type body struct{ to *data.ErasureBody }

// Scan implements sql.Scanner.
func (b body) Scan(src any) error {
	text, _ := src.(string)
	*b.to = data.ErasureBody{}
	return json.Unmarshal([]byte(text), b.to)
}

// Certificates lists the certificates of what was erased, the latest first.
func (s *Retention) Certificates(ctx context.Context) ([]data.ErasureCertificate, error) {
	return store.Collect(ctx, s.db, scanCertificate, "SELECT "+certificateColumns+" FROM erasure_certificate ORDER BY created_at DESC, id DESC")
}

// Certificate returns one certificate.
func (s *Retention) Certificate(ctx context.Context, id data.ID) (*data.ErasureCertificate, error) {
	return store.One(ctx, s.db, scanCertificate, "SELECT "+certificateColumns+" FROM erasure_certificate WHERE id = ?", id)
}

// CleanBackups writes the backups anew that still hold someone who was erased,
// without them, and takes those off the certificates. left are the files that still
// hold someone, or that cannot be read.
func (s *Retention) CleanBackups(ctx context.Context) (cleaned int, left []store.HeldCopy, err error) {
	cleaned, left, err = s.db.CleanCopies(ctx)
	if err != nil {
		return cleaned, left, err
	}
	list, err := s.Certificates(ctx)
	if err != nil {
		return cleaned, left, err
	}
	return cleaned, left, s.db.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(t *store.Tx) error {
		for i := range list {
			c := &list[i]
			before := len(c.Body.Backups)
			c.Body.Backups = slices.DeleteFunc(c.Body.Backups, func(b data.ErasedBackup) bool {
				return !slices.ContainsFunc(left, func(f store.HeldCopy) bool { return filepath.Base(f.Path) == b.Name })
			})
			if len(c.Body.Backups) == before {
				continue
			}
			if err := save(t, c); err != nil {
				return err
			}
		}
		return t.Audit("clean", "backups", "", "", "")
	})
}
