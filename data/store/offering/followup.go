package offering

import (
	"context"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/rule"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/lists"
	"waymark/data/store/measure"
)

// FollowUp reads one follow-up; CodeNotFound when there is none.
func (s *Offering) FollowUp(ctx context.Context, id data.ID) (*data.FollowUp, error) {
	return followUp(ctx, s.db, id)
}

func followUp(ctx context.Context, q store.Querier, id data.ID) (*data.FollowUp, error) {
	return store.One(ctx, q, casework.ScanFollowUp, "SELECT "+casework.FollowUpColumns+" FROM follow_up f WHERE f.id = ?", id)
}

// scheduleFollowUp makes the follow-up that a prescription is owed three weeks
// after a day, for the client's prescriber.
func scheduleFollowUp(t *store.Tx, p *data.Prescription, number int, from data.Date) (*data.FollowUp, error) {
	list, err := lists.HolidayList(t.Ctx, t)
	if err != nil {
		return nil, err
	}
	due, moved := data.NewHolidays(list).FollowUpDue(from)
	f := &data.FollowUp{PrescriptionID: p.ID, EpisodeID: p.EpisodeID, ClientID: p.ClientID, Number: number,
		CountedFrom: from, FirstDue: due, DueOn: due, MovedBecause: moved, Status: data.FollowUpOpen}
	var prescriber data.ID
	if err := t.Value(store.OrNull(&prescriber), "SELECT prescriber_id FROM client WHERE id = ?", p.ClientID); err != nil {
		return nil, err
	}
	f.StaffID = rule.OwnerOf(prescriber, t.Actor)
	return f, casework.SaveFollowUp(t, f)
}

// openFollowUp reads a follow-up that is about to be worked on.
func openFollowUp(t *store.Tx, id data.ID) (*data.FollowUp, error) {
	f, err := followUp(t.Ctx, t, id)
	if err != nil {
		return nil, err
	}
	if f.Status != data.FollowUpOpen {
		return nil, data.NewProblem(data.CodeConflict, "This follow-up has been closed already. Nothing was changed.")
	}
	return f, nil
}

// followUpWith reads a follow-up that is about to be worked on with its client, as they
// live. One of someone who has died can only be closed.
func followUpWith(t *store.Tx, id data.ID) (*data.FollowUp, error) {
	f, err := openFollowUp(t, id)
	if err != nil {
		return nil, err
	}
	return f, casework.RefuseDead(t.Ctx, t, f.ClientID,
		"The record says that this person has died, so nothing was saved. Close the follow-up as no longer needed. If they have not died, open the case again first.")
}

// Completion is what a follow-up that reached the client found.
type Completion struct {
	On     data.Date
	Status data.PrescriptionStatus // of the prescription now; empty: no news
	Note   string
	// Meeting says how they were reached.
	Meeting data.Meeting
}

// CompleteFollowUp closes a follow-up as done and stores what was heard, and
// the contact that reached the client. The
// first one schedules the second, three weeks after the day it was done; next
// is that one, or nil.
func (s *Offering) CompleteFollowUp(ctx context.Context, id data.ID, c Completion) (next *data.FollowUp, err error) {
	if err := s.db.DayHappened(c.On); err != nil {
		return nil, err
	}
	var client data.ID
	err = s.db.WriteAbout(ctx, store.ChangedFollowUp, &client, func(t *store.Tx) error {
		var f *data.FollowUp
		f, next, err = Complete(t, id, c)
		if err == nil {
			client = f.ClientID
		}
		return err
	})
	return next, err
}

// Complete is CompleteFollowUp within a transaction; c.On has happened.
func Complete(t *store.Tx, id data.ID, c Completion) (f, next *data.FollowUp, err error) {
	if f, err = followUpWith(t, id); err != nil {
		return nil, nil, err
	}
	p, err := prescription(t.Ctx, t, f.PrescriptionID)
	if err != nil {
		return nil, nil, err
	}
	if c.On.Before(p.MadeOn) {
		return nil, nil, data.FieldErrors{{Field: "On", Sentence: "This is before the referral was made. Check the date."}}
	}
	if f.ContactID, err = casework.Meet(t, c.Meeting, f.ClientID, f.EpisodeID, c.On); err != nil {
		return nil, nil, err
	}
	f.Status, f.ClosedOn, f.Note = data.FollowUpDone, c.On, data.TidyNote(c.Note)
	if err := casework.SaveFollowUp(t, f); err != nil {
		return nil, nil, err
	}
	if c.Status != "" && c.Status != p.Status {
		if err := setPrescriptionStatus(t, p, c.Status, c.On, c.Note); err != nil {
			return nil, nil, err
		}
	}
	if number, from, ok := rule.FollowingOn(*f, f.Status, f.ClosedOn); ok {
		next, err = scheduleFollowUp(t, p, number, from)
	}
	return f, next, err
}

