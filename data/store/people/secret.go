package people

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"waymark/data"
)

// How a passphrase is hashed: Argon2id with 64 MiB, three passes and four lanes.
// A hash carries its own values, so that they may grow.
const (
	memory    = 64 * 1024 // KiB
	passes    = 3
	lanes     = 4
	keySize   = 32
	saltSize  = 16
	hashForm  = "argon2id m=%d t=%d p=%d %s %s"
	most      = 1 << 20 // KiB: a hash in a file that someone changed may not fill the memory
	mostLanes = 16
)

// LeastPassphrase is the fewest characters of a passphrase.
const LeastPassphrase = 12

// hashOf hashes a passphrase with a new salt.
func hashOf(passphrase string) (string, error) {
	salt := make([]byte, saltSize)
	if _, err := rand.Read(salt); err != nil {
		return "", err
	}
	key := argon2.IDKey(normal(passphrase), salt, passes, memory, lanes, keySize)
	code := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf(hashForm, memory, passes, lanes, code(salt), code(key)), nil
}

// matches reports whether a hash is that of a passphrase.
func matches(hash, passphrase string) bool {
	var m, t uint32
	var p uint8
	var salt, key string
	if _, err := fmt.Sscanf(hash, hashForm, &m, &t, &p, &salt, &key); err != nil || m > most || m == 0 || t == 0 || t > 64 || p == 0 || p > mostLanes {
		return false
	}
	s, saltErr := base64.RawStdEncoding.DecodeString(salt)
	want, keyErr := base64.RawStdEncoding.DecodeString(key)
	if saltErr != nil || keyErr != nil || len(want) != keySize {
		return false
	}
	return subtle.ConstantTimeCompare(argon2.IDKey(normal(passphrase), s, t, m, p, keySize), want) == 1
}

// normal is a passphrase as it is hashed: the same letters typed on another
// keyboard are the same passphrase.
func normal(passphrase string) []byte { return norm.NFC.Bytes([]byte(passphrase)) }

// CheckPassphrase returns an error if a passphrase is too easy to guess.
func CheckPassphrase(passphrase, name string) error {
	switch {
	case utf8.RuneCountInString(passphrase) < LeastPassphrase:
		return data.FieldErrors{{Field: "Passphrase", Sentence: fmt.Sprintf("Enter at least %s. Four words that do not belong together are easy to remember.", data.Plural(LeastPassphrase, "character", "characters"))}}
	case name != "" && strings.Contains(strings.ToLower(passphrase), strings.ToLower(name)):
		return data.FieldErrors{{Field: "Passphrase", Sentence: "Choose a passphrase without your name in it."}}
	case strings.Count(passphrase, string([]rune(passphrase)[:1])) == utf8.RuneCountInString(passphrase):
		return data.FieldErrors{{Field: "Passphrase", Sentence: "Choose a passphrase of more than one character."}}
	}
	return nil
}

// codeLetters are those that no one takes for another when reading them out.
const codeLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

// newCode makes a code for one sign-in, such as "7KQ2-M9TX-4HBD".
func newCode() (string, error) {
	var b strings.Builder
	one := make([]byte, 1)
	for b.Len() < 14 {
		if _, err := rand.Read(one); err != nil {
			return "", err
		}
		if int(one[0]) >= len(codeLetters)*(256/len(codeLetters)) {
			continue // else some letters would come more often
		}
		if b.Len() == 4 || b.Len() == 9 {
			b.WriteByte('-')
		}
		b.WriteByte(codeLetters[int(one[0])%len(codeLetters)])
	}
	return b.String(), nil
}

// TidyCode is a code as it was made, however it was typed; anything else is as it is.
func TidyCode(typed string) string {
	var letters []rune
	for _, r := range strings.ToUpper(typed) {
		if strings.ContainsRune(codeLetters, r) {
			letters = append(letters, r)
		}
	}
	if len(letters) != 12 {
		return typed
	}
	return string(letters[:4]) + "-" + string(letters[4:8]) + "-" + string(letters[8:])
}
