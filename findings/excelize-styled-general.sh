#!/usr/bin/env bash
# excelize gives a whole number of 12 digits in an unstyled cell with all its
# digits, and the same number in a cell with any style (a border, wrapped text)
# and the format General as 4.477009001E+11: text that has lost two digits.
# Both cells have the same format and value, and Excel shows them alike.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v2.11.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/general >/dev/null 2>&1
go get "github.com/xuri/excelize/v2@$version" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

func main() {
	f := excelize.NewFile()
	style, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true}})
	if err != nil {
		panic(err)
	}
	f.SetCellValue("Sheet1", "A1", 447700900124)
	f.SetCellValue("Sheet1", "A2", 447700900124)
	f.SetCellStyle("Sheet1", "A2", "A2", style)
	plain, _ := f.GetCellValue("Sheet1", "A1")
	styled, _ := f.GetCellValue("Sheet1", "A2")
	fmt.Println(plain, styled)
}
GO
seen=$(go run .)
echo "excelize $version, $(go version | cut -d' ' -f3)"
echo "447700900124 unstyled and styled: $seen"
[[ $seen == "447700900124 4.477009001E+11" ]]
