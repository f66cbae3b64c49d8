package webfeed

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"waymark/data"
)

// box is the folder in which a feed is kept. Each answer is two files: the answer
// as it was, and a head that says where it came from.
type box struct{ dir string }

// head says where an answer came from.
type head struct {
	Address  string `json:"address"`
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"`
	Round    string `json:"round"` // the fetch in which it was last seen to be so
}

// round is one fetch of all pages.
type round struct {
	Address string    `json:"address"`
	Began   time.Time `json:"began"`
	Done    bool      `json:"done"`
}

func (r round) id() string { return r.Began.Format(time.RFC3339Nano) }

const (
	roundFile = "round"
	headEnd   = ".head"
	bodyEnd   = ".json"
	partStart = "part-"
)

func openBox(dir string) (*box, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, cannotKeep(err)
	}
	return &box{dir}, nil
}

// file is the name of a file of an answer: an address may be longer than a name.
func (b *box) file(address, end string) string {
	sum := sha256.Sum256([]byte(address))
	return filepath.Join(b.dir, hex.EncodeToString(sum[:12])+end)
}

// held returns the head of what is kept of an address; ok is false if nothing is.
func (b *box) held(address string) (h head, ok bool) {
	if _, err := os.Stat(b.file(address, bodyEnd)); err != nil {
		return h, false
	}
	return h, readJSON(b.file(address, headEnd), &h) && h.Address == address
}

func readJSON(name string, into any) bool {
	body, err := os.ReadFile(name)
	return err == nil && json.Unmarshal(body, into) == nil
}

// body opens a kept answer.
func (b *box) body(address string) (io.ReadCloser, error) {
	f, err := os.Open(b.file(address, bodyEnd))
	if err != nil {
		return nil, cannotKeep(err)
	}
	return f, nil
}

// keep writes an answer: whole, or not at all. check is given what was written,
// and if it returns an error nothing is kept.
func (b *box) keep(h head, answer io.Reader, check func(io.Reader) error) error {
	f, err := os.CreateTemp(b.dir, partStart+"*")
	if err != nil {
		return cannotKeep(err)
	}
	_, err = io.Copy(writing{f}, answer)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err == nil {
		err = check(f)
	}
	if closed := f.Close(); err == nil && closed != nil {
		err = cannotKeep(closed)
	}
	if err == nil {
		// Without its head no answer is held: if the PC stops here, it is asked for again.
		_ = os.Remove(b.file(h.Address, headEnd))
		if err = os.Rename(f.Name(), b.file(h.Address, bodyEnd)); err == nil {
			return b.seen(h)
		}
		err = cannotKeep(err)
	}
	_ = os.Remove(f.Name())
	return err
}

// writing tells a fault of the disk from one of the website.
type writing struct{ io.Writer }

// Write implements io.Writer.
func (w writing) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	if err != nil {
		err = cannotKeep(err)
	}
	return n, err
}

// seen notes that a kept answer is still so.
func (b *box) seen(h head) error { return b.write(b.file(h.Address, headEnd), h) }

func (b *box) write(name string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	part := filepath.Join(b.dir, partStart+filepath.Base(name))
	if err := os.WriteFile(part, body, 0o600); err != nil {
		return cannotKeep(err)
	}
	if err := os.Rename(part, name); err != nil {
		return cannotKeep(err)
	}
	return nil
}

// size is how long a kept answer is.
func (b *box) size(address string) int64 {
	info, err := os.Stat(b.file(address, bodyEnd))
	if err != nil {
		return 0
	}
	return info.Size()
}

func (b *box) round() (r round) {
	if !readJSON(filepath.Join(b.dir, roundFile), &r) {
		return round{}
	}
	return r
}

func (b *box) setRound(r round) error { return b.write(filepath.Join(b.dir, roundFile), r) }

// clear removes what does not belong to the round. What cannot be removed stays:
// nothing reads it.
func (b *box) clear(r round) {
	list, err := os.ReadDir(b.dir)
	if err != nil {
		return
	}
	for _, f := range list {
		name := filepath.Join(b.dir, f.Name())
		body, isBody := strings.CutSuffix(name, bodyEnd)
		var h head
		switch {
		case strings.HasPrefix(f.Name(), partStart):
			_ = os.Remove(name)
		case isBody && (!readJSON(body+headEnd, &h) || h.Round != r.id()):
			_ = os.Remove(body + headEnd)
			_ = os.Remove(name)
		}
	}
}

func cannotKeep(err error) error {
	var p *data.Problem
	if errors.As(err, &p) {
		return err
	}
	return &data.Problem{Code: data.CodeRefused, Cause: err,
		Sentence: "Waymark could not save what it read from the website. Check that the disk has room and try again."}
}
