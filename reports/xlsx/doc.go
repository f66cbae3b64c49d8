// Package xlsx writes a reports.Report as a workbook: a sheet for each chapter
// with its tables, their native charts, frozen headings, filters and number
// formats, and sheets of definitions and data quality. Numbers are stored as
// numbers and text as text, whatever it begins with. A hidden count is written
// as the word "hidden" and nothing else: charts refer to cells and hold no
// number, and no sheet, name or property holds one either.
//
// A sheet is a page first: rows, and over them tables and charts. Then
// excelize streams its rows. Of a streamed sheet excelize writes one table at
// most and draws charts slowly, so that this package adds those parts itself
// (extras) on their way into the zip file (archive).
package xlsx
