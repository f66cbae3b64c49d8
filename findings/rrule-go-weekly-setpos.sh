#!/usr/bin/env bash
# FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2 is the second of these days in each week:
# Wednesday. RFC 5545 (3.3.10) counts from the beginning of the week. rrule-go counts
# the first week from DTSTART: a rule that begins on Wednesday 7 January begins with
# Friday 9 January instead, and the 7th is lost. So does rrule on npm; both come from
# python-dateutil, where that is known (dateutil/dateutil#1398). ical.js, which
# Thunderbird has, leaves BYSETPOS out in weeks and shows all three days.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v1.8.2 rrule=2.8.1 ical=2.2.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/second >/dev/null 2>&1
go get "github.com/teambition/rrule-go@$version" >/dev/null 2>&1
npm install --silent --no-audit --no-fund "rrule@$rrule" "ical.js@$ical" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"

	"github.com/teambition/rrule-go"
)

func main() {
	r, err := rrule.StrToRRule("DTSTART:20260107T090000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2;COUNT=4")
	if err != nil {
		panic(err)
	}
	fmt.Print("rrule-go:")
	for _, at := range r.All() {
		fmt.Print(at.Format(" Mon 2"))
	}
	fmt.Println()
}
GO
cat >main.mjs <<'JS'
import rrule from "rrule";
import ICAL from "ical.js";
const rule = "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2;COUNT=4";
const name = (day) => day.toUTCString().slice(0, 3) + " " + day.getUTCDate();
console.log("rrule:", ...rrule.rrulestr("DTSTART:20260107T090000Z\nRRULE:" + rule).all().map(name));
const days = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString("2026-01-07T09:00:00Z"));
const shown = [];
for (let day; (day = days.next()); ) shown.push(name(day.toJSDate()));
console.log("ical.js:", ...shown);
JS
seen=$(go run . && node main.mjs)
echo "rrule-go $version, rrule $rrule, ical.js $ical, $(go version | cut -d' ' -f3), Node $(node --version)"
echo "the second of Monday, Wednesday and Friday, from Wednesday 7 January 2026 (right: Wed 7 Wed 14 Wed 21 Wed 28):"
echo "$seen"
[[ $seen == $'rrule-go: Fri 9 Wed 14 Wed 21 Wed 28\nrrule: Fri 9 Wed 14 Wed 21 Wed 28\nical.js: Wed 7 Fri 9 Mon 12 Wed 14' ]]
