package listimport

import (
	"fyne.io/fyne/v2"

	"waymark/data/interchange/mapping"
	"waymark/ui/kit"
)

// dayOrder asks which way round the dates of a list are, where that makes a difference.
type dayOrder struct {
	content *fyne.Container
	asks    *kit.Banner
	choice  *kit.Choice
}

func newDayOrder(choose func(order string)) *dayOrder {
	d := &dayOrder{asks: kit.NewBanner(kit.Amber, "", nil)}
	d.choice = kit.NewChoice("Dates in numbers", []kit.Option{
		{ID: mapping.DaysDayFirst, Label: "The day is first, like 07/04/2026 for 7 April"},
		{ID: mapping.DaysMonthFirst, Label: "The month is first, like 04/07/2026 for 7 April"},
	}, choose)
	d.choice.SetPlaceHolder("Leave out those that may be either")
	d.content = kit.VStack(8, d.asks, d.choice)
	d.content.Hide()
	return d
}

// show shows how the dates are read, with the question if there is one.
func (d *dayOrder) show(o mapping.DayOrder) {
	question := o.Question()
	if question != "" {
		d.asks.Set(kit.Amber, question)
	}
	kit.SetVisible(d.asks, question != "")
	d.choice.SetSelected(o.Taken())
	kit.SetVisible(d.content, o.Matters())
	d.content.Refresh()
}
