#!/usr/bin/env bash
# Fyne's painter for memory (canvas.Capture() of the test driver and of
# driver/software) does not draw what scrolls as its windows do. An outline that
# begins at the left or top edge of a scroller is drawn its width and two pixels
# too far to the right and below, and loses its other side. What scrolls inside
# something that scrolls is cut at the inner one alone and is drawn over what
# stands below the outer one. Windows cut at both and move nothing. Golden
# pictures and screenshots without a display so show faults that nobody sees, and
# hide others.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v2.8.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/outline >/dev/null 2>&1
cat >main_test.go <<'GO'
package outline

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

var blue = color.NRGBA{B: 0xff, A: 0xff}

func shown(t *testing.T, scroll *container.Scroll) fyne.Canvas {
	w := test.NewTempWindow(t, container.NewWithoutLayout(scroll))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(100, 100))
	return w.Canvas()
}

func isBlue(c color.Color) bool {
	r, g, b, _ := c.RGBA()
	return r < 0x2000 && g < 0x2000 && b > 0xe000
}

func TestCapture(t *testing.T) {
	test.NewTempApp(t)
	box := canvas.NewRectangle(color.Transparent)
	box.StrokeColor, box.StrokeWidth = blue, 2
	box.SetMinSize(fyne.NewSize(80, 30))
	one := container.NewVScroll(box)
	one.Move(fyne.NewPos(10, 10))
	one.Resize(fyne.NewSize(80, 60))
	picture := shown(t, one).Capture()
	for x := range 100 {
		if isBlue(picture.At(x, 40)) {
			fmt.Println("outline of what lies from 10 to 90 at", x)
		}
	}

	tall := canvas.NewRectangle(blue)
	tall.SetMinSize(fyne.NewSize(20, 300))
	inner := container.NewVScroll(tall)
	inner.SetMinSize(fyne.NewSize(20, 200))
	outer := container.NewVScroll(inner)
	outer.Resize(fyne.NewSize(100, 40))
	fmt.Println("outline: drawn 20 below a scroller in a scroller:", isBlue(shown(t, outer).Capture().At(5, 60)))
}
GO
go get "fyne.io/fyne/v2@$version" >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
seen=$(go test -tags migrated_fynedo -count=1 -v . | grep -E '^outline')
echo "Fyne $version, $(go version | cut -d' ' -f3)"
echo "$seen"
[[ $seen == $'outline of what lies from 10 to 90 at 13\noutline of what lies from 10 to 90 at 14\noutline: drawn 20 below a scroller in a scroller: true' ]]
