#!/bin/bash
# Compares this checkout with version 0.3 on one database, in one run:
#   cmd/waymark/testdata/against_0.3.sh DATABASE [RUNS]
# DATABASE is one that 0.3 wrote (waymark sample --clients 100000 …); it is
# copied, never opened in place. It needs a display (DISPLAY, such as that of
# Xvfb) and three times the room of the database. It prints the medians in seconds and
# their ratios. Nothing may take longer than LIMIT seconds (3600).
set -euo pipefail
old_commit=c1f680c
tags=sqlite_fts5,migrated_fynedo
: "${DISPLAY:?needs a display for the first screen}"
database=$(realpath "$1")
runs=${2:-5}
limit=${LIMIT:-3600}
here=$(git rev-parse --show-toplevel)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/source" "$work/before" "$work/now"
git -C "$here" archive "$old_commit" | tar -x -C "$work/source"
(cd "$work/source" && go build -tags "$tags" -o "$work/before/waymark" ./cmd/waymark)
(cd "$here" && go build -tags "$tags" -o "$work/now/waymark" ./cmd/waymark)
(cd "$here" && go build -tags "$tags" -o "$work/onechange" ./cmd/waymark/testdata/onechange)
cp "$database" "$work/before/waymark.db"
cp "$database" "$work/now/waymark.db"

# quietly runs a command, and shows what it says only if it fails.
quietly() { timeout "$limit" "$@" >/dev/null 2>"$work/errors" || { cat "$work/errors" >&2; return 1; }; }

# median runs a command several times and prints the median of the seconds.
# $first is what to do before each run, which is not timed.
first=
median() {
	for _ in $(seq "$runs"); do
		local start end
		$first
		start=$(date +%s%N)
		quietly "$@" || return 1
		end=$(date +%s%N)
		echo $(((end - start) / 1000000))
	done | sort -n | awk '{ t[NR] = $1 } END { printf "%.3f\n", t[int((NR + 1) / 2)] / 1000 }'
}

# compare prints a line of the table. DB stands for the database of each side, and
# AGE for how onechange is told that it is the old one.
compare() {
	local name=$1 before now of_old of_now
	shift
	of_old=${first//AGE/--old} of_now=${first//AGE/}
	before=$(first="${of_old//DB/$work/before/waymark.db}" median "$work/before/waymark" "${@//DB/$work/before/waymark.db}")
	now=$(first="${of_now//DB/$work/now/waymark.db}" median "$work/now/waymark" "${@//DB/$work/now/waymark.db}")
	awk -v n="$name" -v b="$before" -v a="$now" 'BEGIN { printf "%-24s %9.3f %9.3f %7.3f\n", n, b, a, a / b }'
}

printf '%-24s %9s %9s %7s\n' "" "0.3" "now" "ratio"
# Once each: this version brings the tables up to date, which the commands do not.
quietly "$work/before/waymark" --db "$work/before/waymark.db" --first-screen
quietly "$work/now/waymark" --db "$work/now/waymark.db" --first-screen
compare "first screen" --db DB --first-screen
compare "search a" search --db DB a --json
compare "search an" search --db DB an --json
compare "report figures" report --db DB --json --minimum 5
first="$work/onechange AGE DB"
compare "report after a change" report --db DB --json --minimum 5
first="rm -f $work/services.json"
compare "export of services" export services --db DB --out "$work/services.json"
first=

# The first and second letter, the counts beside the filters and the likely
# duplicates, in milliseconds that 95 of 100 stay under. The benchmark is today's;
# version 0.3 had one type for all that the store does.
sed -e 's/s\.\(Casework\|Directory\)\>/s/g' -e 's/office\.Open/store.Open/' -e '/store\/office"/d' \
	"$here/data/store/letters_bench_test.go" >"$work/source/data/store/letters_bench_test.go"
(cd "$work/source" && go test -c -tags "$tags" -o "$work/before/store.test" ./data/store)
(cd "$here" && go test -c -tags "$tags" -o "$work/now/store.test" ./data/store)
for side in before now; do
	LETTERS_DB="$work/$side/waymark.db" timeout "$limit" "$work/$side/store.test" -test.run '^$' -test.bench Letters -test.benchtime "${runs}x" >"$work/$side/letters"
done
printf '\n%-24s %9s %9s %7s\n' "p95 in ms" "0.3" "now" "ratio"
awk '/^BenchmarkLetters/ {
	split($1, name, "[/]"); sub(/-[0-9]+$/, "", name[2])
	for (i = 2; i <= NF; i++) if ($i == "ms-p95") ms = $(i - 1)
	if (NR == FNR) before[name[2]] = ms
	else printf "%-24s %9.3f %9.3f %7.3f\n", name[2], before[name[2]], ms, ms / before[name[2]]
}' "$work/before/letters" "$work/now/letters"

# Against bare prepared inserts and an empty window, side by side in one run.
printf '\n%-24s %9s\n' "" "ratio"
(cd "$here" && go test -tags "$tags" -run '^$' -bench 'ImportFile|Start' -benchtime "${runs}x" ./cmd/waymark) |
	awk '/^Benchmark/ { sub(/^Benchmark/, "", $1); sub(/-[0-9]+$/, "", $1); for (i = 2; i <= NF; i++) if ($i == "ratio") printf "%-24s %9.3f\n", $1, $(i - 1) }'
