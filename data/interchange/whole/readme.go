package whole

import (
	"fmt"
	"io"
	"strings"

	"waymark/data"
)

const readme = `EVERYTHING FROM WAYMARK

%s

Exported on %s at %s UTC, from tables of version %d.

What is here
------------
tables/           one CSV file for each table: %s
data-dictionary.csv   what each table and each column holds
waymark.json      the same rows as one JSON file
pictures/, texts/ pictures, and texts too long for a cell, one file each
manifest.json     the size and SHA-256 of each file

How to read the CSV files in Excel
----------------------------------
In Excel choose Data, From Text/CSV, and load every column as text. If you
double-click a file instead, Excel shows 07700 900000 without its first 0 and
rounds numbers of more than 15 digits. The file itself only changes if you save
it from Excel.

How to read the files with a program
------------------------------------
Encoding is UTF-8, with a byte order mark in the CSV files. Separator is a
comma, quotes are as in RFC 4180, lines end with CR LF. The first line has the
names of the columns.

  empty cell        no value, or an empty text in a column that always has one
  '                 one apostrophe at the start of a text is not part of it. It
                    keeps a spreadsheet from running =, +, - or @ as a formula.
                    Take off exactly one and you have the text as it was. A cell
                    with nothing but an apostrophe is an empty text.
  file:NAME         the value is in the file of that name
  base64:...        bytes
  base64-text:...   a text with characters that no CSV file may have
  dates, times      2026-04-07 and 2026-04-07T09:30:00.000Z. Times are UTC.
  numbers           with a point, no commas. Only columns of texts have
                    apostrophes, so -3.5 is the number.

In waymark.json a value is null, a number, a text, or an object: {"file": NAME},
{"base64": ...}, {"base64_text": ...} or {"id": ...}, which is an id of 16 bytes.
A whole number beyond 9007199254740991 is a text of its digits.

Rows refer to one another by id. The data dictionary says which column refers to
which table.

How to import it again
----------------------
  waymark import all --db NEW.db PATH

PATH is this folder or the zip. The new database has the same ids, times,
changes, audit trail and saved reports, and gives the same reports. Waymark
refuses an export in which any file is missing or was changed, so edit a copy.

What is not here
----------------
%s
`

func writeReadme(w io.Writer, tables []Table, about About) error {
	rows := 0
	for _, t := range tables {
		rows += t.Rows
	}
	_, err := fmt.Fprintf(w, strings.ReplaceAll(readme, "\n", "\r\n"), personalData, about.ExportedAt.Format("2 January 2006"), data.HourOf(about.ExportedAt), about.Schema,
		data.Plural(len(tables), "table", "tables")+", "+data.Plural(rows, "row", "rows"), "- "+strings.Join(about.LeftOut, "\r\n- "))
	return err
}

// writeDictionary writes what each table and column holds, as CSV.
func writeDictionary(w io.Writer, tables []Table) error {
	line := []byte(byteOrderMark)
	add := func(cells ...string) {
		for i, text := range cells {
			line = appendCSV(comma(line, i), data.GuardCell(text))
		}
		line = append(line, "\r\n"...)
	}
	add("file", "column", "what it holds", "kind", "may have no value", "refers to")
	for _, t := range tables {
		add(csvName(t.Name), "", t.About, data.Plural(t.Rows, "row", "rows"), "", "")
		for _, c := range t.Columns {
			optional := ""
			if c.Null {
				optional = "yes"
			}
			add(csvName(t.Name), c.Name, c.About, string(c.Kind), optional, c.Refers)
		}
	}
	_, err := w.Write(line)
	return err
}
