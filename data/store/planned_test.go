package store_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// What was stored as a planned contact is an appointment after the update, with the
// same id, day, time and note, and what is told about the past stays the same.
func TestPlannedContactsBecomeAppointments(t *testing.T) {
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "waymark.db")
	must(t, store.CreateVersion(ctx, file, 17))
	const stamps = "'2026-03-01T09:00:00.000Z', '', '2026-03-01T09:00:00.000Z', ''"
	const planned, removed, seen = "019c0000-0000-7000-8000-000000000001", "019c0000-0000-7000-8000-000000000002", "019c0000-0000-7000-8000-000000000003"
	execSQL(t, file, `INSERT INTO staff (id, name, name_fold, role, created_at, created_by, updated_at, updated_by) VALUES ('sian', 'Siân', 'sian', 'prescriber', `+stamps+`);
		INSERT INTO surgery (id, name, name_fold, created_at, created_by, updated_at, updated_by) VALUES ('w', 'Westgate', 'westgate', `+stamps+`);
		INSERT INTO client (id, given_names, family_name, known_as, sex, nhs_number, address, town, postcode, phone, other_phone, email, contact_by, language,
			interpreter, access_needs, lives_alone, matters, alert, other, search_text, sort_name, created_at, created_by, updated_at, updated_by)
		VALUES ('c', 'Ann', 'Abbot', '', '', '', '', '', '', '', '', '', '', '', 0, '', '', '', '', '', 'ann abbot', 'abbot ann', `+stamps+`);
		INSERT INTO episode (id, client_id, opened_on, status, created_at, created_by, updated_at, updated_by) VALUES ('e', 'c', '2026-03-01', 'open', `+stamps+`);
		INSERT INTO contact (id, episode_id, client_id, kind, outcome, held_on, held_at, minutes, staff_id, surgery_id, note, removed_at, removed_why, created_at, created_by, updated_at, updated_by) VALUES
			('`+planned+`', 'e', 'c', 'clinic', 'planned', '2026-04-14', '10:20', 30, 'sian', 'w', 'Bring the letter', NULL, '', `+stamps+`),
			('`+removed+`', 'e', 'c', 'phone', 'planned', '2026-04-15', '', 0, NULL, NULL, '', '2026-03-02T09:00:00.000Z', 'Wrong person', `+stamps+`),
			('`+seen+`', 'e', 'c', 'clinic', 'attended', '2026-03-10', '10:00', 30, 'sian', 'w', 'Talked', NULL, '', `+stamps+`);
		INSERT INTO holiday_clash (id, client_id, day, contact_id, follow_up_id, created_at, created_by, updated_at, updated_by) VALUES
			('h1', 'c', '2026-04-14', '`+planned+`', NULL, `+stamps+`), ('h2', 'c', '2026-03-10', '`+seen+`', NULL, `+stamps+`);
		INSERT INTO holiday (day, title, removed, created_at, created_by, updated_at, updated_by) VALUES ('2026-04-14', 'Office closed', 0, `+stamps+`);
		INSERT INTO holiday_known VALUES ('2026-04-14');
		INSERT INTO draft (key, body, saved_at) VALUES ('contact:`+planned+`', x'00', '2026-03-01T09:00:00.000Z');
		INSERT INTO change_entry (tbl, row, columns, clock, actor) VALUES (9, unhex('`+planned+`', '-'), 0, 1, ''), (9, unhex('`+planned+`', '-'), 512, 2, ''),
			(9, unhex('`+seen+`', '-'), 0, 3, '')`)

	s, err := office.Open(ctx, file, store.Options{Clock: on("2026-04-08")})
	must(t, err)
	defer func() { _ = s.Close() }()
	rows, err := s.Diary.Appointments(ctx, data.AppointmentFilter{})
	must(t, err)
	if len(rows) != 1 {
		t.Fatalf("appointments %+v", rows)
	}
	if a := rows[0]; a.ID != planned || a.On != d("2026-04-14") || a.At != "10:20" || a.Minutes != 30 || a.Note != "Bring the letter" || a.StaffID != "sian" ||
		a.SurgeryID != "w" || a.Kind != "clinic" || a.State != data.AppointmentBooked || a.BySurgery || a.CreatedAt.Format("2006-01-02") != "2026-03-01" {
		t.Errorf("became %+v", a)
	}
	if contacts, err := s.Casework.Contacts(ctx, data.ContactFilter{}); err != nil || len(contacts) != 1 || contacts[0].ID != seen {
		t.Errorf("contacts %+v, %v", contacts, err)
	}
	if clashes, err := s.Offering.HolidayClashes(ctx, d("2026-04-08"), ""); err != nil || len(clashes) != 1 || clashes[0].AppointmentID != planned {
		t.Errorf("clashes %+v, %v", clashes, err)
	}
	if _, _, kept, err := s.Lists.Draft(ctx, "appointment:"+planned); err != nil || !kept {
		t.Errorf("what was typed is lost: %v", err)
	}
	// It can be moved and written up like any other.
	must(t, s.Diary.Move(ctx, planned, data.FreeSlot{Day: d("2026-04-15"), At: "11:00"}))
	check, err := s.Soundness.Check(ctx)
	must(t, err)
	if len(check.Problems) > 0 {
		t.Errorf("the database: %v", check.Problems)
	}
	must(t, s.Close())
	for query, want := range map[string]int{
		"SELECT count(*) FROM change_entry WHERE tbl = 38 AND row = unhex('" + planned + "', '-') AND clock < 3": 2,
		"SELECT count(*) FROM change_entry WHERE tbl = 9":                                                        1,
		"SELECT count(*) FROM appointment WHERE id = '" + removed + "' AND removed_at IS NOT NULL":               1,
		"SELECT count(*) FROM tombstone":                                                                         0,
		"SELECT count(*) FROM holiday_clash WHERE contact_id = '" + seen + "'":                                   1,
	} {
		if got := valueSQL(t, file, query); got != want {
			t.Errorf("%s: %d, want %d", query, got, want)
		}
	}
}

// valueSQL reads a number as another program would.
func valueSQL(t *testing.T, path, query string) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	defer func() { _ = db.Close() }()
	must(t, db.QueryRow(query).Scan(&n))
	return n
}
