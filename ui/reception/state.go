package reception

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/rule"
	"waymark/ui/kit"
)

// states is the card of how the prescribers are: what reception is asked all day
// is its largest line.
type states struct {
	*desk
	card *kit.Card
}

func newStates(d *desk) *states { return &states{desk: d, card: kit.NewCard("", "", kit.VStack(0))} }

func (s *states) set(day *data.DeskDay) {
	var lines []fyne.CanvasObject
	for i := range day.Sessions {
		v := &day.Sessions[i]
		if v.State != data.SessionOn || v.StaffID == "" {
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, kit.Separator())
		}
		lines = append(lines, s.line(v, saidBy(day, v.StaffID)))
	}
	if len(lines) == 0 {
		lines = append(lines, kit.VStack(2, kit.NewText("No clinic today", kit.Title), kit.NewText("You can still book people into a coming clinic.", kit.Muted)))
	}
	s.card.SetContent(kit.VStack(10, lines...))
}

func saidBy(day *data.DeskDay, staff data.ID) *data.Presence {
	for i := range day.Presence {
		if day.Presence[i].StaffID == staff {
			return &day.Presence[i]
		}
	}
	return nil
}

func (s *states) line(v *data.DeskSession, said *data.Presence) fyne.CanvasObject {
	now := rule.PrescriberNow(v, said, s.now())
	head := kit.NewText(s.headline(v, now), kit.Title)
	head.SetScale(0.8)
	head.SetMinWidth(1000) // never cut
	about := fmt.Sprintf("%s, %s", v.Staff, s.h.Role().One)
	if !now.Since.IsZero() {
		about += fmt.Sprintf(" · since %s", s.hourOf(now.Since))
	}
	var chips []fyne.CanvasObject
	if now.LateBy > 0 {
		chips = append(chips, kit.NewChip(fmt.Sprintf("Running %s late", data.Plural(now.LateBy, "minute", "minutes")), kit.Amber))
	}
	rows := v.Rows()
	chips = append(chips, kit.NewChip(fmt.Sprintf("%d waiting", len(rule.Queue(rows))), kit.Neutral))
	if free := s.freeToday(v); free > 0 {
		chips = append(chips, kit.NewChip(fmt.Sprintf("%s free", data.Plural(free, "slot", "slots")), kit.Neutral))
	}
	return container.New(stateLayout{}, head, kit.NewText(about, kit.Muted), kit.HStack(8, chips...))
}

// stateLayout sets the headline with the line about it below, and the chips at
// the right, or where they would cut the headline, below.
type stateLayout struct{}

const chipsGap float32 = 16

// Layout implements fyne.Layout.
func (stateLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, about, chips := objects[0], objects[1], objects[2]
	h, a, c := head.MinSize(), about.MinSize(), chips.MinSize()
	put := func(o fyne.CanvasObject, x, y, w, height float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(0, w), height))
	}
	put(head, 0, 0, min(h.Width, size.Width), h.Height)
	if beside := size.Width - c.Width - chipsGap; h.Width <= beside {
		put(about, 0, h.Height, beside, a.Height)
		put(chips, size.Width-c.Width, (size.Height-c.Height)/2, c.Width, c.Height)
		return
	}
	y := h.Height + max(0, (c.Height-a.Height)/2)
	put(about, 0, y, size.Width-c.Width-chipsGap, a.Height)
	put(chips, size.Width-c.Width, h.Height+max(0, (a.Height-c.Height)/2), c.Width, c.Height)
}

// MinSize implements fyne.Layout.
func (stateLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h, a, c := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize()
	return fyne.NewSize(max(min(h.Width, 420), c.Width), h.Height+max(a.Height, c.Height))
}

// headline is the answer to "is the prescriber free?".
func (s *states) headline(v *data.DeskSession, now rule.Now) string {
	switch {
	case now.State == data.PresenceWith && now.FreeAt != "":
		return fmt.Sprintf("With someone, free at about %s", data.Hour(now.FreeAt))
	case now.State == data.PresenceWith:
		return "With someone"
	case now.State == data.PresenceAway && now.BackAt != "":
		return fmt.Sprintf("Away, back at %s", data.Hour(now.BackAt))
	case now.State == data.PresenceAway:
		return "Away"
	case now.State == data.PresenceFree:
		return "Free now"
	case v.Starts != "" && s.now().Format("15:04") < v.Starts:
		return fmt.Sprintf("Clinic starts at %s", data.Hour(v.Starts))
	}
	return "Clinic has ended"
}

// freeToday counts the slots of a session that can still be booked.
func (s *states) freeToday(v *data.DeskSession) int {
	n := 0
	for _, slot := range v.Slots {
		if slot.Free && slot.At >= s.now().Format("15:04") {
			n++
		}
	}
	return n
}

// subtitle says the day, the time, the surgery and its clinics.
func subtitle(d *desk, day *data.DeskDay) string {
	parts := []string{day.Day.LongAt(data.HourOf(d.now())), day.Surgery}
	for i := range day.Sessions {
		if v := &day.Sessions[i]; v.ClinicID != "" && v.State == data.SessionOn {
			clinic := fmt.Sprintf("clinic %s to %s", data.Hour(v.Starts), data.Hour(v.Ends))
			if v.Room != "" {
				clinic += ", " + v.Room
			}
			parts = append(parts, clinic)
		}
	}
	return strings.Join(parts, " · ")
}
