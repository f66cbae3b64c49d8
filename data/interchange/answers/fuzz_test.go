package answers

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

func itoa(n int) string { return strconv.Itoa(n) }

// FuzzOpen reads anything as a list: it never panics, and every answer it gives
// is one of the questionnaire.
func FuzzOpen(f *testing.F) {
	f.Add("id,time,wemwbs1,wemwbs2,wemwbs3,wemwbs4,wemwbs5,wemwbs6,wemwbs7,wemwbs8,wemwbs9,wemwbs10,wemwbs11,wemwbs12,wemwbs13,wemwbs14\na,pre,1,2,3,4,5,1,2,3,4,5,1,2,3,4\n", "wemwbs")
	f.Add("id;t1_1;t1_2;t1_3;t2_1;t2_2;t2_3\n7;1;2;3;Often;2,0;9\n", "ucla3")
	f.Add("Satisfied\tWorthwhile\tHappy\tAnxious\tdate\n10\t0\t9\tNA\t45000\n", "ons4")
	o := map[string]Options{}
	for _, id := range []string{"wemwbs", "swemwbs", "ons4", "ucla3", "djg6"} {
		o[id] = options(f, id)
	}
	f.Fuzz(func(t *testing.T, text, id string) {
		chosen, ok := o[id]
		if !ok {
			return
		}
		path := filepath.Join(t.TempDir(), "list.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := Open(context.Background(), path, chosen)
		if err != nil {
			return
		}
		for s, err := range l.Sets(context.Background()) {
			if err != nil {
				t.Fatal(err)
			}
			for number, value := range s.Answers {
				item, ok := chosen.Definition.Item(number)
				if !ok || chosen.Definition.LabelOf(item, value) == "" {
					t.Fatalf("item %d was given %d", number, value)
				}
			}
			if s.AnsweredOn.After(chosen.Today) {
				t.Fatal("answered in the future")
			}
		}
	})
}
