package exchange_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/exchange/change"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/lists"
)

// town is a service of two devices that hold everything and the PCs of two surgeries.
type town struct {
	*service
	a, b, hill, vale *device
	clinic           data.Clinic // at Hill
}

func newTown(t *testing.T) *town {
	t.Helper()
	w := &town{service: newService(t, 2)}
	w.a, w.b = w.devices[0], w.devices[1]
	var at [2]data.ID
	for i, name := range []string{"Hill", "Vale"} {
		v := &data.Surgery{Name: name}
		must(t, w.a.Lists.SaveSurgery(ctx, v))
		at[i] = v.ID
	}
	staff := &data.Staff{Name: "Pat Moore", Role: data.RolePrescriber}
	must(t, w.a.Lists.SaveStaff(ctx, staff))
	w.clinic = data.Clinic{SurgeryID: at[0], StaffID: staff.ID, Room: "Room 4", Rule: data.WeeklyRule(1, data.Wednesday), From: data.MustDate("2026-04-01"),
		Starts: "09:00", Ends: "13:00", SlotMinutes: 30, Note: "SECRET clinic"}
	_, err := w.a.Diary.SaveClinic(ctx, &w.clinic)
	must(t, err)
	w.hill, w.vale = w.open(at[0]), w.open(at[1])
	return w
}

// open lets the PC of a surgery in.
func (w *town) open(surgery data.ID) *device {
	w.t.Helper()
	d := w.join()
	d.surgery = surgery
	w.devices = append(w.devices, d)
	var clinics []change.Clinic
	for _, o := range w.devices {
		if o.surgery != "" {
			clinics = append(clinics, change.Clinic{Surgery: string(o.surgery), Since: noon.Add(-time.Minute).UnixMilli()})
		}
	}
	must(w.t, d.Exchange.Hold(ctx, change.Holding{Kind: change.HoldsClinics, Clinics: clinics[len(clinics)-1:]}))
	for _, o := range w.devices[:2] {
		must(w.t, o.Exchange.Hold(ctx, change.Holding{Clinics: clinics}))
	}
	return d
}

// at does something as the reception of a surgery.
func (d *device) at(do func()) {
	d.Session.StandIn(d.surgery)
	defer d.Session.StaffAt("")
	do()
}

func (w *town) person(d *device, given, family string, surgery data.ID) *data.Client {
	w.t.Helper()
	c := &data.Client{GivenNames: given, FamilyName: family, BirthDate: data.MustDate("1951-03-12"), Phone: "01632 960118", SurgeryID: surgery,
		Matters: "SECRET what matters", Address: "SECRET street", Email: "secret@example.org"}
	if family == "Archer" {
		c.NHSNumber = "9434765919"
	}
	must(w.t, d.Casework.SaveClientAsAnother(ctx, c))
	return c
}

func (d *device) one(t testing.TB, query string, args ...any) string {
	t.Helper()
	var text string
	must(t, reader(d).QueryRowContext(ctx, "SELECT coalesce(("+query+"), '-')", args...).Scan(&text))
	return text
}

