package depot

import (
	"net"
	"testing"
	"time"
)

// noted is a connection that notes how long it may be silent.
type noted struct {
	net.Conn
	reading, writing int
}

func (n *noted) SetDeadline(time.Time) error     { n.reading++; n.writing++; return nil }
func (n *noted) SetReadDeadline(time.Time) error { n.reading++; return nil }
func (n *noted) Read(p []byte) (int, error)      { return len(p), nil }
func (n *noted) Write(p []byte) (int, error)     { return len(p), nil }

// Only silence ends a call: while a large object is on its way, the side that waits
// for the answer hears nothing and must not end it.
func TestHeard_whatIsSentIsHeard(t *testing.T) {
	wire := &noted{}
	conn := heard{wire, time.Minute}
	for range 3 {
		if _, err := conn.Write([]byte("part")); err != nil {
			t.Fatal(err)
		}
	}
	if wire.reading != 3 || wire.writing != 3 {
		t.Errorf("deadlines moved %d and %d times", wire.reading, wire.writing)
	}
	if _, err := conn.Read(make([]byte, 1)); err != nil || wire.reading != 4 || wire.writing != 3 {
		t.Errorf("reading moved them to %d and %d: %v", wire.reading, wire.writing, err)
	}
}
