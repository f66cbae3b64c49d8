#!/usr/bin/env bash
# chrono-node, which reads dates in plain words, has a parser for British English. It knows
# neither "a week on Tuesday" nor "Tuesday week", as people here make appointments, and
# tells no doubt. On a Thursday the one is two results, Thursday in a week and the next
# Tuesday, the other is the next Tuesday, seven days early. "Mon 7 Dec 10-12", a Monday
# morning, is the next Monday and 10 to 12 December: a month with days behind it is taken
# before a day with its month behind it. Only the text of a result, shorter than what was
# typed, shows that something was left out.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=2.10.3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund "chrono-node@$version" >/dev/null 2>&1
cat >main.mjs <<'JS'
import * as chrono from "chrono-node";
const thursday = new Date(2026, 11, 3, 10); // 3 December 2026
const day = (c) => c.date().toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short" });
for (const words of ["on Tuesday", "a week on Tuesday", "Tuesday week", "Mon 7 Dec 10-12", "Mon 7 Dec 10am-12pm"]) {
  const read = chrono.en.GB.parse(words, thursday, { forwardDate: true });
  console.log(`${words}: ${read.map((r) => `"${r.text}" is ${day(r.start)}${r.end ? ` to ${day(r.end)}` : ""}`).join(", ")}`);
}
JS
seen=$(TZ=Europe/London node main.mjs)
echo "chrono-node $version, Node $(node --version)"
echo "$seen"
[[ $seen == 'on Tuesday: "on Tuesday" is Tue 8 Dec
a week on Tuesday: "a week" is Thu 10 Dec, "on Tuesday" is Tue 8 Dec
Tuesday week: "Tuesday" is Tue 8 Dec
Mon 7 Dec 10-12: "Mon" is Mon 7 Dec, "Dec 10-12" is Thu 10 Dec to Sat 12 Dec
Mon 7 Dec 10am-12pm: "Mon 7 Dec 10am-12pm" is Mon 7 Dec to Mon 7 Dec' ]]
