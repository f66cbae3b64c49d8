#!/usr/bin/env bash
# rickar/cal knows the bank holidays of England and Wales that were given for one year,
# the jubilee of 3 June 2022 and the coronation of 8 May 2023, but not 19 September
# 2022, the state funeral of Elizabeth II (GOV.UK, bank holidays). It calls that Monday
# a workday, so waits and due days counted in working days over it are one day off.
# Where Christmas is a Sunday, it gives Monday the 26th to Christmas and Tuesday to
# Boxing Day; GOV.UK has Boxing Day on its own day and the substitute on the 27th.
# date-holidays, on npm, has both as GOV.UK has them.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v2.1.13 js=3.37.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/holidays >/dev/null 2>&1
go get "github.com/rickar/cal/v2@$version" >/dev/null 2>&1
npm install --silent --no-audit --no-fund "date-holidays@$js" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/gb"
)

func main() {
	c := cal.NewBusinessCalendar()
	c.AddHoliday(gb.Holidays...)
	for _, day := range []time.Time{
		time.Date(2022, 6, 3, 12, 0, 0, 0, time.UTC), time.Date(2022, 9, 19, 12, 0, 0, 0, time.UTC),
		time.Date(2022, 12, 26, 12, 0, 0, 0, time.UTC), time.Date(2022, 12, 27, 12, 0, 0, 0, time.UTC),
	} {
		name := "workday"
		if _, observed, h := c.IsHoliday(day); observed {
			name = h.Name
		}
		fmt.Println(day.Format("cal: 2 January 2006,"), name)
	}
}
GO
cat >main.mjs <<'JS'
import Holidays from "date-holidays";
const all = new Holidays("GB", "ENG").getHolidays(2022);
for (const day of ["2022-09-19", "2022-12-26", "2022-12-27"]) {
  const found = all.filter((h) => h.date.startsWith(day) && h.type === "public");
  console.log(`date-holidays: ${day}, ${found.map((h) => h.name).join(", ") || "workday"}`);
}
JS
seen=$(go run . && node main.mjs)
echo "rickar/cal $version, date-holidays $js, $(go version | cut -d' ' -f3), Node $(node --version)"
echo "$seen"
[[ $seen == "cal: 3 June 2022, Platinum Jubilee Bank Holiday
cal: 19 September 2022, workday
cal: 26 December 2022, Christmas Day
cal: 27 December 2022, Boxing Day
date-holidays: 2022-09-19, Queen Elizabeth's Funeral Day
date-holidays: 2022-12-26, Boxing Day
date-holidays: 2022-12-27, Christmas Day (substitute day)" ]]
