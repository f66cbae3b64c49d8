package postcodes

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/data"
)

const (
	onspd = "pcd,pcd2,pcds,dointr,doterm,oseast1m,osnrth1m,osgrdind,lat,long,imd\r\n" +
		"\"CT9 1AA\",\"CT9  1AA\",\"CT9 1AA\",\"198001\",\"\",\"635400\",\"0170900\",1,51.3891,1.3821,\"12\"\r\n" +
		"SW1A2AA,SW1A 2AA,SW1A 2AA,198001,199606,0530047,0179951,1,51.503541,-0.12767,3\r\n" +
		"JE2 3AB,JE2  3AB,JE2 3AB,198001,,,,9,99.999999,0.000000,\r\n"
	newer = "\xef\xbb\xbfpcd7,pcd8,pcds,dointr,doterm,east1m,north1m,gridind,lat,long\n" +
		"BT1 1AA,BT1  1AA,BT1 1AA,198001,,333000,374000,1,54.6,-5.93\n"
	codePoint = `"CT91AA",10,635400,170900,"E92000001","","E18000007","E10000016","E07000114","E05005087"` + "\n" +
		`"CT9 1AB",90,0,0,"E92000001","","","","",""` + "\n" +
		`"BT1 1AA",10,333000,374000,"N92000002","","","","",""` + "\n"
	codePointHeader = "Postcode,Positional_quality_indicator,Eastings,Northings,Country_code\n" + codePoint
	freemap         = "id,postcode,latitude,longitude\n1,CT9 1AA,51.3891,1.3821\n2,nonsense,51,1\n3,AB10 1AA,1.3,51\n4,CT9 1AZ,,\n5,CT9 1AB,x,1\n6,CT9\n"
	doogal          = "Postcode,In Use?,Latitude,Longitude,Easting,Northing,Grid Ref\nCT9 1AA,Yes,51.3891,1.3821,635400,170900,TR354709\nCT9 1AB,No,0,0,635400,170900,TR354709\n"
	ownList         = "Name;Post Code;Easting;Northing;Note\n\"A; \"\"B\"\"\";ct91aa;635400;170900;x\n"
	oldMac          = "postcode\tlat\tlong\rCT9 1AA\t51.3891\t1.3821\r"
	bareList        = "CT9 1AA,51.3891,1.3821\n"
)

// write makes a file in a folder of the test's own.
func write(t testing.TB, folder, name, text string) string {
	t.Helper()
	whole := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(whole), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(whole, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return whole
}

func collect(t testing.TB, l *List) []data.PostcodePlace {
	t.Helper()
	var all []data.PostcodePlace
	for place, err := range l.Places(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, place)
	}
	return all
}

func names(all []data.PostcodePlace) string {
	var names []string
	for _, place := range all {
		names = append(names, place.Postcode)
	}
	return strings.Join(names, ",")
}

