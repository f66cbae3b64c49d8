#!/usr/bin/env bash
# gonum's stat.Kendall, the rank correlation tau-a, takes two equal values for two that
# rise. Such a pair is neither concordant nor discordant and counts for nothing; here it
# is the one if the other variable rises too, and the other if it falls. So the result
# goes by the order in which the people stand in the list: scores of five people have
# tau-a 0.8, and come out as 1, or 0.6 from the last to the first. A question that all
# answer alike correlates with anything, 1 or -1. Answers on a scale are mostly ties.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v0.17.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/ties >/dev/null 2>&1
go get "gonum.org/v1/gonum@$version" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// tauA counts the pairs that rise together, less those that do not, of all pairs.
func tauA(x, y []float64) float64 {
	sum, pairs := 0, 0
	for i := range x {
		for j := range i {
			pairs++
			if d := (x[i] - x[j]) * (y[i] - y[j]); d > 0 {
				sum++
			} else if d < 0 {
				sum--
			}
		}
	}
	return float64(sum) / float64(pairs)
}

func main() {
	age := []float64{1, 2, 3, 4, 5}
	for _, score := range [][]float64{{2, 2, 3, 3, 4}, {7, 7, 7, 7, 7}} {
		turnedAge, turned := slices.Clone(age), slices.Clone(score)
		slices.Reverse(turnedAge)
		slices.Reverse(turned)
		fmt.Println(score, tauA(age, score), stat.Kendall(age, score, nil), stat.Kendall(turnedAge, turned, nil))
	}
}
GO
seen=$(go run .)
echo "gonum $version, $(go version | cut -d' ' -f3)"
echo "scores of people by age, tau-a, Kendall, Kendall of the same people from the last to the first:"
echo "$seen"
[[ $seen == $'[2 2 3 3 4] 0.8 1 0.6\n[7 7 7 7 7] 0 1 -1' ]]
