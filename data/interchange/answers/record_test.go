package answers

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// recordsIn reads an export of REDCap with these records, events, references and NHS
// numbers, and returns each row's reference with its doubts.
func recordsIn(t *testing.T, name string, rows ...[]string) (references, doubts []string) {
	t.Helper()
	all := answeredRows(t, []string{"record_id", "redcap_event_name", "client_ref", "nhs_number"}, rows...)
	l, err := Open(t.Context(), list(t, name, all), options(t, "swemwbs"))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // as a look and then the import do
		references, doubts = nil, nil
		for s, err := range l.Sets(context.Background()) {
			if err != nil {
				t.Fatal(err)
			}
			said := []string{}
			for _, d := range s.Doubts {
				said = append(said, d.Sentence)
			}
			if want := rows[len(references)][2] == ""; want != (s.Alone == fmt.Sprintf("Answers %s %04d", l.code, s.At.Row)) {
				t.Errorf("row %d alone would be %q", s.At.Row, s.Alone)
			}
			references, doubts = append(references, s.Person.Reference), append(doubts, strings.Join(said, " "))
		}
	}
	return references, doubts
}

// The reference of record 12 was asked at the follow-up alone: its baseline went to a
// client “Record 12” and no one had a before and after.
func TestRead_referenceOnALaterRowOfTheRecord(t *testing.T) {
	got, doubts := recordsIn(t, "answers.csv",
		[]string{"11", "baseline_arm_1", "A16", ""}, []string{"12", "baseline_arm_1", "", ""}, []string{"13", "baseline_arm_1", "A18", ""},
		[]string{"11", "follow_up_arm_1", "a 16", ""}, []string{"12", "follow_up_arm_1", "A17", ""}, []string{"13", "follow_up_arm_1", "", ""})
	if strings.Join(got, " ") != "A16 A17 A18 A16 A17 A18" || strings.Join(doubts, "") != "" {
		t.Errorf("references %q, doubts %q", got, doubts)
	}
}

// Where no row of a record has a reference, a client was made without a doubt, and the one
// of the same number in another project was taken for the same person.
func TestRead_recordWithoutAReferenceIsDoubtful(t *testing.T) {
	rows := [][]string{
		{"11", "baseline_arm_1", "A16", ""}, {"12", "baseline_arm_1", "", ""}, {"13", "baseline_arm_1", "A18", ""}, {"14", "baseline_arm_1", "", "943 476 5919"},
		{"11", "follow_up_arm_1", "", ""}, {"12", "follow_up_arm_1", "", ""}, {"13", "follow_up_arm_1", "", ""}, {"14", "follow_up_arm_1", "", ""}}
	got, doubts := recordsIn(t, "Garden_DATA_2026-11-02_0915.csv", rows...)
	if got[1] != got[5] || !strings.HasPrefix(got[1], "Record ") || !strings.HasSuffix(got[1], " 12") || got[3] != got[7] || got[3] == got[1] {
		t.Errorf("references %q", got)
	}
	for i, d := range doubts {
		if want := i == 1 || i == 5; want != strings.Contains(d, "does not say whose answers these are") {
			t.Errorf("row %d: doubts %q", i, d)
		}
	}
	if later, _ := recordsIn(t, "Garden_DATA_LABELS_2026-11-30_1640.csv", rows...); later[1] != got[1] {
		t.Errorf("a later export has %q, not %q", later[1], got[1])
	}
	if other, _ := recordsIn(t, "Walks_DATA_2026-11-02_0915.csv", rows...); other[1] == got[1] {
		t.Errorf("another project has %q as well", other[1])
	}
}

// A record with two references is two people or a slip: its other rows are of neither.
func TestRead_recordWithTwoReferences(t *testing.T) {
	got, doubts := recordsIn(t, "answers.csv",
		[]string{"11", "baseline_arm_1", "A16", ""}, []string{"12", "baseline_arm_1", "A17", ""}, []string{"12", "follow_up_arm_1", "B20", ""}, []string{"12", "closing_arm_1", "", ""}, []string{"11", "closing_arm_1", "", ""})
	if got[1] != "A17" || got[2] != "B20" || !strings.HasPrefix(got[3], "Record ") || got[4] != "A16" {
		t.Errorf("references %q", got)
	}
	if !strings.Contains(doubts[3], "several references") || strings.Join(append(doubts[:3:3], doubts[4]), "") != "" {
		t.Errorf("doubts %q", doubts)
	}
}
