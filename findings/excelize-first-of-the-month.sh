#!/usr/bin/env bash
# A time.Time in a cell has the format m/d/yy h:mm, says the documentation of excelize's
# SetCellValue. The format goes by the value: on the first of a month it is mmm-yy,
# whatever the time of day. In a column of appointments 2 June 2026, 09:30 reads
# 6/2/26 09:30 and 1 June, 09:30 reads Jun-26, without its day or time; whoever prints
# the sheet or reads the texts of its cells has lost them. The cell holds the right
# number. The same value through a StreamWriter reads 6/1/26 09:30.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v2.11.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/first >/dev/null 2>&1
go get "github.com/xuri/excelize/v2@$version" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"
)

func main() {
	book := excelize.NewFile()
	at := func(day int) time.Time { return time.Date(2026, time.June, day, 9, 30, 0, 0, time.UTC) }
	book.SetCellValue("Sheet1", "A1", at(1))
	book.SetCellValue("Sheet1", "A2", at(2))
	book.NewSheet("Streamed")
	w, err := book.NewStreamWriter("Streamed")
	if err != nil {
		panic(err)
	}
	w.SetRow("A1", []any{at(1)})
	w.SetRow("A2", []any{at(2)})
	if err := w.Flush(); err != nil {
		panic(err)
	}
	file, err := book.WriteToBuffer()
	if err != nil {
		panic(err)
	}
	read, err := excelize.OpenReader(file)
	if err != nil {
		panic(err)
	}
	for _, sheet := range []string{"Sheet1", "Streamed"} {
		first, _ := read.GetCellValue(sheet, "A1")
		second, _ := read.GetCellValue(sheet, "A2")
		fmt.Printf("%s: %q and %q\n", sheet, first, second)
	}
}
GO
seen=$(go run .)
echo "excelize $version, $(go version | cut -d' ' -f3)"
echo "1 and 2 June 2026, 09:30:"
echo "$seen"
[[ $seen == $'Sheet1: "Jun-26" and "6/2/26 09:30"\nStreamed: "6/1/26 09:30" and "6/2/26 09:30"' ]]
