package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"runtime"
	"sync"
	"time"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// SlotID identifies a slot of a file and of its copies.
type SlotID [8]byte

// A SlotKind says what opens a slot.
type SlotKind byte

// The kinds of slots.
const (
	PassphraseSlot SlotKind = 1
	RecoverySlot   SlotKind = 2
)

// Secret opens a slot.
type Secret struct {
	kind  SlotKind
	bytes []byte
}

// Passphrase is the secret that a person types. Letters that a keyboard may
// compose in two ways are taken as one.
func Passphrase(text []byte) Secret {
	return Secret{PassphraseSlot, norm.NFC.Append(nil, text...)}
}

// Kind is the kind of slot that the secret opens.
func (s Secret) Kind() SlotKind { return s.kind }

// Clear overwrites the secret.
func (s Secret) Clear() { clear(s.bytes) }

const ownerMost = 64

// slot is a copy of the data key that one secret opens.
type slot struct {
	Slot
	cost  cost
	salt  [16]byte
	nonce [nonceSize]byte
	wrap  [32 + tagSize]byte
}

// cost is what deriving a key from a passphrase takes; zero for a recovery key.
type cost struct {
	time, memory uint32 // passes, KiB
	threads      uint8
}

// The least that a passphrase costs, and the most that is believed of a file:
// more than that would only keep this PC busy.
var (
	leastCost = cost{time: 3, memory: 64 << 10, threads: 4}
	mostCost  = cost{time: 64, memory: 1 << 20, threads: 16}
)

func (c cost) believable() bool {
	return c.time >= leastCost.time && c.time <= mostCost.time && c.memory >= leastCost.memory && c.memory <= mostCost.memory &&
		c.threads >= 1 && c.threads <= mostCost.threads
}

func (s *slot) encode(b []byte) []byte {
	b = s.bound(b)
	b = append(b, s.nonce[:]...)
	return append(b, s.wrap[:]...)
}

// bound is what the key in a slot is tied to.
func (s *slot) bound(b []byte) []byte {
	b = append(b, s.ID[:]...)
	b = append(b, byte(s.Kind))
	b = binary.BigEndian.AppendUint64(b, uint64(s.Made.Unix()))
	b = append(b, byte(len(s.Owner)))
	b = append(b, s.Owner...)
	b = binary.BigEndian.AppendUint32(b, s.cost.time)
	b = binary.BigEndian.AppendUint32(b, s.cost.memory)
	b = append(b, s.cost.threads)
	return append(b, s.salt[:]...)
}

func decodeSlot(r *reader) (s slot, err error) {
	r.fill(s.ID[:])
	s.Kind = SlotKind(r.uint8())
	s.Made = time.Unix(int64(r.uint64()), 0).UTC()
	owner := make([]byte, r.uint8())
	r.fill(owner)
	s.Owner = string(owner)
	s.cost = cost{r.uint32(), r.uint32(), r.uint8()}
	r.fill(s.salt[:])
	r.fill(s.nonce[:])
	r.fill(s.wrap[:])
	switch {
	case s.Kind == PassphraseSlot && s.cost.believable(), s.Kind == RecoverySlot && s.cost == cost{}:
		return s, nil
	}
	return s, ErrDamaged
}

// newSlot wraps the data key for a secret.
func newSlot(key []byte, id keyID, owner string, secret Secret, now time.Time) (slot, error) {
	s := slot{Slot: Slot{Kind: secret.kind, Owner: owner, Made: now}}
	if len(owner) > ownerMost {
		return s, errors.New("seal: the owner of a slot is too long")
	}
	if secret.kind == PassphraseSlot {
		s.cost = calibrated()
	}
	for _, p := range [][]byte{s.ID[:], s.salt[:], s.nonce[:]} {
		if _, err := rand.Read(p); err != nil {
			return s, err
		}
	}
	aead, err := s.wrapper(secret)
	if err != nil {
		return s, err
	}
	aead.Seal(s.wrap[:0], s.nonce[:], key, s.bound(id[:]))
	return s, nil
}

// unwrap returns the data key, or ErrWrongSecret.
func (s *slot) unwrap(id keyID, secret Secret) ([]byte, error) {
	if s.Kind != secret.kind {
		return nil, ErrWrongSecret
	}
	aead, err := s.wrapper(secret)
	if err != nil {
		return nil, err
	}
	key, err := aead.Open(nil, s.nonce[:], s.wrap[:], s.bound(id[:]))
	if err != nil {
		return nil, ErrWrongSecret
	}
	return key, nil
}

// wrapper is the cipher that a secret makes for a slot.
func (s *slot) wrapper(secret Secret) (cipher.AEAD, error) {
	var key []byte
	var err error
	if s.Kind == PassphraseSlot {
		key = argon2.IDKey(secret.bytes, s.salt[:], s.cost.time, s.cost.memory, s.cost.threads, 32)
		runtime.GC() // gives the memory of the derivation back
	} else if key, err = hkdf.Key(sha256.New, secret.bytes, s.salt[:], "waymark recovery key 1", 32); err != nil {
		return nil, err
	}
	defer clear(key)
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// derivation is how long deriving a key from a passphrase should take here.
var (
	calibration sync.Mutex
	derivation  = 500 * time.Millisecond
	measured    cost
)

// CalibrateTo sets how long a new slot should take to open on this PC. Zero
// gives the least that is safe. Tests set it.
func CalibrateTo(d time.Duration) {
	calibration.Lock()
	defer calibration.Unlock()
	derivation, measured = d, cost{}
}

// calibrated returns the cost of a new slot, measured once on this PC and never
// below the least: first more memory, then more passes.
func calibrated() cost {
	calibration.Lock()
	defer calibration.Unlock()
	if measured != (cost{}) {
		return measured
	}
	measured = leastCost
	if derivation == 0 {
		return measured
	}
	begun := time.Now()
	argon2.IDKey([]byte("calibration"), make([]byte, 16), leastCost.time, leastCost.memory, leastCost.threads, 32)
	measured = raised(time.Since(begun), derivation)
	return measured
}

// raised scales the least cost, which took d, to take about as long as wanted.
func raised(d, wanted time.Duration) cost {
	c := leastCost
	times := float64(wanted) / float64(max(d, time.Millisecond))
	for c.memory < 256<<10 && times >= 2 {
		c.memory *= 2
		times /= 2
	}
	c.time = min(max(c.time, uint32(float64(c.time)*times)), mostCost.time)
	return c
}
