package main

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"waymark/ui/kit"
	"waymark/ui/kit/timegrid"
	"waymark/ui/uitest"
)

// mark is a text or a button as it can be seen.
type mark struct {
	name string
	at   uitest.Box
	on   fyne.CanvasObject // the button itself, or the one that the text is on
	grid fyne.CanvasObject // the day or week that it is drawn in
}

// overlaps says which texts and buttons of a window are drawn over one another, so
// that neither can be read or pressed with certainty.
func overlaps(root fyne.CanvasObject) []string {
	var found []string
	marks := marksOf(root)
	for i, a := range marks {
		for _, b := range marks[i+1:] {
			if a.on != nil && a.on == b.on || a.grid != nil && a.grid == b.grid {
				continue // a button and its own words; what is in hand over what it is held over
			}
			const grace = 4 // letters end before their line does
			if c := a.at.Cut(b.at); c.W > grace && c.H > grace {
				found = append(found, fmt.Sprintf("%q at %v and %q at %v overlap", a.name, a.at, b.name, b.at))
			}
		}
	}
	return found
}

func marksOf(root fyne.CanvasObject) []mark {
	var marks []mark
	uitest.Walk(root, func(s uitest.Seen) {
		m := mark{at: s.At}
		switch o := s.Object.(type) {
		case *kit.Button:
			m.name, m.on = o.Text(), o
		case *canvas.Text:
			if strings.TrimSpace(o.Text) == "" {
				return
			}
			m.name, m.on, m.grid = o.Text, around[*kit.Button](s), around[*timegrid.Grid](s)
			m.at = drawnBox(o, s.At)
		default:
			return
		}
		if m.at = m.at.Cut(s.View); m.at.W > 0 && m.at.H > 0 {
			marks = append(marks, m)
		}
	})
	return marks
}

// drawnBox is where a text is within the space that it was given.
func drawnBox(text *canvas.Text, at uitest.Box) uitest.Box {
	least := text.MinSize()
	spare := max(0, at.W-least.Width)
	switch text.Alignment {
	case fyne.TextAlignCenter:
		at.X += spare / 2
	case fyne.TextAlignTrailing:
		at.X += spare
	}
	at.W -= spare
	return at
}

// around returns what a thing is inside of, nil if it is not.
func around[T fyne.CanvasObject](s uitest.Seen) fyne.CanvasObject {
	for _, p := range s.Parents {
		if o, ok := p.(T); ok {
			return o
		}
	}
	return nil
}
