package member

import (
	"bytes"
	"cmp"
	"io"
	"maps"
	"slices"
	"time"

	"filippo.io/age"
)

// Secrets returns the secrets of the keys that a device was given, also as one that it was
// before, by the ID of the key.
func (l *Log) Secrets(me *Identity) map[string]*age.X25519Identity {
	found, boxes := map[string]*age.X25519Identity{}, me.boxesOf()
	for _, w := range l.State().wraps {
		if box := boxes[w.Device]; box != nil {
			maps.Copy(found, w.open(box))
		}
	}
	return found
}

// KeyFor returns the key that a part of a compartment is sealed to now. ok is false
// if there is none that only devices hold which may.
func (s *State) KeyFor(compartment string) (key Key, ok bool) {
	for _, k := range s.Keys {
		if k.Compartment != compartment || !s.safe(k) {
			continue
		}
		if !ok || cmp.Or(cmp.Compare(k.Epoch, key.Epoch), cmp.Compare(k.ID, key.ID)) > 0 {
			key, ok = k.Key, true
		}
	}
	return key, ok
}

func (s *State) safe(k *HeldKey) bool {
	for holder := range k.Holders {
		if !s.Devices[holder].Holds(k.Compartment) {
			return false
		}
	}
	return true
}

// compartments are those that have keys, and further ones.
func (s *State) compartments(further []string) []string {
	all := map[string]bool{Control: true, Lists: true, Casework: true, Figures: true}
	for _, k := range s.Keys {
		all[k.Compartment] = true
	}
	for _, c := range further {
		all[c] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// Upkeep returns an entry with what the keys of the service lack: a new epoch where
// a device holds a key that it may not hold any longer, a key for each compartment
// that has none, and the secrets for devices that lack them. ok is false if nothing
// is to be done.
func (l *Log) Upkeep(me *Identity, further []string, now time.Time) (e Entry, ok bool, err error) {
	s := l.State()
	if d := s.Devices[me.ID()]; !d.Active() || d.Kind() != ForCasework {
		return Entry{}, false, nil
	}
	b := &body{Kind: keys, Service: l.service, Parents: s.heads, At: now.UnixMilli()}
	if err := l.supply(b, s, me, further); err != nil || len(b.Wraps) == 0 {
		return Entry{}, false, err
	}
	e, err = b.sign(me)
	return e, err == nil, err
}

// supply adds the keys and secrets to an entry that a service lacks once it is as s
// says.
func (l *Log) supply(b *body, s *State, me *Identity, further []string) error {
	have := l.Secrets(me)
	for _, c := range s.compartments(further) {
		if _, ok := s.KeyFor(c); ok {
			continue
		}
		k, err := age.GenerateX25519Identity()
		if err != nil {
			return err
		}
		id := k.Recipient().String()
		b.Keys = append(b.Keys, Key{id, c, s.epoch(c) + 1})
		s.Keys[id] = &HeldKey{b.Keys[len(b.Keys)-1], map[string]bool{}}
		have[id] = k
	}
	for _, d := range s.Sorted() {
		var lacks []*age.X25519Identity
		for _, id := range slices.Sorted(maps.Keys(s.Keys)) {
			k := s.Keys[id]
			if secret := have[id]; secret != nil && d.Holds(k.Compartment) && !k.Holders[d.ID] {
				lacks = append(lacks, secret)
			}
		}
		if len(lacks) == 0 {
			continue
		}
		w, err := seal(d.Public, lacks)
		if err != nil {
			return err
		}
		b.Wraps = append(b.Wraps, w)
	}
	return nil
}

// epoch is the last epoch of a compartment.
func (s *State) epoch(compartment string) (last int) {
	for _, k := range s.Keys {
		if k.Compartment == compartment {
			last = max(last, k.Epoch)
		}
	}
	return last
}

// Readers are whom a part is sealed to that says who belongs to the service: every
// device, and the key of the last epoch for devices that others let in meanwhile.
// Where the entries are news, it is also sealed to whoever is named in them, so that
// a device learns that it was struck off; and if they begin an epoch, to the key of
// the one before.
func (s *State) Readers(entries []Entry, known bool) ([]age.Recipient, error) {
	named, epochs := map[string]bool{}, 1
	for _, e := range entries {
		if b, _, err := e.read(); err == nil && !known {
			if named[b.Target] = true; len(b.Keys) > 0 {
				epochs = 2
			}
		}
	}
	var list []age.Recipient
	for _, d := range s.Sorted() {
		if !d.Active() && !named[d.ID] {
			continue
		}
		r, err := d.Public.Recipient()
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	last := s.epoch(Control)
	for _, id := range slices.Sorted(maps.Keys(s.Keys)) {
		if k := s.Keys[id]; k.Compartment == Control && k.Epoch > last-epochs {
			r, err := age.ParseX25519Recipient(id)
			if err != nil {
				return nil, err
			}
			list = append(list, r)
		}
	}
	return list, nil
}

func sealed(text []byte, to ...age.Recipient) ([]byte, error) {
	var box bytes.Buffer
	w, err := age.Encrypt(&box, to...)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return box.Bytes(), nil
}

// opened returns the text of what sealed made, once all of it is there.
func opened(box []byte, with ...age.Identity) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(box), with...)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
