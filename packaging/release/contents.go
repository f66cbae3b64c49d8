package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"waymark/data/release"
)

func readKey(path string) (ed25519.PrivateKey, error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("there is no key at %s. “make release-key” makes one, once; KEY=FILE says where it is", path)
	} else if err != nil {
		return nil, err
	}
	seed, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(raw)))
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, fmt.Errorf("%s is not a key that “make release-key” made", path)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

// filesOf lists the packages, as SHA256SUMS has them.
func filesOf(dist string) ([]release.File, error) {
	sums, err := os.ReadFile(filepath.Join(dist, "SHA256SUMS"))
	if err != nil {
		return nil, fmt.Errorf("%w: run make dist first", err)
	}
	var files []release.File
	for line := range strings.Lines(string(sums)) {
		sum, name, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if !ok {
			continue
		}
		info, err := os.Stat(filepath.Join(dist, name))
		if err != nil {
			return nil, err
		}
		files = append(files, release.File{Name: name, Bytes: info.Size(), SHA256: sum})
	}
	return files, nil
}

// changesOf are the lines of the changelog about a version.
func changesOf(changelog, version string) ([]string, error) {
	text, err := os.ReadFile(changelog)
	if err != nil {
		return nil, err
	}
	var changes []string
	on := false
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if heading, ok := strings.CutPrefix(line, "## "); ok {
			number, _, _ := strings.Cut(heading, ",")
			on = number == version
			continue
		}
		if change, ok := strings.CutPrefix(line, "- "); ok && on {
			changes = append(changes, change)
		}
	}
	if len(changes) == 0 {
		return nil, fmt.Errorf("%s says nothing about version %s", changelog, version)
	}
	return changes, nil
}
