package charts

import (
	"image"
	"image/color"
	"waymark/ui/kit/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/vector"
)

// area fills what lies between two lines from left to right in a see-through
// colour. from and to are the heights at the two ends.
func (s *sketch) area(left, right float32, from, to [2]float32, name fyne.ThemeColorName, alpha uint8) {
	top, bottom := min(from[0], from[1], to[0], to[1]), max(from[0], from[1], to[0], to[1])
	if right <= left || bottom <= top {
		return
	}
	red, green, blue, _ := draw.Color(name).RGBA()
	ink := image.NewUniform(color.NRGBA{R: uint8(red >> 8), G: uint8(green >> 8), B: uint8(blue >> 8), A: alpha})
	raster := canvas.NewRaster(func(w, h int) image.Image {
		m := image.NewRGBA(image.Rect(0, 0, w, h))
		if w == 0 || h == 0 {
			return m
		}
		y := func(v float32) float32 { return (v - top) / (bottom - top) * float32(h) }
		r := vector.NewRasterizer(w, h)
		r.MoveTo(0, y(from[0]))
		r.LineTo(float32(w), y(from[1]))
		r.LineTo(float32(w), y(to[1]))
		r.LineTo(0, y(to[0]))
		r.ClosePath()
		r.Draw(m, m.Bounds(), ink, image.Point{})
		return m
	})
	draw.Place(raster, left, top, right-left, bottom-top)
	s.add(raster)
}
