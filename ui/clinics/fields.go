package clinics

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// monthly is what the field "Repeats" holds for certain weeks of the month; else
// it holds every how many weeks the clinic comes.
const monthly = "month"

// usualSlot is how long a slot is unless someone says otherwise, in minutes.
const usualSlot = "30"

// monthWeeks are the weeks of a month that a clinic can come in.
var monthWeeks = []int{1, 2, 3, 4, data.LastOfMonth}

// inputs makes the fields of a clinic, named as in data.Clinic but for those that
// make its rule: Days, Repeats and Weeks.
func inputs(h *host.Host, l *loaded, changed func()) form.Inputs {
	room := kit.NewTextField("Room")
	room.SetPlaceHolder("For example, Room 4")
	slot := kit.NewTextField("Minutes for each person")
	breaks := kit.NewTextField("Breaks")
	breaks.SetPlaceHolder("For example, 10:30-10:45")
	breaks.SetHint("You cannot book appointments in a break. Leave blank if there is none.")
	note := kit.NewTextField("Note")
	note.SetHint("For staff only. The surgery does not see this.")
	until := h.DateField("Last day", data.DatePlanned)
	until.SetHint("Leave blank if there is no end date.")
	in := form.Inputs{
		form.Choice("SurgeryID", "Surgery", "", surgeryOptions(l.surgeries), changed),
		form.Choice("StaffID", "With", "", staffOptions(l.staff), changed),
		form.Text("Room", room, changed),
		chips("Days", "Days", dayOptions(), changed),
		form.Choice("Repeats", "How often", "", repeatOptions(), changed),
		chips("Weeks", "Weeks of the month", weekOptions(), changed),
		form.Date("From", h.DateField("First day", data.DatePlanned), changed),
		form.Date("Until", until, changed),
		clock("Starts", "Start time", "9:00", changed),
		clock("Ends", "End time", "12:30", changed),
		form.Text("SlotMinutes", slot, changed),
		form.Text("Breaks", breaks, changed),
		form.Text("Note", note, changed),
	}
	in.Named("SlotMinutes").Problem = func() string {
		if _, err := strconv.Atoi(strings.TrimSpace(slot.Text())); err != nil {
			return "Enter the minutes as a number, like 30"
		}
		return ""
	}
	in.Named("Breaks").Problem = func() string {
		if _, err := data.ParseBreaks(breaks.Text()); err != nil {
			return data.Sentence(err)
		}
		return ""
	}
	return in
}

// clock is a field for a time of day.
func clock(name, label, example string, changed func()) *form.Input {
	f := kit.NewTextField(label)
	f.SetPlaceHolder(example)
	in := form.Text(name, f, changed)
	in.Problem = func() string {
		if _, ok := data.ReadClock(f.Text()); !ok {
			return fmt.Sprintf("Enter a time, like %s", example)
		}
		return ""
	}
	return in
}

// chips is a row of chips of which any number may be on. As text it is their IDs
// with commas between.
func chips(name, label string, options []kit.Option, changed func()) *form.Input {
	list := make([]*kit.FilterChip, len(options))
	objects := make([]fyne.CanvasObject, len(options))
	row := kit.Wrap()
	for i, o := range options {
		list[i] = kit.NewFilterChip(o.Label, false, func(bool) {
			row.Refresh() // a chip that is on is wider
			changed()
		})
		objects[i] = list[i]
	}
	row.Objects = objects
	field := kit.NewField(label, row)
	return &form.Input{
		Name: name, Obj: field, Fail: field.SetError, Problem: form.NoProblem,
		Get: func() string {
			var on []string
			for i, c := range list {
				if c.On() {
					on = append(on, options[i].ID)
				}
			}
			return strings.Join(on, ",")
		},
		Set: func(v string) {
			on := strings.Split(v, ",")
			for i, c := range list {
				c.SetOn(slices.Contains(on, options[i].ID))
			}
		},
	}
}

