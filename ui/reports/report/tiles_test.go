package report

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/reports"
	"waymark/ui/kit"
	"waymark/ui/theme"
	"waymark/ui/uitest"
)

// In large text the mean of 31.8 stood there as “3…”.
func TestKeyFigures_areWholeInLargeText(t *testing.T) {
	figures := []reports.KeyFigure{{Value: "68", Label: "people seen"}, {Value: "31.8 → 43.6", Label: "mean WEMWBS score"}, {Value: "59%", Label: "went"}, {Value: "82%", Label: "on time"}}
	for _, scale := range []float32{1, 1.1, 1.25, 1.5} {
		for _, width := range []float32{780, 1110, 1500} {
			test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{TextScale: scale}))
			w := test.NewTempWindow(t, kit.VStack(0, keyFigures(figures)...))
			w.SetPadded(false)
			w.Resize(fyne.NewSize(width, 700))
			uitest.Walk(w.Content(), func(s uitest.Seen) {
				if text, ok := s.Object.(*kit.Text); ok && text.Truncated() {
					t.Errorf("text at %v, %v wide: %q is cut", scale, width, text.Text())
				}
			})
		}
	}
}

// The figures below the tiles said “hidden number of contacts attended (Hidden because
// it could help to identify someone.)”.
func TestKeyFigures_afterTheTilesAreSentences(t *testing.T) {
	tile := reports.KeyFigure{Value: "68", Label: "people seen"}
	hidden := reports.KeyFigure{Value: "hidden", Label: "number of contacts attended", Note: "Hidden because it could help to identify someone."}
	shown := reports.KeyFigure{Value: "68", Label: "referrals received", Note: "including people not seen yet"}
	parts := keyFigures([]reports.KeyFigure{tile, tile, tile, tile, hidden, shown})
	want := "The number of contacts attended is hidden because it could help to identify someone. 68 referrals received (including people not seen yet)."
	if got := parts[1].(*kit.Text).Text(); got != want {
		t.Errorf("below the tiles: %q", got)
	}
}
