package casework

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// Clients returns the clients that f asks for, by name, and how many there are
// in all.
func (s *Casework) Clients(ctx context.Context, f data.ClientFilter) (rows []data.ClientRow, total int, err error) {
	today := s.db.Today()
	if letters := onlyGram(f, today); letters != "" {
		if rows, total, known, err := s.clientsByGram(ctx, f, letters); known || err != nil {
			return rows, total, err
		}
	}
	where, args := clientWhere(f, today)
	rows, err = store.Collect(ctx, s.db, scanClientRow, clientRowSelect(where), append(slices.Clone(args), store.Limit(f.Limit), f.Offset)...)
	if err != nil {
		return nil, 0, err
	}
	if n := len(rows); n < store.Limit(f.Limit) && (n > 0 || f.Offset == 0) {
		return rows, f.Offset + n, nil // these are the last, so no one needs to be counted
	}
	err = s.db.QueryRowContext(ctx, "SELECT count(*) FROM client c"+where, args...).Scan(&total)
	return rows, total, store.Problem(err)
}

// clientRowSelect picks the page of clients first and only then looks up, for
// these few, what stands beside them in the list. CROSS JOIN has SQLite begin
// with the page: by itself it goes through all clients in their order.
func clientRowSelect(where string) string {
	return `WITH page AS MATERIALIZED (SELECT c.seq FROM client c` + where + ` ORDER BY c.sort_name, c.seq LIMIT ? OFFSET ?)
	SELECT c.id, trim(c.given_names || ' ' || c.family_name), c.known_as, c.birth_date, c.postcode, c.phone, c.nhs_number,
	  coalesce(su.name, ''), coalesce(st.name, ''),
	  coalesce((SELECT e.status FROM episode e WHERE e.client_id = c.id ORDER BY e.status = 'closed', e.opened_on DESC, e.id DESC LIMIT 1), ''),
	  coalesce((SELECT r.name FROM referral f JOIN reason r ON r.id = f.reason_id WHERE f.client_id = c.id ORDER BY f.received_on DESC, f.id DESC LIMIT 1), ''),
	  (SELECT min(u.due_on) FROM follow_up u WHERE u.client_id = c.id AND u.status = 'open' AND ` + Lives("c.id") + `),
	  (SELECT min(a.on_day) FROM appointment a WHERE ` + store.AppointmentsOf("c.id") + ` AND a.state IN ('booked', 'arrived', 'in_room') AND a.removed_at IS NULL),
	  coalesce((SELECT a.at FROM appointment a WHERE ` + store.AppointmentsOf("c.id") + ` AND a.state IN ('booked', 'arrived', 'in_room') AND a.removed_at IS NULL ORDER BY a.on_day, a.at = '', a.at LIMIT 1), ''),
	  (SELECT max(k.held_on) FROM contact k WHERE k.client_id = c.id AND k.outcome = 'attended' AND k.removed_at IS NULL)
	FROM page p CROSS JOIN client c ON c.seq = p.seq
	LEFT JOIN surgery su ON su.id = c.surgery_id LEFT JOIN staff st ON st.id = c.prescriber_id
	ORDER BY c.sort_name, c.seq`
}

func scanClientRow(r *data.ClientRow) []any {
	return []any{&r.ID, &r.Name, &r.KnownAs, &r.BirthDate, &r.Postcode, &r.Phone, &r.NHSNumber,
		&r.Surgery, &r.Prescriber, &r.Status, &r.Reason, &r.NextDue, &r.NextMeet, &r.NextMeetAt, &r.LastSeen}
}

func clientWhere(f data.ClientFilter, today data.Date) (string, []any) {
	var conditions []string
	var args []any
	add := func(condition string, values ...any) {
		conditions = append(conditions, condition)
		args = append(args, values...)
	}
	addClientWords(f.Words, today, add)
	if f.SurgeryID != "" {
		add("c.surgery_id = ?", f.SurgeryID)
	}
	if f.Prescriber != "" {
		add("c.prescriber_id = ?", f.Prescriber)
	}
	if f.Status != "" {
		add("(SELECT e.status FROM episode e WHERE e.client_id = c.id ORDER BY e.status = 'closed', e.opened_on DESC, e.id DESC LIMIT 1) = ?", f.Status)
	}
	if f.Overdue {
		add(`c.id IN (SELECT u.client_id FROM follow_up u JOIN episode e ON e.id = u.episode_id
			WHERE u.status = 'open' AND e.status = 'open' AND u.due_on < ? AND `+Lives("u.client_id")+`)`, today)
	}
	if len(conditions) == 0 {
		return "", nil
	}
	return " WHERE " + strings.Join(conditions, " AND "), args
}

// addClientWords adds what the typed words ask for. Words of three letters and
// more use the trigram index; shorter ones are looked for in the text itself.
func addClientWords(words string, today data.Date, add func(string, ...any)) {
	parts, born := clientParts(words, today)
	if !born.IsZero() {
		add("c.birth_date = ?", born)
	}
	for _, p := range parts {
		addPart(p, add)
	}
}

// clientParts returns what typed words ask for: a birth date, or parts of what
// clients are searched by.
func clientParts(words string, today data.Date) (parts []string, born data.Date) {
	words = strings.TrimSpace(words)
	if words == "" {
		return nil, born
	}
	if number := onlyNumber(words); number != "" {
		if born, err := data.ParseDateInput(words, today, data.DateBirth); err == nil && strings.ContainsAny(words, "/.-") {
			return nil, born
		}
		return []string{data.PhoneDigits(words)}, born // as they are stored: +44 begins with 0
	}
	if born, err := data.ParseDateInput(words, today, data.DateBirth); err == nil {
		return nil, born
	}
	return fold.Words(words), data.Date{}
}

func addPart(part string, add func(string, ...any)) {
	if utf8.RuneCountInString(part) < 3 {
		add("instr(c.search_text, ?) > 0", part)
		return
	}
	add("c.seq IN (SELECT rowid FROM client_fts WHERE client_fts MATCH ?)", store.QuoteFTS(part))
}

// onlyNumber returns the digits of words that hold nothing but digits and the
// marks people put between them (NHS numbers, phones), else "".
func onlyNumber(words string) string {
	var b strings.Builder
	for _, r := range words {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case strings.ContainsRune(" -+/.()", r):
		default:
			return ""
		}
	}
	return b.String()
}
