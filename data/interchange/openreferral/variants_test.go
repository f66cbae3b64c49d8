package openreferral

import (
	"strings"
	"testing"

	"waymark/data"
)

// What publishers write beside the standard, as it is on 29 November 2026. A service
// that its directory had stopped to show, and one that was “hidden”, came in as open;
// “4,50” became 450; and the number of a fax was one to ring.
func TestReadJSON_whatPublishersWriteBesideTheStandard(t *testing.T) {
	status := func(v *data.Service) string { return string(v.Status) }
	cost := func(v *data.Service) string { return v.Cost }
	phone := func(v *data.Service) string { return v.Phone }
	for fields, want := range map[string]struct {
		of   func(*data.Service) string
		text string
	}{
		`"visible_to":"2024-01-01"`:                          {status, "defunct"},
		`"visible_to":"2027-01-01"`:                          {status, "active"},
		`"visible_from":"2027-01-01","visible_to":null`:      {status, "temporarily closed"},
		`"status":"inactive","visible_from":"2027-01-01"`:    {status, "defunct"},
		`"status":"hidden"`:                                  {status, "temporarily closed"},
		`"status":false`:                                     {status, "defunct"},
		`"is_active":false`:                                  {status, "defunct"},
		`"published":true`:                                   {status, "active"},
		`"published":false`:                                  {status, "temporarily closed"},
		`"is_published":0`:                                   {status, "temporarily closed"},
		`"active":true,"published":false`:                    {status, "active"},
		`"deleted_at":"2025-03-01T10:00:00Z"`:                {status, "defunct"},
		`"status":"active","archived":true`:                  {status, "active"},
		`"phone":"0113 496 0001","status":"active"`:          {phone, "0113 496 0001"},
		`"address":"1 High St, Leeds","postcode":"LS1 4AP"`:  {func(v *data.Service) string { return v.Address + ", " + v.Postcode }, "1 High St, Leeds, LS1 4AP"},
		`"opening_hours":"Tue 10-12"`:                        {func(v *data.Service) string { return v.Days }, "Tue 10-12"},
		`"cost_options":[{"amount":"4,50"}]`:                 {cost, "£4.50"},
		`"cost_options":[{"amount":"1,200"}]`:                {cost, "£1200"},
		`"phones":[{"number":"0113 496 0002","type":"fax"}]`: {phone, ""},
		`"phones":[{"number":"18001 0113 496 0003","type":"Textphone"},{"number":"0113 496 0001","type":"voice"}]`: {phone, "0113 496 0001 / 18001 0113 496 0003"},
	} {
		feed := `[{"id":"1","name":"A",` + fields + `}]`
		var v data.Service
		w := &walker{ctx: t.Context(), today: data.MustDate("2026-11-29"), yield: func(e *data.SourceEntry, _ error) bool { v = e.Service; return true }}
		if err := w.read(strings.NewReader(feed)); err != nil || want.of(&v) != want.text {
			t.Errorf("%s\n is read as %q, want %q, %v", fields, want.of(&v), want.text, err)
		}
	}
}