// TestSurgerysDevice_booksAndTheOthersKnow has a booking go from the reception to the
// prescriber and what came of it both ways.
func TestSurgerysDevice_booksAndTheOthersKnow(t *testing.T) {
	w := newTown(t)
	ada := w.person(w.a, "Ada", "Archer", w.hill.surgery)
	must(t, w.a.Lists.SetSetting(ctx, lists.SettingMessageTasks, "yes"))
	must(t, w.a.Casework.AddConsent(ctx, &data.Consent{ClientID: ada.ID, Kind: data.ConsentSurgery, Given: true, On: today, How: data.ConsentHows()[0].Value}))
	w.meet()
	if got := w.hill.one(t, "SELECT given_names || family_name || birth_date || phone || matters || address || nhs_number || email FROM client"); got != "AdaArcher1951-03-1201632 960118" {
		t.Errorf("the surgery has %q", got)
	}
	if n := w.vale.one(t, "SELECT count(*) FROM client"); n != "0" {
		t.Errorf("the other surgery has %s clients", n)
	}
	a := &data.Appointment{ClientID: ada.ID, Kind: "clinic", ClinicID: w.clinic.ID, On: today, At: "12:30", Note: "Needs a ramp"}
	w.hill.at(func() { must(t, w.hill.Desk.Book(ctx, a)) })
	var bob data.ID
	w.hill.at(func() {
		var err error
		bob, err = w.hill.Desk.BookNew(ctx, &data.NewPatient{GivenNames: "Bob", FamilyName: "Baker", BirthDate: data.MustDate("1950-01-02"), Phone: "01632 960119"},
			&data.Appointment{Kind: "clinic", ClinicID: w.clinic.ID, On: today.AddDays(7), At: "09:30"})
		must(t, err)
	})
	w.meet()
	for _, d := range w.devices[:2] {
		if got := d.one(t, "SELECT note || state || by_surgery FROM appointment WHERE id = ?", a.ID); got != "Needs a rampbooked1" {
			t.Errorf("%s has the booking as %q", d.name, got)
		}
		c, err := d.Casework.Client(ctx, bob)
		must(t, err)
		if c.Name() != "Bob Baker" || c.Phone != "01632 960119" || c.SurgeryID != w.hill.surgery || c.Matters != "" {
			t.Errorf("%s has %+v", d.name, c)
		}
	}
	must(t, w.b.Diary.Mark(ctx, a.ID, data.AppointmentArrived, ""))
	w.meet()
	if got := w.hill.one(t, "SELECT state FROM appointment WHERE id = ?", a.ID); got != "arrived" {
		t.Errorf("at the surgery they are %q", got)
	}
	w.hill.at(func() { must(t, w.hill.Desk.Mark(ctx, a.ID, data.AppointmentSeen)) })
	w.meet()
	for _, d := range w.devices[:2] {
		if got := d.one(t, "SELECT k.outcome || k.note FROM appointment a JOIN contact k ON k.id = a.contact_id WHERE a.id = ?", a.ID); got != "attended" {
			t.Errorf("%s has of what the reception marked as seen the contact %q", d.name, got)
		}
		if n := d.one(t, "SELECT count(*) FROM contact"); n != "1" {
			t.Errorf("%s has %s contacts", d.name, n)
		}
		if got := d.one(t, "SELECT group_concat(title || ' by ' || due_on) FROM task WHERE kind = 'surgery_message'"); got != "Write to Hill: first contact by "+today.String() {
			t.Errorf("%s has to write to the surgery: %q", d.name, got)
		}
	}
	w.hill.at(func() { must(t, w.hill.Desk.Mark(ctx, a.ID, data.AppointmentBooked)) })
	w.meet()
	if got := w.a.one(t, "SELECT coalesce(contact_id, 'none') FROM appointment WHERE id = ?", a.ID); got != "none" {
		t.Errorf("it was opened again and has the contact %s", got)
	}
	for i, want := range []string{"not_needed", "open"} { // opened again, and seen after all
		if i == 1 {
			w.hill.at(func() { must(t, w.hill.Desk.Mark(ctx, a.ID, data.AppointmentSeen)) })
			w.meet()
		}
		for _, d := range w.devices[:2] {
			if got := d.one(t, "SELECT group_concat(status) FROM task WHERE kind = 'surgery_message'"); got != want {
				t.Errorf("%s: writing to the surgery is %q, want %q", d.name, got, want)
			}
		}
	}
	w.alike(t)
}

// alike fails if the two devices that hold everything differ, or a surgery's has
// something else.
func (w *town) alike(t *testing.T) {
	t.Helper()
	desks := w.devices[2:]
	full := *w.service
	full.devices = w.devices[:2]
	full.same()
	h := &history{service: &full, desks: desks}
	h.desksAgree()
}

