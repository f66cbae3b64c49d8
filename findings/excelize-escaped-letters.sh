#!/usr/bin/env bash
# A workbook writes a character that XML cannot hold as _x0007_, so the same letters as
# plain text are to be written _x005F_x0007_ (ECMA-376 22.9.2.19). Names of SharePoint's
# columns are such text: First_x0020_Name. excelize escapes it in SetRow of a
# StreamWriter and in SetCellRichText. SetCellValue writes it as it is, and excelize
# itself, when it opens the file, reads "First Name": another name than the column has.
# So does SheetJS (xlsx 0.18.5); LibreOffice 7.4 shows the letters as they are written.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v2.11.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/letters >/dev/null 2>&1
go get "github.com/xuri/excelize/v2@$version" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

func main() {
	const column = "First_x0020_Name"
	book := excelize.NewFile()
	book.SetCellValue("Sheet1", "A1", column)
	book.SetCellRichText("Sheet1", "A2", []excelize.RichTextRun{{Text: column}})
	book.NewSheet("Streamed")
	w, err := book.NewStreamWriter("Streamed")
	if err != nil {
		panic(err)
	}
	w.SetRow("A1", []any{column})
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
	value, _ := read.GetCellValue("Sheet1", "A1")
	rich, _ := read.GetCellValue("Sheet1", "A2")
	streamed, _ := read.GetCellValue("Streamed", "A1")
	fmt.Printf("SetCellValue %q, SetCellRichText %q, SetRow %q\n", value, rich, streamed)
}
GO
seen=$(go run .)
echo "excelize $version, $(go version | cut -d' ' -f3)"
echo "First_x0020_Name comes back as: $seen"
[[ $seen == 'SetCellValue "First Name", SetCellRichText "First_x0020_Name", SetRow "First_x0020_Name"' ]]
