package member

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"slices"

	"filippo.io/age"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/segment"
)

// Entry is something that a device says of the service, signed. Its body never
// changes: its hash is its name.
type Entry struct {
	Body      []byte `json:"body"`
	Signature []byte `json:"signature"`
}

// Hash names the entry.
func (e *Entry) Hash() segment.Hash { return segment.HashOf(e.Body) }

const (
	// entryFormat is that of the newest entries. A program that knows only the first
	// would give the device of a partner everything, so it may not read of one.
	entryFormat = 2
	firstFormat = 1
	entrySigned = "waymark member 1\x00"
	mostEntry   = 4 << 20
	mostEntries = 1 << 16
	mostParents = 1 << 10
)

// kind says what an entry does.
type kind string

const (
	found  kind = "found"  // Device founds the service, as a manager's
	admit  kind = "admit"  // Device is let in
	alter  kind = "alter"  // Target is another role, name or surgeries from now on
	strike kind = "strike" // Target is struck off
	leave  kind = "leave"  // the author leaves
	renew  kind = "renew"  // the author goes on as Device, with new keys
	keys   kind = "keys"   // only Keys and Wraps
)

// body is the text of an entry.
type body struct {
	Format  int            `json:"format"`
	Service string         `json:"service,omitempty"` // "" in what founds it
	By      string         `json:"by"`
	Parents []segment.Hash `json:"parents,omitempty"`
	At      int64          `json:"at"` // milliseconds of Unix time
	Kind    kind           `json:"kind"`

	Device    *Public     `json:"device,omitempty"`
	Target    string      `json:"target,omitempty"`
	Name      string      `json:"name,omitempty"`
	Role      access.Role `json:"role,omitempty"`
	Surgeries []data.ID   `json:"surgeries,omitempty"`
	Partner   data.ID     `json:"partner,omitempty"` // since format 2

	Keys  []Key  `json:"keys,omitempty"`
	Wraps []wrap `json:"wraps,omitempty"`
}

// Key is a key of a compartment, in one epoch.
type Key struct {
	// ID is the public key, which segments are sealed to.
	ID          string `json:"id"`
	Compartment string `json:"compartment"`
	Epoch       int    `json:"epoch"`
}

// wrap has the secrets of keys, sealed to one device.
type wrap struct {
	Device string   `json:"device"`
	Keys   []string `json:"keys"` // by ID, in the order of the secrets
	Box    []byte   `json:"box"`
}

// sign makes the entry of a body.
func (b *body) sign(by *Identity) (Entry, error) {
	b.Format, b.By = firstFormat, by.ID()
	if b.Partner != "" {
		b.Format = entryFormat
	}
	text, err := json.Marshal(b)
	if err != nil {
		return Entry{}, err
	}
	return Entry{text, ed25519.Sign(by.sign, entryToSign(text))}, nil
}

func entryToSign(text []byte) []byte { return append([]byte(entrySigned), text...) }

func (e *Entry) signedBy(p Public) bool {
	return len(p.Sign) == ed25519.PublicKeySize && ed25519.Verify(p.Sign, entryToSign(e.Body), e.Signature)
}

// read reads the body of an entry. newer says that a newer program wrote it.
func (e *Entry) read() (b *body, newer bool, err error) {
	if len(e.Body) > mostEntry {
		return nil, false, errEntry("an entry of %d bytes", len(e.Body))
	}
	b = &body{}
	if err := json.Unmarshal(e.Body, b); err != nil {
		return nil, false, errEntry("not an entry: %w", err)
	}
	known := []kind{found, admit, alter, strike, leave, renew, keys}
	if b.Format > entryFormat || b.Format >= firstFormat && !slices.Contains(known, b.Kind) {
		return b, true, nil
	}
	if b.Format < firstFormat || len(b.Parents) > mostParents || (b.Kind == found) != (len(b.Parents) == 0) {
		return nil, false, errEntry("not an entry")
	}
	if b.Device != nil {
		if err := b.Device.check(); err != nil {
			return nil, false, err
		}
	}
	return b, false, nil
}

// Encode writes entries as the part of a segment that ToDevices names.
func Encode(entries []Entry) []byte {
	text, err := json.Marshal(entries)
	if err != nil {
		panic(err) // bytes
	}
	return text
}

// Decode reads what Encode wrote.
func Decode(text []byte) ([]Entry, error) {
	var entries []Entry
	d := json.NewDecoder(bytes.NewReader(text))
	if err := d.Decode(&entries); err != nil {
		return nil, errEntry("not entries: %w", err)
	}
	if len(entries) > mostEntries {
		return nil, errEntry("%d entries", len(entries))
	}
	return entries, nil
}

// seal seals the secrets of keys to a device.
func seal(to Public, keys []*age.X25519Identity) (wrap, error) {
	recipient, err := to.Recipient()
	if err != nil {
		return wrap{}, err
	}
	w := wrap{Device: to.ID()}
	secrets := make([]string, len(keys))
	for i, k := range keys {
		secrets[i] = k.String()
		w.Keys = append(w.Keys, k.Recipient().String())
	}
	text, err := json.Marshal(secrets)
	if err != nil {
		return wrap{}, err
	}
	w.Box, err = sealed(text, recipient)
	return w, err
}

// open returns the secrets by the ID of their key. Those that do not fit are left
// out.
func (w *wrap) open(with age.Identity) map[string]*age.X25519Identity {
	var secrets []string
	text, err := opened(w.Box, with)
	if err != nil || json.Unmarshal(text, &secrets) != nil {
		return nil
	}
	found := map[string]*age.X25519Identity{}
	for _, s := range secrets {
		if k, err := age.ParseX25519Identity(s); err == nil {
			found[k.Recipient().String()] = k
		}
	}
	return found
}