// TestSurgerysDevice_clientWhoMovesGoesAndComesWhole although nothing else of them
// changed, and what the reception had typed meanwhile is not lost.
func TestSurgerysDevice_clientWhoMovesGoesAndComesWhole(t *testing.T) {
	w := newTown(t)
	ada := w.person(w.a, "Ada", "Archer", w.hill.surgery)
	past := &data.Appointment{ClientID: ada.ID, Kind: "clinic", ClinicID: w.clinic.ID, On: today, At: "09:00"}
	w.a.now = noon.AddDate(0, 0, -7)
	past.On = today.AddDays(-7)
	must(t, w.a.Diary.Book(ctx, past))
	w.a.now = noon
	w.meet()
	if n := w.hill.one(t, "SELECT count(*) FROM appointment"); n != "1" {
		t.Fatalf("the surgery has %s appointments", n)
	}
	ada.SurgeryID = w.vale.surgery
	must(t, w.a.Casework.SaveClientAsAnother(ctx, ada))
	must(t, w.hill.correctPhone(ada.ID, "01632 960555"))
	w.meet()
	for _, table := range []string{"client", "appointment", "appointment_state", "clinic_leaving"} {
		if n := w.hill.one(t, "SELECT count(*) FROM "+table); n != "0" {
			t.Errorf("she moved, and her old surgery has %s rows of %s", n, table)
		}
	}
	w.noTrace(t, w.hill, "Archer", "Ada\x00", "960118", "960555")
	w.noKey(t, w.hill, ada.ID, past.ID)
	for _, d := range []*device{w.a, w.b, w.vale} {
		if got := d.one(t, "SELECT phone FROM client WHERE id = ?", ada.ID); got != "01632 960555" {
			t.Errorf("%s has the number %s", d.name, got)
		}
	}
	ada, err := w.b.Casework.Client(ctx, ada.ID)
	must(t, err)
	ada.SurgeryID = w.hill.surgery
	must(t, w.b.Casework.SaveClientAsAnother(ctx, ada))
	w.meet()
	if got := w.hill.one(t, "SELECT c.family_name || c.phone || a.at FROM client c JOIN appointment a ON a.client_id = c.id"); got != "Archer01632 96055509:00" {
		t.Errorf("she came back, and the surgery has %q", got)
	}
	if n := w.vale.one(t, "SELECT count(*) FROM client"); n != "0" {
		t.Error("the other surgery still has her")
	}
	if c, err := w.a.Casework.Client(ctx, ada.ID); err != nil || c.Matters != "SECRET what matters" {
		t.Errorf("%+v, %v", c, err)
	}
	w.alike(t)
}

// TestSurgerysDevice_losesASurgeryThatIsTakenFromIt, and gets all of one it is given.
func TestSurgerysDevice_losesASurgeryThatIsTakenFromIt(t *testing.T) {
	w := newTown(t)
	w.person(w.a, "Ada", "Archer", w.hill.surgery)
	w.person(w.a, "Vera", "Vance", w.vale.surgery)
	w.meet()
	w.give(w.vale, w.hill.surgery)
	w.meet()
	if got := w.vale.one(t, "SELECT group_concat(family_name) FROM client"); got != "Archer" {
		t.Errorf("it has %q", got)
	}
	w.noTrace(t, w.vale, "Vance")
	w.alike(t)
}

// give has the PC of a surgery be one of the other surgery's from now on.
func (w *town) give(desk *device, surgery data.ID) {
	w.t.Helper()
	now := change.Clinic{Surgery: string(surgery), Since: noon.Add(time.Hour).UnixMilli()}
	for _, d := range w.devices {
		d.now = noon.Add(2 * time.Hour)
	}
	must(w.t, desk.Exchange.Hold(ctx, change.Holding{Kind: change.HoldsClinics, Clinics: []change.Clinic{now}}))
	desk.surgery = surgery
	for _, d := range w.devices[:2] {
		must(w.t, d.Exchange.Hold(ctx, change.Holding{Clinics: []change.Clinic{now}}))
	}
}

