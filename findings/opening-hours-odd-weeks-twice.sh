#!/usr/bin/env bash
# opening_hours.js reads opening hours as OpenStreetMap writes them. That format has no
# "every other week": fortnightly groups stand there as the odd weeks of the year, "week
# 1-53/2". A year of ISO 8601 may have 53 weeks, as 2020, 2026 and 2032 have, and week 53
# is followed by week 1: both are odd. The group then meets on 29 December 2026 and 5
# January 2027, a week apart, and on the wrong one of two weeks for all of 2027. So a rule
# of this kind holds for one year only, and must be turned round after those years.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=3.15.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund "opening_hours@$version" >/dev/null 2>&1
cat >main.cjs <<'JS'
const opening_hours = require("opening_hours");
const group = new opening_hours("week 1-53/2 Tu 10:00-12:00");
const days = group.getOpenIntervals(new Date(2026, 11, 1), new Date(2027, 0, 31)).map(([begins]) => begins);
days.forEach((day, i) => {
  const later = i ? `, ${Math.round((day - days[i - 1]) / (24 * 3600 * 1000))} days later` : "";
  console.log(day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" }) + later);
});
JS
seen=$(TZ=Europe/London node main.cjs)
echo "opening_hours $version, Node $(node --version)"
echo "$seen"
[[ $seen == "1 December 2026
15 December 2026, 14 days later
29 December 2026, 14 days later
5 January 2027, 7 days later
19 January 2027, 14 days later" ]]
