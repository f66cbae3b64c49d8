package exchange

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"time"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/directory"
	"waymark/data/store/measure"
	"waymark/data/store/offering"
	"waymark/data/store/rights"
	"waymark/data/store/visits"
)

// Columns that a form checks together win together, so what two devices wrote holds
// what the form checked. Where no group can see to that, a row is read again after
// it changed, and its own Validate says whether it still is what a form would save.
// What a rule can settle it settles, alike on every device; the rest is put to a
// person. Nothing is refused: that would stop all that comes after it.

// check says what is wrong with a row, as FieldErrors; nil if it is sound or gone.
type check func(ctx context.Context, q store.Querier, key string, today data.Date) error

func checked[T any](query string, scan func(*T) []any, validate func(*T, data.Date) error) check {
	return func(ctx context.Context, q store.Querier, key string, today data.Date) error {
		row, err := store.One(ctx, q, scan, query, key)
		if data.CodeOf(err) == data.CodeNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		return validate(row, today)
	}
}

// anyDay is Validate of what is checked without knowing the day.
func anyDay[T any](validate func(*T) error) func(*T, data.Date) error {
	return func(row *T, _ data.Date) error { return validate(row) }
}

// checks are the tables whose rows are read again. A flag is not among them: its
// review is in the future when it is set, and need not be later.
var checks = map[string]check{
	"client":  checked("SELECT "+casework.ClientColumns+" FROM client WHERE id = ?", casework.ScanClient, (*data.Client).Validate),
	"episode": checked("SELECT "+casework.EpisodeColumns+" FROM episode WHERE id = ?", casework.ScanEpisode, (*data.Episode).Validate),
	"contact": checked("SELECT "+casework.ContactColumns+" FROM contact k WHERE k.id = ?", casework.ScanContact, (*data.Contact).Validate),
	"task":    checked("SELECT "+casework.TaskColumns+" FROM task k WHERE k.id = ?", casework.ScanTask, (*data.Task).Validate),
	"tale":    checked("SELECT "+casework.TaleColumns+" FROM tale t WHERE t.id = ?", casework.ScanTale, (*data.Tale).Validate),
	"appointment": checked("SELECT "+casework.AppointmentColumns+" FROM appointment a WHERE a.id = ? AND a.removed_at IS NULL",
		casework.ScanAppointment, anyDay((*data.Appointment).Validate)),
	"prescription": checked("SELECT "+offering.PrescriptionColumns+" FROM prescription p JOIN service v ON v.id = p.service_id WHERE p.id = ?", offering.ScanPrescription,
		(*data.Prescription).Validate),
	"response": checked("SELECT "+measure.ResponseColumns+" FROM response r WHERE r.id = ?", measure.ScanResponse, (*data.Response).ValidateImported),
	"service": checked("SELECT "+directory.ServiceColumns+" FROM service v LEFT JOIN organisation g ON g.id = v.organisation_id WHERE v.id = ?",
		directory.ScanService, (*data.Service).Validate),
	"visit":          checked("SELECT "+visits.Columns+" FROM "+visits.From+" WHERE v.id = ? AND v.removed_at IS NULL", visits.Scan, anyDay((*data.Visit).Validate)),
	"rights_request": checked("SELECT "+rights.RequestColumns+" FROM rights_request r WHERE r.id = ?", rights.ScanRequest, (*data.RightsRequest).Validate),
}

// unsound returns what is wrong with a row, nil if nothing is.
func unsound(ctx context.Context, q store.Querier, table, key string, today data.Date) (data.FieldErrors, error) {
	look := checks[table]
	if look == nil {
		return nil, nil
	}
	err := look(ctx, q, key, today)
	var wrong data.FieldErrors
	if errors.As(err, &wrong) {
		return wrong, nil
	}
	return nil, err
}

// wrongClocks is by how many days the clock of a PC may be wrong.
const wrongClocks = 4

// lastDay is the day after that of the latest clock met: clocks may be wrong by days,
// and a day that was today there is not wrong here.
func (w *work) lastDay() data.Date {
	latest := time.UnixMilli(max(w.state.own, w.state.met) >> 16)
	if latest.Before(w.t.Now) {
		latest = w.t.Now
	}
	return data.DateOf(latest.UTC()).AddDays(1)
}

// willChange notes that a row changes, and whether it is sound before. What was wrong
// already is no news.
func (w *work) willChange(t *table, key string) error {
	k := rowKey{t.Number, key}
	if _, noted := w.touched.changed[k]; noted || checks[t.Name] == nil && mends[t.Name] == nil {
		return nil
	}
	wrong, err := unsound(w.t.Ctx, w.t, t.Name, key, w.lastDay())
	w.touched.changed[k] = len(wrong) == 0
	return err
}

// soundAgain reads again the rows that changed. A row that came whole from one device
// was checked there.
func (w *work) soundAgain() error {
	keys := slices.SortedFunc(maps.Keys(w.touched.changed), func(a, b rowKey) int {
		return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.key, b.key))
	})
	for _, k := range keys {
		t := w.byNumber[k.table]
		if err := w.soundRow(t, w.canonical(t, k.key), w.touched.changed[k]); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) soundRow(t *table, key string, before bool) error {
	if mend := mends[t.Name]; mend != nil {
		if err := mend(w, t, key); err != nil {
			return err
		}
	}
	wrong, err := unsound(w.t.Ctx, w.t, t.Name, key, w.lastDay())
	if err != nil {
		return err
	}
	if len(wrong) == 0 {
		return w.t.Derive("UPDATE exchange_news SET settled_at = ? WHERE kind = ? AND record = ? AND record_id = ? AND settled_at IS NULL",
			store.Instant(w.t.Now), newsWrong, t.Name, key)
	}
	if !before {
		return nil
	}
	var listed bool
	if err := w.t.Value(&listed, "SELECT EXISTS (SELECT 1 FROM exchange_news WHERE kind = ? AND record = ? AND record_id = ? AND settled_at IS NULL)",
		newsWrong, t.Name, key); err != nil || listed {
		return err
	}
	w.summary.Asks++
	return w.news(newsWrong, t, key, w.clientAt(t, key, nil), "")
}

// mends are the rules that settle what is wrong with a row, from the row alone.
var mends = map[string]func(w *work, t *table, key string) error{
	"appointment": (*work).mendAppointment,
}

// mendAppointment holds the place of a booking without a client: one device moved a
// place that was held while another booked someone in it. Who that was is listed.
func (w *work) mendAppointment(t *table, key string) error {
	var client, state string
	err := w.t.Values("SELECT coalesce(client_id, ''), state FROM appointment WHERE id = ? AND removed_at IS NULL", []any{key}, &client, &state)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil || client != "" || !data.AppointmentState(state).Occupies() || state == string(data.AppointmentHeld) {
		return err
	}
	if err := w.t.ChangeReceived(t.Name, t.Key, []string{"state"}, []any{string(data.AppointmentHeld), key}); err != nil {
		return err
	}
	return w.wroteByRule(t, key, t.byGroup[t.ofCol["state"]])
}
