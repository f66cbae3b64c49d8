#!/usr/bin/env bash
# fpdf's SplitText, with which programs learn how many lines a text will take, breaks
# at a no-break space and drops it: the number in "about 10 000 people", held together by
# one, is torn apart. MultiCell, which then draws the text, keeps it together and takes
# another number of lines, so a row is too low for its text.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v0.12.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/split >/dev/null 2>&1
go get "codeberg.org/go-pdf/fpdf@$version" "golang.org/x/image/font/gofont/goregular@v0.44.0" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/goregular"
)

func main() {
	p := fpdf.New("P", "mm", "A4", "")
	p.AddUTF8FontFromBytes("go", "", goregular.TTF)
	p.SetFont("go", "", 11)
	p.SetCellMargin(0)
	p.AddPage()
	text := "about 10\u00a0000 people"
	width := p.GetStringWidth("000 people") + 1
	fmt.Printf("SplitText %q\n", p.SplitText(text, width))
	top := p.GetY()
	p.MultiCell(width, 5, text, "", "L", false)
	fmt.Printf("MultiCell %.0f lines\n", (p.GetY()-top)/5)
}
GO
seen=$(go run .)
echo "fpdf $version, $(go version | cut -d' ' -f3)"
echo "$seen"
[[ $seen == $'SplitText ["about 10" "000 people"]\nMultiCell 3 lines' ]]
