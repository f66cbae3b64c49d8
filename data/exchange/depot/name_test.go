package depot_test

import (
	"strings"
	"testing"

	"waymark/data/exchange/depot"
)

// badNames are no names of objects: of no form of ours, or what others make of one.
var badNames = []string{
	"", "/", "a", "one.seg", "/a/b", "a//b", "a/b/", "a/../b", "a/./b", "../a/b", "a/..", "a/.b", "a/b.", "a/b..c",
	"A/b", "a/B", "a/b C", "a/b_c", "ä/b", "a/b\\c", "a/b:c", "a/b\x00", "a/b%20",
	"a.b/c", "-a/b", "a-/b", "a/con", "a/nul.seg", "aux/b", "a/com1.seg",
	"segment/aa/0000000001-laptop.seg", "segment/aa/0000000001 (1).seg", "segment/aa/0000000001.sync-conflict-20261129-120000-ABCDEFG.seg",
	"a/" + strings.Repeat("b", 65), strings.Repeat("a/", 90) + "b",
}

func TestCheckName_form(t *testing.T) {
	for _, name := range []string{"a/b", "control/0000000001", "segment/4f00/0000000012.seg", "join/0197f3a0-1111-7abc-8def-0123456789ab/request.age"} {
		if err := depot.CheckName(name); err != nil {
			t.Error(err)
		}
	}
	for _, name := range badNames {
		if depot.CheckName(name) == nil {
			t.Errorf("%q is taken as a name", name)
		}
	}
}

// In a store no object may lie beneath another: MinIO then hides one of them.
func FuzzCheckName(f *testing.F) {
	f.Add("a/b", "c")
	f.Add("segment/4f00/0000000012.seg", "1.seg")
	f.Fuzz(func(t *testing.T, name, more string) {
		if depot.CheckName(name) != nil {
			return
		}
		if strings.ToLower(name) != name || strings.ContainsAny(name, "\\: _") {
			t.Errorf("%q has letters that some store or system changes", name)
		}
		if key := name + ".waymark/" + more; depot.CheckName(key) == nil {
			t.Errorf("%q may lie beneath %q", key, name)
		}
	})
}
