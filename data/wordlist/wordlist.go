// Package wordlist holds the words that stand for keys where people write them
// down, read them out or compare them.
package wordlist

import (
	_ "embed" // the list
	"slices"
	"strings"
)

// The English word list of BIP-0039 (MIT licence, as the proposal): 2048 words
// that differ in their first four letters.
//
//go:embed words.txt
var list string

var words = strings.Fields(list)

// Bits is how many bits a word stands for.
const Bits = 11

// Words returns the first n words that the bits of key stand for. The key has at
// least n times Bits bits.
func Words(key []byte, n int) []string {
	found := make([]string, n)
	for i := range found {
		at := 0
		for b := i * Bits; b < (i+1)*Bits; b++ {
			at = at<<1 | int(key[b/8]>>(7-b%8)&1)
		}
		found[i] = words[at]
	}
	return found
}

// NumberOf returns the number of a word that is written whole or with its first
// four letters at least, or -1 if it is not in the list.
func NumberOf(w string) int {
	i, found := slices.BinarySearch(words, w)
	if found || len(w) >= 4 && i < len(words) && strings.HasPrefix(words[i], w) {
		return i
	}
	return -1
}
