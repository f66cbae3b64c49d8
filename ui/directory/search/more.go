package search

import (
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/directory/service"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// moreFilters are the filters that are used less often. They stand where else
// the chosen service is, so that the list beside them can be seen to follow.
type moreFilters struct {
	card     *kit.Card
	toggles  *fyne.Container // those of the row, while the window is short
	category *kit.Picker
	language *kit.Choice
	day      *kit.Choice
	part     *kit.Choice
	age      *kit.TextField
	near     *nearField
	closed   *kit.Check
	names    names
	turned   func()
}

func newMoreFilters(h *host.Host, turned, done func()) *moreFilters {
	m := &moreFilters{turned: turned, names: names{}}
	m.category = kit.NewPicker("Category", nil, func(string) { turned() }).AllowNone("All categories")
	m.language = kit.NewChoice("Language spoken", nil, func(string) { turned() }).AllowNone("Any language")
	m.day = kit.NewChoice("Day", dayOptions(nil), func(string) { turned() }).AllowNone("Any day")
	m.part = kit.NewChoice("Part of the day", partOptions(nil), func(string) { turned() }).AllowNone("Any time")
	m.age = kit.NewTextField("Client’s age")
	m.age.SetPlaceHolder("For example, 72")
	m.age.OnChanged = func(string) { m.typedAge() }
	m.near = newNearField(h, turned)
	m.closed = kit.NewCheck("Include closed services", func(bool) { turned() })
	m.toggles = kit.Wrap()
	m.toggles.Hide()
	body := kit.ScrollBeyond(kit.VStack(14, m.toggles,
		kit.Columns(nil, m.day, m.part), kit.Columns(nil, m.category, m.language),
		kit.Columns(nil, m.age, m.near.TextField), m.near.help, m.closed))
	m.card = kit.NewCard("More filters", "", body)
	m.near.layOut = m.card.Refresh
	m.card.SetAction(kit.Secondary("Done", done).Compact())
	return m
}

// setToggles shows these chips above the other filters, or none.
func (m *moreFilters) setToggles(chips []fyne.CanvasObject) {
	m.toggles.Objects = chips
	m.toggles.Hidden = len(chips) == 0
	m.card.Refresh()
}

func (m *moreFilters) typedAge() {
	m.age.SetError("")
	if m.age.Text() != "" && m.ageValue() == 0 {
		m.age.SetError("Enter an age from 1 to 120")
	}
	m.turned()
}

// ageValue is the age that was typed, 0 for none or what is no age.
func (m *moreFilters) ageValue() int {
	if n := service.Number(m.age.Text()); n > 0 && n <= 120 {
		return n
	}
	return 0
}

func (m *moreFilters) apply(q *data.ServiceFilter) {
	q.CategoryID, q.Language = data.ID(m.category.Selected()), m.language.Selected()
	day, _ := strconv.Atoi(m.day.Selected())
	part, _ := strconv.Atoi(m.part.Selected())
	q.Day, q.Part = data.Weekday(day), data.DayPart(part)
	q.Age, q.Near, q.Closed = m.ageValue(), m.near.place, m.closed.Checked
}

// active is a filter that is set, in a few words, and how to take it away.
type active struct {
	text  string
	clear func()
}

func (m *moreFilters) active() []active {
	var list []active
	add := func(on bool, text string, clear func()) {
		if on {
			list = append(list, active{text, clear})
		}
	}
	add(m.day.Selected() != "", label(dayOptions(nil), m.day.Selected()), func() { m.day.SetSelected("") })
	add(m.part.Selected() != "", label(partOptions(nil), m.part.Selected()), func() { m.part.SetSelected("") })
	add(m.category.Selected() != "", m.names[m.category.Selected()], func() { m.category.SetSelected("") })
	add(m.language.Selected() != "", m.names[m.language.Selected()], func() { m.language.SetSelected("") })
	add(m.ageValue() > 0, fmt.Sprintf("Suits age %d", m.ageValue()), func() { m.age.SetText("") })
	add(m.near.place != nil, fmt.Sprintf("Near %s", m.near.postcode), m.near.reset)
	add(m.closed.Checked, "Include closed services", func() { m.tick(false) })
	return list
}

// narrows is true when one of them leaves something out; closed ones too does not.
func (m *moreFilters) narrows() bool {
	n := len(m.active())
	if m.closed.Checked {
		n--
	}
	return n > 0
}

// tick sets the check box without its being a change.
func (m *moreFilters) tick(on bool) {
	m.closed.Checked = on
	m.closed.Refresh()
}

func (m *moreFilters) reset() {
	for _, c := range []*kit.Choice{m.language, m.day, m.part} {
		c.SetSelected("")
	}
	m.category.SetSelected("")
	m.age.SetText("")
	m.age.SetError("")
	m.near.reset()
	m.tick(false)
}

// show puts the counts beside what can be chosen.
func (m *moreFilters) show(c *data.ServiceCounts) {
	m.category.SetOptions(m.names.counted(c.Categories, m.category.Selected()))
	m.language.SetOptions(m.names.counted(c.Languages, m.language.Selected()))
	m.day.SetOptions(dayOptions(c.Days))
	m.part.SetOptions(partOptions(c.Parts))
}

func dayOptions(counts map[data.Weekday]int) []kit.Option {
	var options []kit.Option
	for d := data.Monday; d <= data.Sunday; d++ {
		options = append(options, numbered(int(d), d.String(), counts, counts[d]))
	}
	return options
}

func partOptions(counts map[data.DayPart]int) []kit.Option {
	var options []kit.Option
	for d := data.Morning; d <= data.Evening; d++ {
		options = append(options, numbered(int(d), d.String(), counts, counts[d]))
	}
	return options
}

// numbered is an option whose ID is a number, with its count once that is known.
func numbered[K comparable](id int, label string, counts map[K]int, n int) kit.Option {
	option := kit.Option{ID: strconv.Itoa(id), Label: label}
	if counts != nil {
		option.Note = data.Count(n)
	}
	return option
}

func label(options []kit.Option, id string) string {
	if i := slices.IndexFunc(options, func(o kit.Option) bool { return o.ID == id }); i >= 0 {
		return options[i].Label
	}
	return ""
}
