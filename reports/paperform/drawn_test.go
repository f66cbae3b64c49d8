package paperform_test

import (
	"bytes"
	"compress/zlib"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports/paperform"
)

// content is everything that is drawn.
func content(t *testing.T, path string) string {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, part := range bytes.Split(file, []byte("stream\n"))[1:] {
		r, err := zlib.NewReader(bytes.NewReader(part))
		if err != nil {
			continue // the end of a stream, or one that is not compressed
		}
		text, _ := io.ReadAll(r) // what follows the stream is not ours
		if bytes.Contains(text, []byte(" Tf")) {
			all.Write(text)
		}
	}
	return all.String()
}

var (
	boxes  = regexp.MustCompile(`re S\b`)
	filled = regexp.MustCompile(`re [fB]\b`)
	inks   = regexp.MustCompile(`([\d.]+) ([\d.]+) ([\d.]+) (?:RG|rg)\b`)
	fonts  = regexp.MustCompile(`/F\S+ ([\d.]+) Tf`)
)

func TestNothingIsTickedOrColoured(t *testing.T) {
	set := standard(t, "wemwbs", "ons4", "ucla3")
	got := content(t, write(t, set, usual))
	staff := 3 * (len(data.AnswerModes()) + 1)
	if n, want := len(boxes.FindAllString(got, -1)), 14*5+4*11+3*3+5+staff; n != want {
		t.Errorf("%d boxes, want %d", n, want)
	}
	if filled.MatchString(got) {
		t.Error("a box is filled")
	}
	found := inks.FindAllStringSubmatch(got, -1)
	if len(found) == 0 {
		t.Fatal("no colour is found, so this test looks at nothing")
	}
	for _, m := range found {
		var parts []float64
		for _, p := range m[1:] {
			v, err := strconv.ParseFloat(p, 64)
			if err != nil {
				t.Fatal(err)
			}
			parts = append(parts, v)
		}
		if slices.Max(parts)-slices.Min(parts) > 0.12 {
			t.Errorf("a colour: %s", m[0])
		}
	}
}

// Letters that people read to answer have 16 points or more in large print;
// digits for keying, rights and what staff fill in are small in both.
func TestLargePrintIsLarge(t *testing.T) {
	sizes := func(o paperform.Options) (list []float64) {
		for _, m := range fonts.FindAllStringSubmatch(content(t, write(t, standard(t, "wemwbs", "ons4", "ucla3"), o)), -1) {
			v, err := strconv.ParseFloat(m[1], 64)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, v)
		}
		return list
	}
	between := func(v float64) bool { return v > 10 && v < 16 }
	if list := sizes(large(usual)); len(list) < 20 || slices.ContainsFunc(list, between) {
		t.Errorf("large print has %v", list)
	}
	if !slices.ContainsFunc(sizes(usual), between) {
		t.Error("normal print is as large as large print, so this test compares nothing")
	}
}
