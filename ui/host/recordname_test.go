package host

import (
	"strings"
	"testing"

	"waymark/data/store"
)

// TestRecordName_isNoNameOfATable: the trail said “Added · rights_text”.
func TestRecordName_isNoNameOfATable(t *testing.T) {
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
	if got := RecordName("a_new_table"); got != "a new table" {
		t.Errorf("what has no words is called %q", got)
	}
}
