package member

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"time"

	"golang.org/x/crypto/argon2"

	"waymark/data/wordlist"
)

// Joining. A new device reads the service's id in the store, then makes its keys and
// leaves a request there: its public keys and a number of its own. It shows six
// words, and so does the manager's device that finds the request. If the words are
// the same, the manager lets the device in, and its device leaves an answer, sealed
// to the new one, with everything that is known of the service.
//
// The store carries all of this and might be anyone's, so the words must tell when
// it passed on other keys than those of the two devices. They stand for 66 bits of a
// slow hash over both sides: the service's id, which is the hash of the entry that
// founds it and so stands for the manager's keys, and the keys and the number of the
// new device. The id is fixed when the new device makes its keys, which are new for
// each request. So a store in the middle cannot try pairs until two fit: for the one
// pair of words that a person sees it would have to find keys that give the same
// words with the true id, 2^66 slow hashes, each of 64 MB.

// RequestName returns the name of the object with the request of a device.
func RequestName(device string) string { return Requests + device + ".ask" }

// AgainName returns the name of the object with which a device that was let in asks for
// another seed: its request once more.
func AgainName(device string) string { return Requests + device + ".again" }

// AnswerName returns the name of the object with the answer to a device.
func AnswerName(device string) string { return "answer/" + device + ".yes" }

// RenewalName returns the name of the object with which a device goes on as another.
// It is beside the segments that it was known by, where every device looks.
func RenewalName(was, device string) string { return was + "/renewal." + device }

// Requests is the prefix of all requests.
const Requests = "join/"

// WordCount is how many words are compared.
const WordCount = 6

const (
	requestSigned = "waymark request 1\x00"
	mostRequest   = 1 << 20
	numberSize    = 16
)

// Request asks a service to let a device in.
type Request struct {
	Public Public
	At     time.Time
	// Renewal is an entry with which a device of the service says that this one goes
	// on in its place; nil if a person has to decide.
	Renewal *Entry
	// Seed says that the device can begin from a seed; an older program cannot.
	Seed bool
	// Zstd says that the seed may be compressed with Zstandard.
	Zstd    bool
	number  []byte
	service string
}

type requestForm struct {
	Format  int    `json:"format"`
	Service string `json:"service"`
	Device  Public `json:"device"`
	Number  []byte `json:"number"`
	At      int64  `json:"at"`
	Renewal *Entry `json:"renewal,omitempty"`
	Seed    bool   `json:"seed,omitempty"`
	Zstd    bool   `json:"zstd,omitempty"`
}

// Ask makes the request of a device, to be written under RequestName. seed says that
// the device can begin from a seed.
func Ask(me *Identity, service string, renewal *Entry, seed bool, now time.Time) ([]byte, error) {
	form := requestForm{1, service, me.Public(), make([]byte, numberSize), now.UnixMilli(), renewal, seed, seed}
	if _, err := rand.Read(form.Number); err != nil {
		return nil, err
	}
	text, err := json.Marshal(form)
	if err != nil {
		return nil, err
	}
	return append(ed25519.Sign(me.sign, append([]byte(requestSigned), text...)), text...), nil
}

// ReadRequest reads the request that was found under the name of a device. It
// returns an error unless that device signed it.
func ReadRequest(service, device string, object []byte) (*Request, error) {
	if len(object) < ed25519.SignatureSize || len(object) > mostRequest {
		return nil, errEntry("a request of %d bytes", len(object))
	}
	text := object[ed25519.SignatureSize:]
	var form requestForm
	if err := json.Unmarshal(text, &form); err != nil {
		return nil, errEntry("not a request: %w", err)
	}
	if err := form.Device.check(); err != nil {
		return nil, err
	}
	if form.Format != 1 || form.Service != service || form.Device.ID() != device || len(form.Number) != numberSize ||
		!ed25519.Verify(form.Device.Sign, append([]byte(requestSigned), text...), object[:ed25519.SignatureSize]) {
		return nil, errEntry("not the request of this device")
	}
	return &Request{form.Device, time.UnixMilli(form.At).UTC(), form.Renewal, form.Seed, form.Zstd, form.Number, service}, nil
}

// ID is the id of the device that asks.
func (r *Request) ID() string { return r.Public.ID() }

// Words are what both devices show. They take about a tenth of a second.
func (r *Request) Words() []string {
	text := slices.Concat([]byte(r.service), r.Public.Sign, []byte(r.Public.Box))
	return wordlist.Words(argon2.IDKey(text, r.number, 1, 64<<10, 4, 16), WordCount)
}

type answerForm struct {
	Entries []Entry `json:"entries"`
	Shared  []byte  `json:"shared"`
}

// Answer makes the answer to a device that was let in, to be written under
// AnswerName: all entries, and what the devices of the service share beside them.
// The log must have the entry that lets it in.
func (l *Log) Answer(to Public, shared []byte) ([]byte, error) {
	recipient, err := to.Recipient()
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(answerForm{l.Entries(), shared})
	if err != nil {
		return nil, err
	}
	return sealed(text, recipient)
}

// ReadAnswer opens the answer to a device and returns the log and what the service
// shares. It returns an error unless the log begins with the founding of the service
// and lets the device in.
func ReadAnswer(me *Identity, service string, object []byte) (l *Log, shared []byte, err error) {
	text, err := opened(object, me.box)
	if err != nil {
		return nil, nil, errEntry("not an answer to this device: %w", err)
	}
	var form answerForm
	if err := json.Unmarshal(text, &form); err != nil {
		return nil, nil, errEntry("not an answer: %w", err)
	}
	l = NewLog(service, form.Entries)
	if l.State().Devices[me.ID()] == nil {
		return nil, nil, errEntry("the answer does not let this device in")
	}
	return l, form.Shared, nil
}

// Marker writes the founding entry as what marks the service's place in a store.
func Marker(founding Entry) []byte { return Encode([]Entry{founding}) }

// CheckMarker returns an error unless marker marks the place of a service.
func CheckMarker(service string, marker []byte) error {
	d := json.NewDecoder(bytes.NewReader(marker))
	var entries []Entry
	if err := d.Decode(&entries); err != nil || len(entries) != 1 {
		return errEntry("not a marker")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errEntry("something after the marker")
	}
	return CheckFounding(service, entries[0])
}
