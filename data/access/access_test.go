package access

import (
	"testing"

	"waymark/data"
)

func TestMay_everythingIsOpenToTheOneRole(t *testing.T) {
	for area := range permitted[Everything] {
		for _, act := range []Act{Read, Write, Read | Write} {
			if err := Everything.May(area, act); err != nil {
				t.Errorf("%s %d: %v", area, act, err)
			}
		}
	}
}

func TestMay_whatTheTableDoesNotNameIsClosed(t *testing.T) {
	if err := Role("visitor").May(Casework, Read); data.CodeOf(err) != data.CodeRefused {
		t.Error("a role that is not in the table may read", err)
	}
	if err := Everything.May("cellar", Write); data.CodeOf(err) != data.CodeRefused {
		t.Error("an area that is not in the table may be written", err)
	}
	permitted["reader"] = map[Area]Act{Casework: Read}
	defer delete(permitted, "reader")
	if err := Role("reader").May(Casework, Read); err != nil {
		t.Error(err)
	}
	for _, act := range []Act{Write, Read | Write} {
		if err := Role("reader").May(Casework, act); data.CodeOf(err) != data.CodeRefused {
			t.Errorf("who may only read may do %d: %v", act, err)
		}
	}
}
