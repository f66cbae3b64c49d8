#!/usr/bin/env bash
# CATEGORIES:Debt,Housing in a calendar is two categories, and CATEGORIES:Food\, fuel
# is one (RFC 5545, 3.8.1.2). golang-ical reads both as one text with a comma in it, so
# nobody can tell them apart any more, and writes that comma with a backslash: a
# calendar that it reads and writes unchanged comes out with the one category
# "Debt,Housing". RESOURCES goes the same way. EXDATE, whose values have no escapes,
# is kept.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v0.3.4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/categories >/dev/null 2>&1
go get "github.com/arran4/golang-ical@$version" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"
	"strings"

	ics "github.com/arran4/golang-ical"
)

func main() {
	for _, line := range []string{`CATEGORIES:Debt,Housing`, `CATEGORIES:Food\, fuel`, `RESOURCES:Ramp,Projector`} {
		lines := []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example.org//EN", "BEGIN:VEVENT", "UID:1@example.org",
			"DTSTAMP:20260401T090000Z", line, "END:VEVENT", "END:VCALENDAR", ""}
		c, err := ics.ParseCalendar(strings.NewReader(strings.Join(lines, "\r\n")))
		if err != nil {
			panic(err)
		}
		name, _, _ := strings.Cut(line, ":")
		value := c.Events()[0].GetProperty(ics.ComponentProperty(name)).Value
		for out := range strings.SplitSeq(c.Serialize(ics.WithNewLineWindows), "\r\n") {
			if strings.HasPrefix(out, name) {
				fmt.Printf("%s is read as %q and written as %s\n", line, value, out)
			}
		}
	}
}
GO
seen=$(go run .)
echo "golang-ical $version, $(go version | cut -d' ' -f3)"
echo "$seen"
[[ $seen == 'CATEGORIES:Debt,Housing is read as "Debt,Housing" and written as CATEGORIES:Debt\,Housing'$'\n'*$'\n''RESOURCES:Ramp,Projector is read as "Ramp,Projector" and written as RESOURCES:Ramp\,Projector' ]]
