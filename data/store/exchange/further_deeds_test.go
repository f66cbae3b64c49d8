package exchange_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/text/language"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/letter"
	"waymark/data/store/governance"
	"waymark/data/store/letters"
	"waymark/data/store/measure"
	"waymark/data/store/people"
	"waymark/data/store/sources"
)

// furtherDeeds are all others that there are: TestDeeds_haveEveryMethodThatWrites says
// when one is missing.
func furtherDeeds() []deed {
	all := bookingDeeds()
	all = append(all, visitDeeds()...)
	all = append(all, answerDeeds()...)
	all = append(all, holidayDeeds()...)
	all = append(all, managerDeeds()...)
	return append(all, wordingDeeds()...)
}

// one is a deed about a row that a query finds.
func one(name, query string, do func(h *history, d *device, id data.ID) error) deed {
	return deed{name, func(h *history, d *device) error {
		id, err := h.any(d, query)
		if err != nil {
			return err
		}
		return do(h, d, id)
	}}
}

func (h *history) patient() *data.NewPatient {
	return &data.NewPatient{GivenNames: h.word("Ann", "Bob", "Cy"), FamilyName: fmt.Sprint("New", h.rng.IntN(1e6)), Phone: h.word("", "01632 960007"), BirthDate: data.MustDate("1950-02-03")}
}

// bookingDeeds are about appointments, and calls that someone makes.
func bookingDeeds() []deed {
	return []deed{
		one("book someone without a record", "SELECT id FROM clinic WHERE removed_at IS NULL", func(h *history, d *device, id data.ID) error {
			_, err := d.Diary.BookNew(ctx, h.patient(), &data.Appointment{ClinicID: id, Kind: "clinic", On: data.MustDate("2026-05-12"), At: h.word("09:00", "10:00", "11:30"), Minutes: 30})
			return err
		}),
		one("send someone through", "SELECT id FROM surgery", func(h *history, d *device, id data.ID) error {
			a := &data.Appointment{SurgeryID: id}
			a.StaffID, _ = h.any(d, "SELECT id FROM staff")
			if h.rng.IntN(2) == 0 {
				return d.Diary.SendThrough(ctx, h.patient(), a)
			}
			a.ClientID, _ = h.any(d, "SELECT id FROM client")
			return d.Diary.SendThrough(ctx, nil, a)
		}),
		one("record what came of an appointment", "SELECT id FROM appointment WHERE removed_at IS NULL AND client_id IS NOT NULL AND contact_id IS NULL", func(h *history, d *device, id data.ID) error {
			a, err := d.Diary.Appointment(ctx, id)
			if err != nil {
				return err
			}
			k := &data.Contact{ClientID: a.ClientID, Kind: "clinic", Outcome: data.ContactAttended, On: h.today(d), Note: h.text()}
			if err := d.Casework.SaveContactOf(ctx, id, k); err != nil {
				return err
			}
			h.keep(d, "contact", k.ID, k.ClientID)
			return nil
		}),
		one("log a call", "SELECT id FROM client", func(h *history, d *device, id data.ID) error {
			return d.Casework.LogCall(ctx, &data.Contact{ClientID: id, Kind: "phone", Outcome: data.ContactAttended, On: h.today(d), Note: h.text()})
		}),
		one("put someone behind the others", "SELECT id FROM client", func(_ *history, d *device, id data.ID) error { return d.Round.PutOff(ctx, id) }),
		one("say that a flag still holds", "SELECT id FROM flag WHERE lifted_on IS NULL", func(h *history, d *device, id data.ID) error {
			return d.Flags.Renew(ctx, id, h.today(d).AddDays(60+h.rng.IntN(30)))
		}),
		one("hear from a client how it goes", "SELECT id FROM prescription", func(h *history, d *device, id data.ID) error {
			return d.Offering.SetPrescriptionStatusMet(ctx, id, data.PrescriptionStatuses()[h.rng.IntN(4)].Value, h.today(d), h.text(), data.Meeting{Kind: "phone", Separate: h.rng.IntN(2) == 0})
		}),
	}
}

