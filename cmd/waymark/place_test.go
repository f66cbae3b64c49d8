package main

import (
	"testing"

	"waymark/cmd/waymark/autostart"
)

func TestAutostartOf_namesADatabaseThatIsNotTheUsualOne(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	usual, err := placeOf("")
	if err != nil {
		t.Fatal(err)
	}
	if s, ok := autostartOf(usual).(autostart.Entry); !ok || len(s.Args) != 0 {
		t.Errorf("for the usual database: %+v", s)
	}
	if s, ok := autostartOf("/other.db").(autostart.Entry); !ok || len(s.Args) != 2 {
		t.Errorf("for another: %+v", s)
	}
}