// CloseFollowUp closes a follow-up that is declined or no longer needed.
func (s *Offering) CloseFollowUp(ctx context.Context, id data.ID, status data.FollowUpStatus, on data.Date, note string) error {
	if status != data.FollowUpDeclined && status != data.FollowUpNotNeeded {
		return data.FieldErrors{{Field: "Status", Sentence: "Select whether it is declined or no longer needed."}}
	}
	if err := s.db.DayHappened(on); err != nil {
		return err
	}
	return s.changeFollowUp(ctx, id, openFollowUp, func(f *data.FollowUp) {
		f.Status, f.ClosedOn, f.Note = status, on, data.TidyNote(note)
	})
}

// MoveFollowUp puts an open follow-up on another day. Whether it was on time is
// still measured against its first due day.
func (s *Offering) MoveFollowUp(ctx context.Context, id data.ID, to data.Date, why string) error {
	if to.IsZero() {
		return data.FieldErrors{{Field: "To", Sentence: "Enter the new date."}}
	}
	if to.Before(s.db.Today()) {
		return data.FieldErrors{{Field: "To", Sentence: "This day is past. Choose today or later."}}
	}
	return s.changeFollowUp(ctx, id, followUpWith, func(f *data.FollowUp) {
		f.DueOn, f.DuePart, f.MovedBecause = to, "", data.TidyNote(why)
	})
}

// RecordAttempt stores a try that reached no one and moves the follow-up to the
// next day to try: a.NextOn, or what the rule proposes if that is blank. If the
// rule proposes none, because it was the last attempt, the follow-up is closed
// as “could not be reached”.
func (s *Offering) RecordAttempt(ctx context.Context, a *data.Attempt) error {
	if err := ValidAttempt(a, s.db.Today()); err != nil {
		return err
	}
	var client data.ID
	return s.db.WriteAbout(ctx, store.ChangedFollowUp, &client, func(t *store.Tx) error {
		f, err := Try(t, a)
		if err == nil {
			client = f.ClientID
		}
		return err
	})
}

// ValidAttempt reports what is wrong with an attempt as FieldErrors, or nil.
func ValidAttempt(a *data.Attempt, today data.Date) error {
	one := func(field, sentence string) error { return data.FieldErrors{{Field: field, Sentence: sentence}} }
	switch {
	case a.On.IsZero():
		return one("On", "Enter the date.")
	case a.On.After(today):
		return one("On", "This day is still to come. Enter the date it happened.")
	case a.Result == "":
		return one("Result", "Enter what happened, such as no answer.")
	case a.At != "" && data.CallTimeOf(a.At) == "":
		return one("At", "Enter a time, like 9:30.")
	case !a.NextOn.IsZero() && a.NextOn.Before(a.On):
		return one("NextOn", "The next try cannot be before this one. Check the date.")
	}
	return nil
}

// Try is RecordAttempt within a transaction; a is valid. It returns the
// follow-up as it stands then.
func Try(t *store.Tx, a *data.Attempt) (*data.FollowUp, error) {
	f, err := followUpWith(t, a.FollowUpID)
	if err != nil {
		return nil, err
	}
	tried, err := attempts(t.Ctx, t, f.ID)
	if err != nil {
		return nil, err
	}
	list, err := lists.HolidayList(t.Ctx, t)
	if err != nil {
		return nil, err
	}
	most, err := mostAttempts(t.Ctx, t)
	if err != nil {
		return nil, err
	}
	then := rule.AfterAttempt(append(tried, *a), most, data.NewHolidays(list))
	switch {
	case then.Final && !a.NextOn.IsZero():
		return nil, data.FieldErrors{{Field: "NextOn", Sentence: "No one was reached in " + data.Plural(len(tried)+1, "attempt", "attempts") +
			". Leave this day empty: the follow-up is then closed as “could not be reached”."}}
	case a.NextOn.IsZero():
		a.NextOn, a.NextPart = then.NextOn, then.NextPart
	}
	if a.NextOn.IsZero() {
		a.NextOn, a.NextPart = a.On, ""
		f.Status, f.ClosedOn, f.Note = data.FollowUpUnreached, a.On, data.TidyNote(a.Note)
	} else {
		f.DueOn, f.DuePart, f.MovedBecause = a.NextOn, a.NextPart, "" // why it was moved before is no longer why it stands there
	}
	if err := SaveAttempt(t, a, f.ClientID); err != nil {
		return nil, err
	}
	return f, casework.SaveFollowUp(t, f)
}

