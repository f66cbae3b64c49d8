// Package xlsx writes a reports.Report as a workbook: a sheet for each
// subject with its table, its native chart, frozen headings, filters and
// number formats, and sheets of definitions and data quality. Numbers are
// stored as numbers and text as text, whatever it begins with. A hidden count
// is written nowhere, so that it is in no chart either.
package xlsx
