#!/usr/bin/env bash
# gonum's binomial distribution takes a probability P from 0 to 1, says its
# documentation. With P 0 or 1 the chance of the one count that can be is not 1 but NaN
# (Prob and LogProb: nought times the logarithm of nought), while CDF is right. A
# service where no one, or everyone, was better before is such a case, and the NaN goes
# through every sum that follows.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v0.17.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/certain >/dev/null 2>&1
go get "gonum.org/v1/gonum@$version" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"

	"gonum.org/v1/gonum/stat/distuv"
)

func main() {
	none, all := distuv.Binomial{N: 10, P: 0}, distuv.Binomial{N: 10, P: 1}
	fmt.Println("P 0: chance of 0", none.Prob(0), "of at most 0", none.CDF(0))
	fmt.Println("P 1: chance of 10", all.Prob(10), "of at most 9", all.CDF(9), "of at most 10", all.CDF(10))
}
GO
seen=$(go run .)
echo "gonum $version, $(go version | cut -d' ' -f3)"
echo "$seen"
[[ $seen == $'P 0: chance of 0 NaN of at most 0 1\nP 1: chance of 10 NaN of at most 9 0 of at most 10 1' ]]
