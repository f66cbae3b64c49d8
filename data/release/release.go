// Package release reads the file that tells of a new version of the program.
//
// Whoever publishes Waymark puts release.json and its signature, release.json.sig,
// beside the setup programs (make release-file). A service names the folder or the
// https address in Settings. The program reads the two files, believes them only
// if one of its own keys signed them, and tells what is new. It downloads no
// program and installs nothing, and it asks nowhere unless a place is set.
package release

import (
	"crypto/ed25519"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"waymark/data"
)

// The names of the two files.
const (
	FileName      = "release.json"
	SignatureName = "release.json.sig"
)

// program is what a file has to be about. A signed file about something else, by
// the same hand, is not taken for one about Waymark.
const program = "waymark"

// Release is what the file says of the newest version.
type Release struct {
	Program  string    `json:"program"`
	Version  string    `json:"version"` // "0.7.0"
	Released data.Date `json:"released"`
	Changes  []string  `json:"changes"` // for users, most important first
	Files    []File    `json:"files"`
}

// File is one of the files of a version, in the same folder.
type File struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"` // in hexadecimal
}

//go:embed keys.txt
var ownKeys string

// Keys returns the public keys that are built into the program.
func Keys() []ed25519.PublicKey { return parseKeys(ownKeys) }

func parseKeys(text string) []ed25519.PublicKey {
	var keys []ed25519.PublicKey
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if key, err := base64.StdEncoding.DecodeString(line); err == nil && len(key) == ed25519.PublicKeySize {
			keys = append(keys, key)
		}
	}
	return keys
}

// Sign returns the content of the signature file for a release file.
func Sign(private ed25519.PrivateKey, file []byte) []byte {
	return []byte(base64.StdEncoding.EncodeToString(ed25519.Sign(private, file)) + "\n")
}

var errSignature = errors.New("the signature is not by a key of this program")

// Parse returns what a release file says, if one of the keys signed exactly its
// bytes.
func Parse(file, signature []byte, keys []ed25519.PublicKey) (Release, error) {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(signature)))
	if err != nil || !signedByOne(keys, file, raw) {
		return Release{}, errSignature
	}
	var r Release
	if err := json.Unmarshal(file, &r); err != nil {
		return Release{}, fmt.Errorf("%s: %w", FileName, err)
	}
	if r.Program != program {
		return Release{}, fmt.Errorf("%s is about %q", FileName, r.Program)
	}
	if _, ok := parts(r.Version); !ok {
		return Release{}, fmt.Errorf("%s has version %q", FileName, r.Version)
	}
	return r, nil
}

func signedByOne(keys []ed25519.PublicKey, file, signature []byte) bool {
	for _, key := range keys {
		if ed25519.Verify(key, file, signature) {
			return true
		}
	}
	return false
}

// NewerThan reports whether r is newer than a version such as "0.6.0". A program
// that does not know its version, as a bare build, is not told of any.
func (r Release) NewerThan(version string) bool {
	mine, ok := parts(version)
	theirs, ok2 := parts(r.Version)
	if !ok || !ok2 {
		return false
	}
	for i := range mine {
		if mine[i] != theirs[i] {
			return theirs[i] > mine[i]
		}
	}
	return false
}

var threeNumbers = regexp.MustCompile(`^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$`)

func parts(version string) ([3]int, bool) {
	m := threeNumbers.FindStringSubmatch(version)
	if m == nil {
		return [3]int{}, false
	}
	var p [3]int
	for i := range p {
		p[i], _ = strconv.Atoi(m[i+1]) // only digits match
	}
	return p, true
}
