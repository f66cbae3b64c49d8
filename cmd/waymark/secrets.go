package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/term"

	"waymark/data"
	"waymark/data/store"
)

// unlocked is what a call knows of a protected database.
type unlocked struct {
	keys   []*store.Key
	secret store.Secret // what opened the database of the call
}

// unlock opens the database of a call if it is protected: with the passphrase in
// the file that was named, else with what is typed on the terminal. What is
// wrong with the file itself is said by the command that opens it.
func (c *call) unlock(f *flag.FlagSet) error {
	if c.command == nil || c.command.name == "sample" || c.command.name == "close" {
		return nil // the window asks for itself, a sample is a new file, and close opens none
	}
	if f.Lookup("db") == nil {
		return nil // the guide needs no database
	}
	path, err := placeOf(f.Lookup("db").Value.String())
	if err != nil {
		return nil //nolint:nilerr // the command says so
	}
	secret, err := c.unlockFile(path, c.secretFile)
	c.unlocked.secret = secret
	return err
}

// unlockFile opens one file, if it is protected and not open already.
func (c *call) unlockFile(path, passphraseFile string) (secret store.Secret, err error) {
	if protected, err := store.Protected(path); err != nil || !protected || store.IsUnlocked(path) {
		return secret, nil //nolint:nilerr // a damaged header is said by the command
	}
	name := filepath.Base(path)
	for attempt := range attempts {
		text, typed, err := c.readSecret(passphraseFile, "Passphrase or recovery words for "+name+": ")
		if err != nil {
			return secret, err
		}
		secret = store.SecretOf(text)
		clear(text)
		key, err := store.Unlock(path, "", secret)
		if err == nil {
			c.unlocked.keys = append(c.unlocked.keys, key)
			return secret, nil
		}
		if !typed || data.CodeOf(err) != data.CodeWrongPassphrase || attempt == attempts-1 {
			return secret, err
		}
		_, _ = fmt.Fprintln(c.errout, data.Sentence(err))
		time.Sleep(time.Second << attempt)
	}
	return secret, nil
}

// attempts is how often a passphrase can be typed.
const attempts = 3

// lock forgets what the call unlocked.
func (c *call) lock() {
	for _, key := range c.unlocked.keys {
		key.Close()
	}
	c.unlocked.secret.Clear()
}

// readSecret reads a passphrase from a file or, without one, from the terminal,
// which does not show it.
func (c *call) readSecret(file, prompt string) (text []byte, typed bool, err error) {
	if file != "" {
		text, err = secretFile(file)
		return text, false, err
	}
	in := int(os.Stdin.Fd())
	if !term.IsTerminal(in) {
		return nil, false, data.NewProblem(data.CodeRefused, "There is no terminal to ask for the passphrase. Put it in a file and name that with --passphrase-file.")
	}
	_, _ = fmt.Fprint(c.errout, prompt)
	text, err = term.ReadPassword(in)
	_, _ = fmt.Fprintln(c.errout)
	if err != nil {
		return nil, true, data.NewProblem(data.CodeRefused, "No passphrase was entered.")
	}
	return text, true, nil
}

// mostSecret is how much of a file with a passphrase is read.
const mostSecret = 4096

// secretFile reads the first line of a file.
func secretFile(path string) ([]byte, error) { return secretLine(path, 0) }

// secretLine reads one line of a file.
func secretLine(path string, number int) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &data.Problem{Code: data.CodeNotFound, Cause: err, Sentence: "The file for --passphrase-file cannot be read. Check its name."}
	}
	defer func() { _ = f.Close() }()
	text, err := io.ReadAll(io.LimitReader(f, mostSecret))
	line, rest, _ := bytes.Cut(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("\n"))
	for range number {
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
	}
	if line = bytes.TrimRight(line, "\r"); len(line) == 0 {
		return nil, &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "The file for --passphrase-file has nothing in its first line."}
	}
	return line, nil
}

// newSecret reads a new passphrase, which is typed twice.
func (c *call) newSecret(file string) (store.Secret, error) {
	text, typed, err := c.readSecret(file, "New passphrase (at least 12 characters): ")
	if err != nil {
		return store.Secret{}, err
	}
	defer clear(text)
	secret, err := store.NewPassphrase(text)
	if err != nil || !typed {
		return secret, err
	}
	again, _, err := c.readSecret("", "The same passphrase again: ")
	if err != nil {
		return secret, err
	}
	defer clear(again)
	if !bytes.Equal(text, again) {
		return secret, data.NewProblem(data.CodeInvalid, "The two passphrases differ, so nothing was changed. Run the command again.")
	}
	return secret, nil
}

// newWords makes recovery words, prints them and, on a terminal, asks for two
// of them back: only words that were written down can help later.
func (c *call) newWords() (store.Secret, error) {
	secret, words, err := store.NewRecovery()
	if err != nil {
		return secret, err
	}
	_, _ = fmt.Fprintln(c.out, "\nRecovery words. Write them on paper and keep it locked away. They open the database if the passphrase is lost.")
	for i, w := range words {
		_, _ = fmt.Fprintf(c.out, "%4d  %s\n", i+1, w)
	}
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return secret, nil
	}
	for _, i := range []int{2, 8} {
		text, _, err := c.readSecret("", fmt.Sprintf("Type word %d from your paper: ", i+1))
		if err != nil {
			return secret, err
		}
		if !bytes.EqualFold(bytes.TrimSpace(text), []byte(words[i])) {
			return secret, data.NewProblem(data.CodeInvalid, "That is another word, so nothing was changed. Run the command again and write the new words down.")
		}
	}
	return secret, nil
}
