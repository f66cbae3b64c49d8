// Command release makes what tells services of a new version: the key that signs
// it, once, and release.json with its signature, for every version.
//
// Usage, from the root of the tree:
//
//	release key KEYFILE            makes a key pair; refuses to replace one
//	release file KEYFILE DIST VERSION DATE
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"waymark/data"
	"waymark/data/release"
)

// publicKeys is where the program has its keys from.
const publicKeys = "data/release/keys.txt"

func main() {
	var err error
	switch args := os.Args[1:]; {
	case len(args) == 2 && args[0] == "key":
		err = makeKey(args[1], publicKeys)
	case len(args) == 5 && args[0] == "file":
		err = makeFile(args[1], args[2], args[3], args[4], "CHANGELOG.md", release.Keys())
	default:
		fmt.Fprintln(os.Stderr, "usage: release key KEYFILE | release file KEYFILE DIST VERSION DATE")
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// makeKey writes a new private key, for its owner alone to read, and adds its public
// half to those of the program.
func makeKey(path, public string) error {
	key, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s is there already, and is not replaced: programs that are installed believe it alone", path)
	} else if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, base64.StdEncoding.EncodeToString(private.Seed()))
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	list, err := os.ReadFile(public)
	if err != nil {
		return err
	}
	list = append(list, base64.StdEncoding.EncodeToString(key)+"\n"...)
	if err := os.WriteFile(public, list, 0o644); err != nil { // #nosec G306 -- a file of the source tree
		return err
	}
	fmt.Printf("The private key is in %s. Keep it safe and apart from the source: who has it can tell every service of a version.\n"+
		"Its public half is in %s. Commit that, and build: only programs built from then on believe this key.\n", path, public)
	return nil
}

// makeFile writes release.json and its signature into the folder of the packages,
// and reads both back as a program would.
func makeFile(keyPath, dist, version, date, changelog string, keys []ed25519.PublicKey) error {
	private, err := readKey(keyPath)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(keys, func(k ed25519.PublicKey) bool { return k.Equal(private.Public()) }) {
		return fmt.Errorf("the key in %s is none of those in %s, so no program would believe the file", keyPath, publicKeys)
	}
	r := release.Release{Program: "waymark", Version: version}
	if r.Released, err = data.ParseDate(date); err != nil {
		return err
	}
	if r.Files, err = filesOf(dist); err != nil {
		return err
	}
	if r.Changes, err = changesOf(changelog, version); err != nil {
		return err
	}
	var file bytes.Buffer
	e := json.NewEncoder(&file)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		return err
	}
	for name, content := range map[string][]byte{release.FileName: file.Bytes(), release.SignatureName: release.Sign(private, file.Bytes())} {
		if err := os.WriteFile(filepath.Join(dist, name), content, 0o644); err != nil { // #nosec G306 -- published
			return err
		}
	}
	fmt.Printf("%s tells of version %s, with %d changes and %d files.\n", filepath.Join(dist, release.FileName), version, len(r.Changes), len(r.Files))
	return nil
}
