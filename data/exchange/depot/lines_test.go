package depot_test

import (
	"net"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"waymark/data/exchange/depot"
)

// line is a wire between a device and a store that a test can cut or freeze.
type line struct {
	listener net.Listener
	to       string
	mu       sync.Mutex
	open     []net.Conn
	frozen   chan struct{} // closed: bytes pass
	after    atomic.Int64  // bytes of answers until the wire is cut; below 0: never
	waiting  sync.WaitGroup
}

// overLine puts a wire before the server of a place.
func overLine(t *testing.T, p depot.Place) (depot.Place, *line) {
	t.Helper()
	u, err := url.Parse(p.Address.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	l := &line{to: u.Host, frozen: make(chan struct{})}
	close(l.frozen)
	l.after.Store(-1)
	if l.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	l.waiting.Go(l.accept)
	t.Cleanup(func() {
		_ = l.listener.Close()
		l.thaw()
		l.drop()
		l.waiting.Wait()
	})
	p.Address.Endpoint = "http://" + l.listener.Addr().String()
	return p, l
}

func (l *line) accept() {
	for {
		near, err := l.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", l.to)
		if err != nil {
			_ = near.Close()
			continue
		}
		l.mu.Lock()
		l.open = append(l.open, near, far)
		l.mu.Unlock()
		l.waiting.Go(func() { l.pass(far, near, nil) })
		l.waiting.Go(func() { l.pass(near, far, &l.after) })
	}
}

// pass copies bytes from one end to the other until the wire is cut.
func (l *line) pass(to, from net.Conn, left *atomic.Int64) {
	defer func() { _ = to.Close(); _ = from.Close() }()
	buffer := make([]byte, 4096)
	for {
		n, err := from.Read(buffer)
		l.mu.Lock()
		gate := l.frozen
		l.mu.Unlock()
		<-gate
		if left != nil && left.Load() >= 0 {
			if rest := left.Add(-int64(n)); rest <= 0 {
				left.Store(0)
				_, _ = to.Write(buffer[:max(0, int64(n)+rest)])
				return
			}
		}
		if n > 0 {
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// freeze keeps every byte back from now on.
func (l *line) freeze() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.frozen = make(chan struct{})
}

func (l *line) thaw() {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case <-l.frozen:
	default:
		close(l.frozen)
	}
}

// drop ends the connections that there are.
func (l *line) drop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range l.open {
		_ = c.Close()
	}
	l.open = nil
}

// onTheLine is what every store does whose line is bad. The place has the service.
func onTheLine(t *testing.T, p depot.Place) {
	large := strings.Repeat("0123456789abcdef", 1<<14)
	p.Limits = quick
	t.Run("a frozen server is given up and no fault stays", func(t *testing.T) {
		p, l := overLine(t, p)
		d := begun(t, p)
		l.freeze()
		_, read := d.Read(t.Context(), "control/1")
		_, listed := d.List(t.Context(), "")
		for what, err := range map[string]error{"read": read, "list": listed, "write": d.Write(t.Context(), "line/aa/1", []byte("frozen"))} {
			if depot.KindOf(err) != depot.Unreachable || !passing(err) {
				t.Errorf("%s: %q %v", what, depot.KindOf(err), err)
			}
		}
		l.thaw()
		put(t, d, "line/aa/1", "frozen")
		wantRead(t, d, "line/aa/1", "frozen")
	})
	t.Run("a cut answer is an error and nothing short", func(t *testing.T) {
		p, l := overLine(t, p)
		p.Limits.Attempts = 1
		d := begun(t, p)
		put(t, d, "line/ab/1", large)
		for i := range 40 {
			put(t, d, "line/ac/"+strings.Repeat("x", i+1), "x")
		}
		whole, err := d.List(t.Context(), "line/ac/")
		if err != nil || len(whole) != 40 {
			t.Fatalf("%d %v", len(whole), err)
		}
		for _, after := range []int64{0, 1, 40, 300, 900, 2000, 5000, 100_000} {
			for name, ask := range map[string]func() (int, error){
				"list": func() (int, error) { names, err := d.List(t.Context(), "line/ac/"); return len(names), err },
				"read": func() (int, error) { body, err := d.Read(t.Context(), "line/ab/1"); return len(body), err },
			} {
				l.drop()
				l.after.Store(after)
				n, err := ask()
				l.after.Store(-1)
				if err == nil && n != map[string]int{"list": 40, "read": len(large)}[name] {
					t.Errorf("%s cut after %d bytes: %d without an error", name, after, n)
				}
				if err != nil && depot.KindOf(err) != depot.Unreachable {
					t.Errorf("%s cut after %d bytes: %q %v", name, after, depot.KindOf(err), err)
				}
			}
		}
	})
	t.Run("a write whose answer is lost is repeated with the same bytes", func(t *testing.T) {
		p, l := overLine(t, p)
		p.Limits.Attempts = 1
		d := begun(t, p)
		put(t, d, "line/ad/0", "warm")
		l.drop()
		l.after.Store(0)
		if err := d.Write(t.Context(), "line/ad/1", []byte("lost")); depot.KindOf(err) != depot.Unreachable {
			t.Fatalf("%q %v", depot.KindOf(err), err)
		}
		l.after.Store(-1)
		put(t, d, "line/ad/1", "lost")
		wantRead(t, d, "line/ad/1", "lost")
		if err := d.Write(t.Context(), "line/ad/1", []byte("other")); depot.KindOf(err) != depot.Taken {
			t.Errorf("other bytes: %v", err)
		}
	})
	t.Run("a server that is down is said so", func(t *testing.T) {
		p, l := overLine(t, p)
		d := begun(t, p)
		_ = l.listener.Close()
		l.drop()
		if _, err := d.List(t.Context(), ""); depot.KindOf(err) != depot.Unreachable {
			t.Errorf("%q %v", depot.KindOf(err), err)
		}
	})
}

func TestS3_line(t *testing.T) { onTheLine(t, s3Server(t, nil)) }
