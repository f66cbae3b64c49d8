package charts_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/kit/charts"
	"waymark/ui/kit/kittest"
	"waymark/ui/theme"
	"waymark/ui/uitest"
)

func TestBarsSaysWhatIsHidden(t *testing.T) {
	chart := charts.NewBars([]charts.Bar{
		{Label: "Housing", Value: 19, Text: "28 %", Count: "19"},
		{Label: "Mental health", Value: 2, Text: "under 5, hidden", Count: "2", Hidden: true},
		{Label: "Nothing", Value: 0, Text: "0 %", Count: "0"},
	})
	kittest.Window(t, 500, 200, chart)
	got := kittest.Words(chart)
	if !strings.Contains(got, "Housing|28 %|19") || !strings.Contains(got, "Mental health|under 5, hidden") {
		t.Errorf("the chart says %q", got)
	}
	if strings.Contains(got, "hidden|2") {
		t.Error("the chart shows a hidden count")
	}
	if got, want := chart.AccessibilityLabel(), "Housing: 28 % (19)\nMental health: under 5, hidden\nNothing: 0 % (0)"; got != want {
		t.Errorf("a screen reader is told %q", got)
	}
	chart.SetBars(nil)
	if kittest.Words(chart) != "" {
		t.Error("an empty chart still says something")
	}
}

func TestChartsBearNoDataAndMuchData(t *testing.T) {
	slope, scores := charts.NewSlopes(charts.SlopeData{HideMeans: true}), charts.NewScores(charts.ScoreData{})
	w := kittest.Window(t, 700, 300, kit.Columns(nil, slope, scores))
	slope.Set(charts.SlopeData{Pairs: make([][2]float64, 5000), Before: 32, After: 44, Comparator: 51.6, ComparatorLabel: "England 51.6"})
	if got := kittest.Words(slope); !strings.Contains(got, "32.0|44.0") || !strings.Contains(got, "England 51.6") || !strings.Contains(got, "300 of 5000") {
		t.Errorf("the chart says %q", got)
	}
	scores.Set(charts.ScoreData{Points: []charts.ScorePoint{{Label: "17 Mar", Value: 29}}, Due: "due 28 Apr"})
	if got := kittest.Words(scores); !strings.Contains(got, "29|17 Mar") || !strings.Contains(got, "due 28 Apr") {
		t.Errorf("the chart says %q", got)
	}
	if w.Canvas().Capture() == nil {
		t.Error("nothing is drawn")
	}
}

// The bands were drawn as upright lines of see-through colour, which overlapped
// and came out striped.
func TestBandsAreOfOneColour(t *testing.T) {
	chart := charts.NewSlopes(charts.SlopeData{Bands: &[2][4]float64{{20, 30, 40, 50}, {20, 30, 40, 50}}, Min: 14, Max: 70, HideMeans: true})
	w := kittest.Window(t, 500, 300, chart)
	m := w.Canvas().Capture()
	at := m.Bounds()
	x1, x2, middle := at.Dx()/3, at.Dx()/2, -1
	for y := range at.Dy() {
		if m.At(x1, y) != m.At(x1, 2) {
			middle = y + at.Dy()/4 // the band begins here
			break
		}
	}
	if middle < 0 {
		t.Fatal("no band is drawn")
	}
	for x := x1; x < x2; x++ {
		if m.At(x, middle) != m.At(x1, middle) {
			t.Fatalf("the colour changes at %d, %d", x, middle)
		}
	}
}

// TestScoreChart_nothingIsDrawnOverTheComparatorsWords: the last score and its line
// lay over them whenever it was near the average.
func TestScoreChart_nothingIsDrawnOverTheComparatorsWords(t *testing.T) {
	const label = "England average, 2011: 51.6"
	for _, values := range [][]float64{{40, 59}, {33, 53}, {53, 33}, {51, 52}, {60, 44, 51}, {47}, {56}, {20, 25, 70}} {
		data := charts.ScoreData{Comparator: 51.6, ComparatorLabel: label, Min: 14, Max: 70}
		for _, v := range values {
			data.Points = append(data.Points, charts.ScorePoint{Label: "May", Value: v})
		}
		chart := charts.NewScores(data)
		w := kittest.Window(t, 340, 150, chart)
		var words uitest.Box
		var others []uitest.Box
		uitest.Walk(w.Content(), func(s uitest.Seen) {
			text, isText := s.Object.(*canvas.Text)
			_, isDot := s.Object.(*canvas.Circle)
			switch {
			case isText && text.Text == label:
				words = s.At
			case isText || isDot:
				others = append(others, s.At)
			}
		})
		for _, o := range others {
			if c := o.Cut(words); c.W > 1 && c.H > 3 {
				t.Errorf("%v: something at %v lies over the words at %v", values, o, words)
			}
		}
	}
}

// A card half as wide as a small window said “Went up b…”.
func TestBars_aLabelThatWouldBeCutStandsAboveItsBar(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{TextScale: 1.5}))
	chart := charts.NewBars([]charts.Bar{{Label: "Went up by 3 points or more", Value: 34, Text: "85%", Count: "34"}, {Label: "Stayed", Hidden: true, Text: "hidden"}})
	column := kit.VStack(0, chart)
	w := test.NewTempWindow(t, column)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(900, 400))
	low := chart.Size().Height
	w.Resize(fyne.NewSize(330, 400))
	if got := kittest.Words(chart); !strings.Contains(got, "Went up by 3 points or more|85%|34") || !strings.Contains(got, "Stayed|hidden") {
		t.Errorf("the chart says %q", got)
	}
	if high := chart.Size().Height; high < low*1.5 {
		t.Errorf("two lines a bar have %v, one has %v", high, low)
	}
}

// In large text a bar said “Went up by 3 po…” beside a bar that took half of the card.
func TestBars_longLabelsComeBeforeLongBars(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{TextScale: 1.5}))
	chart := charts.NewBars([]charts.Bar{{Label: "Went up by 3 points or more", Value: 34, Text: "85%", Count: "34"}, {Label: "Stayed", Text: "0%"}})
	w := test.NewTempWindow(t, chart)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(560, 120))
	if got := kittest.Words(chart); !strings.Contains(got, "Went up by 3 points or more") {
		t.Errorf("the chart says %q", got)
	}
}
