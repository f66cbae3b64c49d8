package store

import (
	"fmt"
	"strings"
	"testing"
)

// Two files with one number would be applied in the order of their names, and
// outdates would be wrong about both.
func TestMigrations_areNumberedWithoutGapsOrDoubles(t *testing.T) {
	for i, name := range migrations() {
		if want := fmt.Sprintf("%04d_", i+1); !strings.HasPrefix(name, want) {
			t.Errorf("migration %d is named %s, want %s…", i+1, name, want)
		}
	}
}
