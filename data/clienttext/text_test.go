package clienttext

import "testing"

func TestEnglish_isWhole(t *testing.T) {
	c := English()
	if len(c.Texts()) < 100 {
		t.Fatalf("%d texts", len(c.Texts()))
	}
	seen := map[ID]bool{}
	for _, x := range c.texts {
		if seen[x.ID] || x.ID == "" || x.One == "" {
			t.Errorf("%q twice or empty", x.ID)
		}
		seen[x.ID] = true
		if fault := x.fault(x.One, x.Many != ""); fault != "" {
			t.Errorf("%s: %s", x.ID, fault)
		}
		if (x.place("n") >= 0) != (x.Many != "") {
			t.Errorf("%s: {n} and plural forms do not go together", x.ID)
		}
	}
}
