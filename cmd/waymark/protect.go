package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"waymark/data"
	"waymark/data/store"
)

// runProtect encrypts a database and its plain backups.
func runProtect(ctx context.Context, c *call) error {
	f, db := c.flags()
	backups := f.String("backups", "seal", "what happens to plain backups: seal, remove or keep")
	if err := c.parseFlags(f); err != nil {
		return err
	}
	if *backups != "seal" && *backups != "remove" && *backups != "keep" {
		return wrongUse{"Write --backups seal, --backups remove or --backups keep."}
	}
	path, err := placeOf(*db)
	if err != nil {
		return err
	}
	if err := c.askRestore(ctx, path); err != nil {
		return err
	}
	protected, err := store.Protected(path)
	if err != nil {
		return err
	}
	if protected {
		_, _ = fmt.Fprintf(c.out, "%s is protected already.\n", path)
	} else if err := c.protect(ctx, path); err != nil {
		return err
	}
	return c.settleBackups(ctx, path, *backups)
}

func (c *call) protect(ctx context.Context, path string) error {
	passphrase, err := c.newSecret(c.secretFile)
	if err != nil {
		return err
	}
	defer passphrase.Clear()
	recovery, err := c.newWords()
	if err != nil {
		return err
	}
	defer recovery.Clear()
	key, err := store.Protect(ctx, path, store.Options{}, store.NewSlot{Secret: passphrase}, store.NewSlot{Secret: recovery})
	if err != nil {
		return err
	}
	c.unlocked.keys = append(c.unlocked.keys, key)
	_, err = fmt.Fprintf(c.out, "\n%s is protected now. It opens with the passphrase or the recovery words, and with nothing else.\n"+
		"Old contents may remain in unused blocks of the disk until they are overwritten.\n", path)
	return err
}

// settleBackups lists the plain backups of a database, and does with them what
// was asked.
func (c *call) settleBackups(ctx context.Context, path, what string) error {
	var sealed []string
	left, err := store.PlainFiles(path, store.Options{})
	if err != nil {
		return err
	}
	switch what {
	case "seal":
		if sealed, left, err = store.SealBackups(ctx, path, store.Options{}); err != nil {
			return err
		}
	case "remove":
		if err := store.RemoveFiles(left); err != nil {
			return &data.Problem{Code: data.CodeRefused, Cause: err, Sentence: "Some plain backups could not be removed. Check the permissions of their folder, and run the command again."}
		}
		c.list("Removed these plain backups:", left)
		return nil
	}
	c.list("Protected these backups as well:", sealed)
	c.list("These files hold records without protection. Move them to a safe place, or run “waymark protect --backups remove”:", left)
	return nil
}

func (c *call) list(title string, files []string) {
	if len(files) == 0 {
		return
	}
	_, _ = fmt.Fprintln(c.out, title)
	for _, file := range files {
		_, _ = fmt.Fprintln(c.out, "  "+file)
	}
}

// runUnprotect writes a protected database as a plain file again.
func runUnprotect(ctx context.Context, c *call) error {
	f, db := c.flags()
	if err := c.parseFlags(f); err != nil {
		return err
	}
	path, err := placeOf(*db)
	if err != nil {
		return err
	}
	protected, err := store.Protected(path)
	if err != nil {
		return err
	}
	if !protected {
		_, err = fmt.Fprintf(c.out, "%s is not protected.\n", path)
		return err
	}
	if err := c.askRestore(ctx, path); err != nil {
		return err
	}
	if err := store.Unprotect(ctx, path, store.Options{}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "%s is a plain file now: whoever has it can read it. Backups that were protected stay protected.\n", path)
	return err
}

// passphraseCall is one use of “waymark passphrase”.
type passphraseCall struct {
	*call
	path    string
	owner   string
	newFile string
	store   *store.Store
	slots   []store.Slot
}

// runPassphrase changes what opens a protected database.
func runPassphrase(ctx context.Context, c *call) error {
	f, db := c.flags()
	action := c.command.name[len("passphrase "):]
	p := passphraseCall{call: c}
	if action == "add" || action == "change" || action == "remove" {
		f.StringVar(&p.owner, "owner", "", "whose passphrase it is")
	}
	if action == "add" || action == "change" {
		f.StringVar(&p.newFile, "new-passphrase-file", "", "a file that holds the new passphrase")
	}
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if err := noWords(slices.DeleteFunc(words, func(w string) bool { return w == action })); err != nil {
		return err
	}
	if p.path, err = placeOf(*db); err != nil {
		return err
	}
	if protected, err := store.Protected(p.path); err != nil {
		return err
	} else if !protected {
		return data.NewProblem(data.CodeRefused, "This database is not protected, so it has no passphrases. Use “waymark protect” first.")
	}
	if err := c.askRestore(ctx, p.path); err != nil {
		return err
	}
	if action == "new-key" {
		return p.newKey(ctx)
	}
	if p.store, err = store.Open(ctx, p.path, store.Options{}); err != nil {
		return err
	}
	defer func() { _ = p.store.Close() }()
	if p.slots, err = p.store.Slots(); err != nil {
		return err
	}
	return map[string]func(context.Context) error{"add": p.add, "change": p.change, "remove": p.remove, "recovery": p.recovery, "list": p.list}[action](ctx)
}

