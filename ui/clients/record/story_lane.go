package record

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"waymark/ui/theme"
)

const laneGap float32 = 14

// laneLead is the width of the day and the kind beside the words: the longest
// kind in the text size of now.
func laneLead() float32 {
	return max(92, fyne.MeasureText("questionnaire", fynetheme.Size(theme.SizeSecondary), fyne.TextStyle{}).Width+4)
}

// newLane sets one entry of the story: the day at the left, the words in the
// rest of the width, and what can be done with it at the right; trail may be
// nil.
func newLane(lead, words, trail fyne.CanvasObject) *fyne.Container {
	if trail == nil {
		return container.New(lane{}, lead, words)
	}
	return container.New(lane{}, lead, words, trail)
}

type lane struct{}

// Layout leaves the words what the others leave. The height follows from it:
// whoever lays the lane out asks for its MinSize again afterwards.
func (lane) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	lead, words := objects[0], objects[1]
	left := laneLead()
	width := size.Width - left - laneGap
	if len(objects) > 2 {
		trail := objects[2].MinSize()
		width -= trail.Width + laneGap
		objects[2].Resize(trail)
		objects[2].Move(fyne.NewPos(size.Width-trail.Width, max(0, (size.Height-trail.Height)/2)))
	}
	lead.Resize(fyne.NewSize(left, max(size.Height, lead.MinSize().Height)))
	lead.Move(fyne.NewPos(0, 0))
	words.Resize(fyne.NewSize(max(0, width), size.Height))
	words.Move(fyne.NewPos(left+laneGap, 0))
}

// MinSize is that of the highest part.
func (lane) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(laneLead(), objects[0].MinSize().Height)
	for _, o := range objects[1:] {
		part := o.MinSize()
		size.Width += part.Width + laneGap
		size.Height = max(size.Height, part.Height)
	}
	return size
}
