package table

import (
	"strings"
	"testing"

	"waymark/data"
)

func TestFarCells_endAtTheirLimits(t *testing.T) {
	for name, c := range map[string]struct{ cells, columns, rows int }{
		"beyond the columns": {16_384, 5, 1_300},
		"within the columns": {16_384, 16_384, 10_000},
	} {
		var far farCells
		var err error
		for n := 0; err == nil && n < c.rows; n++ {
			err = far.count(c.cells, c.columns)
		}
		if data.CodeOf(err) != data.CodeInvalid || !strings.Contains(err.Error(), "far to the right") {
			t.Errorf("%s: %v", name, err)
		}
	}
	var long farCells
	for range 1_000_000 {
		if err := long.count(60, 60); err != nil {
			t.Fatal(err)
		}
	}
}

// What a file makes the scanner read in vain grows with the file and no faster.
func TestScanner_readsLittleInVain(t *testing.T) {
	for name, row := range map[string]string{
		"a quote that opens after a space": "x, \"y\n",
		"a doubled quote that opens":       "x,\"\"y\"z\n",
		"one at the start of a row":        "\"x,y\n",
		"one within a cell":                "x,y\"y,z\n",
	} {
		body := strings.Repeat(row, 400_000)
		s, err := newScanner(strings.NewReader(body), UTF8, ',', endsFor(Mixed))
		rows := 0
		for err == nil {
			if _, err = s.next(); err == nil {
				rows++
			}
		}
		if most := int64(vainFree + longReach + (vainShare+1)*len(body) + shortReach*400_000); rows != 400_000 || s.spent > most {
			t.Errorf("%s: %d rows, %d bytes in vain of a file of %d", name, rows, s.spent, len(body))
		}
	}
}
