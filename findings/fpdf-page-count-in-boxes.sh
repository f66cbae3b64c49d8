#!/usr/bin/env bash
# fpdf puts the number of pages in the place of an alias (AliasNbPages) when the file is
# closed. From a TrueType font it embeds only the letters that were written before, and
# the digits of the number are none of them. Unless the same digits stand in the same
# font elsewhere, "{nb} pages" is printed with an empty box for each digit. "Page 3 of
# {nb}" on each page hides it, since the last page writes its own number. pdftotext
# gives the right text, so a test that reads the file back passes.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v0.12.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/pages >/dev/null 2>&1
go get "codeberg.org/go-pdf/fpdf@$version" "golang.org/x/image/font/gofont/goregular@v0.44.0" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/goregular"
)

// write makes a file of twelve pages with a text on the first and on the last.
func write(name, first, last string) {
	p := fpdf.New("P", "mm", "A4", "")
	p.AddUTF8FontFromBytes("go", "", goregular.TTF)
	p.AliasNbPages("{nb}")
	p.SetFont("go", "", 40)
	for page := range 12 {
		p.AddPage()
		switch page {
		case 0:
			p.Cell(0, 20, first)
		case 11:
			p.Cell(0, 20, last)
		}
	}
	if err := p.OutputFileAndClose(name); err != nil {
		panic(err)
	}
}

func main() {
	write("said.pdf", "12 pages", "the end")
	write("alias.pdf", "{nb} pages", "the end")
	write("digits.pdf", "{nb} pages", "0123456789")
}
GO
go run .
for name in said alias digits; do
	pdftoppm -r 60 -l 1 -singlefile "$name.pdf" "$name"
	[[ $(pdftotext -l 1 "$name.pdf" - | head -n 1) == '12 pages' ]] || { echo "$name: another text"; exit 1; }
done
like() { if cmp -s "$1.ppm" "$2.ppm"; then echo alike; else echo different; fi; }
seen="alias: $(like said alias); alias, with digits on the last page: $(like said digits)"
echo "fpdf $version, poppler $(pdftoppm -v 2>&1 | awk 'NR == 1 {print $NF}'), $(go version | cut -d' ' -f3)"
echo "the first page against one on which 12 pages was written: $seen"
[[ $seen == 'alias: different; alias, with digits on the last page: alike' ]]
