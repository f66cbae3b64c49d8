package exchange_test

import (
	"fmt"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/letter"
	"waymark/data/store/moving"
	"waymark/data/store/people"
)

// moreDeeds are deeds of the diary, of visits, of imports and of who may sign in.
func moreDeeds() []deed {
	return []deed{
		{"import people", (*history).importPeople},
		{"rename a reason", func(h *history, d *device) error {
			list, err := d.Lists.Reasons(ctx, true)
			if err != nil || len(list) == 0 {
				return err
			}
			r := list[h.rng.IntN(len(list))]
			r.Name = h.word("Money", "Debt", "Warmth", "Company")
			return d.Lists.SaveReason(ctx, &r)
		}},
		{"save a category", func(h *history, d *device) error {
			return d.Lists.SaveCategory(ctx, &data.Category{Name: h.word("Sport", "Art")})
		}},
		{"rename a category", func(h *history, d *device) error {
			list, err := d.Lists.Categories(ctx, true)
			if err != nil || len(list) == 0 {
				return err
			}
			k := list[h.rng.IntN(len(list))]
			k.Name = h.word("Sport", "Music", "Art")
			return d.Lists.SaveCategory(ctx, &k)
		}},
		{"put a service in a category", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM service WHERE merged_into IS NULL")
			if err != nil {
				return err
			}
			v, err := d.Directory.Service(ctx, id)
			if err != nil {
				return err
			}
			k, err := h.any(d, "SELECT id FROM category")
			if err != nil {
				return err
			}
			v.Categories = []data.ID{k}
			return d.Directory.SaveService(ctx, v)
		}},
		{"undo an import", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM client_import WHERE undone_at IS NULL")
			if err != nil {
				return err
			}
			return d.Moving.Undo(ctx, id)
		}},
		{"settle what is left over", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM left_over WHERE settled_at IS NULL")
			if err != nil {
				return err
			}
			return d.Moving.Settle(ctx, id, false)
		}},
		{"save a clinic", func(h *history, d *device) error {
			surgery, err := h.any(d, "SELECT id FROM surgery")
			if err != nil {
				return err
			}
			staff, err := h.any(d, "SELECT id FROM staff")
			if err != nil {
				return err
			}
			_, err = d.Diary.SaveClinic(ctx, &data.Clinic{SurgeryID: surgery, StaffID: staff, Rule: "FREQ=WEEKLY;BYDAY=TU", From: data.MustDate("2026-04-07"),
				Starts: "09:00", Ends: "12:00", SlotMinutes: 30})
			return err
		}},
		{"change a session", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM clinic WHERE removed_at IS NULL")
			if err != nil {
				return err
			}
			_, err = d.Diary.ChangeSession(ctx, data.SessionChange{ClinicID: id, Day: data.MustDate("2026-05-12"), State: data.SessionOn, Starts: h.word("09:00", "10:00"), Ends: "12:00", Room: h.text()})
			return err
		}},
		{"book in a clinic", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM clinic WHERE removed_at IS NULL")
			if err != nil {
				return err
			}
			_, client, err := h.open(d)
			if err != nil {
				return err
			}
			return d.Diary.Book(ctx, &data.Appointment{ClientID: client, ClinicID: id, Kind: "clinic", On: data.MustDate("2026-05-12"), At: h.word("10:00", "10:30", "11:00"), Minutes: 30, State: data.AppointmentBooked})
		}},
		{"remove a clinic", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM clinic WHERE removed_at IS NULL")
			if err != nil {
				return err
			}
			_, err = d.Diary.RemoveClinic(ctx, id, h.today(d))
			return err
		}},
		{"be free", func(h *history, d *device) error {
			staff, err := h.any(d, "SELECT id FROM staff")
			if err != nil {
				return err
			}
			surgery, _ := h.any(d, "SELECT id FROM surgery")
			return d.Diary.SetPresence(ctx, &data.Presence{StaffID: staff, SurgeryID: surgery, State: data.PresenceFree})
		}},
		{"be away", func(h *history, d *device) error {
			staff, err := h.any(d, "SELECT id FROM staff")
			if err != nil {
				return err
			}
			_, err = d.Diary.SaveAbsence(ctx, &data.Absence{StaffID: staff, From: data.MustDate("2026-05-12"), To: data.MustDate("2026-05-13"), Kind: "leave"})
			return err
		}},
		{"plan a visit", func(h *history, d *device) error {
			_, client, err := h.open(d)
			if err != nil {
				return err
			}
			staff, _ := h.any(d, "SELECT id FROM staff")
			return d.Visits.Save(ctx, &data.Visit{ClientID: client, StaffID: staff, On: h.today(d), At: "10:00", Hazards: h.text()})
		}},
		{"save words of a visit", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM visit WHERE removed_at IS NULL")
			if err != nil {
				return err
			}
			return d.Visits.SaveWords(ctx, id, h.text())
		}},
		{"arrive", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM visit WHERE removed_at IS NULL")
			if err != nil {
				return err
			}
			return d.Visits.Arrive(ctx, id)
		}},
		{"give access", func(h *history, d *device) error {
			p := &people.Person{Name: h.word("Pat", "Sam", "Lee", "Max"), Role: access.Manager}
			p.ID, _ = h.any(d, "SELECT id FROM staff WHERE name = ?", p.Name)
			return d.People.Save(ctx, p)
		}},
		{"save a template", func(h *history, d *device) error {
			return d.Letters.SaveTemplate(ctx, &letter.Template{Kind: letter.Missed, Heading: "You were missed", Body: "Dear {name}\n" + h.text(), Text: h.text()})
		}},
	}
}

func (h *history) importPeople(d *device) error {
	n := h.rng.IntN(1_000_000)
	p := &data.ListPerson{Reference: fmt.Sprint("R", h.rng.IntN(5)), Rows: []data.ListPlace{{Row: 2}}, At: data.ListPlace{Row: 2},
		Client:  data.Client{GivenNames: fmt.Sprint("List", n), FamilyName: "Imported"},
		Surgery: h.word("", "Hill"), Prescriber: h.word("", "Pat"),
		Referrals: []data.ListReferral{{At: data.ListPlace{Row: 2}, ReceivedOn: data.MustDate("2026-03-01"), Source: "gp", Reason: h.word("", "Debt"), Further: []string{"Housing"}}},
		Contacts:  []data.ListContact{{At: data.ListPlace{Row: 2}, On: data.MustDate("2026-03-02"), Kind: "phone", Outcome: data.ContactAttended, Note: h.text()}},
		Left:      []data.LeftOver{{At: data.ListPlace{Row: 2}, Column: "Age", Text: "old", Why: "not a date"}}}
	_, _, err := d.Moving.Import(ctx, moving.Input{People: []*data.ListPerson{p}, Rows: []data.ListRow{{ListPlace: data.ListPlace{Row: 2}}}},
		moving.Options{Source: "list", Twins: map[string]data.TwinAnswer{"*": data.TwinLater}})
	return err
}
