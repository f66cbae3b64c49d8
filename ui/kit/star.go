package kit

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// Star marks something as a favourite: filled when it is one.
type Star struct {
	widget.BaseWidget
	// OnChange is called when a person switches the star.
	OnChange func(on bool)
	on       bool
	hovered  bool
}

const starPath = `M12 3.4l2.65 5.37 5.93.86-4.29 4.18 1.01 5.9L12 16.92l-5.3 2.79 1.01-5.9-4.29-4.18 5.93-.86z`

var (
	_ fyne.Tappable      = (*Star)(nil)
	_ desktop.Hoverable  = (*Star)(nil)
	_ desktop.Cursorable = (*Star)(nil)
)

// starImage is the star in the colours that the theme has now. Fyne's own coloured
// resources change fills only and would leave the outline black.
func starImage(on bool) fyne.Resource {
	ink, fill := theme.ColorTarget, "none"
	if on {
		ink = theme.ColorAmber
	}
	r, g, b, _ := draw.Color(ink).RGBA()
	hex := fmt.Sprintf("%02x%02x%02x", r>>8, g>>8, b>>8)
	if on {
		fill = "#" + hex
	}
	// Fyne keeps drawn images by name, so the name tells them apart.
	return fyne.NewStaticResource("star-"+hex+".svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+
		`<path fill="`+fill+`" stroke="#`+hex+`" stroke-width="1.5" stroke-linejoin="round" d="`+starPath+`"/></svg>`))
}

// NewStar makes a star that calls onChange when a person switches it. It takes
// no place in the tab order: give the screen a key for it.
func NewStar(onChange func(on bool)) *Star {
	s := &Star{OnChange: onChange}
	s.ExtendBaseWidget(s)
	return s
}

// On says whether the star is filled.
func (s *Star) On() bool { return s.on }

// SetOn fills or empties the star without calling OnChange.
func (s *Star) SetOn(on bool) {
	if s.on != on {
		s.on = on
		s.Refresh()
	}
}

// Tapped switches the star. Part of fyne.Tappable.
func (s *Star) Tapped(*fyne.PointEvent) {
	s.SetOn(!s.on)
	if s.OnChange != nil {
		s.OnChange(s.on)
	}
}

// MouseIn shows that the star can be pressed.
func (s *Star) MouseIn(*desktop.MouseEvent) {
	s.hovered = true
	s.Refresh()
}

// MouseMoved does nothing. Part of desktop.Hoverable.
func (s *Star) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the hover away.
func (s *Star) MouseOut() {
	s.hovered = false
	s.Refresh()
}

// Cursor is a hand. Part of desktop.Cursorable.
func (s *Star) Cursor() desktop.Cursor { return desktop.PointerCursor }

const starSide float32 = 20

// CreateRenderer draws the star. Part of fyne.Widget.
func (s *Star) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(color.Transparent)
	image := canvas.NewImageFromResource(nil)
	paint := func() {
		ground := fyne.ThemeColorName("")
		if s.hovered {
			ground = theme.ColorHover
		}
		draw.Box(back, ground, "", 0, 6)
		image.Resource = starImage(s.on)
		image.Refresh()
	}
	arrange := func(size fyne.Size) {
		side := starSide * draw.TextScale()
		draw.Place(back, 0, (size.Height-size.Width)/2, size.Width, size.Width)
		draw.Place(image, (size.Width-side)/2, (size.Height-side)/2, side, side)
	}
	paint()
	return &draw.Rendering{
		Of:    s,
		Shows: draw.Fixed(back, image),
		Lays:  arrange,
		Least: func() fyne.Size {
			side := (starSide + 8) * draw.TextScale()
			return fyne.NewSize(side, side)
		},
		Redraws: func() {
			paint()
			arrange(s.Size())
			canvas.Refresh(s)
		},
	}
}
