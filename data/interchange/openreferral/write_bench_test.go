package openreferral

import (
	"io"
	"testing"

	"waymark/data"
)

// BenchmarkWriteJSON holds what writing one service costs, without reading it.
func BenchmarkWriteJSON(b *testing.B) {
	entries := make([]*data.SourceEntry, 500)
	for n := range entries {
		entries[n] = &data.SourceEntry{Key: "019d3f2f-9058-7c8d-9c8d-c341334370e0", Categories: []string{"Advice", "Warm home"}, Needs: []string{"Housing"}, Service: data.Service{
			Name: "Tea and talk", Organisation: "Age Margate", Description: "A weekly tea, with people who know one another well.",
			Status: data.ServiceActive, Days: "Tue 14:00 to 16:00", Cost: "£2", Address: "1 High Street, Margate", Postcode: "CT9 1AA",
			Area: "Thanet", Phone: "01843 496001", Email: "tea@example.org", Delivery: []data.Delivery{data.InPerson, data.AtHome},
			MinAge: 18, LastChecked: data.MustDate("2026-01-02"), CheckedHow: "by phone", ContactName: "Zdeněk Procházka",
			Eligibility: "Over 50", Referring: "Phone or email",
		}}
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := WriteJSON(io.Discard, all(entries)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(entries)), "µs/service")
}
