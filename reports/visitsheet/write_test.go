package visitsheet

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
)

func read(t *testing.T, path string) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not here")
	}
	out, err := exec.Command(tool, "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

func TestWriteList_inTheOrderGiven(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.pdf")
	list := &data.VisitList{On: data.MustDate("2026-04-07"), Printed: data.MustDate("2026-04-06")}
	for range 12 {
		list.Visits = append(list.Visits, data.VisitListItem{At: "14:00", Client: "Siôn Wolfeschlegelsteinhausenbergerdorff", Where: "9 Canute Road, Birchington",
			Phone: "07700 900162", Access: "Side gate, ring twice", People: "His son", Hazards: []string{"Dog", "Steep stairs"}, Staff: "Siân Prŷs-Okafor"})
	}
	list.Visits[1].Client = "Łucja Żak"
	if err := WriteList(context.Background(), path, list); err != nil {
		t.Fatal(err)
	}
	text := read(t, path)
	for _, want := range []string{"Tuesday 7 April 2026", "1 14:00 Siôn", "2 14:00 Łucja Żak", "12 14:00 Siôn", "Dog, Steep stairs", "Page 2 of"} {
		if !strings.Contains(text, want) {
			t.Errorf("the list does not say %q: %s", want, text)
		}
	}
	if err := WriteList(context.Background(), path, &data.VisitList{}); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("an empty list: %v", err)
	}
}

func TestWriteCard_saysWhatItIsNot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "card.pdf")
	sheet := &data.LoneSheet{On: data.MustDate("2026-04-07"), At: "14:00", Due: "15:15", Printed: data.MustDate("2026-04-07"),
		Card: data.LoneCard{Staff: "Siân Prŷs-Okafor", Place: "9 Canute Road, Birchington", Hazards: "Dog", Phone: "07700 900162", Buddy: "Gemma", BuddyTel: "01632 960155"},
		Call: []data.LoneContact{{Name: "Anneliese Roy", Phone: "01632 960170"}}}
	if err := WriteCard(context.Background(), path, sheet); err != nil {
		t.Fatal(err)
	}
	text := read(t, path)
	for _, want := range []string{data.NotEmergency, "Expected back 15:15", "1. Ring Siân Prŷs-Okafor, 07700 900162", "2. Ring Anneliese Roy", "ring 999"} {
		if !strings.Contains(text, want) {
			t.Errorf("the card does not say %q: %s", want, text)
		}
	}
	raw, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(raw), "Canute") {
		t.Errorf("the address is readable outside the page, %v", err)
	}
}
