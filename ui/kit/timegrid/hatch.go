package timegrid

import (
	"image/color"

	"fyne.io/fyne/v2/canvas"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// newHatch makes an area of slanting stripes: time in which nothing takes place.
func newHatch() *canvas.Raster {
	const stripe = 9
	return canvas.NewRasterWithPixels(func(x, y, _, _ int) color.Color {
		if ((x-y)%(2*stripe)+2*stripe)%(2*stripe) < stripe {
			return draw.Color(theme.ColorStripe)
		}
		return draw.Color(theme.ColorGround)
	})
}
