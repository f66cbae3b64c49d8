#!/usr/bin/env bash
# golang-ical writes the name of whoever is invited, Symes; Ann, as CN=Symes\; Ann. In
# a parameter RFC 5545 (3.2) knows no backslash: what holds a comma, colon or semicolon
# stands in quotation marks, which golang-ical puts round ALTREP only. A reader that
# follows the RFC ends the name at the semicolon: ical.js gives Symes\ and drops the
# rest. golang-ical reads a quoted name and writes it with backslashes, too. They came
# in because Google Calendar takes them (arran4/golang-ical#60).
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v0.3.4 ical=2.2.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/names >/dev/null 2>&1
go get "github.com/arran4/golang-ical@$version" >/dev/null 2>&1
npm install --silent --no-audit --no-fund "ical.js@$ical" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"
	"strings"

	ics "github.com/arran4/golang-ical"
)

func main() {
	const quoted = `CN="Symes; Ann"`
	lines := []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example.org//EN", "BEGIN:VEVENT", "UID:1@example.org",
		"DTSTAMP:20260401T090000Z", "ATTENDEE;" + quoted + ":mailto:ann@example.org", "END:VEVENT", "END:VCALENDAR", ""}
	c, err := ics.ParseCalendar(strings.NewReader(strings.Join(lines, "\r\n")))
	if err != nil {
		panic(err)
	}
	out := c.Serialize(ics.WithNewLineWindows)
	for line := range strings.SplitSeq(out, "\r\n") {
		if strings.HasPrefix(line, "ATTENDEE") {
			fmt.Println(line)
		}
	}
	if err := os.WriteFile("out.ics", []byte(out), 0o600); err != nil {
		panic(err)
	}
}
GO
cat >main.mjs <<'JS'
import ICAL from "ical.js";
import { readFileSync } from "fs";
const event = new ICAL.Component(ICAL.parse(readFileSync("out.ics", "utf8"))).getFirstSubcomponent("vevent");
console.log(event.getFirstProperty("attendee").getParameter("cn"));
JS
written=$(go run .)
read=$(node main.mjs)
echo "golang-ical $version, ical.js $ical, $(go version | cut -d' ' -f3), Node $(node --version)"
echo "ATTENDEE;CN=\"Symes; Ann\":mailto:ann@example.org is written as: $written"
echo "ical.js reads the name as: $read"
[[ $written == 'ATTENDEE;CN=Symes\; Ann:mailto:ann@example.org' && $read == "Symes\\" ]]