// SaveAttempt writes a try at a follow-up within a transaction.
func SaveAttempt(t *store.Tx, a *data.Attempt, client data.ID) error {
	return t.Save("attempt", &a.ID, &a.Stamp, client, []store.Field{
		{"follow_up_id", a.FollowUpID}, {"client_id", client}, {"tried_on", a.On}, {"tried_at", a.At},
		{"result", a.Result}, {"note", data.TidyNote(a.Note)}, {"next_on", a.NextOn},
	})
}

func (s *Offering) changeFollowUp(ctx context.Context, id data.ID, read func(*store.Tx, data.ID) (*data.FollowUp, error), change func(*data.FollowUp)) error {
	var client data.ID
	return s.db.WriteAbout(ctx, store.ChangedFollowUp, &client, func(t *store.Tx) error {
		f, err := read(t, id)
		if err != nil {
			return err
		}
		client = f.ClientID
		change(f)
		return casework.SaveFollowUp(t, f)
	})
}

// Attempts returns the tries at a follow-up that reached no one, newest first.
func (s *Offering) Attempts(ctx context.Context, followUpID data.ID) ([]data.Attempt, error) {
	return attempts(ctx, s.db, followUpID)
}

func attempts(ctx context.Context, q store.Querier, followUpID data.ID) ([]data.Attempt, error) {
	return store.Collect(ctx, q, func(a *data.Attempt) []any {
		return append([]any{&a.ID, &a.FollowUpID, &a.On, &a.At, &a.Result, &a.Note, &a.NextOn}, store.StampDest(&a.Stamp)...)
	}, "SELECT id, follow_up_id, tried_on, tried_at, result, note, next_on, "+store.StampColumns+
		" FROM attempt WHERE follow_up_id = ? ORDER BY tried_on DESC, tried_at DESC, id DESC", followUpID)
}

// MostAttempts is how many attempts at a follow-up may reach no one before it is
// closed, as the service set it.
func (s *Offering) MostAttempts(ctx context.Context) (int, error) { return mostAttempts(ctx, s.db) }

func mostAttempts(ctx context.Context, q store.Querier) (int, error) {
	v, err := lists.SettingOf(ctx, q, lists.SettingMostAttempts)
	if n, bad := strconv.Atoi(v); bad == nil && n > 0 {
		return n, err
	}
	return rule.MostAttempts, err
}

// OpenFollowUp is the condition that a follow-up f of an episode e is to be done: the
// episode is open, and the client has not died.
var OpenFollowUp = "f.status = 'open' AND e.status = 'open' AND " + casework.Lives("f.client_id")

// FollowUps returns the follow-ups that f asks for: by due day, closed ones by
// the day they were closed. Of the open ones, those that OpenFollowUp says.
func (s *Offering) FollowUps(ctx context.Context, f data.FollowUpFilter) ([]data.FollowUpRow, error) {
	where, args := followUpWhere(f)
	if f.Limit <= 0 {
		f.Limit = 500
	}
	order := "shown_on"
	if f.OpenOnly {
		order = "f.due_on" // the same, but in the order of an index: only the rows that are shown are read
	}
	rows, err := store.Collect(ctx, s.db, scanFollowUpRow, followUpRowSelect+where+" ORDER BY "+order+", client_name, f.id LIMIT ?", append(args, f.Limit)...)
	if err != nil {
		return nil, err
	}
	return rows, s.addAsks(ctx, rows)
}