// values are a clinic as the form holds it.
func values(c *data.Clinic) map[string]string {
	v := map[string]string{
		"SurgeryID": string(c.SurgeryID), "StaffID": string(c.StaffID), "Room": c.Room, "From": typedDate(c.From), "Until": typedDate(c.Until),
		"Starts": data.Hour(c.Starts), "Ends": data.Hour(c.Ends), "SlotMinutes": usualSlot, "Breaks": data.BreaksShown(c.Breaks), "Note": c.Note, "Repeats": "1",
	}
	if c.SlotMinutes > 0 {
		v["SlotMinutes"] = strconv.Itoa(c.SlotMinutes)
	}
	if every, days, ok := c.Weekly(); ok {
		v["Repeats"], v["Days"] = strconv.Itoa(every), joined(days)
	} else if weeks, days, ok := c.Monthly(); ok {
		v["Repeats"], v["Weeks"], v["Days"] = monthly, joined(weeks), joined(days)
	}
	return v
}

func typedDate(d data.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Numeric()
}

func joined[T ~int](list []T) string {
	words := make([]string, len(list))
	for i, v := range list {
		words[i] = strconv.Itoa(int(v))
	}
	return strings.Join(words, ",")
}

func numbers[T ~int](text string) (list []T) {
	for _, word := range strings.Split(text, ",") {
		if n, err := strconv.Atoi(word); err == nil {
			list = append(list, T(n))
		}
	}
	return list
}

// clinic is what the fields hold. What was not read is as it was, or zero.
func clinic(in form.Inputs, base data.Clinic) *data.Clinic {
	v := in.Values()
	c := base
	c.SurgeryID, c.StaffID, c.Room, c.Note = data.ID(v["SurgeryID"]), data.ID(v["StaffID"]), v["Room"], v["Note"]
	c.From, c.Until = in.Date("From"), in.Date("Until")
	c.Starts, _ = data.ReadClock(v["Starts"])
	c.Ends, _ = data.ReadClock(v["Ends"])
	c.SlotMinutes, _ = strconv.Atoi(strings.TrimSpace(v["SlotMinutes"]))
	c.Breaks, _ = data.ParseBreaks(v["Breaks"])
	c.Rule = rule(v, base.Rule)
	return &c
}

// rule makes the rule that the fields say. One that they cannot say stays as it
// was until someone chooses days.
func rule(v map[string]string, was string) string {
	days := numbers[data.Weekday](v["Days"])
	if v["Repeats"] == monthly {
		return data.MonthlyRule(numbers[int](v["Weeks"]), days...)
	}
	if len(days) == 0 {
		old := data.Clinic{Rule: was}
		_, _, weekly := old.Weekly()
		_, _, monthly := old.Monthly()
		if !weekly && !monthly {
			return was
		}
	}
	every, _ := strconv.Atoi(v["Repeats"])
	return data.WeeklyRule(every, days...)
}

func surgeryOptions(list []data.Surgery) []kit.Option {
	options := make([]kit.Option, len(list))
	for i, s := range list {
		options[i] = kit.Option{ID: string(s.ID), Label: s.Name}
	}
	return options
}

func staffOptions(list []data.Staff) []kit.Option {
	options := make([]kit.Option, len(list))
	for i, s := range list {
		options[i] = kit.Option{ID: string(s.ID), Label: s.Name}
	}
	return options
}

func dayOptions() []kit.Option {
	var options []kit.Option
	for d := data.Monday; d <= data.Sunday; d++ {
		options = append(options, kit.Option{ID: strconv.Itoa(int(d)), Label: d.String()})
	}
	return options
}

func weekOptions() []kit.Option {
	options := make([]kit.Option, len(monthWeeks))
	for i, week := range monthWeeks {
		options[i] = kit.Option{ID: strconv.Itoa(week), Label: data.Capital(data.WeekOfMonth(week))}
	}
	return options
}

func repeatOptions() []kit.Option {
	return []kit.Option{{ID: "1", Label: "Every week"}, {ID: "2", Label: "Every 2 weeks"}, {ID: "3", Label: "Every 3 weeks"},
		{ID: "4", Label: "Every 4 weeks"}, {ID: monthly, Label: "Some weeks of the month"}}
}
