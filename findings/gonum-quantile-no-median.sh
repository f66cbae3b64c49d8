#!/usr/bin/env bash
# gonum has two kinds of quantile, and neither gives the median of a small sample.
# stat.LinInterp, the one that interpolates, puts the half of 1, 2 and 3 at 1.5 and of
# 1, 2, 3 and 4 at 2: it draws the distribution from nought at the first value (type 4
# of Hyndman and Fan), where Excel, R and NumPy say 2 and 2.5. stat.Empirical takes the
# lower of the two middle values. A median wait of 20 and 40 days is 20 with both.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v0.17.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/median >/dev/null 2>&1
go get "gonum.org/v1/gonum@$version" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"

	"gonum.org/v1/gonum/stat"
)

func main() {
	for _, x := range [][]float64{{1, 2, 3}, {1, 2, 3, 4}, {20, 40}} {
		fmt.Println(x, stat.Quantile(0.5, stat.LinInterp, x, nil), stat.Quantile(0.5, stat.Empirical, x, nil))
	}
}
GO
seen=$(go run .)
echo "gonum $version, $(go version | cut -d' ' -f3)"
echo "sample, half by LinInterp, half by Empirical:"
echo "$seen"
[[ $seen == $'[1 2 3] 1.5 2\n[1 2 3 4] 2 2\n[20 40] 20 20' ]]
