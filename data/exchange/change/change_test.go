package change_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand"
	"reflect"
	"testing"

	"waymark/data/exchange/change"
)

const id = "01900000-0000-7000-8000-000000000001"

type item = any

func items(t testing.TB, b []byte) (*change.Part, []item, error) {
	t.Helper()
	p, err := change.Read(b)
	if err != nil {
		return nil, nil, err
	}
	var list []item
	err = p.Each(change.Visitor{
		Row: func(r *change.Row) error {
			cells := append([]change.Cell(nil), r.Cells...)
			list = append(list, change.Row{Table: r.Table, Key: r.Key, Cells: cells})
			return nil
		},
		Gone: func(g change.Gone) error { list = append(list, g); return nil },
		Same: func(s change.Same) error { list = append(list, s); return nil },
	})
	return p, list, err
}

func encode(version int, tables []change.Table, list []item) []byte {
	w := change.NewWriter(version, tables)
	for _, i := range list {
		switch i := i.(type) {
		case change.Row:
			w.Row(&i)
		case change.Gone:
			w.Gone(i)
		case change.Same:
			w.Same(i)
		}
	}
	return w.Bytes()
}

func sample() ([]change.Table, []item) {
	return []change.Table{{Number: 5, Groups: []change.Group{{ID: 0, Columns: []string{"name"}}, {ID: change.Stamped, Columns: []string{"updated_at", "updated_by"}}}}},
		[]item{
			change.Same{Table: 1, Gone: "b", Kept: id},
			change.Gone{Table: 9, Key: "\x00\x01binary", Erased: true, Clock: 7, Device: "dev1"},
			change.Row{Table: 5, Key: id, Cells: []change.Cell{
				{Group: 0, Clock: 1 << 57, Values: []any{"Zoë", nil, int64(-3), 2.5, []byte{0, 1}, id, ""}},
				{Group: 255, Clock: -1, Device: "dev2", Values: []any{}},
			}},
			change.Row{Table: 20, Key: "a\x1fb", Cells: []change.Cell{{Clock: 3, Device: "dev1", Values: []any{"x"}}}},
		}
}

func TestPart_comesBackAsItWasWritten(t *testing.T) {
	tables, list := sample()
	p, got, err := items(t, encode(31, tables, list))
	if err != nil || p.Version != 31 || !reflect.DeepEqual(p.Tables, tables) || !reflect.DeepEqual(got, list) {
		t.Fatalf("%v\n%v\n%v", err, got, list)
	}
}

// asFormat1 is the sample as Waymark 0.8.0 wrote it.
const asFormat1 = "011f0105020001046e616d65ff020a757064617465645f61740a757064617465645f6279030102620001900000000070" +
	"008000000000000001040464657631020909000162696e617279010e0104046465763201050001900000000070008000" +
	"0000000000010200808080808080808004000703045a6fc3ab0001050240040000000000000402000105019000000000" +
	"700080000000000000010300ff010200011404611f62010006010103017800"

// A PC that was not updated yet left its changes in the store in the older form.
func TestPart_ofAnOlderProgramIsRead(t *testing.T) {
	old, err := hex.DecodeString(asFormat1)
	if err != nil {
		t.Fatal(err)
	}
	tables, list := sample()
	p, got, err := items(t, old)
	if err != nil || p.Version != 31 || !reflect.DeepEqual(p.Tables, tables) || !reflect.DeepEqual(got, list) {
		t.Fatalf("%v\n%v\n%v", err, got, list)
	}
	for n := range old {
		if _, _, err := items(t, old[:n]); err == nil {
			t.Errorf("the first %d of %d bytes are taken for the whole", n, len(old))
		}
	}
}

func TestPart_ofANewerProgramSaysSo(t *testing.T) {
	if _, err := change.Read([]byte{change.Format + 1, 1, 0}); !errors.Is(err, change.ErrNewer) {
		t.Errorf("a newer encoding gives %v", err)
	}
}

// Everything that a service has is more than one block, and a picture more than a
// block by itself.
func TestPart_ofManyBlocksComesBack(t *testing.T) {
	tables, _ := sample()
	var list []item
	for i := range 40 {
		noise := make([]byte, 100_000+i*10_000)
		rand.New(rand.NewSource(int64(i))).Read(noise)
		if i == 20 {
			noise = bytes.Repeat(noise, 10)
		}
		list = append(list, change.Row{Table: 5, Key: id, Cells: []change.Cell{{Clock: int64(i), Device: fmt.Sprint("dev", i%3), Values: []any{noise}}}})
	}
	encoded := encode(31, tables, list)
	_, got, err := items(t, encoded)
	if err != nil || !reflect.DeepEqual(got, list) {
		t.Fatalf("%v: %d items of %d came back", err, len(got), len(list))
	}
	for _, cut := range []int{1, 2, len(encoded) / 3, len(encoded) / 2} {
		if _, _, err := items(t, encoded[:len(encoded)-cut]); err == nil {
			t.Errorf("without its last %d bytes it is taken for the whole", cut)
		}
	}
}

func TestPart_isRefusedWhenABlockIsNotAsLongAsItSays(t *testing.T) {
	tables, list := sample()
	encoded := encode(31, tables, list)
	header := len(encode(31, tables, nil)) - 1
	for _, more := range []int{-1, 1} {
		wrong := bytes.Clone(encoded)
		wrong[header] = byte(int(wrong[header]) + more)
		if _, _, err := items(t, wrong); err == nil {
			t.Errorf("a block that says it is %+d bytes longer than it is was let through", more)
		}
	}
}

func TestPart_isRefusedWhenAnyOfItIsMissing(t *testing.T) {
	tables, list := sample()
	whole := encode(31, tables, list)
	for n := range whole {
		if _, _, err := items(t, whole[:n]); err == nil {
			t.Errorf("the first %d of %d bytes are taken for the whole", n, len(whole))
		}
	}
	if _, _, err := items(t, append(bytes.Clone(whole), 0)); err == nil {
		t.Error("something after the end is let through")
	}
}

func FuzzPart(f *testing.F) {
	tables, list := sample()
	f.Add(encode(31, tables, list))
	f.Add([]byte{1, 1, 0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, b []byte) {
		p, got, err := items(t, b)
		if err != nil {
			return
		}
		again := encode(p.Version, p.Tables, got)
		_, second, err := items(t, again)
		if err != nil || !bytes.Equal(again, encode(p.Version, p.Tables, second)) {
			t.Fatalf("what was read is not what is written: %v", err)
		}
	})
}
