package host_test

import (
	"errors"
	"testing"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func TestCannotShow_offersToTryAgainOnlyWhereThatMayHelp(t *testing.T) {
	d := uitest.New(t)
	for _, c := range []struct {
		err   error
		again bool
	}{
		{errors.New("the disk is busy"), true},
		{data.NewProblem(data.CodeUnreachable, "The store does not answer."), true},
		{data.NewProblem(data.CodeNotFound, "This record was deleted."), false},
		{data.NewProblem(data.CodeRefused, "Your role may not see this."), false},
		{data.NewProblem(data.CodeRestricted, "This record is only kept."), false},
	} {
		again := false
		d.Window.SetContent(d.Host.CannotShow("read a record", c.err, func() { again = true }))
		offered, ok := uitest.Last(d, func(b *kit.Button) bool { return b.Text() == "Try again" })
		if ok != c.again {
			t.Errorf("%v: offered to try again: %t", c.err, ok)
		}
		if ok {
			offered.Tapped(nil)
		}
		if again != c.again {
			t.Errorf("%v: the button did nothing", c.err)
		}
	}
}

// On a full disk a command said that what was typed is still here, though nothing was
// typed into it. Only a screen says so.
func TestFail_onlyAScreenSaysThatWhatWasTypedIsStillHere(t *testing.T) {
	d := uitest.New(t)
	full := &data.Problem{Code: data.CodeFull, Sentence: "The disk is full.", Unsaved: true}
	if got := d.Host.Fail("save a note", full); got != "The disk is full. What you typed is still here." {
		t.Errorf("a screen says %q", got)
	}
	if got := data.Sentence(full); got != "The disk is full." {
		t.Errorf("a command says %q", got)
	}
	if got := d.Host.Fail("read a note", data.NewProblem(data.CodeNotFound, "It was deleted.")); got != "It was deleted." {
		t.Errorf("of what was only read a screen says %q", got)
	}
}
