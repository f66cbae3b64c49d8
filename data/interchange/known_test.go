package interchange

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"waymark/data"
)

// known is a service as someone knows it before it is written to a file.
type known struct{ ID, Name, Organisation, Description, Phone, Email, Postcode, Days string }

func (k known) cells() []string {
	return []string{k.ID, k.Name, k.Organisation, k.Description, k.Phone, k.Email, k.Postcode, k.Days}
}

// called are headings that people write over these cells.
var called = [][]string{
	{"ID", "Service ID", "Reference", "Ref no", "Unique ID"},
	{"Name", "Service name", "Name of service", "Title", "Activity"},
	{"Organisation", "Provider", "Organisation name", "Run by"},
	{"Description", "About", "What we do", "Summary", "Service description"},
	{"Phone", "Telephone", "Tel", "Contact number", "Telephone number"},
	{"Email", "E-mail", "Email address", "Contact email"},
	{"Postcode", "Post code", "Postal code", "POSTCODE"},
	{"Days", "When", "Opening times", "Days and times"},
}

func knownServices(r *rand.Rand) []known {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	list := make([]known, 3+r.IntN(12))
	for i := range list {
		list[i] = known{
			ID:           fmt.Sprintf("%s%d", pick("S", "SP-", ""), 100+i),
			Name:         fmt.Sprintf("%s %s %d", pick("Café", "The Hub,", "Walking", "O’Neill’s", "Men’s \"Shed\""), pick("group", "club", "Place"), i),
			Organisation: pick("Łódź Circle", "Age Margate", "St John’s Church"),
			Description:  pick("A place to meet.", "Soup, bread; and talk", "Tea & coffee at 4pm, every week", "Two lines\nof words"),
			Phone:        fmt.Sprintf("0113 496 %04d", r.IntN(1000)), Email: fmt.Sprintf("hello%d@example.org", i),
			Postcode: pick("LS1 4AP", "CT9 1AA", "EH6 6AA"), Days: pick("Mon 10:00 to 12:00", "Tue 13:00 to 15:00", "Fri 09:30 to 11:00"),
		}
	}
	return list
}

// rowsOf are the records as rows with headings, in an order of the list's own.
func knownRows(r *rand.Rand, list []known) (head []string, rows [][]string) {
	order := r.Perm(len(called))
	for _, at := range order {
		head = append(head, called[at][r.IntN(len(called[at]))])
	}
	for _, k := range list {
		cells, row := k.cells(), []string{}
		for _, at := range order {
			row = append(row, cells[at])
		}
		rows = append(rows, row)
	}
	return head, rows
}