// visitDeeds are about visits at home and who goes there alone.
func visitDeeds() []deed {
	visit := "SELECT id FROM visit WHERE removed_at IS NULL"
	return []deed{
		one("plan a visit that is booked", "SELECT id FROM appointment WHERE removed_at IS NULL AND client_id IS NOT NULL", func(_ *history, d *device, id data.ID) error {
			_, err := d.Visits.Adopt(ctx, id)
			return err
		}),
		one("say whether photos may be taken", visit, func(h *history, d *device, id data.ID) error {
			return d.Visits.SavePhotoConsent(ctx, id, data.YesNo(h.word(string(data.Yes), string(data.Yes), string(data.No))))
		}),
		one("take a photo", "SELECT id FROM visit WHERE removed_at IS NULL AND photos = 'yes'", func(h *history, d *device, id data.ID) error {
			_, err := d.Visits.AddPhoto(ctx, id, h.text(), drawn())
			return err
		}),
		one("remove a photo", "SELECT id FROM visit_photo WHERE removed_at IS NULL", func(_ *history, d *device, id data.ID) error { return d.Visits.RemovePhoto(ctx, id) }),
		one("order the visits of a day", visit, func(h *history, d *device, id data.ID) error {
			ids := []data.ID{id}
			if other, err := h.any(d, visit+" AND id <> ?", id); err == nil {
				ids = append(ids, other)
			}
			return d.Visits.SetOrder(ctx, ids)
		}),
		one("finish a visit", visit, func(h *history, d *device, id data.ID) error {
			f := data.Finish{Minutes: 30, Note: h.text()}
			if r, err := h.any(d, "SELECT id FROM reason"); err == nil {
				f.Needs = []data.Need{{ReasonID: r, Note: h.text()}}
			}
			k, err := d.Visits.Finish(ctx, id, f)
			if err == nil {
				h.keep(d, "contact", k.ID, k.ClientID)
			}
			return err
		}),
		one("keep a card of someone who goes alone", visit, func(h *history, d *device, id data.ID) error {
			c := &data.LoneCard{VisitID: id, Place: h.text(), Buddy: "Sam", BuddyTel: "01632 960005", DueAt: d.now.Add(2 * time.Hour)}
			var err error
			if c.ClientID, err = h.any(d, "SELECT client_id FROM visit WHERE id = ?", id); err != nil {
				return err
			}
			c.StaffID, _ = h.any(d, "SELECT id FROM staff")
			return d.Lone.Save(ctx, c)
		}),
		one("be back later", "SELECT id FROM lone_card WHERE out_at <> '' AND back_at = ''", func(h *history, d *device, id data.ID) error {
			return d.Lone.Later(ctx, id, d.now.Add(time.Duration(1+h.rng.IntN(5))*time.Hour))
		}),
	}
}

// drawn is a picture.
func drawn() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// answerDeeds are about questionnaires.
func answerDeeds() []deed {
	return []deed{
		{"answer in a meeting", func(h *history, d *device) error {
			episode, client, err := h.open(d)
			if err != nil {
				return err
			}
			r := &data.Response{EpisodeID: episode, ClientID: client, InstrumentID: "swemwbs", Stage: data.Baseline, AnsweredOn: h.today(d), Mode: data.AnswerModes()[0].Value,
				Answers: map[int]int{1: 1 + h.rng.IntN(5), 2: 1 + h.rng.IntN(5)}}
			if err := d.Measure.SaveResponseMet(ctx, r, data.Meeting{Kind: "phone"}); err != nil {
				return err
			}
			h.keep(d, "response", r.ID, client)
			return nil
		}},
		{"note taps that were left", func(_ *history, d *device) error { return d.Measure.NoteTaps(ctx) }},
		{"offer a questionnaire no longer", func(h *history, d *device) error {
			return d.Measure.HideQuestionnaire(ctx, h.word("wemwbs", "ons4", "garden"), h.rng.IntN(2) == 0)
		}},
		{"load a questionnaire", func(h *history, d *device) error {
			_, err := d.Measure.LoadQuestionnaire(ctx, garden(h.word("1", "2"), 1+h.rng.IntN(3)))
			return err
		}},
		{"answer the questionnaire that was loaded", func(h *history, d *device) error {
			episode, client, err := h.open(d)
			if err != nil {
				return err
			}
			r := &data.Response{EpisodeID: episode, ClientID: client, InstrumentID: "garden", Stage: data.Baseline, AnsweredOn: h.today(d), Mode: data.AnswerModes()[0].Value,
				Answers: map[int]int{1: h.rng.IntN(2)}, Finished: h.rng.IntN(2) == 0}
			if err := d.Measure.SaveResponse(ctx, r); err != nil {
				return err
			}
			h.keep(d, "response", r.ID, client)
			return nil
		}},
		{"import answers", func(h *history, d *device) error {
			a := &data.AnswerSet{At: data.Place{File: "answers.csv", Row: 2}, Person: data.AnswerPerson{Reference: fmt.Sprint("A", h.rng.IntN(4))}, Stage: data.Baseline,
				AnsweredOn: data.MustDate("2026-03-02"), Answers: map[int]int{}}
			for item := range 7 {
				a.Answers[item+1] = 1 + h.rng.IntN(5)
			}
			_, err := d.Measure.ImportResponses(ctx, listOf(a), measure.ResponseImport{Instrument: "swemwbs", Replace: true})
			return err
		}},
	}
}

