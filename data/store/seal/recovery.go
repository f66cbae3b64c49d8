package seal

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"

	"waymark/data/wordlist"
)

// RecoveryLength is how many words a recovery key has: 128 random bits and a
// check of four bits, eleven bits a word.
const RecoveryLength = 12

// ErrWords says that a text is not a recovery key. Its text says which word is
// wrong, by its place and not by what was typed.
var ErrWords = errors.New("seal: not a recovery key")

// NewRecovery returns a new recovery key and the words for it.
func NewRecovery() (Secret, []string, error) {
	key := make([]byte, 16)
	if _, err := rand.Read(key); err != nil {
		return Secret{}, nil, err
	}
	return Secret{RecoverySlot, key}, toWords(key), nil
}

func toWords(key []byte) []string {
	sum := sha256.Sum256(key)
	return wordlist.Words(append(slices.Clone(key), sum[0]), RecoveryLength)
}

// Recovery reads the words of a recovery key: in capitals or not, with any
// spaces, numbers and dashes between them, and each with its first four
// letters at least. It returns an ErrWords for anything else.
func Recovery(text string) (Secret, error) {
	list := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' })
	if len(list) != RecoveryLength {
		return Secret{}, fmt.Errorf("%w: %d words instead of %d", ErrWords, len(list), RecoveryLength)
	}
	bits := make([]byte, 17)
	for i, w := range list {
		n := wordlist.NumberOf(w)
		if n < 0 {
			return Secret{}, fmt.Errorf("%w: word %d is not in the list", ErrWords, i+1)
		}
		for b := range 11 {
			if n>>(10-b)&1 == 1 {
				at := i*11 + b
				bits[at/8] |= 1 << (7 - at%8)
			}
		}
	}
	if sum := sha256.Sum256(bits[:16]); sum[0]>>4 != bits[16]>>4 {
		return Secret{}, fmt.Errorf("%w: the check is wrong", ErrWords)
	}
	return Secret{RecoverySlot, bits[:16]}, nil
}
