package seal

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Key is the data key of a sealed database, for as long as it is open. SQLite
// is told of it by a token, which is of no use outside this process.
type Key struct {
	id    keyID
	token string
	slot  Slot // what opened it; zero for a new key

	endedEarly atomic.Bool

	mu   sync.Mutex
	data []byte // nil once closed
}

var (
	keysMu sync.Mutex
	keys   = map[string]*Key{}
)

// freshToken follows the token of a key for a database that is being made.
const freshToken = "-new"

func register(data []byte, id keyID) (*Key, error) {
	var token [16]byte
	if _, err := rand.Read(token[:]); err != nil {
		return nil, err
	}
	k := &Key{id: id, token: hex.EncodeToString(token[:]), data: data}
	keysMu.Lock()
	defer keysMu.Unlock()
	keys[k.token] = k
	return k, nil
}

// NewKey makes the data key of a new database.
func NewKey() (*Key, error) {
	data, id := make([]byte, 32), keyID{}
	if _, err := rand.Read(data); err != nil {
		return nil, err
	}
	if _, err := rand.Read(id[:]); err != nil {
		return nil, err
	}
	return register(data, id)
}

// Close forgets the key and overwrites it. What is open stays open: its
// ciphers have the key expanded, and Go does not let them be overwritten.
func (k *Key) Close() {
	if k == nil {
		return
	}
	keysMu.Lock()
	delete(keys, k.token)
	keysMu.Unlock()
	k.mu.Lock()
	defer k.mu.Unlock()
	clear(k.data)
	k.data = nil
}

var errClosed = errors.New("seal: the key was closed")

// with lends the bytes of the key.
func (k *Key) with(do func(data []byte) error) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.data == nil {
		return errClosed
	}
	return do(k.data)
}

// EndedEarly reports, once, whether a log that was recovered with this key had a
// frame that does not open: a save that was never finished, or one that was
// damaged since. The database is then as it was before that save.
func (k *Key) EndedEarly() bool { return k.endedEarly.Swap(false) }

// Slot is the slot that the secret opened.
func (k *Key) Slot() Slot { return k.slot }

// Same reports whether two keys are of the same data key.
func (k *Key) Same(other *Key) bool { return k != nil && other != nil && k.id == other.id }

// Query adds to the query of a database's URI what opens it with this key.
func (k *Key) Query(q url.Values) {
	q.Set("vfs", vfsName)
	q.Set("seal", k.token)
}

// QueryNew is Query for a file that a Template made and nothing was written to.
// VACUUM INTO takes it, too.
func (k *Key) QueryNew(q url.Values) {
	q.Set("vfs", vfsName)
	q.Set("seal", k.token+freshToken)
	q.Set("reserve", reservedText)
}

const reservedText = "32"

// handle is a key as a connection uses it.
type handle struct {
	*Key
	fresh bool
}

func keyOf(token string) *handle {
	token, fresh := strings.CutSuffix(token, freshToken)
	keysMu.Lock()
	defer keysMu.Unlock()
	if k := keys[token]; k != nil {
		return &handle{k, fresh}
	}
	return nil
}

// sealerOf reads the header of a file and returns what seals its pages.
func (k *Key) sealerOf(d device) (s *sealer, err error) {
	h, _, err := readHeader(d)
	switch {
	case errors.Is(err, ErrNotSealed), errors.Is(err, ErrNewer):
		return nil, ioError(resultNotADB)
	case errors.Is(err, ErrDamaged):
		return nil, ioError(resultBadData)
	case err != nil:
		return nil, err
	case h.key != k.id:
		return nil, ioError(resultAuth)
	}
	err = k.with(func(data []byte) error {
		if !h.isBy(data) {
			return ioError(resultBadData)
		}
		s, err = newSealer(data, h.file)
		return err
	})
	return s, err
}

// isBy reports whether the header was written by someone with the data key.
func (h *header) isBy(key []byte) bool {
	code, err := h.code(key)
	return err == nil && hmac.Equal(code[:], h.mac[:])
}

// Look says what the file at path is.
func Look(path string) (State, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return Missing, nil
	case err != nil:
		return "", err
	case info.Size() == 0:
		return Empty, nil
	}
	state := Foreign
	err = withHeader(path, false, func(d device) error {
		_, _, err := readHeader(d)
		switch {
		case err == nil:
			state = Sealed
		case errors.Is(err, ErrDamaged):
			state = Damaged
		case errors.Is(err, ErrNewer):
			state = Newer
		case errors.Is(err, ErrNotSealed):
			first := make([]byte, len(plainOpening))
			if readErr := d.readAt(first, 0); readErr != nil && !short(readErr) {
				return readErr
			}
			if bytes.Equal(first, []byte(plainOpening)) {
				state = Plain
			}
		default:
			return err
		}
		return nil
	})
	return state, err
}

