#!/usr/bin/env bash
# A number format of Excel may show words: "Yes";"Yes";"No" shows 0 as No, and
# [=1]"Yes";"No" only 1 as Yes. excelize takes the first part of a format for every
# number that is not below nought. It has no part for nought and passes over conditions,
# so the text of a cell (GetCellValue, GetRows) says Yes where the sheet says No, and
# "low" where the sheet says "high". The cells hold the right numbers (RawCellValue).
# ECMA-376 18.8.31; ssf, the formatter of SheetJS, agrees with it.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v2.11.1 ssf=0.11.2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/parts >/dev/null 2>&1
go get "github.com/xuri/excelize/v2@$version" >/dev/null 2>&1
npm install --silent --no-audit --no-fund "ssf@$ssf" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

func main() {
	book := excelize.NewFile()
	show := func(format string, value float64) {
		style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if err != nil {
			panic(err)
		}
		book.SetCellValue("Sheet1", "A1", value)
		book.SetCellStyle("Sheet1", "A1", "A1", style)
		text, _ := book.GetCellValue("Sheet1", "A1")
		fmt.Println(value, format, text)
	}
	show(`"Yes";"Yes";"No"`, 0)
	show(`[=1]"Yes";"No"`, 0)
	show(`[<21]"low";[<28]"middle";"high"`, 33)
}
GO
cat >main.js <<'JS'
const ssf = require("ssf");
for (const [value, format] of [[0, '"Yes";"Yes";"No"'], [0, '[=1]"Yes";"No"'], [33, '[<21]"low";[<28]"middle";"high"']])
  console.log(value, format, ssf.format(format, value));
JS
seen=$(go run .)
right=$(node main.js)
echo "excelize $version, ssf $ssf, $(go version | cut -d' ' -f3)"
echo "excelize:"
echo "$seen"
echo "ssf:"
echo "$right"
last() { awk '{print $NF}' <<<"$1" | xargs; }
[[ $(last "$seen") == "Yes Yes low" && $(last "$right") == "No No high" ]]
