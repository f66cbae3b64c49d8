package depot_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data/exchange/depot"
)

// A program that is killed while it writes leaves the object whole or not there,
// and the same bytes can be written again.
func TestFolder_killedWhileWriting(t *testing.T) {
	if root := os.Getenv("DEPOT_TEST_ROOT"); root != "" {
		depot.KillAt(os.Getenv("DEPOT_TEST_POINT"))
		d, err := depot.Open(t.Context(), depot.Place{Address: depot.Address{Kind: depot.Folder, Folder: root}, Service: service, Verify: verify})
		if err == nil {
			err = d.Write(t.Context(), "segment/aa/1", []byte("body"))
		}
		t.Fatalf("not killed: %v", err)
	}
	for point, whole := range map[string]bool{"written": false, "named": true} {
		t.Run(point, func(t *testing.T) {
			p := folderPlace(t)
			d := begun(t, p)
			child := exec.Command(os.Args[0], "-test.run", "^TestFolder_killedWhileWriting$")
			child.Env = append(os.Environ(), "DEPOT_TEST_ROOT="+p.Address.Folder, "DEPOT_TEST_POINT="+point)
			if out, err := child.CombinedOutput(); err == nil || strings.Contains(string(out), "not killed") {
				t.Fatalf("the child was not killed: %v\n%s", err, out)
			}
			left, err := filepath.Glob(filepath.Join(p.Address.Folder, service, "segment", "aa", "*"))
			if err != nil || len(left) != 1 {
				t.Fatalf("the child left %q, %v", left, err)
			}
			if whole {
				wantList(t, d, "", "segment/aa/1")
			} else {
				wantList(t, d, "")
			}
			put(t, d, "segment/aa/1", "body")
			wantRead(t, d, "segment/aa/1", "body")
		})
	}
}