// Open returns the data key of the file at path. An owner that is not empty
// says whose slot the secret should open; else all of its kind are tried, each
// of which takes about half a second. It returns ErrWrongSecret, ErrDamaged,
// ErrNewer or ErrNotSealed.
func Open(path, owner string, secret Secret) (*Key, error) {
	h, err := headerOf(path)
	if err != nil {
		return nil, err
	}
	for i := range h.slots {
		s := &h.slots[i]
		if owner != "" && s.Kind == PassphraseSlot && s.Owner != owner {
			continue
		}
		data, err := s.unwrap(h.key, secret)
		if errors.Is(err, ErrWrongSecret) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if !h.isBy(data) {
			clear(data)
			return nil, ErrDamaged
		}
		key, err := register(data, h.key)
		if err == nil {
			key.slot = s.Slot
		}
		return key, err
	}
	return nil, ErrWrongSecret
}

func headerOf(path string) (h *header, err error) {
	err = withHeader(path, false, func(d device) error {
		h, _, err = readHeader(d)
		return err
	})
	return h, err
}

// Slots lists the slots of the file at path.
func Slots(path string) ([]Slot, error) {
	h, err := headerOf(path)
	if err != nil {
		return nil, err
	}
	list := make([]Slot, 0, len(h.slots))
	for _, s := range h.slots {
		list = append(list, s.Slot)
	}
	return list, nil
}

// AddSlot lets a secret open the file at path, which the caller has locked, and
// removes the slots in its place in the same write: one of them stays or the other.
func AddSlot(path string, key *Key, owner string, secret Secret, now time.Time, instead ...SlotID) (id SlotID, err error) {
	return id, edit(path, key, func(h *header, data []byte) error {
		s, err := newSlot(data, h.key, owner, secret, now)
		if err != nil {
			return err
		}
		id = s.ID
		for _, old := range instead {
			if !h.drop(old) {
				return ErrNoSlot
			}
		}
		h.slots = append(h.slots, s)
		return nil
	})
}

// RemoveSlot takes a slot from the file at path, which the caller has locked.
// The last passphrase stays: ErrLastSlot. What a copy of the file holds is not
// changed by it, nor does who knows the data key forget it.
func RemoveSlot(path string, key *Key, id SlotID) error {
	return edit(path, key, func(h *header, _ []byte) error {
		if !h.drop(id) {
			return ErrNoSlot
		}
		if !slices.ContainsFunc(h.slots, func(s slot) bool { return s.Kind == PassphraseSlot }) {
			return ErrLastSlot
		}
		return nil
	})
}

func (h *header) drop(id SlotID) bool {
	before := len(h.slots)
	h.slots = slices.DeleteFunc(h.slots, func(s slot) bool { return s.ID == id })
	return len(h.slots) < before
}

func edit(path string, key *Key, change func(h *header, data []byte) error) error {
	return withHeader(path, true, func(d device) error {
		h, block, err := readHeader(d)
		if err != nil {
			return err
		}
		if h.key != key.id {
			return ErrWrongSecret
		}
		return key.with(func(data []byte) error {
			if !h.isBy(data) {
				return ErrDamaged
			}
			if err := change(h, data); err != nil {
				return err
			}
			return writeHeader(d, h, data, block)
		})
	})
}

// NewSlot is a slot of a file that is made.
type NewSlot struct {
	Owner  string
	Secret Secret
}

// create writes a header to a new file. No program has it open yet, so that it
// need not go through SQLite.
func create(path string, key *Key, h *header) error {
	h.sequence = 0
	if _, err := rand.Read(h.file[:]); err != nil {
		return err
	}
	whole := make([]byte, headerPages*pageSize)
	copy(whole, opening)
	err := key.with(func(data []byte) (err error) {
		for _, at := range blockAt {
			h.sequence++
			if h.mac, err = h.code(data); err != nil {
				return err
			}
			block, err := h.encode()
			if err != nil {
				return err
			}
			copy(whole[at:], block)
		}
		return nil
	})
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(whole)
	err = errors.Join(err, f.Sync(), f.Close())
	if tap != nil && err == nil {
		tap.wrote(path, whole, 0)
		tap.synced(path)
	}
	return err
}
