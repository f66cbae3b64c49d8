package fold_test

import (
	"testing"

	"waymark/data/fold"
)

func TestCode(t *testing.T) {
	for _, same := range [][]string{{"Jo12", "JO12", " jo 12 ", "jo-12"}, {"SMI-07", "smi 07", "SMI/07"}, {"ab 34", "AB34"}, {"1-12", "1 12", "1/12"}} {
		for _, code := range same[1:] {
			if fold.Code(code) != fold.Code(same[0]) {
				t.Errorf("%q is not %q", code, same[0])
			}
		}
	}
	for _, other := range [][2]string{{"1-12", "11-2"}, {"1-12", "112"}, {"07", "7"}, {"a1", "a2"}, {"日", "本"}} {
		if fold.Code(other[0]) == fold.Code(other[1]) {
			t.Errorf("%q and %q have one key", other[0], other[1])
		}
	}
}
