package bound

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
)

// endless is a source of one text again and again.
type endless struct{ text string }

// Read fills p.
func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.text[i%len(e.text)]
	}
	return len(p), nil
}

func TestFuelEndsWithinOnePiece(t *testing.T) {
	spent := errors.New("spent")
	f := NewFuel(endless{"a"}, 100, spent)
	if n, err := io.ReadFull(f, make([]byte, 100)); n != 100 || err != nil {
		t.Fatalf("%d, %v", n, err)
	}
	if _, err := f.Read(make([]byte, 1)); !errors.Is(err, spent) {
		t.Errorf("beyond the piece: %v", err)
	}
	f.Refill()
	if n, err := f.Read(make([]byte, 200)); n != 100 || err != nil {
		t.Errorf("after refilling: %d, %v", n, err)
	}
}

func TestJSONEndsAtEachLimit(t *testing.T) {
	for name, c := range map[string]struct {
		begin, again, sentence string
	}{
		"a text":               {`[{"a":"`, "x", "longer than 1 MB"},
		"an escaped text":      {`[{"a":"`, `\"`, "longer than 1 MB"},
		"a number":             {`[`, "1", "longer than 1 MB"},
		"white space":          {`[`, " ", "longer than 1 MB"},
		"lists within":         {``, "[", "200 deep"},
		"objects within":       {``, `{"a":`, "200 deep"},
		"values of one entry":  {`[`, "{},", "more than 400,000 values"},
		"texts of one entry":   {`[`, `"` + strings.Repeat("x", 1000) + `",`, "larger than 16 MB"},
		"brackets in one text": {`["`, "[", "longer than 1 MB"},
	} {
		n, err := io.Copy(io.Discard, NewJSON(io.MultiReader(strings.NewReader(c.begin), endless{c.again})))
		if data.CodeOf(err) != data.CodeInvalid || !strings.Contains(err.Error(), c.sentence) || n > jsonEntry+1<<20 {
			t.Errorf("%s: %v after %d bytes", name, err, n)
		}
	}
}

func TestJSONOfManyEntriesHasNoLimit(t *testing.T) {
	entry := `{"id":"\\","name":"A [ { club","phones":[{"number":"0113"}]},`
	j := NewJSON(strings.NewReader("[" + strings.Repeat(entry, 200_000) + "{}]"))
	for buffer := make([]byte, 4096); ; j.Next() {
		if _, err := j.Read(buffer); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if j.depth != 0 || j.text {
		t.Errorf("at the end it is %d deep, in a text: %v", j.depth, j.text)
	}
}

func TestOpenZip_endsInALongTableOfContents(t *testing.T) {
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	name := strings.Repeat("n", 1000)
	for i := range 6000 {
		if _, err := z.CreateRaw(&zip.FileHeader{Name: fmt.Sprint(name, i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "many.zip")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenZip(path); data.CodeOf(err) != data.CodeInvalid || !strings.Contains(err.Error(), "longer than 4 MB") {
		t.Errorf("%v", err)
	}
}

func TestCheckUnpacked(t *testing.T) {
	for _, c := range []struct {
		packed, size uint64
		refused      bool
	}{
		{100, 1 << 20, false},        // small, however well it is packed
		{10 << 20, 150 << 20, false}, // a list of 100,000 services
		{100 << 10, 100 << 20, true},
		{0, 100 << 20, true},
		{1 << 30, 3 << 30, true},
	} {
		err := CheckUnpacked(&zip.FileHeader{CompressedSize64: c.packed, UncompressedSize64: c.size})
		if (err != nil) != c.refused || err != nil && data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%d bytes of %d: %v", c.size, c.packed, err)
		}
	}
}

func TestReadFile_endsAtItsLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "long.po")
	if err := os.WriteFile(path, make([]byte, 1<<20+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFile(path, "a translation", 1); data.CodeOf(err) != data.CodeInvalid || !strings.Contains(err.Error(), "longer than 1 MB, so it is not a translation") {
		t.Errorf("%v", err)
	}
	if body, err := ReadFile(path, "a translation", 2); len(body) != 1<<20+1 || err != nil {
		t.Errorf("%d bytes, %v", len(body), err)
	}
}

func TestRows_countsWhatItDoesNotKeep(t *testing.T) {
	var rows Rows[int]
	for i := range MostListed + 5 {
		rows.Add(i)
	}
	if len(rows.Kept) != MostListed || rows.Left != 5 {
		t.Errorf("kept %d, left %d", len(rows.Kept), rows.Left)
	}
}