// shapes write the records as files, each in a way that files come in.
var shapes = map[string]func(t *testing.T, r *rand.Rand, list []known) string{
	"CSV": func(t *testing.T, r *rand.Rand, list []known) string {
		head, rows := knownRows(r, list)
		return saved(t, "list.csv", delimited(append([][]string{head}, rows...), []rune{',', ';', '\t', '|'}[r.IntN(4)], r.IntN(2) == 0))
	},
	"CSV with a title": func(t *testing.T, r *rand.Rand, list []known) string {
		head, rows := knownRows(r, list)
		return saved(t, "list.csv", delimited(append([][]string{{"Our directory, November 2026"}, {}, head}, rows...), ',', true))
	},
	"CSV of Windows": func(t *testing.T, r *rand.Rand, list []known) string {
		head, rows := knownRows(r, list)
		for _, row := range rows { // it has no Polish letters
			for i := range row {
				row[i] = strings.NewReplacer("Ł", "L", "ź", "z").Replace(row[i])
			}
		}
		text, err := charmap.Windows1252.NewEncoder().Bytes(delimited(append([][]string{head}, rows...), ',', true))
		if err != nil {
			t.Fatal(err)
		}
		return saved(t, "list.csv", text)
	},
	"CSV in UTF-16": func(t *testing.T, r *rand.Rand, list []known) string {
		head, rows := knownRows(r, list)
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(delimited(append([][]string{head}, rows...), '\t', true))
		if err != nil {
			t.Fatal(err)
		}
		return saved(t, "list.txt", text)
	},
	"CSV with blank and repeated rows": func(t *testing.T, r *rand.Rand, list []known) string {
		head, rows := knownRows(r, list)
		all := [][]string{head}
		for i, row := range rows {
			all = append(all, row)
			if i%3 == 1 {
				all = append(all, []string{"", "", ""}, head)
			}
		}
		return saved(t, "list.csv", delimited(all, ',', false))
	},
	"CSV on its side": func(t *testing.T, r *rand.Rand, list []known) string {
		head, rows := knownRows(r, list)
		return saved(t, "list.csv", delimited(onItsSide(append([][]string{head}, rows...)), ',', true))
	},
	"Excel": func(t *testing.T, r *rand.Rand, list []known) string {
		head, rows := knownRows(r, list)
		return workbookOf(t, "", append([][]string{head}, rows...))
	},
	"Excel with a title": func(t *testing.T, r *rand.Rand, list []known) string {
		head, rows := knownRows(r, list)
		return workbookOf(t, "", append([][]string{{"Our directory"}, {"Please tell us what is wrong"}, head}, rows...))
	},
	"Excel with merged headings above": func(t *testing.T, r *rand.Rand, list []known) string {
		head, rows := knownRows(r, list)
		return workbookOf(t, "D", append([][]string{{"About it", "", "", "", "How to reach it"}, head}, rows...))
	},
	"Excel with headings over two rows": func(t *testing.T, r *rand.Rand, list []known) string {
		upper, lower := []string{"Service", "Organi-", "Telephone", "Email", "Post", "Service", "Days", "Refer-"}, []string{"name", "sation", "number", "address", "code", "description", "and times", "ence"}
		rows := [][]string{upper, lower}
		for _, k := range list {
			rows = append(rows, []string{k.Name, k.Organisation, k.Phone, k.Email, k.Postcode, k.Description, k.Days, k.ID})
		}
		return workbookOf(t, "", rows)
	},
	"Excel on its side": func(t *testing.T, r *rand.Rand, list []known) string {
		head, rows := knownRows(r, list)
		return workbookOf(t, "", onItsSide(append([][]string{head}, rows...)))
	},
	"feed": func(t *testing.T, _ *rand.Rand, list []known) string {
		var feed []map[string]any
		for _, k := range list {
			feed = append(feed, map[string]any{"id": k.ID, "name": k.Name, "description": k.Description, "status": "active", "email": k.Email,
				"organization": map[string]any{"id": k.Organisation, "name": k.Organisation}, "phones": []any{map[string]any{"number": k.Phone}},
				"schedules":            []any{map[string]any{"description": k.Days}},
				"service_at_locations": []any{map[string]any{"location": map[string]any{"addresses": []any{map[string]any{"postal_code": k.Postcode}}}}}})
		}
		body, err := json.Marshal(map[string]any{"contents": feed})
		if err != nil {
			t.Fatal(err)
		}
		return saved(t, "feed.json", body)
	},
	"blocks": func(t *testing.T, _ *rand.Rand, list []known) string {
		var b strings.Builder
		labels := []string{"Reference", "Name", "Organisation", "Description", "Telephone", "Email", "Postcode", "Opening times"}
		for i := range list {
			list[i].Description = strings.ReplaceAll(list[i].Description, "\n", " ")
			cells := list[i].cells()
			for _, at := range []int{1, 0, 2, 3, 4, 5, 6, 7} {
				fmt.Fprintf(&b, "%s: %s\r\n", labels[at], cells[at])
			}
			b.WriteString("\r\n")
		}
		return saved(t, "list.txt", []byte(b.String()))
	},
	"JSON within JSON": func(t *testing.T, r *rand.Rand, list []known) string {
		var rows []any
		for _, k := range list {
			rows = append(rows, map[string]any{"reference": k.ID, "serviceName": k.Name, "serviceDescription": k.Description, "openingTimes": k.Days,
				"provider": map[string]any{"name": k.Organisation}, "contact": map[string]any{"telephone": k.Phone, "email": k.Email}, "address": map[string]any{"postcode": k.Postcode}})
		}
		return asJSON(t, []any{rows, map[string]any{"total": len(rows), "results": rows}, map[string]any{"result": map[string]any{"records": rows}}}[r.IntN(3)])
	},
	"JSON with an object on each line": func(t *testing.T, _ *rand.Rand, list []known) string {
		var lines []byte
		for _, k := range list {
			line, err := json.Marshal(map[string]string{"reference": k.ID, "title": k.Name, "organisation": k.Organisation, "description": k.Description, "phone": k.Phone, "email": k.Email, "postcode": k.Postcode, "openingTimes": k.Days})
			if err != nil {
				t.Fatal(err)
			}
			lines = append(append(lines, line...), '\n')
		}
		return saved(t, "list.jsonl", lines)
	},
	"directory of the CQC": func(t *testing.T, _ *rand.Rand, list []known) string {
		rows := [][]string{{"CQC directory of registered care services"}, {"This file is refreshed every week. Last refresh: 01/11/2026"}, {},
			{"Name", "Also known as", "Address", "Postcode", "Phone number", "Service's website (if available)", "Service types", "Date of latest check", "Specialisms/services", "Provider name",
				"Local authority", "Region", "Location URL", "CQC Location ID (for office use only)", "CQC Provider ID (for office use only)"}}
		for i := range list {
			list[i].Email, list[i].Days, list[i].Description = "", "", ""
			k := list[i]
			rows = append(rows, []string{k.Name, "", "1 High Street", k.Postcode, strings.ReplaceAll(k.Phone, " ", ""), "", "Homecare agencies", "2024-10-02", "Dementia", k.Organisation, "Kent", "South East", "", k.ID, "1-1"})
		}
		return saved(t, "cqc.csv", delimited(rows, ',', true))
	},
	"list of the NHS": func(t *testing.T, _ *rand.Rand, list []known) string {
		var rows [][]string
		for i := range list {
			list[i] = known{ID: fmt.Sprintf("B86%03d", i), Name: fmt.Sprintf("SURGERY %d", i), Phone: list[i].Phone, Postcode: list[i].Postcode}
			k := list[i]
			rows = append(rows, []string{k.ID, k.Name, "Y61", "QWO", "1 HIGH STREET", "", "LEEDS", "WEST YORKSHIRE", "", k.Postcode, "19740401", "", "A", "B", "15F", "20130401", "",
				strings.ReplaceAll(k.Phone, " ", ""), "", "", "", "0", "", "15F", "", "4", ""})
		}
		return saved(t, "epraccur.csv", delimited(rows, ',', true))
	},
	"package": func(t *testing.T, _ *rand.Rand, list []known) string {
		folder := t.TempDir()
		put := func(name string, head string, row func(k known) []string) {
			rows := [][]string{strings.Split(head, ",")}
			for _, k := range list {
				rows = append(rows, row(k))
			}
			if err := os.WriteFile(filepath.Join(folder, name), delimited(rows, ',', true), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		put("services.csv", "id,organization_id,name,description,email,status", func(k known) []string {
			return []string{k.ID, "o" + k.ID, k.Name, k.Description, k.Email, "active"}
		})
		put("organizations.csv", "id,name", func(k known) []string { return []string{"o" + k.ID, k.Organisation} })
		put("phones.csv", "id,service_id,number", func(k known) []string { return []string{"p" + k.ID, k.ID, k.Phone} })
		put("schedules.csv", "id,service_id,description", func(k known) []string { return []string{"h" + k.ID, k.ID, k.Days} })
		put("locations.csv", "id,name", func(k known) []string { return []string{"l" + k.ID, ""} })
		put("addresses.csv", "id,location_id,postal_code", func(k known) []string { return []string{"a" + k.ID, "l" + k.ID, k.Postcode} })
		put("service_at_location.csv", "id,service_id,location_id", func(k known) []string { return []string{"x" + k.ID, k.ID, "l" + k.ID} })
		return folder
	},
}

func saved(t *testing.T, name string, body []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	body, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return saved(t, "list.json", body)
}

func delimited(rows [][]string, delimiter rune, crlf bool) []byte {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = delimiter, crlf
	for _, row := range rows {
		_ = w.Write(row) // to memory
	}
	w.Flush()
	return []byte(b.String())
}

func onItsSide(rows [][]string) [][]string {
	turned := make([][]string, len(rows[0]))
	for i := range turned {
		for _, row := range rows {
			turned[i] = append(turned[i], row[i])
		}
	}
	return turned
}

// workbookOf writes rows; merged is the last of the columns from A on whose cells
// in the first row are one.
func workbookOf(t *testing.T, merged string, rows [][]string) string {
	t.Helper()
	b := excelize.NewFile()
	defer b.Close()
	for i, row := range rows {
		if err := b.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if merged != "" {
		if err := b.MergeCell("Sheet1", "A1", merged+"1"); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "list.xlsx")
	if err := b.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// What is known comes back from every shape, or there is a question or a doubt.
// Nothing else ever comes back.
func TestKnownServicesComeBackOrAreAsked(t *testing.T) {
	for name, write := range shapes {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(25) {
				r := rand.New(rand.NewPCG(seed, 6))
				list := knownServices(r)
				comesBack(t, seed, write(t, r, list), list)
			}
		})
	}
}

func comesBack(t *testing.T, seed uint64, path string, list []known) {
	t.Helper()
	f, err := Open(t.Context(), path, Options{Today: data.MustDate("2026-11-29")})
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	asked := len(f.Questions()) > 0
	var got []*data.SourceEntry
	for e, err := range f.Entries(t.Context()) {
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if e.Skip == "" {
			got = append(got, e)
		}
	}
	if len(got) != len(list) {
		t.Errorf("seed %d: %d services of %d, asked %v", seed, len(got), len(list), asked)
		return
	}
	plain := strings.NewReplacer("Ł", "L", "ź", "z", "\n", " ", "\r", "")
	for i, e := range got {
		v, k := e.Service, list[i]
		for _, pair := range [][2]string{{k.ID, e.Key}, {k.Name, v.Name}, {k.Organisation, v.Organisation}, {k.Description, v.Description},
			{k.Phone, v.Phone}, {k.Email, v.Email}, {k.Postcode, v.Postcode}, {k.Days, v.Days}} {
			if plain.Replace(pair[0]) != plain.Replace(pair[1]) && len(e.Doubts) == 0 {
				t.Errorf("seed %d, service %d: %q became %q; asked %v", seed, i+1, pair[0], pair[1], asked)
			}
		}
	}
}
