package exchange

import (
	"reflect"
	"slices"
	"testing"

	"waymark/data"
	"waymark/data/store/casework"
)

// A client whose details another PC changed is found here by the new ones only if
// the column counts as searched, and one who is new only if it is carried along.
func TestSearched_hasEveryColumnThatAClientIsFoundBy(t *testing.T) {
	for field := range reflect.TypeFor[data.Client]().Fields() {
		column := field.Tag.Get("json")
		if column == "" || field.Name == "ID" {
			continue
		}
		var c data.Client
		var value any = "SW1A1AA"
		switch at := reflect.ValueOf(&c).Elem().FieldByIndex(field.Index); {
		case field.Type == reflect.TypeFor[data.Date]():
			at.Set(reflect.ValueOf(data.MustDate("1947-02-03")))
			value = "1947-02-03"
		case at.Kind() == reflect.String:
			at.SetString("SW1A1AA")
		default:
			continue
		}
		found := casework.ClientSearchText(&c) != "" || casework.ClientSortName(&c) != casework.ClientSortName(&data.Client{})
		if found != slices.Contains(searched, column) {
			t.Errorf("clients are found by %s: %t, but searched says otherwise", column, found)
		}
		arrived := clientFrom([]incoming{{group: &group{names: []string{column}}, values: []any{value}}})
		if found && casework.ClientSearchText(arrived) != casework.ClientSearchText(&c) {
			t.Errorf("a client who arrives is not found by %s", column)
		}
	}
}
