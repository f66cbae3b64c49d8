package mapping_test

import (
	"slices"
	"strings"
	"testing"

	"waymark/data"
)

func doubtsAbout(e *data.SourceEntry, field string) []string {
	var list []string
	for _, d := range e.Doubts {
		if d.Field == field {
			list = append(list, d.Sentence)
		}
	}
	return list
}

func expect(t *testing.T, e *data.SourceEntry, want map[string]string) {
	t.Helper()
	for _, f := range data.ServiceFields() {
		if w, ok := want[f.Name]; ok && f.Get(&e.Service) != w {
			t.Errorf("row %d: %s is %q, want %q", e.At.Row, f.Name, f.Get(&e.Service), w)
		}
	}
}

func TestMapping_rowsOfACouncil(t *testing.T) {
	list := entriesOf(t, "council.csv")
	expect(t, list[0], map[string]string{
		"Name": "Seaview Lunch Club", "Organisation": "Seaview Community Trust", "Address": "The Old School, 12 Marine Parade, Seaview, Kent",
		"Postcode": "CT9 1AA", "Area": "Harbour", "Phone": "01843 496001", "Email": "lunch@seaview.example", "Web": "https://www.seaview.example",
		"Cost": "£4.50", "MinAge": "60", "LastChecked": "2026-04-07", "Status": "active", "Days": "Tue 12-2pm", "Referring": "Ring first",
	})
	if list[0].Key != "S-001" || !slices.Equal(list[0].Categories, []string{"Food", "Older people"}) || len(list[0].Doubts) != 0 {
		t.Errorf("key %q, categories %q, doubts %v", list[0].Key, list[0].Categories, list[0].Doubts)
	}
	expect(t, list[1], map[string]string{"Postcode": "CT9 1AB", "Address": "The Allotments, Seaview, Kent", "MinAge": "", "LastChecked": "2026-05-01"})
	expect(t, list[2], map[string]string{"Postcode": "", "Email": "help@fairhaven.example", "LastChecked": "2026-04-08"})
	if len(doubtsAbout(list[2], "Postcode")) != 1 || !strings.Contains(list[2].Service.Address, "not a code") {
		t.Errorf("what is no postcode: address %q, doubts %v", list[2].Service.Address, list[2].Doubts)
	}
	expect(t, list[3], map[string]string{"MinAge": "11", "MaxAge": "18", "LastChecked": ""})
	if len(doubtsAbout(list[3], "LastChecked")) != 1 {
		t.Errorf("checked in the future: %v", list[3].Doubts)
	}
}

func TestHealthServiceRows(t *testing.T) {
	list := entriesOf(t, "nhs.txt")
	expect(t, list[0], map[string]string{
		"Name": "Elm Road Hospital", "Organisation": "Elm Road Health Ltd", "Address": "Elm Road, Weyford, Surrey", "Postcode": "KT12 3LD",
		"Area": "Weyford", "Latitude": "51.37999725341797", "Longitude": "-0.40604206919670105", "Status": "active", "Phone": "01932 496001",
	})
	if list[2].Key != "18102" || len(list[2].Doubts) != 0 {
		t.Errorf("key %q, doubts %v", list[2].Key, list[2].Doubts)
	}
}

func TestVoluntaryCouncilRows(t *testing.T) {
	list := entriesOf(t, "cvs.csv")
	expect(t, list[0], map[string]string{"Name": "Knit & Natter", "Organisation": "", "ContactName": "Mrs J Brown", "Days": "Mondays 2-4", "Wheelchair": "yes"})
	if !strings.HasPrefix(list[0].Key, "name:") {
		t.Errorf("key %q", list[0].Key)
	}
	expect(t, list[1], map[string]string{"Wheelchair": "", "Cost": "Donation"})
	if !strings.Contains(list[1].Service.Access, "Ramp at the side") || !strings.Contains(list[1].Service.Access, "Tea and coffee") {
		t.Errorf("access %q", list[1].Service.Access)
	}
	expect(t, list[2], map[string]string{"Wheelchair": "no", "Phone": "", "Email": "park@cafe.example"})
}

func TestMapping_rowsOfAClub(t *testing.T) {
	list := entriesOf(t, "clubs.csv")
	expect(t, list[0], map[string]string{"Address": "The Bandstand, Marine Parade", "Postcode": "CT9 1XX", "MinAge": "16", "Cost": "Free"})
	expect(t, list[2], map[string]string{"MinAge": "50", "MaxAge": ""})
	if !slices.Equal(list[1].Categories, []string{"Running", "Athletics"}) {
		t.Errorf("categories %q", list[1].Categories)
	}
}

func TestMapping_rowsOfALibrary(t *testing.T) {
	list := entriesOf(t, "libraries.csv")
	expect(t, list[0], map[string]string{
		"Postcode": "CT9 1RE", "Days": "Monday 9-5; Tuesday 9-5; Thursday 9-7; Friday 9-5; Saturday 10-2",
	})
	if got := data.ReadTimes(list[0].Service.Days); got&data.At(data.Wednesday, 0) != 0 || got&data.At(data.Saturday, data.Morning) == 0 {
		t.Errorf("open at %b", got)
	}
}

func TestMapping_rowsOfAWebsite(t *testing.T) {
	list := entriesOf(t, "wordpress.csv")
	expect(t, list[0], map[string]string{
		"Name": "Café Harmony", "Postcode": "CT11 8AA", "Email": "sing@harmony.example", "Web": "http://harmony.example", "Status": "active",
	})
	if d := list[0].Service.Description; strings.ContainsAny(d, "<>") || strings.Contains(d, "alert") || !strings.Contains(d, "• Tea") {
		t.Errorf("description %q", d)
	}
	if !slices.Equal(list[0].Categories, []string{"Music", "Wellbeing", "singing"}) {
		t.Errorf("categories %q", list[0].Categories)
	}
}
