package seal

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/hex"
	"errors"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/argon2"
)

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	must(t, err)
	return b
}

func TestArgon2id_vector(t *testing.T) {
	// The vector of the reference implementation for Argon2id, version 19.
	want := unhex(t, "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7")
	if got := argon2.IDKey([]byte("password"), []byte("somesalt"), 2, 64<<10, 1, 32); !bytes.Equal(got, want) {
		t.Errorf("%x", got)
	}
}

func TestAESGCM_vector(t *testing.T) {
	// Test case 16 of the specification of GCM.
	block, err := aes.NewCipher(unhex(t, "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"))
	must(t, err)
	gcm, err := cipher.NewGCM(block)
	must(t, err)
	got := gcm.Seal(nil, unhex(t, "cafebabefacedbaddecaf888"),
		unhex(t, "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"),
		unhex(t, "feedfacedeadbeeffeedfacedeadbeefabaddad2"))
	want := unhex(t, "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b")
	if !bytes.Equal(got, want) {
		t.Errorf("%x", got)
	}
}

func TestSealer_bindsEachPage(t *testing.T) {
	s, err := newSealer(make([]byte, 32), fileID{1})
	must(t, err)
	plain := make([]byte, pageSize)
	copy(plain, "Margaret")
	sealed := make([]byte, pageSize)
	must(t, s.seal(sealed, plain, kindDatabase, 7, 0))
	if p := slices.Clone(sealed); !s.open(p, kindDatabase, 7, 0) || !bytes.Equal(p, plain) {
		t.Error("a page does not come back")
	}
	another, err := newSealer(make([]byte, 32), fileID{2})
	must(t, err)
	for name, opens := range map[string]bool{
		"another number": s.open(slices.Clone(sealed), kindDatabase, 8, 0),
		"another kind":   s.open(slices.Clone(sealed), kindLog, 7, 0),
		"another place":  s.open(slices.Clone(sealed), kindDatabase, 7, 32),
		"another file":   another.open(slices.Clone(sealed), kindDatabase, 7, 0),
		"zeros":          s.open(make([]byte, pageSize), kindDatabase, 7, 0),
	} {
		if opens {
			t.Errorf("opens with %s", name)
		}
	}
	for bit := range 8 * pageSize {
		if bit%97 != 0 && bit < 8*usable {
			continue
		}
		p := slices.Clone(sealed)
		p[bit/8] ^= 1 << (bit % 8)
		if s.open(p, kindDatabase, 7, 0) {
			t.Fatalf("opens with bit %d changed", bit)
		}
	}
	again := make([]byte, pageSize)
	must(t, s.seal(again, plain, kindDatabase, 7, 0))
	if bytes.Equal(again[:64], sealed[:64]) || bytes.Equal(again[usable+tagSize:usable+tagSize+nonceSize], sealed[usable+tagSize:usable+tagSize+nonceSize]) {
		t.Error("a nonce was used twice")
	}
}

func TestSlots_ofSeveralPeople(t *testing.T) {
	path, key := sealedFile(t)
	siân, err := AddSlot(path, key, "siân", Passphrase([]byte("correct horse battery")), time.Unix(2e9, 0))
	must(t, err)
	_, err = AddSlot(path, key, "tom", Passphrase([]byte("caf\u00e9 on the corner")), time.Unix(2e9, 0))
	must(t, err)
	for _, c := range []struct {
		owner, pass string
		want        error
	}{
		{"siân", "correct horse battery", nil}, {"", "correct horse battery", nil}, {"tom", "correct horse battery", ErrWrongSecret},
		{"tom", "cafe\u0301 on the corner", nil}, {"siân", "correct horse batterz", ErrWrongSecret}, {"", "", ErrWrongSecret},
	} {
		k, err := Open(path, c.owner, Passphrase([]byte(c.pass)))
		if !errors.Is(err, c.want) || c.want == nil && !k.Same(key) {
			t.Errorf("%s with %q: %v", c.owner, c.pass, err)
		}
		k.Close()
	}
	list, err := Slots(path)
	must(t, err)
	if len(list) != 3 || list[1].Owner != "siân" || list[1].Kind != PassphraseSlot || list[0].Kind != RecoverySlot || !list[1].Made.Equal(time.Unix(2e9, 0)) {
		t.Errorf("slots %+v", list)
	}
	// A copy of before still opens with the passphrase that is changed now.
	copied := filepath.Join(t.TempDir(), "copy.db")
	must(t, CreateLike(copied, key, path))
	if _, err = AddSlot(path, key, "siân", Passphrase([]byte("another one entirely")), time.Now(), siân); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path, "siân", Passphrase([]byte("correct horse battery"))); !errors.Is(err, ErrWrongSecret) {
		t.Errorf("the old passphrase: %v", err)
	}
	if k, err := Open(copied, "siân", Passphrase([]byte("correct horse battery"))); err != nil || !k.Same(key) {
		t.Errorf("the copy: %v", err)
	}
	for _, s := range list {
		if s.Owner == "tom" {
			must(t, RemoveSlot(path, key, s.ID))
		}
	}
	list, err = Slots(path)
	must(t, err)
	if err := RemoveSlot(path, key, list[len(list)-1].ID); !errors.Is(err, ErrLastSlot) {
		t.Errorf("the last passphrase was removed: %v", err)
	}
}