// listOf is a list that an import reads.
func listOf[T any](one *T) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) { yield(one, nil) }
}

// garden is a questionnaire of the service's own.
func garden(version string, often int) []byte {
	return fmt.Appendf(nil, `{"format": 1, "id": "garden", "version": "%s", "name": "Garden questions", "short_name": "Garden", "rights": "Ours",
		"items": [{"number": 1, "text": "I get outside", "points": [0, %d]}], "answers": [{"value": 0, "label": "Rarely"}, {"value": 1, "label": "Often"}],
		"scoring": {"kind": "sum", "min": 0, "max": %d, "decimals": 0}}`, version, often, often)
}

// holidayDeeds are about days on which no one works.
func holidayDeeds() []deed {
	return []deed{
		{"change the nation", func(h *history, d *device) error {
			return d.Offering.SetNation(ctx, data.Nations()[h.rng.IntN(len(data.Nations()))].Value)
		}},
		{"load bank holidays", func(h *history, d *device) error {
			var all []string
			for _, n := range data.Nations() {
				var days []string
				for i := range 24 {
					days = append(days, fmt.Sprintf(`{"title": "Spring", "date": "%d-%02d-%02d", "notes": "", "bunting": true}`, 2025+i/8, 1+i%8, 10+h.rng.IntN(9)))
				}
				all = append(all, fmt.Sprintf(`%q: {"division": %[1]q, "events": [%s]}`, n.Value, strings.Join(days, ",")))
			}
			return d.Offering.LoadBankHolidays(ctx, []byte("{"+strings.Join(all, ",")+"}"))
		}},
		{"reach holidays", func(_ *history, d *device) error { return d.Offering.ReachHolidays(ctx) }},
		{"read what moved", func(h *history, d *device) error {
			list, err := d.Offering.HolidayMoves(ctx, "")
			if err != nil || len(list) == 0 {
				return errNothing
			}
			return d.Offering.ReadHolidayMoves(ctx, list[:1+h.rng.IntN(len(list))])
		}},
		{"keep something on a holiday", func(h *history, d *device) error {
			list, err := d.Offering.HolidayClashes(ctx, h.today(d).AddDays(-9), "")
			if err != nil || len(list) == 0 {
				return errNothing
			}
			return d.Offering.KeepOnHoliday(ctx, list[h.rng.IntN(len(list))])
		}},
	}
}

