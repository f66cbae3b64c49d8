package clinics

import (
	"fmt"
	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/diary"
	"waymark/ui/kit"
)

const (
	ahead      = 366 // how many days ahead sessions are looked for
	comingMost = 8   // how many days are shown
)

// coming is the card of the sessions that the fields come to.
type coming struct {
	card *kit.Card
	body *fyne.Container
}

func newComing() *coming {
	c := &coming{body: kit.VStack(10)}
	c.card = kit.NewCard("Next sessions", "", c.body)
	return c
}

// show works out the next sessions of a clinic. readable is false while something
// in the fields cannot be read.
func (c *coming) show(clinic *data.Clinic, readable bool, today data.Date, holidays *data.Holidays, away []data.Absence) {
	c.body.Objects = nil
	c.card.SetAside("")
	sentence := "Choose the days and times. The next sessions appear here."
	if trial := *clinic; readable && trial.Rule != "" && wellFormed(&trial) {
		if trial.ID == "" {
			trial.ID = "new"
		}
		from := today
		if trial.From.After(from) {
			from = trial.From
		}
		list, err := diary.Sessions(&trial, from, from.AddDays(ahead), &diary.Plan{Holidays: holidays, Absences: away})
		if err == nil {
			c.list(list)
		}
		sentence = "There are no sessions between the first and last day."
	}
	if len(c.body.Objects) == 0 {
		c.body.Add(kit.NewParagraph(sentence, kit.Muted))
	}
	c.card.Refresh()
}

// wellFormed reports whether a clinic is in order apart from where and whose it is.
func wellFormed(c *data.Clinic) bool {
	for _, e := range data.FieldErrorsOf(c.Validate()) {
		if e.Field != "SurgeryID" && e.Field != "StaffID" {
			return false
		}
	}
	return true
}

// list shows sessions, each with what is different about it: why it is left out, or
// how many slots it has where that is not as many as the first.
func (c *coming) list(sessions []data.Session) {
	usual := ""
	for i := range sessions {
		if i == comingMost {
			break
		}
		s := &sessions[i]
		slots := data.Plural(len(diary.Slots(s)), "slot", "slots")
		var state fyne.CanvasObject
		switch {
		case s.State != data.SessionOn:
			state = kit.NewChip(s.Why, kit.Amber)
		case usual == "":
			usual = slots
			c.card.SetAside(fmt.Sprintf("%s for each session", slots))
		case slots != usual:
			state = kit.NewText(slots, kit.Muted)
		}
		c.body.Add(kit.Border(8, nil, nil, nil, state, kit.NewText(s.Day.Long(), kit.Body)))
	}
}
