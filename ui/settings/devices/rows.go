package devices

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
	"waymark/data/store/devices"
	"waymark/ui/kit"
)

// devices is the list of the PCs, with what can be done to the chosen one.
func (s *deviceList) devices() fyne.CanvasObject {
	s.list = slices.Clone(s.service.Devices)
	slices.SortStableFunc(s.list, func(a, b *member.Device) int { return s.rank(a) - s.rank(b) })
	active := 0
	for _, d := range s.list {
		if d.Active() {
			active++
		}
	}
	title := data.Plural(active, "device", "devices")
	if gone := len(s.list) - active; gone > 0 {
		title += fmt.Sprintf(", %d gone", gone)
	}
	s.rows.Reload()
	s.rows.Select(max(slices.IndexFunc(s.list, func(d *member.Device) bool { return d.ID == s.at }), 0))
	now := kit.Primary("Exchange now", s.exchange).Compact()
	height := float32(min(max(len(s.list), 1), mostDeviceRows)) * kit.RowHeight()
	card := kit.NewCard(title, "", kit.Border(8, kit.PadXY(16, 0, s.state), kit.PadXY(16, 6, kit.Wrap(s.change, s.strike)), nil, nil,
		kit.Fixed(0, height, s.rows))).Flush()
	card.SetAction(kit.HStack(8, s.stop, now))
	s.offer()
	return card
}

func (s *deviceList) rank(d *member.Device) int {
	switch {
	case d.ID == s.service.Me:
		return 0
	case d.Active():
		return 1
	}
	return 2
}

// fill draws the row of a PC.
func (s *deviceList) fill(i int, o fyne.CanvasObject) {
	d := s.list[i]
	row := kit.RowData{Title: d.Name, Secondary: s.holds(d), Muted: !d.Active()}
	if d.Name == "" {
		row.Title = "A PC without a name"
	}
	other := s.other(d.ID)
	switch {
	case !d.Struck.IsZero():
		row.Chips = []kit.ChipData{{Text: "Struck off " + d.Struck.Local().Format("2 Jan")}}
	case !d.Left.IsZero():
		row.Chips = []kit.ChipData{{Text: "Left " + d.Left.Local().Format("2 Jan")}}
	case d.ID == s.service.Me:
		row.Chips = []kit.ChipData{{Text: "This PC", Tone: kit.Green}}
		if s.service.Standing == meeting.Leaving {
			row.Chips = []kit.ChipData{{Text: "Leaves with the next exchange", Tone: kit.Amber}}
		}
	case other == nil || other.LastMet.IsZero():
		row.Chips = []kit.ChipData{{Text: "Not met yet", Tone: kit.Amber}}
	case other.Problem != "":
		row.Chips = []kit.ChipData{{Text: "Needs a look", Tone: kit.Red}}
	default:
		row.Secondary += " · last heard of " + s.when(other.LastMet)
		if days := int(s.h.Clock().Sub(other.LastMet).Hours() / 24); days >= 2 {
			row.Chips = []kit.ChipData{{Text: fmt.Sprintf("Not met for %s", data.Plural(days, "day", "days")), Tone: kit.Amber}}
		}
	}
	o.(*kit.RowText).Set(row)
}

func (s *deviceList) other(id string) *devices.Other {
	if s.met != nil {
		for i := range s.met.Others {
			if s.met.Others[i].ID == id {
				return &s.met.Others[i]
			}
		}
	}
	return nil
}

// when is a time as it stands in a row: the hour today, else the day too.
func (s *deviceList) when(t time.Time) string {
	now := s.h.Clock()
	t = t.In(now.Location())
	if data.DateOf(t) == data.DateOf(now) {
		return data.HourOf(t)
	}
	return data.DayAndHour(t, "2 Jan")
}

// askedWhen is when as a sentence goes on with it.
func (s *deviceList) askedWhen(t time.Time) string {
	if now := s.h.Clock(); data.DateOf(t.In(now.Location())) != data.DateOf(now) {
		return "on " + s.when(t)
	}
	return "at " + s.when(t)
}

// holds says what a PC holds, by who works at it.
func (s *deviceList) holds(d *member.Device) string {
	words := s.h.AccessRole(d.Role)
	switch d.Kind() {
	case member.ForPartner:
		for _, v := range s.partners {
			if v.ID == d.Partner {
				return words + " · records of " + v.Name
			}
		}
		return words + " · records of one partner"
	case member.ForCasework:
		return words + " · all records"
	case member.ForFigures:
		return words + " · figures, no names"
	case member.ForSurgery:
		var names []string
		for _, v := range s.surgeries {
			if slices.Contains(d.Surgeries, v.ID) {
				names = append(names, v.Name)
			}
		}
		return words + " · clinics of " + strings.Join(names, ", ")
	}
	return words
}

func (s *deviceList) offer() {
	i := s.rows.Selected()
	if i < 0 || i >= len(s.list) {
		s.change.Hide()
		s.strike.Hide()
		return
	}
	d := s.list[i]
	s.change.SetEnabled(d.Active())
	s.strike.SetEnabled(d.Active() && d.ID != s.service.Me)
}

func (s *deviceList) with(do func(*member.Device)) {
	if i := s.rows.Selected(); i >= 0 && i < len(s.list) {
		do(s.list[i])
	}
}
