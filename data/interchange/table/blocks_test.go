package table

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Lists with a line for each thing that is said gave people called “DOB:” and “Tel:”,
// and services called “TEL: 0113 496 0001”.
func TestLook_entriesInLinesOfTheirOwn(t *testing.T) {
	for name, path := range map[string]string{
		"labels":  write(t, "a.txt", []byte("NAME: Lunch club\nTEL: 0113 496 0001\nADDRESS: 1 High St, Leeds\n\nNAME: Walkers\nTEL: 0113 496 0002\nADDRESS: 2 High St, Leeds\n\nName: Singers\nTel: 0113 496 0003\nAddress: 3 High St, Leeds\n")),
		"rules":   write(t, "a.txt", []byte("Our groups 2026\n\nName: Lunch club\nTel: 0113 496 0001\nAddress: 1 High St, Leeds\n----\nName: Walkers\nTel: 0113 496 0002\nAddress:\n2 High St, Leeds\n----\nName: Singers\nTel: 0113 496 0003\nAddress: 3 High St, Leeds\n")),
		"columns": write(t, "a.csv", []byte("Name:,Lunch club\nTel:,0113 496 0001\nAddress:,\"1 High St, Leeds\"\n,\nName:,Walkers\nTel:,0113 496 0002\nAddress:,\"2 High St, Leeds\"\n,\nName:,Singers\nTel:,0113 496 0003\nAddress:,\"3 High St, Leeds\"\n")),
		"no name": write(t, "a.txt", []byte("Lunch club\nTel: 0113 496 0001\nAddress: 1 High St, Leeds\n\nWalkers\nTel: 0113 496 0002\nAddress: 2 High St, Leeds\n\nSingers\nAddress: 3 High St, Leeds\nTel: 0113 496 0003\n")),
		"workbook": book(t, func(b *excelize.File) {
			for i, club := range []string{"Lunch club", "Walkers", "Singers"} {
				put(t, b, "Sheet1", fmt.Sprint("A", i*4+1), "Name", club)
				put(t, b, "Sheet1", fmt.Sprint("A", i*4+2), "Tel", fmt.Sprint("0113 496 000", i+1))
				put(t, b, "Sheet1", fmt.Sprint("A", i*4+3), "Address", fmt.Sprint(i+1, " High St, Leeds"))
			}
		}),
	} {
		f, err := Look(path, Overrule{})
		if err != nil {
			t.Fatal(err)
		}
		got := strings.ToUpper(strings.Join(f.Header, "|"))
		for _, r := range all(t, f) {
			got += "\n" + strings.Join(r.Cells, "|") + r.Doubt
		}
		want := "NAME|TEL|ADDRESS\nLunch club|0113 496 0001|1 High St, Leeds\nWalkers|0113 496 0002|2 High St, Leeds\nSingers|0113 496 0003|3 High St, Leeds"
		if got != want || len(f.Questions) != 1 {
			t.Errorf("%s: %s\n%q", name, got, f.Questions)
		}
	}
}

// Two entries that run together are told apart by a gap, and doubted without one.
func TestLook_entriesWithoutTheirFirstLine(t *testing.T) {
	entry := "Name: Club\nTel: 0113 496 0001\n\n"
	f, err := Look(write(t, "a.txt", []byte(strings.Repeat(entry, 40)+"Tel: 0113 496 0002\n\n"+entry+"Tel: 0113 496 0003\nTel: 0113 496 0004\n")), Overrule{})
	if err != nil {
		t.Fatal(err)
	}
	rows := all(t, f)
	if len(rows) != 43 || rows[40].Cells[0] != "" || rows[40].Cells[1] != "0113 496 0002" || rows[42].Doubt == "" {
		t.Errorf("%d rows: %v", len(rows), rows)
	}
}

// Ordinary lists stay what they are.
func TestLook_listsThatHaveNoLinesOfTheirOwn(t *testing.T) {
	for name, text := range map[string]string{
		"two columns":  "Name,Phone\nLunch club,0113 496 0001\nWalkers,0113 496 0002\nSingers,0113 496 0003\n",
		"types":        "Service,Lunch club\nService,Walkers\nVenue,Old Hall\nService,Singers\nVenue,New Hall\nVenue,Barn\n",
		"names alone":  "Name\nAdvice: debt\nAdvice: housing\nSupport: carers\nAdvice: benefits\nSupport: bereaved people\n",
		"times":        "Name,When\nLunch club,Monday: 10:00\nWalkers,Tuesday: 11:00\nSingers,Monday: 10:00\n",
		"web address":  "http://example.org/a\nhttp://example.org/b\nhttps://example.org/c\nhttp://example.org/d\n",
		"many columns": "Name,Phone,Address\nLunch club,0113 496 0001,Tel: none\nWalkers,0113 496 0002,Tel: none\n",
	} {
		f, err := Look(write(t, "a.csv", []byte(text)), Overrule{})
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(strings.Join(f.Questions, " "), "lines of its own") {
			t.Errorf("%s: %q", name, f.Header)
		}
	}
}
