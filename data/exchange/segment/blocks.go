package segment

import (
	"encoding/binary"
	"errors"
	"io"
	"runtime"
	"sync/atomic"
)

// Blocks are compressed each by itself, so that several processors work at a time. On
// the way they are the length of a block, how long it is compressed, and its bytes; a
// length of 0 is the end.

const blockSize = 1 << 20

// blockWriter compresses what is written to it.
type blockWriter struct {
	by    *packer
	held  []byte
	queue chan chan []byte // blocks on their way, in their order
	ended chan error
	// broken says that what is written goes nowhere any longer.
	broken atomic.Bool
}

var errBroken = errors.New("segment: a block before this one could not be written")

func newBlockWriter(to io.Writer, by *packer) *blockWriter {
	w := &blockWriter{by: by, queue: make(chan chan []byte, runtime.GOMAXPROCS(0)), ended: make(chan error, 1)}
	go func() {
		var failed error
		for block := range w.queue {
			if body := <-block; failed == nil {
				_, failed = to.Write(body)
				w.broken.Store(failed != nil)
			}
		}
		w.ended <- failed
	}()
	return w
}

// Write implements io.Writer. What went wrong with what was written before is said by
// Close.
func (w *blockWriter) Write(p []byte) (n int, err error) {
	for n < len(p) {
		if w.broken.Load() {
			return n, errBroken
		}
		if w.held == nil {
			w.held = make([]byte, 0, blockSize)
		}
		m := min(len(p)-n, blockSize-len(w.held))
		w.held = append(w.held, p[n:n+m]...)
		if n += m; len(w.held) == blockSize {
			w.pass()
		}
	}
	return n, nil
}

func (w *blockWriter) pass() {
	if len(w.held) == 0 {
		return
	}
	plain, done := w.held, make(chan []byte, 1)
	w.held = nil
	w.queue <- done
	go func() { done <- w.squeezed(plain) }()
}

// squeezed is a block as it is on the way.
func (w *blockWriter) squeezed(plain []byte) []byte {
	body := w.by.pack(make([]byte, 8, 8+len(plain)/2), plain)
	binary.BigEndian.PutUint32(body, uint32(len(plain)))
	binary.BigEndian.PutUint32(body[4:], uint32(len(body)-8))
	return body
}

// Close ends the blocks.
func (w *blockWriter) Close() error {
	w.pass()
	end := make(chan []byte, 1)
	end <- make([]byte, 8)
	w.queue <- end
	close(w.queue)
	return <-w.ended
}

// blockReader reads blocks.
type blockReader struct {
	by    *packer
	queue chan chan block
	stop  chan struct{}
	held  []byte
	err   error
}

// block is one that was read, or why it could not be.
type block struct {
	plain []byte
	err   error
}

func newBlockReader(from io.Reader, by *packer) *blockReader {
	r := &blockReader{by: by, queue: make(chan chan block, runtime.GOMAXPROCS(0)), stop: make(chan struct{})}
	go r.readAhead(from)
	return r
}

// Close has nothing more be read.
func (r *blockReader) Close() error {
	close(r.stop)
	for range r.queue { // until the last chunk that is on its way is there
	}
	return nil
}

// readAhead reads blocks until the end or an error.
func (r *blockReader) readAhead(from io.Reader) {
	defer close(r.queue)
	for {
		done := make(chan block, 1)
		select {
		case <-r.stop:
			return
		case r.queue <- done:
		}
		packed, size, err := nextBlock(from)
		if err != nil {
			done <- block{err: err}
			return
		}
		go func() {
			plain, err := r.by.unpack(packed, size)
			done <- block{plain, err}
		}()
	}
}

// nextBlock reads one block; io.EOF is the end of all.
func nextBlock(from io.Reader) (packed []byte, size int, err error) {
	var head [8]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return nil, 0, unopened(err)
	}
	size, length := int(binary.BigEndian.Uint32(head[:])), int(binary.BigEndian.Uint32(head[4:]))
	if size == 0 && length == 0 {
		// Only at the end of what is sealed is it known that nothing was cut off.
		n, err := io.Copy(io.Discard, from)
		if err != nil || n > 0 {
			return nil, 0, unopened(errors.Join(err, ErrDamaged))
		}
		return nil, 0, io.EOF
	}
	if size < 1 || size > blockSize || length < 1 || length > 2*blockSize {
		return nil, 0, ErrDamaged
	}
	packed = make([]byte, length)
	if _, err := io.ReadFull(from, packed); err != nil {
		return nil, 0, unopened(err)
	}
	return packed, size, nil
}

// Read implements io.Reader.
func (r *blockReader) Read(p []byte) (int, error) {
	for len(r.held) == 0 && r.err == nil {
		done, open := <-r.queue
		if !open {
			r.err = io.ErrUnexpectedEOF // it was closed
			break
		}
		b := <-done
		r.held, r.err = b.plain, b.err
	}
	if len(r.held) == 0 {
		return 0, r.err
	}
	n := copy(p, r.held)
	r.held = r.held[n:]
	return n, nil
}
