#!/usr/bin/env bash
# Fyne's font has no arrows (→ ← ↑ ↓), and it takes them from a second font of its own,
# with the space behind them. That font has no space: the sign for a letter that is
# missing is drawn in its place, twice as wide as the arrow. So "Settings → Devices"
# shows that sign in every label, button and text of a program with Fyne's own theme;
# "Settings→Devices" and an arrow at the end are right, and so are ✓ and ★, whose font
# has a space.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v2.8.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/arrow >/dev/null 2>&1
cat >main_test.go <<'GO'
package arrow

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// drawn is how many pixels a text is drawn with.
func drawn(t *testing.T, text string) int {
	c := canvas.NewText(text, color.Black)
	c.TextSize = 24
	c.Resize(c.MinSize())
	w := test.NewTempWindow(t, container.NewWithoutLayout(c))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(200, 60))
	picture, n := w.Canvas().Capture(), 0
	for x := range 200 {
		for y := range 60 {
			if picture.At(x, y) != picture.At(199, 59) {
				n++
			}
		}
	}
	return n
}

func TestSpace(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.DefaultTheme())
	for _, sign := range []string{"→", "←", "↓", "✓"} {
		width := fyne.MeasureText(sign+" ", 24, fyne.TextStyle{}).Width / fyne.MeasureText(sign, 24, fyne.TextStyle{}).Width
		fmt.Printf("a space behind %s is drawn: %v; %.1f times as wide with it\n", sign, drawn(t, sign+" ") > drawn(t, sign), width)
	}
}
GO
go get "fyne.io/fyne/v2@$version" >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
seen=$(go test -tags migrated_fynedo -count=1 -v . | grep -E '^a space')
echo "Fyne $version, $(go version | cut -d' ' -f3)"
echo "$seen"
[[ $(grep -c 'drawn: true; [23]' <<<"$seen") == 3 && $seen == *'✓ is drawn: false; 1.'* ]]
