package kit

import "fyne.io/fyne/v2"

// Choice is a labelled choice of one from a short list. Up and Down change it, the
// beginning of a label jumps to it, Space or Enter opens the list, and Delete
// takes the choice back where no choice is allowed.
type Choice struct {
	Field
	options  []Option
	none     *Option
	selected string
	onChange func(id string)
	box      *selectBox
	ahead    typeAhead
	pop      *popover
}

// NewChoice makes a choice with nothing chosen; onChange is called with the ID that
// a person chose.
func NewChoice(label string, options []Option, onChange func(id string)) *Choice {
	c := &Choice{options: options, onChange: onChange, box: newSelectBox()}
	c.box.onOpen = c.open
	c.box.onStep = c.step
	c.box.onRune = c.jump
	c.box.onErase = c.erase
	c.box.typing = c.ahead.typing
	c.box.onBlur = c.ahead.stop
	c.build(label, c.box)
	c.ExtendBaseWidget(c)
	c.show()
	return c
}

// OnChoose has another function called with the ID that a person chose.
func (c *Choice) OnChoose(onChange func(id string)) { c.onChange = onChange }

// AllowNone offers no choice as the first of the list, with words such as "Not
// recorded", and returns the choice.
func (c *Choice) AllowNone(label string) *Choice {
	c.none = &Option{Label: label}
	c.box.placeholder = label
	c.show()
	return c
}

// Selected is the ID that is chosen, "" for none.
func (c *Choice) Selected() string { return c.selected }

// SetSelected chooses without calling onChange; an ID that is not in the list is
// kept but shown as no choice.
func (c *Choice) SetSelected(id string) {
	c.selected = id
	c.show()
}

// SetOptions changes the list and keeps the choice where it is still in it.
func (c *Choice) SetOptions(options []Option) {
	c.options = options
	if c.index(c.selected) < 0 {
		c.selected = ""
	}
	c.show()
}

// SetPlaceHolder changes what stands there while nothing is chosen.
func (c *Choice) SetPlaceHolder(text string) {
	c.box.placeholder = text
	c.box.Refresh()
}

// Choose chooses as a person would, calling onChange when it is a change.
func (c *Choice) Choose(id string) {
	if id == c.selected {
		return
	}
	c.selected = id
	c.show()
	c.SetError("")
	if c.onChange != nil {
		c.onChange(id)
	}
}

// Disable stops the choice from being changed.
func (c *Choice) Disable() { c.box.Disable() }

// Enable lets the choice be changed.
func (c *Choice) Enable() { c.box.Enable() }

// Focus moves the keyboard to the choice.
func (c *Choice) Focus() { FocusOn(c.box) }

func (c *Choice) show() {
	c.box.text = ""
	// Of the options one may be “” itself, such as “Leave them out”.
	if i := c.index(c.selected); i >= 0 && (c.selected != "" || c.none == nil) {
		c.box.text = c.all()[i].Label
	}
	c.box.Refresh()
}

// all is the options, with no choice first where it is allowed.
func (c *Choice) all() []Option {
	if c.none == nil {
		return c.options
	}
	return append([]Option{*c.none}, c.options...)
}

func (c *Choice) index(id string) int {
	for i, option := range c.all() {
		if option.ID == id {
			return i
		}
	}
	return -1
}

func (c *Choice) step(by int) {
	c.ahead.stop()
	all := c.all()
	if to := c.index(c.selected) + by; to >= 0 && to < len(all) {
		c.Choose(all[to].ID)
	}
}

func (c *Choice) jump(r rune) {
	all := c.all()
	if i := c.ahead.add(r, labelsOf(all), c.index(c.selected)); i >= 0 {
		c.Choose(all[i].ID)
	}
}

// erase takes back the last letter of a prefix, or else the choice.
func (c *Choice) erase() {
	all := c.all()
	if c.ahead.typing() {
		if i := c.ahead.back(labelsOf(all), c.index(c.selected)); i >= 0 {
			c.Choose(all[i].ID)
		}
		return
	}
	if c.none != nil {
		c.Choose("")
	}
}

func (c *Choice) open() {
	c.ahead.stop()
	list := newOptionList(func(o Option) {
		c.shut()
		c.Choose(o.ID)
	})
	list.empty = "No options yet."
	list.onEscape = c.shut
	list.jumps, list.tabs = true, true
	list.set(c.all(), c.index(c.selected))
	list.chosen = c.index(c.selected)
	c.pop = openPopover(c.box, c.box, list, c.box.Size().Width-16, fyne.Focusable(list))
}

func (c *Choice) shut() {
	if c.pop != nil {
		c.pop.close()
		c.pop = nil
	}
}
