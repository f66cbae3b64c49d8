package settings

import (
	"strings"
	"testing"

	"waymark/data/store"
)

// TestRecordWords_areNoNamesOfTables: the trail said “Added · rights_text”.
func TestRecordWords_areNoNamesOfTables(t *testing.T) {
	for table, spec := range store.Tables() {
		if !spec.Records {
			continue
		}
		words, named := recordNames[table]
		if !named && strings.Contains(table, "_") {
			t.Errorf("%s has no words", table)
		}
		if strings.Contains(words, "_") {
			t.Errorf("%s is called %q", table, words)
		}
	}
	if got := recordWords("a_new_table"); got != "a new table" {
		t.Errorf("what has no words is called %q", got)
	}
}