func TestLayouts(t *testing.T) {
	for name, c := range map[string]struct {
		text, want    string
		left, noPlace int
	}{
		"ONS directory":              {onspd, "CT9 1AA,SW1A 2AA", 1, 1},
		"newer ONS directory":        {newer, "BT1 1AA", 0, 0},
		"Code-Point Open":            {codePoint, "CT9 1AA", 2, 2},
		"Code-Point Open, headed":    {codePointHeader, "CT9 1AA", 2, 2},
		"id and degrees":             {freemap, "CT9 1AA", 5, 1},
		"degrees, else the grid":     {doogal, "CT9 1AA,CT9 1AB", 0, 0},
		"own list with semicolons":   {ownList, "CT9 1AA", 0, 0},
		"tabs and line ends of old":  {oldMac, "CT9 1AA", 0, 0},
		"nothing but what is needed": {bareList, "CT9 1AA", 0, 0},
	} {
		l, err := Open(write(t, t.TempDir(), "list.csv", c.text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for range 2 { // the counts begin anew
			all := collect(t, l)
			if got := names(all); got != c.want || l.Left != c.left || l.NoPlace != c.noPlace {
				t.Errorf("%s: %s, %d left out, %d without a place; want %s, %d, %d", name, got, l.Left, l.NoPlace, c.want, c.left, c.noPlace)
			}
			for _, place := range all {
				if place.Postcode == "CT9 1AA" && (math.Abs(place.Latitude-51.3891) > 0.01 || math.Abs(place.Longitude-1.3821) > 0.02) {
					t.Errorf("%s: %+v", name, place)
				}
			}
		}
	}
}

func TestFolderAndZip(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"Code-Point Open": {map[string]string{
			"Data/CSV/ct.csv":                        codePoint,
			"Data/CSV/me.csv":                        `"ME1 1AA",10,574000,168000,"E92000001"` + "\n",
			"Doc/Code-Point_Open_Column_Headers.csv": "PC,PQ,EA,NO\nPostcode,Positional_quality_indicator,Eastings,Northings\n",
			"Doc/licence.txt":                        "CT9 1AA,10,1,2\n",
		}, "CT9 1AA,ME1 1AA"},
		"ONS directory": {map[string]string{
			"Data/ONSPD_FEB_2026_UK.csv":              onspd,
			"Data/multi_csv/ONSPD_FEB_2026_UK_CT.csv": onspd,
			"Documents/Country names.csv":             "CTRY12CD,CTRY12NM\nE92000001,England\n",
			"__MACOSX/Data/._ONSPD.csv":               onspd,
			"readme.txt":                              "Thank you",
		}, "CT9 1AA,SW1A 2AA"},
		"only in parts": {map[string]string{"multi_csv/a.csv": onspd, "multi_csv/b.csv": newer}, "CT9 1AA,SW1A 2AA,BT1 1AA"},
	} {
		folder := t.TempDir()
		archive := filepath.Join(t.TempDir(), "list.zip")
		f, err := os.Create(archive)
		if err != nil {
			t.Fatal(err)
		}
		z := zip.NewWriter(f)
		for file, text := range c.files {
			write(t, folder, file, text)
			w, err := z.Create(file)
			if err == nil {
				_, err = w.Write([]byte(text))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(z.Close(), f.Close()); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{folder, archive} {
			l, err := Open(path)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if got := names(collect(t, l)); got != c.want {
				t.Errorf("%s from %s: %s, want %s", name, l.Files, got, c.want)
			}
		}
	}
}

func TestRead_refusesWhatIsNoList(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"names.csv": "Name,Phone\nA,B\n", "empty.csv": "", "half.csv": "postcode,latitude\nCT9 1AA,51\n",
		"long.csv": strings.Repeat("x", 2*longestLine), "broken.zip": "PK\x03\x04nothing",
	} {
		_, err := Open(write(t, folder, name, text))
		var problem *data.Problem
		if !errors.As(err, &problem) || problem.Code != data.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		} else if name != "broken.zip" && !strings.Contains(problem.Sentence, "Code-Point Open") {
			t.Errorf("%s: %s", name, problem.Sentence)
		}
	}
	if _, err := Open(filepath.Join(folder, "not there")); data.CodeOf(err) != data.CodeNotFound {
		t.Error(err)
	}
	for _, err := range Read(context.Background(), filepath.Join(folder, "names.csv")) {
		if data.CodeOf(err) != data.CodeInvalid {
			t.Error(err)
		}
	}
}

func TestRead_stopsWhenCancelled(t *testing.T) {
	path := write(t, t.TempDir(), "list.csv", onspd)
	for place, err := range Read(context.Background(), path) {
		if err != nil || place.Postcode != "CT9 1AA" {
			t.Error(place, err)
		}
		break
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	count := 0
	for _, err := range Read(ctx, path) {
		if count++; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
	if count != 1 {
		t.Errorf("%d times", count)
	}
}

// The quick way must never give what the rules would not.
func TestNormalPostcode(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	shapes := []string{"A99AA", "A999AA", "AA99AA", "AA999AA", "A9A9AA", "AA9A9AA", "AAA9AA", "AAAA9AA", "999AA", "ZZ999AA"}
	kept := 0
	for range 200_000 {
		code := []byte(shapes[r.IntN(len(shapes))])
		for i, c := range code {
			switch c {
			case 'A':
				code[i] = byte('A' + r.IntN(26))
			case '9':
				code[i] = byte('0' + r.IntN(10))
			}
		}
		if r.IntN(2) == 0 {
			code = slices.Insert(code, len(code)-3, ' ')
		}
		want, _, err := data.ParsePostcode(string(code))
		got := normalPostcode(code)
		if got != want || (got == "") != (err != nil) {
			t.Fatalf("%s became %q, the rules say %q", code, got, want)
		}
		if got != "" {
			kept++
		}
	}
	if kept < 1000 {
		t.Errorf("only %d were postcodes", kept)
	}
	for _, odd := range []string{"gir 0aa", "GIR0AA", "ct9-1aa", "  CT9 1AA ", "", "CT9 1AAA1", "é"} {
		if want, _, _ := data.ParsePostcode(odd); normalPostcode([]byte(odd)) != want {
			t.Errorf("%q: want %q", odd, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{onspd, newer, codePoint, codePointHeader, freemap, doogal, ownList, oldMac, bareList} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		first, _, _ := strings.Cut(text, "\n")
		l, ok := layoutOf([]byte(first))
		if !ok {
			return
		}
		for row := range strings.SplitSeq(text, "\n") {
			place, outcome := l.place(split([]byte(row), l.delimiter, l.last, nil))
			if outcome != good {
				continue
			}
			if normal, _, err := data.ParsePostcode(place.Postcode); err != nil || normal != place.Postcode ||
				!(place.Latitude > 48 && place.Latitude < 63 && place.Longitude > -10 && place.Longitude < 5) {
				t.Errorf("%q gave %+v", row, place)
			}
		}
	})
}

// benchmarkRows is how many rows a list for a benchmark has; the national
// lists have 2.7 million.
const benchmarkRows = 100_000

func benchmark(b *testing.B, header, row string) {
	var text strings.Builder
	text.WriteString(header)
	for i := range benchmarkRows {
		fmt.Fprintf(&text, row, fmt.Sprintf("CT%d %d%c%c", 1+i%20, i%10, "ABDEFG"[i%6], "HJLNPQ"[i/6%6]))
	}
	path := write(b, b.TempDir(), "list.csv", text.String())
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		count := 0
		for _, err := range Read(context.Background(), path) {
			if err != nil {
				b.Fatal(err)
			}
			count++
		}
		if count != benchmarkRows {
			b.Fatalf("%d rows", count)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchmarkRows, "ns/row")
}

func BenchmarkDirectory(b *testing.B) {
	benchmark(b, "pcds,dointr,doterm,oseast1m,osnrth1m,lat,long,rest\n",
		`"%s","198001","",635400,170900,51.389100,1.382100,"`+strings.Repeat(`E05005087","`, 30)+"\"\n")
}

func BenchmarkGrid(b *testing.B) {
	benchmark(b, "", `"%s",10,635400,170900,"E92000001","","E18000007","E10000016","E07000114","E05005087"`+"\n")
}
