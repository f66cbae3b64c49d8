#!/usr/bin/env bash
# golang.org/x/text/unicode/bidi says that an Ordering holds the visual order of a text.
# Where English has an Arabic street with its number in it, the number belongs to the
# Arabic and stands on its left (level 2; UAX #9, W2, N1 and I1). x/text tells even
# levels apart from odd ones and no further, so it gives the number and the English
# behind it as one run: a program that draws the runs as they come puts the number on
# the right of the street. bidi-js, on npm, has the levels. For isolates within isolates
# this is known (golang/go#69819); a street and its number need none.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v0.43.0 js=1.1.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/number >/dev/null 2>&1
go get "golang.org/x/text@$version" >/dev/null 2>&1
npm install --silent --no-audit --no-fund "bidi-js@$js" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"

	"golang.org/x/text/unicode/bidi"
)

func main() {
	var p bidi.Paragraph
	if _, err := p.SetString("see شارع 12 today", bidi.DefaultDirection(bidi.LeftToRight)); err != nil {
		panic(err)
	}
	order, err := p.Order()
	if err != nil {
		panic(err)
	}
	for i := range order.NumRuns() {
		run := order.Run(i)
		from, to := run.Pos()
		fmt.Printf("%d-%d right to left: %v; ", from, to, run.Direction() == bidi.RightToLeft)
	}
	fmt.Println()
}
GO
cat >main.js <<'JS'
console.log(require("bidi-js")().getEmbeddingLevels("see شارع 12 today", "ltr").levels.join(""));
JS
seen=$(go run .)
levels=$(node main.js)
echo "x/text $version, bidi-js $js, $(go version | cut -d' ' -f3), Node $(node --version)"
echo "see شارع 12 today, of which 12 is characters 9 and 10:"
echo "runs of x/text: $seen"
echo "levels of bidi-js: $levels"
[[ $seen == '0-3 right to left: false; 4-8 right to left: true; 9-16 right to left: false; ' && $levels == 00001111122000000 ]]
