package kit_test

import (
	"testing"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
)

func TestStepsSayWhereTheyAre(t *testing.T) {
	s := kit.NewSteps("File", "Columns", "Done")
	kittest.Window(t, 400, 100, s)
	if s.At() != 0 || s.Text() != "File" {
		t.Errorf("begins at %d, %q", s.At(), s.Text())
	}
	s.Set([]string{"File", "Done"}, 1)
	if s.At() != 1 || s.Text() != "Done" {
		t.Errorf("is at %d, %q", s.At(), s.Text())
	}
	wide := s.MinSize()
	s.Set([]string{"A name that is rather long", "Another name that is rather long", "One more of them that is rather long"}, 7)
	if s.Text() != "" {
		t.Errorf("beyond the end is %q", s.Text())
	}
	if s.MinSize().Width != wide.Width {
		t.Error("long names do not give way")
	}
}