// managerDeeds are what managers and coordinators do.
func managerDeeds() []deed {
	services := func(h *history, d *device) (reason data.ID, list []data.ID, err error) {
		if reason, err = h.any(d, "SELECT id FROM reason"); err != nil {
			return "", nil, err
		}
		id, err := h.any(d, "SELECT id FROM service WHERE merged_into IS NULL")
		return reason, []data.ID{id}, err
	}
	return []deed{
		{"mark services as helping", func(h *history, d *device) error {
			reason, list, err := services(h, d)
			if err == nil {
				_, err = d.Directory.AddNeed(ctx, reason, list)
			}
			return err
		}},
		{"take the mark from services", func(h *history, d *device) error {
			reason, list, err := services(h, d)
			if err == nil {
				_, err = d.Directory.RemoveNeed(ctx, reason, list)
			}
			return err
		}},
		one("make sure of a service", "SELECT id FROM service WHERE merged_into IS NULL", func(h *history, d *device, id data.ID) error {
			return d.Directory.MarkServiceChecked(ctx, id, h.today(d), h.word("Phone", "Web"))
		}),
		{"import services", func(h *history, d *device) error {
			e := &data.SourceEntry{Key: h.word("a", "b", "c"), At: data.Place{File: "list.csv", Row: 2}, Categories: []string{h.word("Sport", "Art")},
				Service: data.Service{Name: h.word("Lunch club", "Allotment"), Phone: h.word("", "01632 960010"), Description: h.text()}}
			_, err := d.Sources.ImportServices(ctx, listOf(e), sources.ImportOptions{Source: h.word("council", "hub"), CloseGone: h.rng.IntN(2) == 0})
			return err
		}},
		{"read a feed", func(h *history, d *device) error {
			if err := d.Sources.SaveFeed(ctx, data.SourceFeed{Source: "hub", Address: "https://example.org/" + fmt.Sprint(h.rng.IntN(9)), EveryDays: 7}); err != nil {
				return err
			}
			return d.Sources.NoteFeed(ctx, "hub", &data.ImportResult{ImportCount: data.ImportCount{New: h.rng.IntN(3)}}, nil)
		}},
		{"match the columns of a list", func(h *history, d *device) error {
			return d.Sources.SaveImportMapping(ctx, "shape", []byte(fmt.Sprintf("%q", h.text())))
		}},
		{"add a picture", func(h *history, d *device) error {
			_, err := d.Figures.AddPicture(ctx, h.text(), drawn())
			return err
		}},
		{"save a report", func(h *history, d *device) error {
			f := &data.Frozen{Title: h.text(), Filter: data.FigureFilter{From: data.MustDate("2026-01-01"), To: data.MustDate("2026-03-31")}, Body: []byte(`{}`)}
			f.Filter.SurgeryID, _ = h.any(d, "SELECT id FROM surgery")
			return d.Figures.Freeze(ctx, f)
		}},
		{"say whose the records are", func(h *history, d *device) error {
			return d.Governance.SaveOwnWords(ctx, governance.Own{Controller: h.text(), Basis: h.text()})
		}},
		{"repair", func(h *history, d *device) error {
			if h.rng.IntN(8) > 0 {
				return errNothing // it makes a backup, which takes long
			}
			_, err := d.Soundness.Repair(ctx)
			return err
		}},
		{"clean backups", func(_ *history, d *device) error {
			_, _, err := d.Retention.CleanBackups(ctx)
			return err
		}},
		one("ask for a copy of a record", "SELECT id FROM client", func(h *history, d *device, id data.ID) error {
			return d.Rights.Save(ctx, &data.RightsRequest{ClientID: id, Kind: data.RightsAccess, AskedOn: h.today(d), AskedHow: "phone", Asked: h.text()})
		}),
		one("read a text before it is handed over", "SELECT id FROM rights_request WHERE kind = 'access' AND state = 'open'", func(h *history, d *device, id data.ID) error {
			list, err := d.Rights.Texts(ctx, id)
			if err != nil || len(list) == 0 {
				return err
			}
			text := list[h.rng.IntN(len(list))]
			text.Read = h.rng.IntN(2) == 0
			return d.Rights.SaveText(ctx, id, &text)
		}),
		one("hand over a copy of a record", "SELECT id FROM rights_request WHERE kind = 'access' AND state = 'open'", func(h *history, d *device, id data.ID) error {
			folder := filepath.Join(filepath.Dir(d.path), fmt.Sprint("copy", h.step))
			return d.Rights.Deliver(ctx, id, folder, true, func(folder string, _ *data.RightsPack) error { return os.Mkdir(folder, 0o700) })
		}),
		{"give a role", func(h *history, d *device) error {
			p := &people.Person{Name: h.word("Pat", "Sam", "Lee", "Max"), Role: access.Role(h.word(string(access.Prescriber), string(access.Volunteer), string(access.Coordinator), string(access.Manager)))}
			p.ID, _ = h.any(d, "SELECT id FROM staff WHERE name = ?", p.Name)
			p.AllPartners = h.rng.IntN(2) == 0
			return d.People.Save(ctx, p)
		}},
		one("give a code to sign in with", "SELECT staff_id FROM person_access WHERE ended_at IS NULL", func(h *history, d *device, id data.ID) error {
			if h.rng.IntN(4) > 0 {
				return errNothing // a passphrase is meant to take long
			}
			_, err := d.People.NewCode(ctx, id)
			return err
		}),
	}
}

