package data

import (
	"reflect"
	"slices"
	"testing"
)

// filled is a client of whom everything is recorded, each field otherwise.
func filled() *Client {
	c := &Client{}
	v := reflect.ValueOf(c).Elem()
	for i := range v.NumField() {
		switch f := v.Field(i); f.Interface().(type) {
		case string:
			f.SetString("text " + v.Type().Field(i).Name)
		case bool:
			f.SetBool(true)
		case Date:
			f.Set(reflect.ValueOf(MustDate("1950-05-04")))
		case Sex:
			f.SetString(string(SexOther))
		case YesNo:
			f.SetString(string(No))
		case ID:
			f.SetString("id " + v.Type().Field(i).Name)
		}
	}
	return c
}

// A field that is missing from the table would be typed in, called saved, and lost.
func TestClientFields_areAllOfAClient(t *testing.T) {
	var want, got []string
	of := reflect.TypeFor[Client]()
	for i := range of.NumField() {
		if f := of.Field(i); f.Name != "ID" && !f.Anonymous {
			want = append(want, f.Name+" "+f.Tag.Get("json"))
		}
	}
	for _, f := range ClientFields() {
		got = append(got, f.Name+" "+f.Column)
		if f.Label == "" || ClientLabel(f.Column) != f.Label {
			t.Errorf("%s is called %q, its column %q", f.Name, f.Label, ClientLabel(f.Column))
		}
		if found, ok := ClientFieldOf(f.Name); !ok || found.Column != f.Column {
			t.Errorf("looked up, %s is %+v", f.Name, found)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the fields are\n%q, want\n%q", got, want)
	}
}

func TestClientFields_textIsReadBack(t *testing.T) {
	whole, empty := filled(), &Client{}
	for _, from := range []*Client{whole, empty} {
		into := filled()
		into.GivenNames, into.BirthDate, into.LivesAlone = "another", MustDate("1961-02-03"), Yes
		for _, f := range ClientFields() {
			f.SetText(into, f.Text(from))
		}
		into.ID, into.Stamp = from.ID, from.Stamp
		if !reflect.DeepEqual(into, from) {
			t.Errorf("%+v was read back as %+v", from, into)
		}
	}
	for _, f := range ClientFields() {
		if f.Text(whole) == "" || f.Text(empty) != "" {
			t.Errorf("%s says %q of someone of whom it is recorded, and %q of another", f.Name, f.Text(whole), f.Text(empty))
		}
	}
}

// What a rule says of a client names a field of the table, so that an import can take
// the value out and tell which it was.
func TestClientFields_hasWhatTheRulesName(t *testing.T) {
	c := filled()
	for _, f := range ClientFields() {
		if text, ok := f.In(c).(*string); ok {
			*text = string(make([]rune, 20_000))
		}
	}
	c.BirthDate, c.Sex = MustDate("1800-01-01"), "unknown"
	wrong := FieldErrorsOf(c.Validate(MustDate("2026-04-07")))
	if len(wrong) < 10 {
		t.Fatalf("only %d rules spoke", len(wrong))
	}
	for _, w := range wrong {
		if _, ok := ClientFieldOf(w.Field); !ok {
			t.Errorf("a rule speaks of %q, which is no field of a client", w.Field)
		}
	}
}