// The PC of a surgery was given to another one before it had handed over someone new, who
// was to go from it then. The reception of the other surgery sent her through, so she
// stays; but what made her was typed there, so she was taken for there already and never
// given. She was to go for good, as soon as nothing there named her.
func TestSurgerysDevice_keepsWhomItMadeForAnotherSurgeryOnceThisOneSeesHer(t *testing.T) {
	w := newTown(t)
	w.meet()
	through := func(p *data.NewPatient, client data.ID) data.ID {
		a := &data.Appointment{SurgeryID: w.hill.surgery, StaffID: w.clinic.StaffID, ClientID: client}
		w.hill.at(func() { must(t, w.hill.Desk.SendThrough(ctx, p, a)) })
		return a.ClientID
	}
	ada := through(&data.NewPatient{GivenNames: "Ada", FamilyName: "Archer", BirthDate: data.MustDate("1951-03-12")}, "")
	w.give(w.hill, w.vale.surgery)
	if n := w.hill.one(t, "SELECT count(*) FROM clinic_leaving WHERE row = ?", store.KeyOf(ada)); n != "1" {
		t.Fatal("she is not to go")
	}
	through(nil, ada)
	w.send(w.hill)
	for _, d := range w.devices[:2] { // it comes twice
		w.hear(d, w.hill.name, 1<<30)
		d.heard[w.hill.name] = 0
	}
	w.meet()
	if n := w.hill.one(t, "SELECT count(*) FROM clinic_leaving"); n != "0" {
		t.Errorf("%s rows are still to go", n)
	}
	for _, d := range []*device{w.hill, w.vale} {
		if got := d.one(t, "SELECT group_concat(c.family_name) FROM client c JOIN appointment a ON a.client_id = c.id"); got != "Archer" {
			t.Errorf("%s has appointments of %q", d.name, got)
		}
	}
	w.alike(t)
}

// The PC of a surgery was given to another one before it had handed over a phone number. It
// said so where it belongs now, and the other PC of that surgery kept the number for good,
// waiting for the rest of someone who never was there.
func TestSurgerysDevice_waitsForNoOneOfAnotherSurgery(t *testing.T) {
	w := newTown(t)
	ada := w.person(w.a, "Ada", "Archer", w.hill.surgery)
	w.meet()
	must(t, w.hill.correctPhone(ada.ID, "01632 960555"))
	w.give(w.hill, w.vale.surgery)
	w.send(w.hill)
	w.hear(w.vale, w.hill.name, 1<<30)
	w.meet()
	if n := w.vale.one(t, "SELECT count(*) FROM exchange_waiting"); n != "0" {
		t.Errorf("%s pieces of someone of another surgery wait", n)
	}
	for _, d := range w.devices[:2] {
		if got := d.one(t, "SELECT phone FROM client"); got != "01632 960555" {
			t.Errorf("%s has the number %q", d.name, got)
		}
	}
	w.noTrace(t, w.vale, "960555", string(ada.ID))
	w.alike(t)
}

// Another PC was let in at a surgery, and a client of it moved to another one before the
// rest had met. That the first PC had her was forgotten, so no one took her back from it.
func TestSurgerysDevice_letsGoOfWhoMovedAsAnotherPCWasLetIn(t *testing.T) {
	w := newTown(t)
	ada := w.person(w.a, "Ada", "Archer", w.hill.surgery)
	bob := w.person(w.a, "Bob", "Baker", w.hill.surgery)
	w.meet()
	ada.SurgeryID = w.vale.surgery
	must(t, w.a.Casework.SaveClientAsAnother(ctx, ada))
	second := w.join()
	second.surgery = w.hill.surgery
	w.devices = append(w.devices, second)
	for _, d := range w.devices {
		d.now = noon.Add(2 * time.Hour)
	}
	now := change.Clinic{Surgery: string(second.surgery), Since: noon.Add(time.Hour).UnixMilli()}
	must(t, second.Exchange.Hold(ctx, change.Holding{Kind: change.HoldsClinics, Clinics: []change.Clinic{now}}))
	for _, d := range w.devices[:2] {
		must(t, d.Exchange.Hold(ctx, change.Holding{Clinics: []change.Clinic{now, {Surgery: string(w.vale.surgery), Since: noon.Add(-time.Minute).UnixMilli()}}}))
	}
	w.meet()
	for d, want := range map[*device]data.ID{w.hill: bob.ID, second: bob.ID, w.vale: ada.ID} {
		if got := d.one(t, "SELECT group_concat(id) FROM client"); got != string(want) {
			t.Errorf("%s has the clients %s, not %s", d.name, got, want)
		}
	}
	w.noTrace(t, w.hill, "Archer", "SECRET")
	w.alike(t)
}

