package calendar

import (
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/ui/host"
)

// anyEntries are entries of each kind, and of one that no one has given a look: with a
// client, and with no one.
func anyEntries() []agenda.Entry {
	var list []agenda.Entry
	for _, row := range append(agenda.Kinds, agenda.KindRow{Kind: "stranger"}) {
		at := agenda.Entry{Kind: row.Kind, ID: "x", Day: data.MustDate("2026-04-08"), From: 9 * 60, To: 10 * 60, Staff: "Sam"}
		with := at
		with.ClientID, with.Client = "c", "Anna"
		list = append(list, at, with)
	}
	return list
}

// TestEveryKindSaysWhatItIs: a kind without a look of its own, and with no client,
// stood in the month and in the week as an empty line.
func TestEveryKindSaysWhatItIs(t *testing.T) {
	for _, e := range anyEntries() {
		if e.Kind == agenda.Clinic {
			e.Surgery = "Birchington"
		}
		for where, title := range map[string]string{"month": lineTitle(&e), "week": (&picture{}).item(0, e, true).Title} {
			words := strings.TrimSpace(strings.TrimPrefix(title, timed(&e)))
			if words == "" || strings.HasSuffix(words, ":") || strings.HasSuffix(words, ",") || strings.HasPrefix(words, "·") {
				t.Errorf("a %s with %q says %q in the %s", e.Kind, e.Client, title, where)
			}
		}
	}
}

// TestOpen_leadsToNoRecordOfNoOne: opening what is with no one led to the record of a
// client without an id, which said that they could not be found.
func TestOpen_leadsToNoRecordOfNoOne(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	for _, e := range anyEntries() {
		if e.Client != "" || e.Kind == agenda.Appointment || e.Kind == agenda.Visit || e.Kind == agenda.FollowUp {
			continue // those are read from the database, by their id
		}
		p.page.picture = &picture{targets: map[string]target{"it": {entry: e}}}
		p.page.open("it")
		for _, r := range p.Went {
			if r.View == host.ViewClient && r.Client == "" {
				t.Errorf("a %s leads to the record of no one", e.Kind)
			}
		}
	}
}
