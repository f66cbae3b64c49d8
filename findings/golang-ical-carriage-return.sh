#!/usr/bin/env bash
# golang-ical escapes a line feed in a text as \n and leaves the carriage return
# before it as it is. A note with Windows line ends so becomes an iCalendar file
# with bare carriage returns, which RFC 5545 (3.1, 3.3.11) does not allow, and
# which come back as part of the text: "one\r\ntwo" is written as one<CR>\ntwo.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v0.3.4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/cr >/dev/null 2>&1
go get "github.com/arran4/golang-ical@$version" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"
	"strings"

	ics "github.com/arran4/golang-ical"
)

func main() {
	c := ics.NewCalendar()
	c.AddEvent("1@example.org").SetDescription("one\r\ntwo")
	out := c.Serialize(ics.WithNewLineWindows)
	for line := range strings.SplitSeq(out, "\r\n") {
		if strings.HasPrefix(line, "DESCRIPTION") {
			fmt.Printf("%q\n", line)
		}
	}
}
GO
seen=$(go run .)
echo "golang-ical $version, $(go version | cut -d' ' -f3)"
echo "a description of two lines with Windows line ends: $seen"
[[ $seen == '"DESCRIPTION:one\r\\ntwo"' ]]
