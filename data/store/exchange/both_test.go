package exchange

import "testing"

func TestBothTexts(t *testing.T) {
	for _, c := range []struct {
		here, lost string
		line       bool
		want       string
	}{
		{"Walks with a frame.", "Ring first.", false, "Walks with a frame.\n\nRing first."},
		{"Dog at the door", "Ring first", true, "Dog at the door; Ring first"},
		{"Ring first. Then knock.", "Ring first.", false, "Ring first. Then knock."},
		{"Ring first.", "Ring first. Then knock.", false, "Ring first. Then knock."},
		{"", "Ring first.", false, "Ring first."},
	} {
		if got := bothTexts(c.here, c.lost, c.line); got != c.want {
			t.Errorf("%q and %q: %q, want %q", c.here, c.lost, got, c.want)
		}
	}
}
