package appointment_test

import (
	"context"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/appointment"
)

func poppler(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output() // a fixed program on our own file
	if err != nil {
		t.Fatalf("%s (Debian package poppler-utils): %v", name, err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

func card() *data.AppointmentCard {
	return &data.AppointmentCard{Service: "Thanet Social Prescribing", ServicePhone: "01843 210000", Client: "Bożena Łukaszewicz",
		On: data.MustDate("2026-04-14"), At: "16:30", Minutes: 30, Surgery: "Birchington Medical Centre", Town: "Birchington", Room: "Room 4", Staff: "Siân Prŷs-Okafor"}
}

func TestWriteCard_saysWhenAndWhereOnOnePage(t *testing.T) {
	for large, paper := range map[bool]string{false: "(A6)", true: "(A5)"} {
		path := filepath.Join(t.TempDir(), "card.pdf")
		if err := appointment.WriteCard(context.Background(), path, card(), reports.Print{Large: large}); err != nil {
			t.Fatal(err)
		}
		text := poppler(t, "pdftotext", path, "-")
		for _, want := range []string{"Bożena Łukaszewicz", "Tuesday 14 April 2026", "4:30pm", "Birchington Medical Centre", "Room 4", "Siân Prŷs-Okafor", "01843 210000"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not on the card: %s", want, text)
			}
		}
		info := poppler(t, "pdfinfo", path)
		if !strings.Contains(info, "Pages: 1 ") || !strings.Contains(info, paper) {
			t.Error(info)
		}
		if strings.Contains(info, "ukaszewicz") {
			t.Error("the properties of the file name the person")
		}
	}
}

// Long texts are shortened, and never run off the card.
func TestWriteCard_longNamesStayOnTheCard(t *testing.T) {
	c := card()
	c.Client = strings.Repeat("Wolfeschlegelsteinhausenbergerdorff ", 5)
	c.Surgery = strings.Repeat("The Very Reverend Canon Memorial Centre ", 5)
	c.Service, c.Staff, c.Room = c.Surgery, c.Client, c.Surgery
	for _, large := range []bool{false, true} {
		path := filepath.Join(t.TempDir(), "card.pdf")
		if err := appointment.WriteCard(context.Background(), path, c, reports.Print{Large: large}); err != nil {
			t.Fatal(err)
		}
		box := poppler(t, "pdftotext", "-bbox", path, "-")
		if info := poppler(t, "pdfinfo", path); !strings.Contains(info, "Pages: 1 ") {
			t.Error(info)
		}
		if !strings.Contains(box, ">call<") {
			t.Error("the last line is not on the card")
		}
		high := 419.53
		if large {
			high = 595.28
		}
		for _, b := range bottoms(t, box) {
			if b > high {
				t.Errorf("a word lies at %.0f of %.0f points", b, high)
			}
		}
	}
}

func TestWriteCard_refusesNothing(t *testing.T) {
	err := appointment.WriteCard(context.Background(), filepath.Join(t.TempDir(), "card.pdf"), &data.AppointmentCard{}, reports.Print{Large: false})
	if data.CodeOf(err) != data.CodeNotFound {
		t.Error(err)
	}
}

func session() *data.DeskSession {
	row := func(at, name string, state data.AppointmentState) data.DeskRow {
		return data.DeskRow{ClientID: "c", Client: name, At: at, State: state, BirthDate: data.MustDate("1951-03-12"), Phone: "07700 900118", Note: "Needs an interpreter"}
	}
	walkIn := row("09:40", "Edith Sørensen", data.AppointmentSeen)
	walkIn.WalkIn = true
	return &data.DeskSession{Day: data.MustDate("2026-04-14"), Surgery: "Birchington Medical Centre", Staff: "Siân Prŷs-Okafor", Room: "Room 4", Starts: "09:00", Ends: "11:00",
		Slots: []data.DeskSlot{{At: "09:00", Rows: []data.DeskRow{row("09:00", "Joan Bracewell", data.AppointmentBooked)}},
			{At: "09:30", Rows: []data.DeskRow{row("09:30", "Derek Mumford", data.AppointmentMissed)}}, {At: "10:00"}},
		Others: []data.DeskRow{walkIn}}
}

func TestWriteList_byTimeWithFreeSlots(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.pdf")
	if err := appointment.WriteList(context.Background(), path, session(), false); err != nil {
		t.Fatal(err)
	}
	text := poppler(t, "pdftotext", "-layout", path, "-")
	at := 0
	for _, want := range []string{"Tuesday 14 April 2026", "Room 4", "Joan Bracewell", "07700 900118", "Derek Mumford", "Did not attend", "Walk-in: Edith Sørensen", "10:00", "Free"} {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("%q is not where it belongs: %s", want, text)
		}
		at += i
	}
}

func TestWriteList_goesOnToANextPage(t *testing.T) {
	v := session()
	for range 40 {
		v.Slots = append(v.Slots, v.Slots[0])
	}
	path := filepath.Join(t.TempDir(), "list.pdf")
	if err := appointment.WriteList(context.Background(), path, v, true); err != nil {
		t.Fatal(err)
	}
	if text := poppler(t, "pdftotext", path, "-"); !strings.Contains(text, "continued") || !strings.Contains(text, "Page 2 of ") || strings.Count(text, "Joan Bracewell") != 41 {
		t.Error(text)
	}
}

// bottoms are where the words of a page end, in points from its top.
func bottoms(t *testing.T, boxes string) (list []float64) {
	t.Helper()
	for _, m := range regexp.MustCompile(`yMax="([0-9.]+)"`).FindAllStringSubmatch(boxes, -1) {
		v, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, v)
	}
	return list
}
