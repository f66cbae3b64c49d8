package main

import (
	"strings"
	"testing"
	"time"
)

// A store that did not answer was asked for minutes, and the command said nothing.
func TestSteps_longOnesAreSaidOnceAndOthersWhenTheyBegin(t *testing.T) {
	var said strings.Builder
	s := &steps{out: &said, step: "Exchanging with the store"}
	s.timer = time.AfterFunc(time.Hour, s.sayLong)
	long := s.sayLong // what the timer calls
	long()
	long()
	s.told("Reading from Laptop", 1, 0)
	s.told("Working out what other PCs get", 1, 4)
	s.told("Working out what other PCs get", 2, 4)
	long()
	s.told("Writing to the store", 0, 0)
	long()
	s.told("Reading audit trails", 0, 0)
	s.over()
	long()
	want := "Exchanging with the store…\nWorking out what other PCs get…\nWriting to the store…\n"
	if said.String() != want {
		t.Errorf("said\n%sand not\n%s", said.String(), want)
	}
}
