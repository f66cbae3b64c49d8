package office_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
)

// An import that was stopped halfway had left its pages in the log, as far as they did not
// fit into memory. The next save was refused then, because “another program” had changed
// the log, and the log was set aside with the names in it.
func TestImport_stoppedLeavesTheDatabaseToBeWritten(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "w.db"))
	stop := errors.New("stopped")
	long := strings.Repeat("winding ", 1<<17) // 100 of them are more than SQLite keeps in memory
	_, err := s.Sources.ImportPractices(context.Background(), func(yield func(data.Practice, error) bool) {
		for i := range 100 {
			if !yield(data.Practice{Code: fmt.Sprintf("B%05d", i), Name: long, Town: "Margate", Postcode: "CT9 1AA"}, nil) {
				return
			}
		}
		yield(data.Practice{}, stop)
	})
	if !errors.Is(err, stop) {
		t.Fatalf("it was not stopped: %v", err)
	}
	n, err := s.Sources.ImportPractices(context.Background(), func(yield func(data.Practice, error) bool) {
		yield(data.Practice{Code: "B00001", Name: "The Limes"}, nil)
	})
	if n != 1 || err != nil {
		t.Errorf("the next import: %d, %v", n, err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing: %v", err)
	}
}
