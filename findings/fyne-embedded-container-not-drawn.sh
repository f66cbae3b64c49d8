#!/usr/bin/env bash
# A struct that embeds *fyne.Container is a fyne.CanvasObject to the compiler, and Fyne
# lays it out at its size. It is never drawn: what draws and finds objects looks for the
# exact types *fyne.Container and fyne.Widget, and goes past anything else. There is no
# error and no line in the log. The container within it, put in its place, is drawn.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v2.8.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/embedded >/dev/null 2>&1
cat >main_test.go <<'GO'
package embedded

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// row is a container with something to remember beside it.
type row struct {
	*fyne.Container
	name string
}

func TestDrawn(t *testing.T) {
	test.NewTempApp(t)
	r := row{container.NewStack(canvas.NewRectangle(color.NRGBA{R: 0xff, A: 0xff})), "first"}
	for what, o := range map[string]fyne.CanvasObject{"struct": r, "container": r.Container} {
		w := test.NewTempWindow(t, container.NewStack(o))
		w.SetPadded(false)
		w.Resize(fyne.NewSize(40, 40))
		red, green, _, _ := w.Canvas().Capture().At(20, 20).RGBA()
		fmt.Println("the", what, "has size", o.Size(), "and is drawn:", red > 0xf000 && green < 0x1000)
	}
}
GO
go get "fyne.io/fyne/v2@$version" >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
seen=$(go test -tags migrated_fynedo -count=1 -v . | grep -E '^the ' | sort)
echo "Fyne $version, $(go version | cut -d' ' -f3)"
echo "$seen"
[[ $seen == $'the container has size {40 40} and is drawn: true\nthe struct has size {40 40} and is drawn: false' ]]