func (p *passphraseCall) list(context.Context) error {
	for _, s := range p.slots {
		since := data.DateOf(s.Made.Local())
		switch {
		case s.Kind == store.RecoverySlot:
			_, _ = fmt.Fprintf(p.out, "recovery words, since %s\n", since)
		case s.Owner == "":
			_, _ = fmt.Fprintf(p.out, "passphrase, since %s\n", since)
		default:
			_, _ = fmt.Fprintf(p.out, "passphrase of %s, since %s\n", s.Owner, since)
		}
	}
	return nil
}

func (p *passphraseCall) add(ctx context.Context) error {
	if p.owner == "" {
		return wrongUse{"Say whose passphrase it is with --owner NAME."}
	}
	for _, s := range p.slots {
		if s.Kind == store.PassphraseSlot && s.Owner == p.owner {
			return data.NewProblem(data.CodeConflict, "There is a passphrase of that owner already. Use “waymark passphrase change”.")
		}
	}
	secret, err := p.newSecret(p.newFile)
	if err != nil {
		return err
	}
	defer secret.Clear()
	if _, err := p.store.AddSlot(ctx, p.owner, secret); err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, "The passphrase was added.")
	return err
}

// one returns the slot that is meant: the owner's, else the only one.
func (p *passphraseCall) one() (store.Slot, error) {
	var found []store.Slot
	for _, s := range p.slots {
		if s.Kind == store.PassphraseSlot && (p.owner == "" || s.Owner == p.owner) {
			found = append(found, s)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return store.Slot{}, data.NewProblem(data.CodeNotFound, "There is no passphrase of that owner. “waymark passphrase list” shows whose there are.")
	}
	return store.Slot{}, wrongUse{"Several people have a passphrase. Say whose is meant with --owner NAME."}
}

func (p *passphraseCall) change(ctx context.Context) error {
	slot, err := p.one()
	if err != nil {
		return err
	}
	secret, err := p.newSecret(p.newFile)
	if err != nil {
		return err
	}
	defer secret.Clear()
	if _, err := p.store.AddSlot(ctx, slot.Owner, secret, slot.ID); err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, "The passphrase was changed. Backups that were made before still open with the old one.")
	if err == nil && p.as != "" {
		_, err = fmt.Fprintln(p.out, "The passphrase to sign in with stays as it was. “Change your passphrase” in the window changes both.")
	}
	return err
}

func (p *passphraseCall) remove(ctx context.Context) error {
	slot, err := p.one()
	if err != nil {
		return err
	}
	if err := p.store.RemoveSlot(ctx, slot.ID); err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, "The passphrase was removed. Backups that were made before still open with it, and so does a copy of the file.\n"+
		"Someone who may have such a copy can read what it holds. “waymark passphrase new-key” makes what is saved from now on unreadable to them.")
	return err
}

func (p *passphraseCall) recovery(ctx context.Context) error {
	var old []store.SlotID
	for _, s := range p.slots {
		if s.Kind == store.RecoverySlot {
			old = append(old, s.ID)
		}
	}
	secret, err := p.newWords()
	if err != nil {
		return err
	}
	defer secret.Clear()
	if _, err := p.store.AddSlot(ctx, "", secret, old...); err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, "\nThese are the recovery words from now on. The old ones open only backups that were made before.")
	return err
}

// newKey encrypts the database anew. Only the passphrase that opened it and new
// recovery words open it then: the other passphrases are not known here.
func (p *passphraseCall) newKey(ctx context.Context) error {
	if p.unlocked.secret.Kind() != store.PassphraseSlot {
		return data.NewProblem(data.CodeRefused, "A new key needs a passphrase, which stays valid. Give the passphrase instead of the recovery words.")
	}
	recovery, err := p.newWords()
	if err != nil {
		return err
	}
	defer recovery.Clear()
	key, err := store.Protect(ctx, p.path, store.Options{}, store.NewSlot{Owner: p.unlocked.keys[0].Slot().Owner, Secret: p.unlocked.secret}, store.NewSlot{Secret: recovery})
	if err != nil {
		return err
	}
	p.unlocked.keys = append(p.unlocked.keys, key)
	_, err = fmt.Fprintf(p.out, "\n%s has a new key. It opens with this passphrase and the new recovery words. Add the passphrases of the others again.\n"+
		"Backups that were made before keep the old key.\n", filepath.Base(p.path))
	return err
}
