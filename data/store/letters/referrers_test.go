package letters

import (
	"testing"

	"waymark/data"
)

func TestReferrers_nameEverySourceThatSaysWho(t *testing.T) {
	for _, o := range data.Sources() {
		if o.Value != "other" && referrers[o.Value] == "" {
			t.Errorf("a letter cannot say who %q is", o.Value)
		}
	}
}