func TestSlots_areAsManyAsFit(t *testing.T) {
	path, key := sealedFile(t)
	secret, _ := recoverySecret(t)
	for i := range 1000 {
		if _, err := AddSlot(path, key, strings.Repeat("x", ownerMost), secret, time.Now()); err != nil {
			if !errors.Is(err, ErrFull) || i < 100 {
				t.Errorf("after %d slots: %v", i, err)
			}
			break
		}
	}
	if k, err := Open(path, "", secret); err != nil || !k.Same(key) {
		t.Errorf("a full header: %v", err)
	}
}

// Wrong, damaged and foreign are told apart.
func TestOpen_tellsWhatIsWrong(t *testing.T) {
	path, _ := sealedFile(t)
	good, err := os.ReadFile(path)
	must(t, err)
	wrong, _ := recoverySecret(t)
	for name, c := range map[string]struct {
		change func(b []byte) []byte
		state  State
		want   error
	}{
		"sound":            {func(b []byte) []byte { return b }, Sealed, ErrWrongSecret},
		"one block torn":   {func(b []byte) []byte { clear(b[pageSize+100 : pageSize+900]); return b }, Sealed, ErrWrongSecret},
		"no opening":       {func(b []byte) []byte { clear(b[:pageSize]); return b }, Sealed, ErrWrongSecret},
		"both blocks torn": {func(b []byte) []byte { b[pageSize+99] ^= 1; b[pageSize+blockSize+99] ^= 1; return b }, Damaged, ErrDamaged},
		"opening alone":    {func(b []byte) []byte { return b[:pageSize] }, Damaged, ErrDamaged},
		"another file":     {func([]byte) []byte { return []byte("Dear Margaret") }, Foreign, ErrNotSealed},
		"zeros":            {func(b []byte) []byte { clear(b); return b }, Foreign, ErrNotSealed},
		"plain":            {func(b []byte) []byte { clear(b); copy(b, plainOpening); return b }, Plain, ErrNotSealed},
	} {
		changed := filepath.Join(t.TempDir(), "x.db")
		must(t, os.WriteFile(changed, c.change(slices.Clone(good)), 0o600))
		if state, err := Look(changed); err != nil || state != c.state {
			t.Errorf("%s: %s %v", name, state, err)
		}
		if _, err := Open(changed, "", wrong); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if state, err := Look(path + "-none"); err != nil || state != Missing {
		t.Error(state, err)
	}
}

// Someone without the data key cannot change a header: not even whose a slot is.
func TestHeader_isSignedWithTheDataKey(t *testing.T) {
	path, key := sealedFile(t)
	secret, _ := recoverySecret(t)
	_, err := AddSlot(path, key, "siân", secret, time.Now())
	must(t, err)
	must(t, withHeader(path, true, func(d device) error {
		h, block, err := readHeader(d)
		must(t, err)
		h.slots = h.slots[:1]
		return writeHeader(d, h, make([]byte, 32), block)
	}))
	if _, err := read(connect(t, path, key), "SELECT 1 FROM sqlite_schema"); err == nil {
		t.Error("a header signed with another key was taken")
	}
	if _, err := AddSlot(path, key, "", secret, time.Now()); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
}

func TestRecovery_wordsComeBack(t *testing.T) {
	// Vectors of BIP-0039.
	for key, want := range map[string]string{
		"00000000000000000000000000000000": "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
		"7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f": "legal winner thank year wave sausage worth useful legal winner thank yellow",
		"ffffffffffffffffffffffffffffffff": "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong",
	} {
		if got := strings.Join(toWords(unhex(t, key)), " "); got != want {
			t.Errorf("%s: %s", key, got)
		}
	}
	for range 200 {
		secret, list := recoverySecret(t)
		short := make([]string, len(list))
		for i, w := range list {
			short[i] = strings.ToUpper(w[:min(4, len(w))])
		}
		for _, text := range []string{strings.Join(list, " "), "1. " + strings.Join(short, "\n2. ")} {
			if got, err := Recovery(text); err != nil || !bytes.Equal(got.bytes, secret.bytes) {
				t.Fatalf("%v", err)
			}
		}
	}
	for _, text := range []string{"", "abandon", strings.Repeat("abandon ", 12), strings.Repeat("qqqq ", 12)} {
		if _, err := Recovery(text); !errors.Is(err, ErrWords) || strings.Contains(err.Error(), "qqqq") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestRaised_isNeverBelowTheLeast(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 1000 {
		c := raised(time.Duration(r.Int63n(int64(3*time.Second))), 500*time.Millisecond)
		if !c.believable() {
			t.Fatalf("%+v", c)
		}
	}
	if c := raised(125*time.Millisecond, 500*time.Millisecond); c.memory != 256<<10 || c.time != 3 {
		t.Errorf("four times: %+v", c)
	}
	if c := raised(time.Second, 500*time.Millisecond); c != leastCost {
		t.Errorf("a slow PC: %+v", c)
	}
}

func FuzzDecodeHeader(f *testing.F) {
	f.Add([]byte(blockMagic))
	f.Fuzz(func(_ *testing.T, b []byte) {
		block := make([]byte, blockSize)
		copy(block, b)
		_, _ = decodeHeader(block)
		_, _ = decodeSlot(&reader{b})
	})
}