// TestErasure_reachesASurgery removes who was erased, and what is typed there of them
// later does not bring them back.
func TestErasure_reachesASurgery(t *testing.T) {
	w := newTown(t)
	ada := w.person(w.a, "Ada", "Archer", w.hill.surgery)
	w.meet()
	must(t, w.a.Diary.Book(ctx, &data.Appointment{ClientID: ada.ID, Kind: "clinic", ClinicID: w.clinic.ID, On: today.AddDays(7), At: "09:00"}))
	w.meet()
	_, err := w.a.Casework.EraseClient(ctx, ada.ID)
	must(t, err)
	must(t, w.hill.correctPhone(ada.ID, "01632 960777"))
	w.meet()
	for _, d := range w.devices {
		if n := d.one(t, "SELECT (SELECT count(*) FROM client) + (SELECT count(*) FROM appointment) + (SELECT count(*) FROM clinic_due)"); n != "0" {
			t.Errorf("%s has %s rows of someone who was erased", d.name, n)
		}
		w.noTrace(t, d, "Archer", string(ada.ID))
	}
	w.alike(t)
}

// A reception booked someone who had been erased elsewhere, and cancelled that in a
// segment of its own, which does not say whose booking it is. It waited for the rest
// on every device for ever.
func TestErasure_bookingOfTheirsIsNotWaitedFor(t *testing.T) {
	w := newTown(t)
	ada := w.person(w.a, "Ada", "Archer", w.hill.surgery)
	w.meet()
	_, err := w.a.Casework.EraseClient(ctx, ada.ID)
	must(t, err)
	a := &data.Appointment{ClientID: ada.ID, Kind: "clinic", ClinicID: w.clinic.ID, On: today, At: "12:30"}
	w.hill.at(func() { must(t, w.hill.Desk.Book(ctx, a)) })
	w.send(w.hill)
	w.hill.at(func() { must(t, w.hill.Desk.Cancel(ctx, a.ID, "")) })
	w.send(w.hill)
	w.meet()
	for _, d := range w.devices {
		if n := d.one(t, "SELECT (SELECT count(*) FROM exchange_waiting) + (SELECT count(*) FROM appointment)"); n != "0" {
			t.Errorf("%s has or waits for %s rows of someone who was erased", d.name, n)
		}
	}
	w.alike(t)
}

// noTrace fails if a file of a device has one of some texts. Its lock file has only
// numbers and times of the database file, in which any digits may come up.
func (w *town) noTrace(t *testing.T, d *device, texts ...string) {
	t.Helper()
	must(t, d.Close())
	defer d.open(t)
	must(t, filepath.WalkDir(filepath.Dir(d.path), func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(path, ".lock") {
			return err
		}
		body, err := os.ReadFile(path)
		for _, text := range texts {
			if bytes.Contains(body, []byte(text)) {
				t.Errorf("%s: %s has %q", d.name, filepath.Base(path), text)
			}
		}
		return err
	}))
}

// noKey fails if a database names one of some rows. What people looked at stays in its audit
// trail.
func (w *town) noKey(t *testing.T, d *device, ids ...data.ID) {
	t.Helper()
	q := reader(d)
	type column struct{ table, name string }
	columns, err := store.Collect(ctx, q, func(c *column) []any { return []any{&c.table, &c.name} },
		"SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'audit%'")
	must(t, err)
	for _, c := range columns {
		for _, id := range ids {
			if n := d.one(t, "SELECT count(*) FROM "+c.table+" WHERE "+c.name+" = ? OR instr("+c.name+", ?) > 0", store.KeyOf(id), id); n != "0" {
				t.Errorf("%s names %s in %s.%s", d.name, id, c.table, c.name)
			}
		}
	}
}

