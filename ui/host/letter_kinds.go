package host

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/letter"
	"waymark/data/store/letters"
	"waymark/ui/kit"
)

// WriteToClient shows a letter and a text message to a client, makes what is
// chosen and records it. aboutID is the appointment or follow-up that it is about;
// then runs after it was recorded and may be nil.
func (h *Host) WriteToClient(about letters.About, aboutID data.ID, then func()) {
	var d *letterDialog
	in := h.AskReading(about.ClientID, func() {
		if d != nil {
			d.Again()
		}
	})
	d = h.showLetter(letterKind{
		title: about.Kind.Label(), file: "letter", large: true, then: then, in: in,
		forms:   []data.LetterForm{data.FormLetter, data.FormText},
		options: []fyne.CanvasObject{in.Object},
		ask: func() func(ctx context.Context) (*draft, error) {
			about := about
			about.In = in.Language()
			return func(ctx context.Context) (*draft, error) {
				r, err := h.Letters.ToClient(ctx, about)
				if err != nil {
					return nil, err
				}
				recipient := "The client"
				if len(r.Letter.To) > 0 {
					recipient = r.Letter.To[0]
				}
				return &draft{letter: r.Letter, text: r.Text, size: r.Size, to: r.Phone, sent: data.SentLetter{ClientID: about.ClientID,
					Kind: string(about.Kind), Recipient: recipient, AboutID: aboutID}}, nil
			}
		},
	})
}

// WriteToService shows the letter or email that passes a client to a service that
// they chose, with what is ticked and no more, makes it and records it. then runs
// after it was recorded and may be nil.
func (h *Host) WriteToService(prescription data.ID, then func()) {
	var d *letterDialog
	again := func(bool) { d.Again() }
	phone, home := kit.NewCheck("Phone number", again), kit.NewCheck("Address", again)
	born, reach, language := kit.NewCheck("Date of birth", again), kit.NewCheck("Contact preferences", again), kit.NewCheck("Language", again)
	note := kit.NewTextArea("Your note", data.MaxLine)
	note.SetRows(2)
	note.SetHint("Only what they agreed to share. For example, would like to come on Tuesdays.")
	note.OnChanged = func(string) { d.Again() }
	d = h.showLetter(letterKind{
		title: "Letter to the service", file: "referral", then: then,
		about: "It includes their name and what they chose. Tick what the service needs to contact them. It never includes " +
			"scores or notes.",
		forms:   []data.LetterForm{data.FormLetter, data.FormEmail},
		options: []fyne.CanvasObject{kit.Wrap(phone, home, born, reach, language), note},
		ask: func() func(ctx context.Context) (*draft, error) {
			share := letters.Share{Phone: phone.Checked, Address: home.Checked, BirthDate: born.Checked, Reach: reach.Checked, Language: language.Checked, Note: note.Text()}
			return func(ctx context.Context) (*draft, error) {
				r, err := h.Letters.ToService(ctx, prescription, share)
				if err != nil {
					return nil, err
				}
				return &draft{letter: r.Letter, to: r.Email, sent: data.SentLetter{ClientID: r.ClientID, Kind: string(letter.Referral),
					Recipient: r.Service, AboutID: prescription}}, nil
			}
		},
	})
}

// aligned says what the message to a surgery follows, on screens and never in the
// letter.
const aligned = "Follows the national social prescribing standard’s message to the GP. Not tested against it."

// WriteToSurgery shows the message to a client’s surgery, makes it and records it.
// then runs after it was recorded and may be nil.
func (h *Host) WriteToSurgery(client data.ID, then func()) {
	var d *letterDialog
	again := func(bool) { d.Again() }
	scores, notes := kit.NewCheck("Questionnaire scores", again), kit.NewCheck("Contact notes", again)
	d = h.showLetter(letterKind{
		title: "Message to the surgery", file: "surgery", then: then, about: aligned,
		forms:   []data.LetterForm{data.FormLetter, data.FormEmail},
		options: []fyne.CanvasObject{kit.Wrap(scores, notes)},
		list:    kit.NewCheck("Add a list for the practice to enter (CSV)", nil),
		ask: func() func(ctx context.Context) (*draft, error) {
			about := letters.Telling{ClientID: client, Scores: scores.Checked, Notes: notes.Checked}
			return func(ctx context.Context) (*draft, error) {
				m, err := h.Letters.ToSurgery(ctx, about)
				if err != nil {
					return nil, err
				}
				sent := data.SentLetter{ClientID: m.ClientID, Kind: string(letter.Surgery), Recipient: m.Surgery, SurgeryID: m.SurgeryID, Occasion: m.Occasion}
				return &draft{letter: m.Letter, rows: m.Rows, sent: sent}, nil
			}
		},
	})
}

// HandOver asks when and how a letter that was made left the service.
func (h *Host) HandOver(id data.ID) {
	h.Background(func(ctx context.Context) func() {
		l, err := h.Letters.SentLetter(ctx, id)
		return func() {
			if err != nil {
				kit.Message(h.Window, "Letter", h.Fail("read a letter", err))
				return
			}
			h.askHandOver(l)
		}
	})
}

func (h *Host) askHandOver(l *data.SentLetter) {
	var ways []kit.Option
	for _, way := range data.HandedHows() {
		ways = append(ways, kit.Option{ID: way, Label: way})
	}
	how := kit.NewChoice("How did you send it?", ways, nil)
	on := h.DateField("On", data.DateHappened)
	on.SetValue(Day(h.Today()))
	if !l.HandedOn.IsZero() {
		how.SetSelected(l.HandedHow)
		on.SetValue(Day(l.HandedOn))
	}
	fail := kit.NewBanner(kit.Red, "", nil)
	fail.Hide()
	text := kit.NewCard(letter.Kind(l.Kind).Label(), l.Recipient, kit.NewParagraph(l.Body, kit.Body))
	saving := false
	var dialog *kit.Dialog
	never := h.Offer(access.Letters, kit.HStack(0, kit.Quiet("It was never sent…", func() {
		dialog.Close()
		h.askNeverSent(l)
	}).Compact()))
	dialog = kit.ShowForm(h.Window, "How it was sent", kit.VStack(12, fail, how, on, never, text), "Save", func() bool {
		day, err := on.Value()
		if saving || err != nil {
			return false
		}
		saving = true
		way := how.Selected()
		h.Background(func(ctx context.Context) func() {
			err := h.Letters.HandOver(ctx, Date(day), way, l.ID)
			return func() {
				saving = false
				errs := data.FieldErrorsOf(err)
				how.SetError(errs.For("HandedHow"))
				on.SetError(errs.For("HandedOn"))
				fail.Hide()
				switch {
				case err == nil:
					dialog.Close()
				case len(errs) == 0:
					fail.Set(kit.Red, h.Fail("record how a letter was handed over", err))
					fail.Show()
				}
				dialog.Refresh()
			}
		})
		return false
	})
}

// askNeverSent takes a letter out of the record that was made, and not sent.
func (h *Host) askNeverSent(l *data.SentLetter) {
	kit.Confirm(h.Window, "Was this letter never sent?", "It leaves the record. If writing it was a task, mark that as still to do.", "Remove letter", true, func() {
		h.Background(func(ctx context.Context) func() {
			err := h.Letters.RemoveSent(ctx, l.ID)
			return func() {
				if err != nil {
					kit.Message(h.Window, "The letter is still in the record", h.Fail("remove a letter", err))
				}
			}
		})
	})
}
