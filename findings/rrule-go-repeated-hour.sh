#!/usr/bin/env bash
# When clocks go back, an hour happens twice. RFC 5545 (3.3.5) says that a local
# time which occurs twice means the first one. rrule-go gives the second: a daily
# event at 01:30 in London is an hour late on 25 October 2026, 25 hours after the
# one before.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v1.8.2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/hour >/dev/null 2>&1
go get "github.com/teambition/rrule-go@$version" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"

	"github.com/teambition/rrule-go"
)

func main() {
	r, err := rrule.StrToRRule("DTSTART;TZID=Europe/London:20261024T013000\nRRULE:FREQ=DAILY;COUNT=2")
	if err != nil {
		panic(err)
	}
	fmt.Println(r.All()[1].UTC().Format("15:04"))
}
GO
seen=$(go run .)
echo "rrule-go $version, $(go version | cut -d' ' -f3)"
echo "01:30 in London on 25 October 2026, as UTC: $seen (the first would be 00:30)"
[[ $seen == 01:30 ]]
