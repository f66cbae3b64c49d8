package service

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// visits is the part about home visits and lone working. Choices are stored
// at once; texts are changed in a dialog.
type visits struct {
	h         *host.Host
	p         page
	view      fyne.CanvasObject
	threshold *kit.Choice
	asks      map[data.VisitAsk]*kit.Check
	rooms     *kit.Text
	bands     *kit.Text
	buddy     *kit.Text
	minutes   *kit.Choice
	held      map[string]string
}

var visitKeys = []string{data.SettingVisitThreshold, data.SettingVisitBands, data.SettingVisitRooms, data.SettingVisitAsksOff,
	data.SettingLoneBuddy, data.SettingLoneBuddyPhone, data.SettingLoneMinutes, data.SettingLoneCall}

// Visits is the part about home visits and lone working.
func Visits(h *host.Host, p page) *frame.Part {
	s := &visits{h: h, p: p, asks: map[data.VisitAsk]*kit.Check{}}
	var ratings []kit.Option
	for n := 1; n <= data.MaxClutter; n++ {
		ratings = append(ratings, kit.Option{ID: strconv.Itoa(n), Label: strconv.Itoa(n)})
	}
	s.threshold = kit.NewChoice("Rating that needs a safeguarding decision", append(ratings, kit.Option{ID: "0", Label: "None"}), s.store(data.SettingVisitThreshold))
	list := kit.VStack(2)
	for _, o := range data.VisitAsks() {
		check := kit.NewCheck(o.Label, func(bool) { s.storeAsks() })
		s.asks[o.Value] = check
		list.Add(check)
	}
	s.rooms, s.bands, s.buddy = kit.NewParagraph("", kit.Body), kit.NewParagraph("", kit.Body), kit.NewParagraph("", kit.Body)
	decisions := kit.NewCard("Decisions on home visits", "", kit.VStack(12,
		kit.NewParagraph("Record what was done, or why a decision is not needed. Until then it stays on Today.", kit.Muted),
		s.threshold, kit.NewParagraph("Other findings that need a decision", kit.Label), list))
	rooms := kit.NewCard("Rooms and bands", "", kit.VStack(8, s.rooms, s.bands))
	rooms.SetAction(kit.Secondary("Change…", s.askRooms).Compact())
	s.minutes = kit.NewChoice("Usual length of a visit", []kit.Option{
		{ID: "30", Label: "30 minutes"}, {ID: "45", Label: "45 minutes"}, {ID: "60", Label: "1 hour"}, {ID: "75", Label: "1 hour 15 minutes"},
		{ID: "90", Label: "1 hour 30 minutes"}, {ID: "120", Label: "2 hours"},
	}, s.store(data.SettingLoneMinutes))
	lone := kit.NewCard("Lone working", "", kit.VStack(12,
		kit.NewBanner(kit.Amber, fmt.Sprintf("%s An alarm shows on each PC that has this database open. A PC that is off shows nothing.",
			data.NotEmergency), nil),
		s.minutes, s.buddy))
	lone.SetAction(kit.Secondary("Edit who to call…", s.askBuddy).Compact())
	s.view = kit.ScrollBeyond(kit.VStack(14, decisions, rooms, lone))
	return &frame.Part{Title: "Home visits", View: s.view, Load: s.load}
}

func (s *visits) store(key string) func(string) {
	return func(value string) { s.save(map[string]string{key: value}, nil) }
}

func (s *visits) save(values map[string]string, then func()) {
	s.p.Write("save the settings", "Saved.", func(ctx context.Context) error {
		for _, key := range visitKeys {
			if value, ok := values[key]; ok {
				if err := s.h.Lists.SetSetting(ctx, key, value); err != nil {
					return err
				}
			}
		}
		return nil
	}, then)
}

func (s *visits) storeAsks() {
	var off []string
	for _, o := range data.VisitAsks() {
		if !s.asks[o.Value].Checked {
			off = append(off, string(o.Value))
		}
	}
	s.save(map[string]string{data.SettingVisitAsksOff: strings.Join(off, ",")}, nil)
}

func (s *visits) load(ctx context.Context) (func(), error) {
	held := map[string]string{}
	for _, key := range visitKeys {
		value, err := s.h.Lists.Setting(ctx, key)
		if err != nil {
			return nil, err
		}
		held[key] = value
	}
	return func() { s.show(held) }, nil
}

