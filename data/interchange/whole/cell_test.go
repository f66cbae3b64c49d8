package whole

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
)

var columns = []Column{{Name: "a", Kind: Text}, {Name: "b", Kind: Text, Null: true}, {Name: "c", Kind: Whole, Null: true},
	{Name: "d", Kind: Real, Null: true}, {Name: "e", Kind: Bytes, Null: true}, {Name: "f", Kind: Any}}

// roundTrip writes values as a row of each file and reads both back.
func roundTrip(t *testing.T, row []any) {
	t.Helper()
	line := []byte("{")
	for i, v := range row {
		c := &columns[i]
		text := cell(c, v, "")
		back, file, err := ReadCell(c, text)
		if err != nil || file != "" || !reflect.DeepEqual(back, v) {
			t.Errorf("%s: %#v is the cell %q, which reads %#v, %q, %v", c.Name, v, text, back, file, err)
		}
		if s, ok := v.(string); ok && c.Kind != Any && s != "" && strings.ContainsAny(text[:1], "=+-@\t\r") {
			t.Errorf("a spreadsheet would run the cell %q", text)
		}
		if i > 0 {
			line = append(line, ',')
		}
		line = append(append(line, `"`+c.Name+`":`...), appendValue(nil, c, v, "")...)
	}
	line = append(line, '}')
	if !json.Valid(line) || bytes.ContainsAny(line, "\n\r") {
		t.Errorf("no JSON on one line: %s", line)
	}
	values, files := make([]any, len(columns)), make([]string, len(columns))
	if err := readRow(line, columns, values, files); err != nil || !reflect.DeepEqual(values, row) {
		t.Errorf("%s reads %#v, %v", line, values, err)
	}
}

var texts = []string{"", " ", "'", "''", "'=1", "=1+1", "-3", "+44 1843", "@x", "\t=1", "\r", "\n", "a\r\nb", `"`, `a,"b"`, "file:x", "'file:x", "base64:", "base64:QQ==",
	"null", "{}", `\`, `\u0041`, "\x00", "\xff\xfe", "é…\u2028", "😀", "＝1", "019d3f78-4d70-7f16-b5ab-e5014775bc1d", "019D3F78-4d70-7f16-b5ab-e5014775bc1d", "07700 900000", "1e5"}

func TestCells_loseNothing(t *testing.T) {
	for _, text := range texts {
		roundTrip(t, []any{text, text, int64(len(text)), 0.1, []byte(text), text})
		roundTrip(t, []any{text, nil, nil, nil, nil, []byte("0123456789abcdef")})
	}
	for _, f := range []float64{0, 1, -3.5, 1e300, 5e-324, 0.1, math.Inf(1), 1 << 60} {
		roundTrip(t, []any{"", nil, int64(math.MaxInt64), f, []byte{}, []byte{1}})
	}
}

func FuzzCells(f *testing.F) {
	for _, text := range texts {
		f.Add(text, []byte(text), int64(len(text)), 1.5)
	}
	f.Fuzz(func(t *testing.T, text string, b []byte, n int64, r float64) {
		if math.IsNaN(r) { // SQLite keeps none
			r = 0
		}
		roundTrip(t, []any{text, text, n, r, b, text})
		roundTrip(t, []any{text, text, nil, nil, nil, b})
	})
}

// FuzzReadRow gives readRow any line: what it takes is JSON with those columns.
func FuzzReadRow(f *testing.F) {
	f.Add([]byte(`{"a":"x","b":null,"c":1,"d":"+Inf","e":{"base64":""},"f":{"id":"019d3f78-4d70-7f16-b5ab-e5014775bc1d"}}`))
	f.Add([]byte(`{"a":{"file":"texts/a-000001.txt"},"b":"\u00e9","c":"9007199254740993","d":1e5,"e":null,"f":"x"}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		values, files := make([]any, len(columns)), make([]string, len(columns))
		if readRow(line, columns, values, files) != nil {
			return
		}
		for i, v := range values {
			switch v.(type) {
			case nil, string, int64, float64, []byte:
			default:
				t.Errorf("%d: %T", i, v)
			}
		}
	})
}

// The CSV files are what other programs expect: encoding/csv reads every cell but
// for line ends within one, which it writes anew.
func TestAppendCSV_isReadByOthers(t *testing.T) {
	for _, text := range texts {
		line := appendCSV(append(appendCSV(nil, "first"), ','), text)
		rows, err := csv.NewReader(bytes.NewReader(append(line, "\r\n"...))).ReadAll()
		if err != nil || len(rows) != 1 || len(rows[0]) != 2 || rows[0][1] != strings.ReplaceAll(text, "\r\n", "\n") {
			t.Errorf("%q reads %q, %v", text, rows, err)
		}
	}
}
