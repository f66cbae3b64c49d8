package main

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/reports/calendar"
)

// diaryDesk is a database with a clinic tomorrow, who is booked in it, and a leave.
type diaryDesk struct {
	store  *office.Office
	path   string
	day    data.Date
	booked data.Appointment
	clinic data.Clinic
}

func newDiaryDesk(t *testing.T) *diaryDesk {
	t.Helper()
	d := &diaryDesk{path: filepath.Join(t.TempDir(), "waymark.db"), day: data.SystemClock().Today().AddDays(8)}
	ctx := context.Background()
	s, err := office.Open(ctx, d.path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	d.store = s
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	staff, surgery := data.Staff{Name: "Siân Prŷs-Okafor", Role: data.RolePrescriber}, data.Surgery{Name: "Bethesda"}
	must(s.Lists.SaveStaff(ctx, &staff))
	must(s.Lists.SaveSurgery(ctx, &surgery))
	s.Session.SwitchTo(staff.ID)
	client := data.Client{GivenNames: "Tomasz", FamilyName: "Łukaszewicz"}
	must(s.Casework.SaveClient(ctx, &client))
	weekday := data.Weekday((int(d.day.Weekday())+6)%7 + 1)
	d.clinic = data.Clinic{SurgeryID: surgery.ID, StaffID: staff.ID, Rule: data.WeeklyRule(1, weekday), From: d.day.AddDays(-14), Starts: "09:00", Ends: "11:00", SlotMinutes: 30}
	_, err = s.Diary.SaveClinic(ctx, &d.clinic)
	must(err)
	d.booked = data.Appointment{ClientID: client.ID, ClinicID: d.clinic.ID, Kind: "clinic", On: d.day, At: "09:30"}
	must(s.Diary.Book(ctx, &d.booked))
	return d
}

// events reads a calendar file again, by UID.
func events(t *testing.T, path string) map[string]*ics.VEvent {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c, err := ics.ParseCalendar(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	byUID := map[string]*ics.VEvent{}
	for _, e := range c.Events() {
		byUID[e.Id()] = e
	}
	if len(byUID) != len(c.Events()) {
		t.Errorf("%d events have %d UIDs", len(c.Events()), len(byUID))
	}
	return byUID
}

func value(e *ics.VEvent, p ics.ComponentProperty) string {
	if e == nil || e.GetProperty(p) == nil {
		return ""
	}
	return e.GetProperty(p).Value
}

func TestExportCalendar_changesCarryAHigherSequence(t *testing.T) {
	d := newDiaryDesk(t)
	ctx := context.Background()
	out := filepath.Join(t.TempDir(), "c.ics")
	export := func() *ics.VEvent {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if code := run(ctx, []string{"export", "calendar", "--db", d.path, "--out", out, "--names"}, &stdout, &stderr); code != exitOK {
			t.Fatalf("exit status %d: %s", code, stderr.String())
		}
		return events(t, out)[string(d.booked.ID)+"@waymark"]
	}
	first := export()
	if value(first, ics.ComponentPropertySummary) != "Tomasz Łukaszewicz, clinic" || value(first, ics.ComponentPropertySequence) != "0" {
		t.Errorf("as booked: %v", first)
	}
	before, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	export()
	if again, _ := os.ReadFile(out); !bytes.Equal(before, again) {
		t.Error("the same calendar gives another file")
	}
	if err := d.store.Diary.Move(ctx, d.booked.ID, data.FreeSlot{ClinicID: d.clinic.ID, Day: d.day, At: "10:00"}); err != nil {
		t.Fatal(err)
	}
	moved := export()
	if value(moved, ics.ComponentPropertySequence) != "1" || value(moved, ics.ComponentPropertyDtStart) == value(first, ics.ComponentPropertyDtStart) {
		t.Errorf("moved: %v", moved)
	}
	if err := d.store.Diary.Cancel(ctx, d.booked.ID, "in hospital"); err != nil {
		t.Fatal(err)
	}
	cancelled := export()
	if value(cancelled, ics.ComponentPropertySequence) != "2" || value(cancelled, ics.ComponentPropertyStatus) != "CANCELLED" {
		t.Errorf("cancelled: %v", cancelled)
	}
}

func TestExportCalendar_aSessionThatIsCancelledSaysSo(t *testing.T) {
	d := newDiaryDesk(t)
	ctx := context.Background()
	if _, err := d.store.Diary.ChangeSession(ctx, data.SessionChange{ClinicID: d.clinic.ID, Day: d.day, State: data.SessionCancelled, Why: "burst pipe"}); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "c.ics")
	var stdout, stderr bytes.Buffer
	if code := run(ctx, []string{"export", "calendar", "--db", d.path, "--out", out}, &stdout, &stderr); code != exitOK {
		t.Fatalf("exit status %d: %s", code, stderr.String())
	}
	uid := string(d.clinic.ID) + "-" + strings.ReplaceAll(d.day.String(), "-", "") + "@waymark"
	e := events(t, out)[uid]
	if value(e, ics.ComponentPropertyStatus) != "CANCELLED" || value(e, ics.ComponentPropertySequence) != "1" {
		t.Errorf("%v", e)
	}
	file, _ := os.ReadFile(out)
	if strings.Contains(string(file), "Tomasz") {
		t.Error("a name is in the file")
	}
}

// A calendar program that has the session takes no change without a higher number.
func TestExportCalendar_leaveAndItsEndRaiseTheSequence(t *testing.T) {
	d := newDiaryDesk(t)
	ctx := context.Background()
	out := filepath.Join(t.TempDir(), "c.ics")
	uid := string(d.clinic.ID) + "-" + strings.ReplaceAll(d.day.String(), "-", "") + "@waymark"
	session := func(status string) int {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if code := run(ctx, []string{"export", "calendar", "--db", d.path, "--out", out}, &stdout, &stderr); code != exitOK {
			t.Fatalf("exit status %d: %s", code, stderr.String())
		}
		e := events(t, out)[uid]
		if got := value(e, ics.ComponentPropertyStatus); got != status {
			t.Errorf("status %s, want %s", got, status)
		}
		n, err := strconv.Atoi(value(e, ics.ComponentPropertySequence))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := session("CONFIRMED")
	leave := data.Absence{StaffID: d.clinic.StaffID, From: d.day.AddDays(-2), To: d.day, Kind: "leave"}
	if _, err := d.store.Diary.SaveAbsence(ctx, &leave); err != nil {
		t.Fatal(err)
	}
	off := session("CANCELLED")
	leave.To = d.day.AddDays(-1)
	if _, err := d.store.Diary.SaveAbsence(ctx, &leave); err != nil {
		t.Fatal(err)
	}
	on := session("CONFIRMED")
	if err := d.store.Diary.RemoveAbsence(ctx, leave.ID); err != nil {
		t.Fatal(err)
	}
	if after := session("CONFIRMED"); off <= before || on <= off || after < on {
		t.Errorf("sequence %d, then %d, %d and %d", before, off, on, after)
	}
}

func TestExportCalendar_wrongUse(t *testing.T) {
	for _, args := range [][]string{
		{"export", "calendar"}, {"export", "calendar", "--out", "c.txt"}, {"export", "calendar", "more", "--out", "c.ics"},
		{"export", "calendar", "--out", "c.ics", "--from", "yesterday"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(context.Background(), append(args, "--db", filepath.Join(t.TempDir(), "none.db")), &stdout, &stderr); code != exitUsage {
			t.Errorf("%v: exit status %d, %q", args, code, stderr.String())
		}
	}
}

func TestCalendarFeed_isKeptFresh(t *testing.T) {
	d := newDiaryDesk(t)
	ctx, stop := context.WithCancel(context.Background())
	folder := t.TempDir()
	written := make(chan error)
	if err := d.store.Lists.SetSetting(ctx, lists.SettingFeedFolder, folder); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		keepCalendarFeed(ctx, d.store, slog.New(slog.DiscardHandler), 0, func(ctx context.Context) error {
			err := writeFeed(ctx, d.store, data.SystemClock())
			select {
			case written <- err:
			case <-ctx.Done():
			}
			return err
		})
	}()
	defer func() { stop(); <-done }()
	uid := string(d.booked.ID) + "@waymark"
	says := func(status string) bool {
		if err := <-written; err != nil {
			t.Fatal(err)
		}
		return value(events(t, filepath.Join(folder, calendar.FeedName))[uid], ics.ComponentPropertyStatus) == status
	}
	if !says("CONFIRMED") {
		t.Fatal("the feed does not have the appointment")
	}
	if err := d.store.Diary.Cancel(ctx, d.booked.ID, "in hospital"); err != nil {
		t.Fatal(err)
	}
	for !says("CANCELLED") { // it may have been read before the cancellation
	}
}