// wordingDeeds are about letters and what clients read.
func wordingDeeds() []deed {
	return []deed{
		{"load codes", func(h *history, d *device) error {
			return d.Letters.LoadCodes(ctx, []data.ClinicalCode{{Meaning: data.CodeReferred, Code: "871731000000106", Term: h.text()}})
		}},
		one("write to a surgery", "SELECT id FROM client WHERE surgery_id IS NOT NULL", func(h *history, d *device, id data.ID) error {
			if err := d.Casework.AddConsent(ctx, &data.Consent{ClientID: id, Kind: data.ConsentSurgery, Given: true, On: h.today(d), How: data.ConsentHows()[0].Value}); err != nil {
				return err
			}
			m, err := d.Letters.ToSurgery(ctx, letters.Telling{ClientID: id})
			if err != nil {
				return err
			}
			return d.Letters.RecordMessages(ctx, []letters.Message{*m}, h.today(d), "By secure email")
		}),
		{"load a translation", func(h *history, d *device) error {
			template, err := d.Lists.TranslationTemplate(ctx, language.Polish)
			if err != nil {
				return err
			}
			before, after, _ := strings.Cut(template, `msgctxt "pad.next"`)
			_, err = d.Lists.AddTranslation(ctx, before+`msgctxt "pad.next"`+strings.Replace(after, `msgstr ""`, `msgstr "`+h.word("Dalej", "Następne")+`"`, 1))
			return err
		}},
		{"remove a translation", func(_ *history, d *device) error { return d.Lists.RemoveTranslation(ctx, "pl") }},
		{"save another template", func(h *history, d *device) error {
			return d.Letters.SaveTemplate(ctx, &letter.Template{Kind: letter.Reminder, Heading: "Soon", Body: "Dear {name}\n" + h.text(), Text: h.text()})
		}},
	}
}

// furtherDeskDeeds are those of a reception that the others do not have.
func furtherDeskDeeds() []deed {
	return []deed{
		one("move a booking", "SELECT id FROM appointment WHERE removed_at IS NULL AND state IN ('held', 'booked')", func(h *history, d *device, id data.ID) error {
			slots, err := d.Desk.NextFree(ctx, data.FreeFilter{From: h.today(d), Limit: 3})
			if err != nil || len(slots) == 0 {
				return errNothing
			}
			return d.Desk.Move(ctx, id, slots[h.rng.IntN(len(slots))])
		}),
		{"keep two appointments at a time", func(h *history, d *device) error {
			a, err := h.any(d, "SELECT id FROM appointment WHERE removed_at IS NULL")
			if err != nil {
				return err
			}
			b, err := h.any(d, "SELECT id FROM appointment WHERE removed_at IS NULL AND id <> ? AND on_day = (SELECT on_day FROM appointment WHERE id = ?)", a, a)
			if err != nil {
				return err
			}
			return d.Desk.KeepClash(ctx, a, b)
		}},
		one("tell someone", "SELECT id FROM to_tell WHERE told_at IS NULL AND removed_at IS NULL", func(_ *history, d *device, id data.ID) error {
			return d.Desk.Told(ctx, id, "By phone")
		}),
		{"refer shortly", func(h *history, d *device) error {
			reason, err := h.any(d, "SELECT id FROM reason")
			if err != nil {
				return err
			}
			return d.Desk.ReferShortly(ctx, &data.ShortReferral{GivenNames: "Short", FamilyName: fmt.Sprint("Desk", h.rng.IntN(1e6)), Phone: "01632 960002", Source: "gp",
				Agreed: data.Agreed, ReceivedOn: h.today(d), ReasonID: reason})
		}},
	}
}
