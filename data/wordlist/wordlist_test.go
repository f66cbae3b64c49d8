package wordlist

import (
	"slices"
	"testing"
)

func TestList_isWholeAndInOrder(t *testing.T) {
	if len(words) != 1<<Bits || !slices.IsSorted(words) {
		t.Fatal("the list of words is not whole")
	}
	for i, w := range words {
		if short := w[:min(4, len(w))]; NumberOf(w) != i || len(w) >= 4 && NumberOf(short) != i {
			t.Errorf("%q is word %d, its first letters are word %d", w, NumberOf(w), NumberOf(short))
		}
	}
	if NumberOf("aban") != 0 || NumberOf("aba") != -1 || NumberOf("zzzz") != -1 {
		t.Error("a word that is not in the list has a number")
	}
}