func (s *visits) show(held map[string]string) {
	s.held = held
	get := func(key string) string { return held[key] }
	visit, lone := data.ReadVisitSettings(get), data.ReadLoneSettings(get)
	s.threshold.SetSelected(strconv.Itoa(visit.Threshold))
	for key, check := range s.asks {
		check.Checked = visit.Asks(key)
		check.Refresh()
	}
	s.rooms.SetText(fmt.Sprintf("A first visit lists: %s.", strings.Join(visit.Rooms, ", ")))
	bands := visit.BandLabels()
	s.bands.SetText(fmt.Sprintf("Ratings are reported in three bands: %s, %s and %s.", bands[0], bands[1], bands[2]))
	s.minutes.SetSelected(strconv.Itoa(lone.Minutes))
	s.buddy.SetText(whomText(&lone))
	s.view.Refresh()
}

func whomText(lone *data.LoneSettings) string {
	text := "No buddy yet."
	if lone.Buddy != "" {
		text = fmt.Sprintf("The buddy is %s.", withPhone(lone.Buddy, lone.BuddyTel))
	}
	var names []string
	for _, c := range lone.Call {
		names = append(names, withPhone(c.Name, c.Phone))
	}
	if len(names) > 0 {
		text += fmt.Sprintf(" Then call, in this order: %s.", strings.Join(names, "; "))
	}
	return text
}

func withPhone(name, phone string) string {
	if phone == "" {
		return fmt.Sprintf("%s (no number)", name)
	}
	return name + ", " + phone
}

func (s *visits) askRooms() {
	if kit.OverlayOpen(s.h.Window) {
		return
	}
	visit := data.ReadVisitSettings(func(key string) string { return s.held[key] })
	rooms := kit.NewTextArea("Rooms for a first visit", data.MaxNote)
	rooms.SetRows(6)
	rooms.SetHint("One on each line. Later visits start with the rooms from the last visit.")
	rooms.SetText(strings.Join(visit.Rooms, "\n"))
	bands := kit.NewTextField("Highest rating in the low and middle bands")
	bands.SetHint("For example, 3, 6.")
	bands.SetText(fmt.Sprintf("%d, %d", visit.LowTop, visit.MiddleTop))
	kit.ShowForm(s.h.Window, "Rooms and bands", kit.VStack(12, rooms, bands), "Save", func() bool {
		low, middle, err := data.ReadBands(bands.Text())
		if err != nil {
			bands.SetError(data.Sentence(err))
			return false
		}
		s.save(map[string]string{data.SettingVisitRooms: strings.Join(data.ReadRooms(rooms.Text()), "\n"), data.SettingVisitBands: fmt.Sprintf("%d,%d", low, middle)}, nil)
		return true
	})
}

func (s *visits) askBuddy() {
	if kit.OverlayOpen(s.h.Window) {
		return
	}
	lone := data.ReadLoneSettings(func(key string) string { return s.held[key] })
	buddy, phone := kit.NewTextField("Buddy"), kit.NewTextField("Buddy’s phone")
	buddy.SetHint("The person who checks that staff are back. A card can name someone else.")
	buddy.SetText(lone.Buddy)
	phone.SetText(lone.BuddyTel)
	call := kit.NewTextArea("Who to call next, in order", data.MaxNote)
	call.SetRows(4)
	call.SetHint("One on each line, with the phone number last. For example, The manager, 01632 960170.")
	call.SetText(s.held[data.SettingLoneCall])
	kit.ShowForm(s.h.Window, "Who to call", kit.VStack(12, kit.Columns([]float32{1, 1}, buddy, phone), call), "Save", func() bool {
		number := strings.TrimSpace(phone.Text())
		if number != "" {
			read, err := data.NormalisePhone(number)
			if err != nil {
				phone.SetError(data.Sentence(err))
				return false
			}
			number = read
		}
		for _, c := range data.ReadLoneContacts(call.Text()) {
			if c.Phone == "" {
				call.SetError(fmt.Sprintf("Add a phone number at the end of “%s”", c.Name))
				return false
			}
		}
		s.save(map[string]string{data.SettingLoneBuddy: data.Tidy(buddy.Text()), data.SettingLoneBuddyPhone: number, data.SettingLoneCall: data.TidyNote(call.Text())}, nil)
		return true
	})
}
