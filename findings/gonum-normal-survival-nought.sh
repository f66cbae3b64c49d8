#!/usr/bin/env bash
# The upper tail of gonum's normal distribution is one less its lower part, so its
# digits go with it: Survival(8) is 2 % too small, and from 8.3 standard
# deviations on it is 0, while CDF of the same distance below the mean is right
# (7.6e-24 at 10). A p-value read from Survival is then exactly 0. Survival of
# StudentsT and ChiSquared in the same package keep their tails.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v0.17.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/tail >/dev/null 2>&1
go get "gonum.org/v1/gonum@$version" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"

	"gonum.org/v1/gonum/stat/distuv"
)

func main() {
	n := distuv.UnitNormal
	t := distuv.StudentsT{Sigma: 1, Nu: 40}
	for _, z := range []float64{8, 10} {
		fmt.Printf("z %v: %.5g and %.5g, t %v: %.5g and %.5g\n",
			z, n.Survival(z), n.CDF(-z), 2*z, t.Survival(2*z), t.CDF(-2*z))
	}
}
GO
seen=$(go run .)
echo "gonum $version, $(go version | cut -d' ' -f3)"
echo "Survival above and CDF as far below:"
echo "$seen"
[[ $seen == *"z 10: 0 and 7.6199e-24, t 20: 9.7495e-23 and 9.7495e-23" ]]
