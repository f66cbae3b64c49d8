package paperform

import (
	"strconv"
	"strings"

	"waymark/data/instrument"
)

// question is one question with its answers below it: a row of numbers, a row
// of boxes with the answers under them, or a list.
func (d *document) question(item instrument.Item) block {
	lines := d.wrap(item.Text, d.body, width-d.numbers)
	asked := float64(len(lines)) * d.body.Lead
	answers := d.answers(item)
	h := d.pad + asked + d.gap + answers.height + d.pad
	return block{h + d.gap/2, func(y float64) {
		d.Write(left, y+d.pad, d.body, strconv.Itoa(item.Number))
		d.Lines(left+d.numbers, y+d.pad, d.body, lines)
		answers.draw(y + d.pad + asked + d.gap)
		d.line(left, y+h)
	}}
}

// fewest is the number of boxes that are worth a row.
const fewest = 3

func (d *document) answers(item instrument.Item) block {
	choices := d.form.ChoicesOf(item)
	if isScale(choices) {
		return d.scale(choices)
	}
	own := len(item.Choices) > 0
	if !own && len(choices) >= fewest {
		w := (width - d.numbers) / float64(len(choices))
		if labels, ok := d.columns(choices, w-3, 4); ok && w >= d.box+2*beside {
			return d.rowOf(choices, labels, w)
		}
	}
	return d.list(choices)
}

// rowOf sets boxes side by side, each with its answer below it.
func (d *document) rowOf(choices []instrument.Choice, labels [][]string, w float64) block {
	h := d.box + 1.5 + float64(longest(labels))*d.label.Lead
	return block{h, func(y float64) {
		for i, c := range choices {
			x := left + d.numbers + (float64(i)+0.5)*w
			d.tick(x-d.box/2, y, c.Value)
			for j, l := range labels[i] {
				d.centred(x, y+d.box+1.5+float64(j)*d.label.Lead, d.label, l)
			}
		}
	}}
}

// list sets the answers one below the other behind their boxes.
func (d *document) list(choices []instrument.Choice) block {
	behind := d.box + beside + 3 // where the words begin
	h, labels := 0.0, make([][]string, len(choices))
	for i, c := range choices {
		labels[i] = d.wrap(c.Label, d.label, width-d.numbers-behind)
		h += d.listed(labels[i])
	}
	return block{h, func(y float64) {
		for i, c := range choices {
			d.tick(left+d.numbers, y, c.Value)
			d.Lines(left+d.numbers+behind, y+max(0, d.box-d.label.Lead)/2, d.label, labels[i])
			y += d.listed(labels[i])
		}
	}}
}

func (d *document) listed(lines []string) float64 {
	return max(d.box, float64(len(lines))*d.label.Lead) + d.gap*0.7
}

// isScale reports whether the answers are numbers in a row of which only the
// ends have a name, such as "0 – Not at all" to "10 – Completely".
func isScale(choices []instrument.Choice) bool {
	if len(choices) < 5 {
		return false
	}
	for i, c := range choices {
		named, ok := strings.CutPrefix(c.Label, strconv.Itoa(c.Value))
		middle := i > 0 && i < len(choices)-1
		if !ok || middle && named != "" || strings.TrimLeft(named, "0123456789") != named {
			return false
		}
	}
	return true
}

// scale sets the numbers in a row with their boxes below them, and below those
// the names of the ends. The number of a box is the digit to key.
func (d *document) scale(choices []instrument.Choice) block {
	w := (width - d.numbers) / float64(len(choices))
	half := (width - d.numbers) / 2
	first := d.wrap(endOf(choices[0]), d.label, half-6)
	last := d.wrap(endOf(choices[len(choices)-1]), d.label, half-6)
	numbers := d.label.Lead + 0.8
	h := numbers + d.box + 1.2 + float64(max(len(first), len(last)))*d.label.Lead
	return block{h, func(y float64) {
		for i, c := range choices {
			x := left + d.numbers + (float64(i)+0.5)*w
			d.centred(x, y, d.label, strconv.Itoa(c.Value))
			d.square(x-d.box/2, y+numbers)
		}
		y += numbers + d.box + 1.2
		d.Lines(left+d.numbers+(w-d.box)/2, y, d.label, first)
		for i, l := range last {
			d.Set(d.label)
			d.Write(left+width-(w-d.box)/2-d.Wide(l), y+float64(i)*d.label.Lead, d.label, l)
		}
	}}
}

// endOf is the name of an end without its number.
func endOf(c instrument.Choice) string {
	name, _ := strings.CutPrefix(c.Label, strconv.Itoa(c.Value))
	return strings.TrimLeft(name, " –—-:=.,")
}

// wholeWords reports whether no word of a text is wider than w in the style
// that is set.
func (d *document) wholeWords(text string, w float64) bool {
	for word := range strings.FieldsSeq(text) {
		if d.Wide(word) > w {
			return false
		}
	}
	return true
}
