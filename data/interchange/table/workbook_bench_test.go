package table

import (
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
)

// BenchmarkImportFileWorkbook reads a workbook of 15,000 rows with styled cells.
func BenchmarkImportFileWorkbook(b *testing.B) {
	w := excelize.NewFile()
	defer w.Close()
	code := "00000 000000"
	style, err := w.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err != nil {
		b.Fatal(err)
	}
	rows, err := w.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	_ = rows.SetRow("A1", []any{"Name", "Organisation", "Description", "Address", "Town", "Phone", "Cost"})
	for n := range 15_000 {
		s := strconv.Itoa(n)
		_ = rows.SetRow("A"+strconv.Itoa(n+2), []any{"Club " + s, "Trust " + s, "A place to meet, to talk and to do things together, number " + s,
			s + " High Street", "Margate", excelize.Cell{Value: 1843000000 + n, StyleID: style}, 2.5})
	}
	path := b.TempDir() + "/list.xlsx"
	if err = rows.Flush(); err == nil {
		err = w.SaveAs(path)
	}
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		f, err := Look(path, Overrule{})
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, err := range f.Rows(b.Context()) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 15_000 {
			b.Fatal(n)
		}
	}
}
