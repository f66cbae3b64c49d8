package instrument

import "slices"

// ChoicesOf returns the answers that may be ticked at an item: its own, else
// those of the questionnaire.
func (d *Definition) ChoicesOf(item Item) []Choice {
	if len(item.Choices) > 0 {
		return item.Choices
	}
	return d.Choices
}

// Label is the wording of an answer of the questionnaire, or "" for a value
// that is none. LabelOf knows the answers that an item has of its own, too.
func (d *Definition) Label(value int) string { return labelIn(d.Choices, value) }

// LabelOf is the wording of an answer to an item, or "" for a value that is
// none.
func (d *Definition) LabelOf(item Item, value int) string {
	return labelIn(d.ChoicesOf(item), value)
}

// Item finds an item by its number.
func (d *Definition) Item(number int) (Item, bool) {
	at := slices.IndexFunc(d.Items, func(i Item) bool { return i.Number == number })
	if at < 0 {
		return Item{}, false
	}
	return d.Items[at], true
}

func labelIn(choices []Choice, value int) string {
	if at := placeOf(choices, value); at >= 0 {
		return choices[at].Label
	}
	return ""
}

// placeOf is where a value is among the choices, or -1.
func placeOf(choices []Choice, value int) int {
	return slices.IndexFunc(choices, func(c Choice) bool { return c.Value == value })
}

// points is what an answer to an item counts for; ok is false for one that
// cannot be ticked.
func (d *Definition) points(item Item, value int) (points int, ok bool) {
	at := placeOf(d.ChoicesOf(item), value)
	switch {
	case at < 0:
		return 0, false
	case len(item.Points) > 0:
		return item.Points[at], true
	default:
		return value, true
	}
}

// pointsRange is the least and the most that an item can count for.
func (d *Definition) pointsRange(item Item) (least, most int) {
	if len(item.Points) > 0 {
		return slices.Min(item.Points), slices.Max(item.Points)
	}
	choices := d.ChoicesOf(item)
	return choices[0].Value, choices[len(choices)-1].Value
}
