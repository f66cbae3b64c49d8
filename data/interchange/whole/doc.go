// Package whole is the format of an export of everything: a folder or a zip that
// people, spreadsheets and other programs read, and that Waymark reads back.
//
// It holds one CSV file a table (tables/NAME.csv), the same rows as one JSON file
// (waymark.json), pictures and long texts as files of their own, a README, a data
// dictionary, and a manifest with the size and SHA-256 of each file. README.txt says
// how a value is written; cell.go is that rule. The CSV files and the JSON file hold
// the same values, and neither loses any: an empty cell, an empty text and no value
// are three things. Reading back uses the JSON file.
package whole

// Kind is the kind of value that a column holds.
type Kind string

// The kinds, as the data dictionary names them.
const (
	Text  Kind = "text"
	Whole Kind = "whole number"
	Real  Kind = "number"
	Bytes Kind = "bytes"
	Any   Kind = "text or bytes"
)

// Column is a column of a table.
type Column struct {
	Name  string
	Kind  Kind
	Null  bool // a row may have no value in it
	About string
	// Refers is the table whose rows it names, if it names any.
	Refers string
}

// Table is a table with how many rows it has.
type Table struct {
	Name, About string
	Columns     []Column
	Rows        int
}

// LongText is how many bytes a text may have before it becomes a file: a cell of
// Excel has room for 32,767 characters. LongBytes is the same for bytes.
const (
	LongText  = 32_000
	LongBytes = 64
)

// isLong reports whether a value becomes a file of its own. Keys never do.
func (c *Column) isLong(v any) bool {
	if c.Kind == Any {
		return false
	}
	switch v := v.(type) {
	case string:
		return len(v) > LongText
	case []byte:
		return len(v) > LongBytes
	}
	return false
}
