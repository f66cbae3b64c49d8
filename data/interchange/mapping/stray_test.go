package mapping_test

import (
	"strings"
	"testing"

	"waymark/data/interchange/mapping"
)

// A spreadsheet that ends in "Total, 6" once gave the directory a service
// called "6", and one pasted together from pages a service called "Service name".
func TestRowsThatAreNoServices(t *testing.T) {
	header := []string{"Ref", "Service name", "Cost", "Phone", "Phone (2)"}
	m := mapping.Guess(header, nil)
	for _, test := range []struct {
		cells []string
		skip  string
	}{
		{[]string{"Total", "6", "£8.50", "", ""}, "total"},
		{[]string{"", "Total services: 6", "", "", ""}, "total"},
		{[]string{"", "Grand Total", "1,204", "", ""}, "total"},
		{[]string{"REF", "Service Name", "cost", "Phone", "Phone"}, "repeats"},
		{[]string{"", "Total Fitness", "", "", ""}, ""},
		{[]string{"7", "Total", "£2", "01843 496001", ""}, ""},
		{[]string{"", "Total", "Ask at the desk", "", ""}, ""},
		{[]string{"8", "Phone", "Cost", "01843 496001", ""}, ""},
	} {
		e := m.Entry(header, test.cells, 2, "list.csv", listsToday)
		if (e.Skip == "") != (test.skip == "") || !strings.Contains(e.Skip, test.skip) {
			t.Errorf("%q: skip %q, want one with %q", test.cells, e.Skip, test.skip)
		}
	}
}

// A column filled by a failed look-up showed "#N/A" to the person as the cost.
func TestErrorsOfExcelAreNoValues(t *testing.T) {
	e := rowOf("name", "Tea club", "cost", "#N/A", "address", "#REF!", "address", "Hall")
	expect(t, e, map[string]string{"Name": "Tea club", "Cost": "", "Address": "Hall"})
	if len(e.Doubts) != 1 || !strings.Contains(e.Doubts[0].Sentence, "#REF!") {
		t.Errorf("doubts %v, want one about #REF!", e.Doubts)
	}
	if e := rowOf("name", "#REF!", "cost", "£2"); e.Skip == "" {
		t.Errorf("a name that is an error was taken: %q", e.Service.Name)
	}
}

// Of a list with one id on 128 rows the ids were passed over, and no one was told.
func TestRepeatedIDsAreAskedAbout(t *testing.T) {
	header := []string{"Service ID", "Service name"}
	var same, own [][]string
	for i := range 20 {
		name := "Club " + string(rune('a'+i))
		same, own = append(same, []string{"S1", name}), append(own, []string{"S" + name, name})
	}
	if q := mapping.IDQuestion(header, same); !strings.Contains(q, "Service ID") {
		t.Errorf("the same id on all rows: asked %q", q)
	}
	for name, rows := range map[string][][]string{"ids of their own": own, "blank ids": {{"", "a"}, {"", "b"}}, "one row": same[:1], "no rows": nil} {
		if q := mapping.IDQuestion(header, rows); q != "" {
			t.Errorf("%s: asked %q", name, q)
		}
	}
	provider := []string{"Organisation ID", "Service name", "Record ID"}
	rows := [][]string{{"o", "a", "1"}, {"o", "b", "2"}, {"o", "c", "3"}}
	if q := mapping.IDQuestion(provider, rows); q != "" {
		t.Errorf("an id of organisations beside that of services: asked %q", q)
	}
}

// A system that writes ="01843 496001" for Excel's sake left a doubt on each of
// its rows, and kept the id with the formula around it.
func TestMapping_formulasAreText(t *testing.T) {
	e := rowOf("name", "=1+1", "id", `="007"`, "phone", `="01843 496001"`)
	expect(t, e, map[string]string{"Name": "=1+1", "Phone": "01843 496001"})
	if e.Key != "007" || len(e.Doubts) != 0 {
		t.Errorf("key %q, doubts %v", e.Key, e.Doubts)
	}
}

// A council’s list has “WARM SPACES” above the services of that kind, and a note
// beneath the last one. Both became services that people were sent to.
func TestRowsWithNothingButAName(t *testing.T) {
	header := []string{"Service name", "Cost", "Phone", "Address", "Email"}
	m := mapping.Guess(header, nil)
	for text, want := range map[string]struct{ skip, doubt string }{
		"WARM SPACES": {skip: "stands alone"}, "Lunch clubs:": {skip: "stands alone"}, "Please tell us of changes": {skip: "stands alone"}, "Total: 6 services": {skip: "total"},
		"Knit and Natter": {doubt: "Nothing but the name"},
	} {
		e := m.Entry(header, []string{text, "", " ", "", ""}, 2, "list.csv", listsToday)
		doubt := ""
		if len(e.Doubts) > 0 {
			doubt = e.Doubts[0].Sentence
		}
		if (e.Skip == "") != (want.skip == "") || !strings.Contains(e.Skip, want.skip) || (doubt == "") != (want.doubt == "") || !strings.Contains(doubt, want.doubt) {
			t.Errorf("%q: skip %q, doubt %q", text, e.Skip, doubt)
		}
		if e := m.Entry(header, []string{text, "£2", "01843 496001", "", ""}, 2, "list.csv", listsToday); text != "Total: 6 services" && (e.Skip != "" || len(e.Doubts) > 0) {
			t.Errorf("%q with a cost: skip %q, doubts %v", text, e.Skip, e.Doubts)
		}
	}
	narrow := []string{"Service name", "Phone"}
	if e := mapping.Guess(narrow, nil).Entry(narrow, []string{"WARM SPACES", ""}, 2, "list.csv", listsToday); e.Skip != "" || len(e.Doubts) > 0 {
		t.Errorf("a list of names: skip %q, doubts %v", e.Skip, e.Doubts)
	}
}

// “n/a” as the cost made a service free, and “-” was shown as its address.
func TestCellsThatSayNothingAreBlank(t *testing.T) {
	for _, nothing := range []string{"-", "n/a", "TBC", "unknown", "–"} {
		e := rowOf("name", "Tea club", "cost", nothing, "address", nothing, "days", nothing, "description", nothing, "eligibility", nothing)
		expect(t, e, map[string]string{"Name": "Tea club", "Cost": "", "Free": "", "Address": "", "Days": "", "Description": "", "Eligibility": ""})
	}
	expect(t, rowOf("name", "Tea club", "cost", "None"), map[string]string{"Cost": "None", "Free": "yes"})
	if e := rowOf("name", "-", "cost", "£2"); e.Skip == "" {
		t.Error("a service is called -")
	}
}

// A column with the last day of each service was passed over without a word.
func TestUnread(t *testing.T) {
	header := []string{"Service name", "Phone", "Last day", "Fax", "Blank"}
	m := mapping.Guess(header, nil)
	if got := m.Unread(header, [][]string{{"Tea club", "", "01/01/2020", "01843 496002", ""}}); len(got) != 1 || got[0] != "Last day" {
		t.Errorf("%q", got)
	}
}