// TestSurgerysDevice_changesNothingThatItDoesNotHold has a reception change at random
// what it can, and looks at every other column of every record before and after.
func TestSurgerysDevice_changesNothingThatItDoesNotHold(t *testing.T) {
	w := newTown(t)
	for i := range 6 {
		at := w.hill.surgery
		if i%3 == 2 {
			at = w.vale.surgery
		}
		c := w.person(w.a, "Ada", fmt.Sprint("Archer", i), at)
		must(t, w.a.Diary.Book(ctx, &data.Appointment{ClientID: c.ID, Kind: "clinic", ClinicID: w.clinic.ID, On: today.AddDays(7), At: fmt.Sprintf("%02d:%02d", 9+i/2, i%2*30), Note: "SECRET note"}))
		w.a.refer(t, c.ID)
	}
	w.meet()
	beyond := func() map[string]map[string]string {
		h := &history{service: w.service}
		all := map[string]map[string]string{}
		for table, own := range store.Tables() {
			if !own.Records || table == "conflict" || table == "setting" {
				continue
			}
			var names []string
			for _, c := range own.Columns {
				if !strings.Contains(" "+heldAtDesk[table]+" "+typedAtDesk[table]+" ", " "+c+" ") && !own.Parts {
					names = append(names, c)
				}
			}
			columns, err := store.Collect(ctx, reader(w.a), func(c *string) []any { return []any{c} }, "SELECT name FROM pragma_table_info(?)", table)
			must(t, err)
			names = strings.Fields(strings.Join(names, " "))
			kept := append([]string{}, own.Key...)
			for _, c := range names {
				for _, real := range columns {
					if c == real {
						kept = append(kept, c)
					}
				}
			}
			if len(kept) == 1 {
				kept = append(kept, kept[0])
			}
			lines := h.linesOf(w.a, table, strings.Join(kept, " "))
			all[table] = lines
		}
		return all
	}
	before := beyond()
	h := &history{service: w.service, rng: rand.New(rand.NewPCG(4, 4)), day: noon}
	for range 60 {
		h.workAtDesk(w.hill)
		if h.rng.IntN(6) == 0 {
			w.meet()
		}
	}
	w.meet()
	after := beyond()
	for table, lines := range before {
		for key, line := range lines {
			if table != "episode" && table != "contact" && after[table][key] != line && table != "appointment" {
				t.Errorf("%s was\n  %s\nand is\n  %s", table, line, after[table][key])
			}
		}
	}
	if n := w.a.one(t, "SELECT count(*) FROM appointment WHERE note = 'SECRET note'"); n == "0" {
		t.Error("the notes are gone")
	}
	w.alike(t)
}

// TestSurgerysFile_hasNothingOfOthers looks into every column of every table of the
// file, and at its bytes, its log and its backups.
func TestSurgerysFile_hasNothingOfOthers(t *testing.T) {
	s := newService(t, 2)
	a := s.devices[0]
	must(t, caseload.Write(ctx, a.Office, caseload.Options{Clients: 60, Seed: 2, Today: today}))
	var surgery string
	must(t, reader(a).QueryRowContext(ctx, "SELECT surgery_id FROM appointment WHERE clinic_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1").Scan(&surgery))
	w := &town{service: s, a: a, b: s.devices[1]}
	d := w.open(data.ID(surgery))
	s.meet()
	if n := d.one(t, "SELECT min((SELECT count(*) FROM client), (SELECT count(*) FROM appointment))"); n == "0" {
		t.Fatal("the surgery has no one")
	}
	w.alike(t)
	_, err := d.BackupNow(ctx)
	must(t, err)
	own := map[string]bool{}
	must(t, store.Each(ctx, reader(d), func(id *string) []any { return []any{id} }, func(id *string) error { own[*id] = true; return nil }, "SELECT id FROM client"))
	secrets := map[string]string{}
	add := func(what, query string) {
		must(t, store.Each(ctx, reader(a), func(r *[2]string) []any { return []any{store.OrNull(&r[0]), store.OrNull(&r[1])} }, func(r *[2]string) error {
			if len(strings.TrimSpace(r[1])) > 5 && (what != "name" || !own[r[0]]) {
				secrets[r[1]] = what
			}
			return nil
		}, query))
	}
	add("name", "SELECT id, given_names || ' ' || family_name FROM client")
	add("name", "SELECT id, id FROM client")
	add("name", "SELECT id, phone FROM client")
	for _, q := range []string{"SELECT id, nhs_number FROM client", "SELECT id, address FROM client", "SELECT id, email FROM client", "SELECT id, matters FROM client",
		"SELECT id, alert FROM client", "SELECT id, other FROM client", "SELECT id, note FROM contact", "SELECT id, note FROM referral", "SELECT id, note FROM attempt",
		"SELECT id, note FROM appointment WHERE by_surgery = 0", "SELECT id, close_note FROM episode", "SELECT id, id FROM response", "SELECT id, id FROM contact",
		"SELECT id, id FROM episode", "SELECT id, id FROM referral", "SELECT id, body FROM tale", "SELECT id, note FROM absence"} {
		add("what is not for a surgery", q)
	}
	texts := s.textOf(t, a, "service") + s.textOf(t, a, "organisation") + s.textOf(t, a, "staff") + s.textOf(t, a, "flag_kind") + s.textOf(t, d, "client")
	for secret := range secrets {
		if strings.Contains(texts, secret) {
			delete(secrets, secret)
		}
	}
	if len(secrets) < 200 {
		t.Fatalf("only %d things to look for", len(secrets))
	}
	for name := range store.Tables() {
		held := s.textOf(t, d, name)
		for secret, what := range secrets {
			if strings.Contains(held, secret) {
				t.Errorf("%s has %s: %q", name, what, secret)
			}
		}
	}
	list := make([]string, 0, len(secrets))
	for secret := range secrets {
		list = append(list, secret)
	}
	w.noTrace(t, d, list...)
}