// addAsks fills in which questionnaires are due with open follow-ups.
func (s *Offering) addAsks(ctx context.Context, rows []data.FollowUpRow) error {
	var episodes []data.ID
	for i := range rows {
		if rows[i].Status == data.FollowUpOpen {
			episodes = append(episodes, rows[i].EpisodeID)
		}
	}
	if len(episodes) == 0 {
		return nil
	}
	due, err := s.measure.DueRule(ctx)
	if err != nil {
		return err
	}
	courses, err := measure.CoursesOf(ctx, s.db, episodes)
	if err != nil {
		return err
	}
	today := s.db.Today()
	for i := range rows {
		r := &rows[i]
		if r.Status != data.FollowUpOpen {
			continue
		}
		day := today
		if r.DueOn.After(day) {
			day = r.DueOn
		}
		for _, a := range due.Asks(courses[r.EpisodeID], day) {
			if a.DueNow() {
				r.Asks = append(r.Asks, a)
			}
		}
	}
	return nil
}

const followUpRowSelect = `SELECT f.id, f.client_id, trim(c.given_names || ' ' || c.family_name) AS client_name, f.episode_id, f.prescription_id,
	v.name, f.number, f.due_on, f.due_part, f.first_due, f.status, f.closed_on,
	(SELECT count(*) FROM attempt a WHERE a.follow_up_id = f.id),
	coalesce((SELECT a.result FROM attempt a WHERE a.follow_up_id = f.id ORDER BY a.tried_on DESC, a.tried_at DESC, a.id DESC LIMIT 1), ''),
	f.note, c.contact_by, c.phone, o.confidence, f.staff_id, coalesce(st.name, ''), c.surgery_id, coalesce(su.name, ''),
	CASE f.status WHEN 'open' THEN f.due_on ELSE f.closed_on END AS shown_on
	FROM follow_up f JOIN client c ON c.id = f.client_id JOIN episode e ON e.id = f.episode_id
	JOIN prescription p ON p.id = f.prescription_id JOIN service v ON v.id = p.service_id JOIN offer o ON o.id = p.offer_id
	LEFT JOIN staff st ON st.id = f.staff_id LEFT JOIN surgery su ON su.id = c.surgery_id`

func scanFollowUpRow(r *data.FollowUpRow) []any {
	var shown data.Date
	return []any{&r.ID, &r.ClientID, &r.Client, &r.EpisodeID, &r.PrescriptionID, &r.Service, &r.Number, &r.DueOn, &r.DuePart, &r.FirstDue,
		&r.Status, &r.ClosedOn, &r.Attempts, attemptWords{&r.LastAttempt}, &r.Note, &r.ContactBy, &r.Phone, &r.Confidence,
		store.OrNull(&r.StaffID), &r.Staff, store.OrNull(&r.SurgeryID), &r.Surgery, &shown}
}

// attemptWords reads a stored result as the words people know.
type attemptWords struct{ to *string }

// Scan implements sql.Scanner.
func (w attemptWords) Scan(src any) error {
	if s, _ := src.(string); s != "" {
		*w.to = data.AttemptResult(s).Label()
	}
	return nil
}

func followUpWhere(f data.FollowUpFilter) (string, []any) {
	var conditions []string
	var args []any
	add := func(condition string, values ...any) {
		conditions = append(conditions, condition)
		args = append(args, values...)
	}
	open, closed := OpenFollowUp, "f.status <> 'open'"
	var openArgs, closedArgs []any
	if !f.From.IsZero() {
		open, closed = open+" AND f.due_on >= ?", closed+" AND f.closed_on >= ?"
		openArgs, closedArgs = append(openArgs, f.From), append(closedArgs, f.From)
	}
	if !f.To.IsZero() {
		open, closed = open+" AND f.due_on <= ?", closed+" AND f.closed_on <= ?"
		openArgs, closedArgs = append(openArgs, f.To), append(closedArgs, f.To)
	}
	if f.OpenOnly {
		add(open, openArgs...)
	} else {
		add("(("+open+") OR ("+closed+"))", append(openArgs, closedArgs...)...)
	}
	if f.Prescriber != "" {
		add("f.staff_id = ?", f.Prescriber)
	}
	if f.SurgeryID != "" {
		add("c.surgery_id = ?", f.SurgeryID)
	}
	if f.ClientID != "" {
		add("f.client_id = ?", f.ClientID)
	}
	return " WHERE " + strings.Join(conditions, " AND "), args
}
