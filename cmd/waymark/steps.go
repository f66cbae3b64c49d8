package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"waymark/data/exchange/meeting"
)

// saidAfter is how long a step may take before it is said in any case: a store that does
// not answer is asked again for minutes.
const saidAfter = 15 * time.Second

// steps says what a meeting does, one line a step, to a person: those that take several
// goes when they begin, the others once they take long.
type steps struct {
	out   io.Writer
	mu    sync.Mutex
	step  string // what is done now
	said  bool
	timer *time.Timer
}

// steps returns what a meeting tells of, and what ends it. Until it tells of a step, it
// opens the store, or looks what is new on either side.
func (c *call) steps() (told meeting.Progress, over func()) {
	s := &steps{out: c.errout, step: "Exchanging with the store"}
	s.timer = time.AfterFunc(saidAfter, s.sayLong)
	return s.told, s.over
}

// told is called with what is done now.
func (s *steps) told(step string, _, of int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if step != s.step {
		s.step, s.said = step, false
		s.timer.Reset(saidAfter)
	}
	if of > 1 {
		s.say()
	}
}

// sayLong says a step that takes long.
func (s *steps) sayLong() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.say()
}

func (s *steps) say() {
	if !s.said {
		s.said = true
		_, _ = fmt.Fprintf(s.out, "%s…\n", s.step)
	}
}

// over ends it: nothing more is said.
func (s *steps) over() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.timer.Stop()
	s.said = true
}
