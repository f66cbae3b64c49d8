package exchange_test

import (
	"context"
	"time"

	"waymark/data"
	"waymark/data/letter"
	"waymark/data/store/round"
)

// restDeeds are what people do more seldom: they put right and take back what they wrote,
// go out alone, hand reports over, end someone's access, set the clock of a PC.
func restDeeds() []deed {
	removes := func(name, query string, do func(d *device, ctx context.Context, id data.ID) error) deed {
		return deed{name, func(h *history, d *device) error {
			id, err := h.any(d, query)
			if err != nil {
				return err
			}
			return do(d, ctx, id)
		}}
	}
	return []deed{
		{"set the clock", func(h *history, d *device) error {
			d.wrong = h.wrongClock()
			return nil
		}},
		{"rename a member of staff", func(h *history, d *device) error {
			list, err := d.Lists.Staff(ctx, true)
			if err != nil || len(list) == 0 {
				return errNothing
			}
			v := list[h.rng.IntN(len(list))]
			v.Name = h.word("Pat", "Sam", "Lee", "Kit")
			return d.Lists.SaveStaff(ctx, &v)
		}},
		{"save a partner", func(h *history, d *device) error {
			list, err := d.Lists.Partners(ctx, true)
			if err != nil || len(list) == 0 {
				return errNothing // no partnership
			}
			return d.Lists.SavePartner(ctx, &data.Partner{Name: h.word("North", "South", "East")})
		}},
		{"rename a partner", func(h *history, d *device) error {
			list, err := d.Lists.Partners(ctx, true)
			if err != nil || len(list) == 0 {
				return errNothing
			}
			v := list[h.rng.IntN(len(list))]
			v.Name = h.word("North", "South", "East", "West")
			return d.Lists.SavePartner(ctx, &v)
		}},
		removes("end someone's access", "SELECT staff_id FROM person_access", func(d *device, ctx context.Context, id data.ID) error { return d.People.End(ctx, id) }),
		removes("undo a merge of services", "SELECT id FROM service_merge", func(d *device, ctx context.Context, id data.ID) error { return d.Directory.UndoMerge(ctx, id) }),
		{"say that two services are two", func(h *history, d *device) error {
			a, err := h.any(d, "SELECT id FROM service WHERE merged_into IS NULL")
			if err != nil {
				return err
			}
			b, err := h.any(d, "SELECT id FROM service WHERE merged_into IS NULL AND id <> ?", a)
			if err != nil {
				return err
			}
			return d.Directory.NotDuplicates(ctx, a, b)
		}},
		{"change a referral", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM referral")
			if err != nil {
				return err
			}
			client, err := h.any(d, "SELECT client_id FROM referral WHERE id = ?", id)
			if err != nil {
				return err
			}
			record, err := d.Overview.Record(ctx, client)
			if err != nil {
				return err
			}
			for _, r := range record.Referrals {
				if r.ID == id {
					r.Note = h.text()
					r.ReasonID, _ = h.any(d, "SELECT id FROM reason")
					return d.Casework.UpdateReferral(ctx, &r)
				}
			}
			return errNothing
		}},
		removes("remove a need", "SELECT id FROM need", func(d *device, ctx context.Context, id data.ID) error { return d.Casework.RemoveNeed(ctx, id) }),
		removes("remove a tale", "SELECT id FROM tale", func(d *device, ctx context.Context, id data.ID) error { return d.Casework.RemoveTale(ctx, id) }),
		{"save a gap", func(h *history, d *device) error {
			_, client, err := h.open(d)
			if err != nil {
				return err
			}
			reason, err := h.any(d, "SELECT id FROM reason")
			if err != nil {
				return err
			}
			return d.Offering.SaveGap(ctx, &data.Gap{ClientID: client, ReasonID: reason, FoundOn: h.today(d), Note: h.text()})
		}},
		removes("remove a gap", "SELECT id FROM gap", func(d *device, ctx context.Context, id data.ID) error { return d.Offering.RemoveGap(ctx, id) }),
		{"close a follow-up", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM follow_up WHERE status = 'open'")
			if err != nil {
				return err
			}
			return d.Offering.CloseFollowUp(ctx, id, data.FollowUpStatus(h.word("declined", "not_needed")), h.today(d), h.text())
		}},
		{"ring about follow-ups", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM follow_up WHERE status = 'open'")
			if err != nil {
				return err
			}
			client, err := h.any(d, "SELECT client_id FROM follow_up WHERE id = ?", id)
			if err != nil {
				return err
			}
			_, err = d.Round.SaveCall(ctx, &round.Call{ClientID: client, On: h.today(d), Result: data.AttemptResults()[0].Value, About: []data.ID{id}, Note: h.text()})
			return err
		}},
		{"keep a record for longer", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM client")
			if err != nil {
				return err
			}
			return d.Retention.Keep(ctx, &data.RetentionKept{ClientID: id, Until: h.today(d).AddDays(400), Because: h.text()})
		}},
		removes("keep a record no longer", "SELECT id FROM retention_kept", func(d *device, ctx context.Context, id data.ID) error { return d.Retention.Release(ctx, id) }),
		{"withdraw a consent", func(h *history, d *device) error {
			_, client, err := h.open(d)
			if err != nil {
				return err
			}
			return d.Rights.Withdraw(ctx, &data.Consent{ClientID: client, Kind: data.ConsentKinds()[h.rng.IntN(len(data.ConsentKinds()))].Value, On: h.today(d), How: data.ConsentHows()[0].Value}, "phone")
		}},
		{"record a letter", func(h *history, d *device) error {
			_, client, err := h.open(d)
			if err != nil {
				return err
			}
			return d.Letters.RecordSent(ctx, &data.SentLetter{ClientID: client, Kind: string(letter.Missed), Form: data.FormLetter, Recipient: "The client", MadeOn: h.today(d), Body: h.text()})
		}},
		{"hand a letter over", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM letter WHERE handed_on IS NULL")
			if err != nil {
				return err
			}
			return d.Letters.HandOver(ctx, h.today(d), "By post", id)
		}},
		removes("remove a letter", "SELECT id FROM letter", func(d *device, ctx context.Context, id data.ID) error { return d.Letters.RemoveSent(ctx, id) }),
		{"reset a template", func(_ *history, d *device) error { return d.Letters.ResetTemplate(ctx, letter.Missed) }},
		{"find something on a visit", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM visit WHERE removed_at IS NULL")
			if err != nil {
				return err
			}
			aspect := data.VisitAspect(h.word("food", "heating", "room"))
			f := &data.VisitFinding{VisitID: id, Aspect: aspect, Value: h.word("1", "9")}
			if aspect == data.AspectRoom {
				f.Room = h.word("Kitchen", "Hall")
			} else {
				f.Value = aspect.Answers()[h.rng.IntN(len(aspect.Answers()))].Value
			}
			_, err = d.Visits.SaveFinding(ctx, f)
			return err
		}},
		{"answer a decision", func(h *history, d *device) error {
			list, err := d.Visits.OpenDecisions(ctx, "")
			if err != nil || len(list) == 0 {
				return errNothing
			}
			v := list[h.rng.IntN(len(list))].VisitDecision
			v.State, v.Why = data.DecisionNotNeeded, h.text()
			return d.Visits.Decide(ctx, &v)
		}},
		removes("remove a visit", "SELECT id FROM visit WHERE removed_at IS NULL", func(d *device, ctx context.Context, id data.ID) error { return d.Visits.Remove(ctx, id) }),
		{"go out alone", func(h *history, d *device) error {
			c := &data.LoneCard{Place: h.text(), Buddy: "Sam", BuddyTel: "01632 960005", DueAt: d.now.Add(time.Hour)}
			var err error
			if c.VisitID, err = h.any(d, "SELECT id FROM visit WHERE removed_at IS NULL"); err != nil {
				return err
			}
			if c.ClientID, err = h.any(d, "SELECT client_id FROM visit WHERE id = ?", c.VisitID); err != nil {
				return err
			}
			c.StaffID, _ = h.any(d, "SELECT id FROM staff")
			return d.Lone.GoOut(ctx, c)
		}},
		removes("come back", "SELECT id FROM lone_card WHERE back_at = ''", func(d *device, ctx context.Context, id data.ID) error { return d.Lone.Back(ctx, id) }),
		removes("ring someone who is out", "SELECT id FROM lone_card", func(d *device, ctx context.Context, id data.ID) error {
			return d.Lone.Rung(ctx, id, "Sam", data.CallNoAnswer)
		}),
		{"need a task no longer", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM task WHERE status = 'open'")
			if err != nil {
				return err
			}
			return d.Tasks.NotNeeded(ctx, id, h.today(d), h.text())
		}},
		removes("open a task again", "SELECT id FROM task WHERE status <> 'open'", func(d *device, ctx context.Context, id data.ID) error { return d.Tasks.Reopen(ctx, id) }),
		removes("remove a task", "SELECT id FROM task", func(d *device, ctx context.Context, id data.ID) error { return d.Tasks.Remove(ctx, id) }),
		{"save another word", func(h *history, d *device) error {
			return d.Lists.SaveSynonym(ctx, data.Synonym{Word: h.word("skint", "nosh"), Means: h.word("money", "food")})
		}},
		{"remove another word", func(h *history, d *device) error { return d.Lists.RemoveSynonym(ctx, h.word("skint", "nosh")) }},
		{"hand a report over", func(h *history, d *device) error {
			f := data.Frozen{Title: h.text(), Filter: data.FigureFilter{From: data.MustDate("2026-01-01"), To: data.MustDate("2026-03-31")},
				AsAt: "2026-04-01T00:00:00Z", Edition: 1, Hash: "h", Body: []byte("{}")}
			f.Filter.SurgeryID, _ = h.any(d, "SELECT id FROM surgery")
			v := &data.HandedOver{Report: f, Formats: []data.ReportFormat{data.FormatPDF}}
			r := &data.Reader{Name: h.word("The board", "The council")}
			if err := d.Handed.SaveReader(ctx, r); err == nil {
				v.ReaderID = r.ID
			}
			return d.Handed.HandOver(ctx, v)
		}},
		removes("say that a report was not sent", "SELECT id FROM handed WHERE not_sent_at IS NULL", func(d *device, ctx context.Context, id data.ID) error {
			return d.Handed.NotSent(ctx, id, "Kept back")
		}),
		{"refuse a questionnaire", func(h *history, d *device) error {
			episode, client, err := h.open(d)
			if err != nil {
				return err
			}
			return d.Measure.RefuseQuestionnaire(ctx, &data.QuestionnaireRefusal{EpisodeID: episode, ClientID: client, Stage: data.Baseline, InstrumentID: "swemwbs", On: h.today(d), Reason: h.text()})
		}},
		removes("undo a refusal", "SELECT id FROM questionnaire_refusal", func(d *device, ctx context.Context, id data.ID) error { return d.Measure.UndoRefusal(ctx, id) }),
		{"refer shortly", func(h *history, d *device) error {
			r := &data.ShortReferral{GivenNames: "Short", FamilyName: h.text(), Phone: "01632 960002", Source: "gp", Agreed: data.Agreed, ReceivedOn: h.today(d)}
			var err error
			if r.SurgeryID, err = h.any(d, "SELECT id FROM surgery"); err != nil {
				return err
			}
			if r.ReasonID, err = h.any(d, "SELECT id FROM reason"); err != nil {
				return err
			}
			return d.Casework.ReferShortly(ctx, r)
		}},
		{"keep two appointments at a time", func(h *history, d *device) error {
			list, err := d.Diary.Clashes(ctx, data.MustDate("2026-05-12"), data.MustDate("2026-05-12"))
			if err != nil || len(list) == 0 {
				return errNothing
			}
			c := list[h.rng.IntN(len(list))]
			return d.Diary.KeepClash(ctx, c.A.ID, c.B.ID, h.text())
		}},
		removes("tell someone", "SELECT id FROM to_tell WHERE told_at IS NULL AND removed_at IS NULL", func(d *device, ctx context.Context, id data.ID) error {
			return d.Diary.Told(ctx, id, "By phone")
		}),
		removes("be away no longer", "SELECT id FROM absence WHERE removed_at IS NULL", func(d *device, ctx context.Context, id data.ID) error {
			return d.Diary.RemoveAbsence(ctx, id)
		}),
		{"mark an appointment", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM appointment WHERE removed_at IS NULL AND client_id IS NOT NULL")
			if err != nil {
				return err
			}
			return d.Diary.Mark(ctx, id, data.AppointmentStates()[h.rng.IntN(len(data.AppointmentStates()))].Value, h.text())
		}},
		{"erase those whose time has come", func(h *history, d *device) error {
			if h.rng.IntN(6) > 0 {
				return errNothing
			}
			id, err := h.any(d, "SELECT id FROM client")
			if err != nil {
				return err
			}
			if _, _, err := d.Retention.Erase(ctx, []data.ID{id}, func(int) {}); err != nil {
				return err
			}
			h.acknowledge(fact{by: d, client: string(id), erased: true})
			return nil
		}},
	}
}