// No meeting went well any more once a reception had marked as seen whose record may
// only be kept.
func TestSurgerysDevice_marksWhoseRecordIsRestricted(t *testing.T) {
	w := newTown(t)
	ada := w.person(w.a, "Ada", "Archer", w.hill.surgery)
	a := &data.Appointment{ClientID: ada.ID, Kind: "clinic", ClinicID: w.clinic.ID, On: today, At: "09:00"}
	must(t, w.a.Diary.Book(ctx, a))
	w.meet()
	r := &data.RightsRequest{ClientID: ada.ID, Kind: data.RightsRestriction, AskedOn: today, AskedHow: "phone", Asked: "Only keep it"}
	must(t, w.a.Rights.Save(ctx, r))
	w.hill.at(func() { must(t, w.hill.Desk.Mark(ctx, a.ID, data.AppointmentSeen)) })
	w.meet()
	if n := w.a.one(t, "SELECT count(*) FROM contact"); n != "0" {
		t.Errorf("%s contacts of whom the record may only be kept", n)
	}
	r.State, r.ClosedOn, r.Outcome = data.RightsRefused, today, "Not asked for by them"
	must(t, w.a.Rights.Save(ctx, r))
	w.meet()
	if n := w.a.one(t, "SELECT count(*) FROM contact"); n != "1" {
		t.Errorf("%s contacts once the restriction is lifted", n)
	}
}

// TestSurgerysDevice_hearsThatABookingIsOffAndNotWhy: it booked someone whose death only
// the service knew of.
func TestSurgerysDevice_hearsThatABookingIsOffAndNotWhy(t *testing.T) {
	w := newTown(t)
	ada := w.person(w.a, "Ada", "Archer", w.hill.surgery)
	w.a.refer(t, ada.ID)
	w.meet()
	record, err := w.a.Overview.Record(ctx, ada.ID)
	must(t, err)
	e := record.Episode
	e.Status, e.CloseReason, e.ClosedOn = data.EpisodeClosed, data.CloseDied, today
	must(t, w.a.Casework.SaveEpisode(ctx, e))
	a := &data.Appointment{ClientID: ada.ID, Kind: "clinic", ClinicID: w.clinic.ID, On: today.AddDays(7), At: "09:30"}
	w.hill.at(func() { must(t, w.hill.Desk.Book(ctx, a)) })
	w.meet()
	for _, d := range []*device{w.a, w.b, w.hill} {
		want := "cancelled " + casework.ClientDied
		if d == w.hill {
			want = "cancelled "
		}
		if got := d.one(t, "SELECT state || ' ' || why FROM appointment WHERE id = ?", a.ID); got != want {
			t.Errorf("%s has %q", d.name, got)
		}
	}
}
