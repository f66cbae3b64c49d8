#!/usr/bin/env bash
# golang.org/x/text/unicode/bidi orders "(CAB)" at the end of an Arabic line as if
# the brackets were not a pair: Paragraph gives its core the closing bracket where
# that expects the opening one, so rule N0 of the Unicode bidirectional algorithm
# never applies. The last bracket is in a run of its own, from right to left. In
# the text below both brackets stand behind English words, so N0 (with N0.c.1)
# makes both left to right.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v0.43.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/bidi >/dev/null 2>&1
go get "golang.org/x/text@$version" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"

	"golang.org/x/text/unicode/bidi"
)

func main() {
	var p bidi.Paragraph
	text := "أو Citizens Advice (CAB)"
	if _, err := p.SetString(text, bidi.DefaultDirection(bidi.RightToLeft)); err != nil {
		panic(err)
	}
	order, err := p.Order()
	if err != nil {
		panic(err)
	}
	last := order.Run(order.NumRuns() - 1)
	fmt.Printf("%q right to left: %v\n", last.String(), last.Direction() == bidi.RightToLeft)
}
GO
seen=$(go run .)
echo "x/text $version, $(go version | cut -d' ' -f3)"
echo "the last run: $seen"
[[ $seen == '")" right to left: true' ]]
