package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// Picker is a labelled choice of one from a long list that is searched as the
// person types: Up and Down move, Enter chooses, Escape leaves it as it was.
type Picker struct {
	Field
	// Entry is where the search is typed, in the list that opens.
	Entry *Entry
	// Search finds options for what is typed; without it the options whose label or
	// note has every word typed at the beginning of a word are shown.
	Search func(query string) []Option

	options  []Option
	none     *Option
	chosen   Option
	onChange func(id string)
	box      *selectBox
	list     *optionList
	pop      *popover
}

// NewPicker makes a picker with nothing chosen; onChange is called with the ID that
// a person chose.
func NewPicker(label string, options []Option, onChange func(id string)) *Picker {
	p := &Picker{Entry: NewEntry(), options: options, onChange: onChange, box: newSelectBox()}
	p.list = newOptionList(func(o Option) {
		p.shut()
		p.choose(o)
	})
	p.list.onEscape = p.shut
	p.list.tabs, p.Entry.takesTab = true, true
	p.Entry.SetPlaceHolder("Type to search")
	p.Entry.OnChanged = func(string) { p.set() }
	p.Entry.OnKey = p.list.key
	p.box.onOpen = p.Open
	p.box.onStep = func(int) { p.Open() }
	p.box.onRune = func(r rune) {
		p.Open()
		p.Entry.TypedRune(r)
	}
	p.box.onErase = func() {
		if p.none != nil {
			p.choose(*p.none)
		}
	}
	p.build(label, p.box)
	p.ExtendBaseWidget(p)
	return p
}

// AllowNone offers no choice first, with words such as "Not recorded", and returns
// the picker.
func (p *Picker) AllowNone(label string) *Picker {
	p.none = &Option{Label: label}
	p.box.placeholder = label
	p.box.Refresh()
	return p
}

// Selected is the ID that is chosen, "" for none.
func (p *Picker) Selected() string { return p.chosen.ID }

// SetSelected chooses one of the options without calling onChange; an ID that is
// not among them chooses nothing.
func (p *Picker) SetSelected(id string) {
	p.chosen = Option{}
	for _, option := range p.options {
		if option.ID == id && id != "" {
			p.chosen = option
		}
	}
	p.show()
}

// SetChosen chooses an option that need not be among the options, as one that
// Search would find, without calling onChange.
func (p *Picker) SetChosen(option Option) {
	p.chosen = option
	p.show()
}

// SetOptions changes the list and keeps what is chosen where it is still in it.
func (p *Picker) SetOptions(options []Option) {
	p.options = options
	p.SetSelected(p.chosen.ID)
}

// SetPlaceHolder changes what stands there while nothing is chosen.
func (p *Picker) SetPlaceHolder(text string) {
	p.box.placeholder = text
	p.box.Refresh()
}

// Disable stops the choice from being changed.
func (p *Picker) Disable() { p.box.Disable() }

// Enable lets the choice be changed.
func (p *Picker) Enable() { p.box.Enable() }

// Focus moves the keyboard to the picker.
func (p *Picker) Focus() { FocusOn(p.box) }

// Open opens the list with an empty search.
func (p *Picker) Open() {
	p.Entry.SetText("")
	p.set()
	width := max(p.box.Size().Width-16, 260)
	p.pop = openPopover(p.box, p.box, VStack(6, p.Entry, p.list), width, fyne.Focusable(p.Entry))
}

func (p *Picker) shut() {
	if p.pop != nil {
		p.pop.close()
		p.pop = nil
	}
}

func (p *Picker) choose(option Option) {
	if option.ID == p.chosen.ID {
		return
	}
	p.chosen = option
	p.show()
	p.SetError("")
	if p.onChange != nil {
		p.onChange(option.ID)
	}
}

func (p *Picker) show() {
	p.box.text = ""
	if p.chosen.ID != "" {
		p.box.text = p.chosen.Label
	}
	p.box.Refresh()
}

// set fills the list with what is found and marks what is chosen in it.
func (p *Picker) set() {
	found := p.find()
	p.list.chosen = slices.IndexFunc(found, func(o Option) bool { return o.ID == p.chosen.ID })
	p.list.set(found, 0)
	p.list.went = strings.TrimSpace(p.Entry.Text) != ""
	if !p.list.went {
		p.list.moveTo(p.list.chosen)
	}
}

func (p *Picker) find() []Option {
	// The space that opened the list arrives in the search, too.
	query := strings.TrimLeft(p.Entry.Text, " ")
	var found []Option
	if p.none != nil && strings.TrimSpace(query) == "" {
		found = append(found, *p.none)
	}
	if p.Search != nil {
		return append(found, p.Search(query)...)
	}
	words := strings.Fields(foldLabel(query))
	for _, option := range p.options {
		if hasWords(strings.Fields(foldLabel(option.Label+" "+option.Note)), words) {
			found = append(found, option)
		}
	}
	return found
}

// hasWords reports whether every word begins one of the parts.
func hasWords(parts, words []string) bool {
	for _, word := range words {
		found := false
		for _, part := range parts {
			if strings.HasPrefix(part, word) {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}
