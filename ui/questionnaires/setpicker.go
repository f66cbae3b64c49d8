package questionnaires

import (
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// setPicker is the questionnaires with a box each. They are asked in the order
// in which they are ticked, which a number beside each says.
type setPicker struct {
	*kit.Field
	offered  []*instrument.Definition
	checks   []*kit.Check
	places   []*kit.Chip
	chosen   []*instrument.Definition
	onChange func()
}

func newSetPicker(label string, offered []*instrument.Definition, onChange func()) *setPicker {
	p := &setPicker{offered: offered, onChange: onChange}
	rows := make([]fyne.CanvasObject, 0, len(offered))
	wide := float32(160) // of the boxes: the names stand under one another
	for i, d := range offered {
		check := kit.NewCheck(d.ShortName, func(on bool) { p.tick(i, on) })
		place := kit.NewChip("", kit.Accent)
		name := kit.NewText(d.Name+" · "+data.Plural(len(d.Items), "question", "questions"), kit.Muted)
		p.checks, p.places = append(p.checks, check), append(p.places, place)
		wide = max(wide, check.MinSize().Width)
		rows = append(rows, kit.HStack(8, place, name))
	}
	for i, check := range p.checks {
		rows[i] = kit.Border(theme.Gap, nil, nil, kit.Fixed(wide, 0, check), nil, rows[i])
	}
	if len(rows) == 0 {
		rows = append(rows, kit.NewParagraph("No questionnaires are in use. Tick one in Settings first.", kit.Muted))
	}
	p.Field = kit.NewField(label, kit.VStack(0, rows...))
	p.number()
	return p
}

// changed has f called as well whenever another is ticked.
func (p *setPicker) changed(f func()) {
	before := p.onChange
	p.onChange = func() {
		if before != nil {
			before()
		}
		f()
	}
}

// tick takes a questionnaire in at the end, or out.
func (p *setPicker) tick(i int, on bool) {
	d := p.offered[i]
	p.chosen = slices.DeleteFunc(p.chosen, func(c *instrument.Definition) bool { return c == d })
	if on {
		p.chosen = append(p.chosen, d)
	}
	p.number()
	p.SetError("")
	if p.onChange != nil {
		p.onChange()
	}
}

// set ticks these, in this order, without telling.
func (p *setPicker) set(chosen []*instrument.Definition) {
	p.chosen = nil
	for _, want := range chosen {
		if slices.Contains(p.offered, want) && !slices.Contains(p.chosen, want) {
			p.chosen = append(p.chosen, want)
		}
	}
	for i, d := range p.offered {
		p.checks[i].Checked = slices.Contains(p.chosen, d)
		p.checks[i].Refresh()
	}
	p.number()
}

// number writes the order beside what is ticked, when there is more than one.
func (p *setPicker) number() {
	for i, d := range p.offered {
		at := slices.Index(p.chosen, d)
		p.places[i].Hidden = at < 0 || len(p.chosen) < 2
		p.places[i].Set(strconv.Itoa(at+1), kit.Accent)
	}
	if p.Field != nil {
		p.Refresh()
	}
}

// twice says when the answers to one of those ticked are among another's, or "".
func (p *setPicker) twice() string {
	for _, d := range p.chosen {
		for _, other := range p.chosen {
			if d.Scoring.DerivedFrom == other.ID {
				return fmt.Sprintf("You do not need to ask %s: it is calculated from the answers to %s.", d.ShortName, other.ShortName)
			}
		}
	}
	return ""
}

// Focus puts the keyboard on the first box.
func (p *setPicker) Focus() {
	if box := p.first(); box != nil {
		kit.FocusOn(box)
	}
}

// first is the first box, for the focus.
func (p *setPicker) first() fyne.Focusable {
	if len(p.checks) == 0 {
		return nil
	}
	return p.checks[0]
}

// margin of a page around its form.
func pageOf(form fyne.CanvasObject) fyne.CanvasObject {
	return kit.PadXY(theme.PageMargin, theme.PageMargin-6, form)
}
