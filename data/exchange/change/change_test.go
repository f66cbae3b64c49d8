package change_test

import (
	"bytes"
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

func TestValues_differ(t *testing.T) {
	if change.SameValues([]any{"1"}, []any{int64(1)}) || change.SameValues([]any{"a", "b"}, []any{"ab"}) || !change.SameValues([]any{nil}, []any{nil}) {
		t.Error("values that differ are alike, or the other way round")
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
