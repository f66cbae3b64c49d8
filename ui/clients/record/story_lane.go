package record

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"waymark/ui/theme"
)

const (
	laneGap   float32 = 14
	laneBelow float32 = 8 // between the words and what is below them
)

// laneLead is the width of the day and the kind beside the words: the longest
// kind in the text size of now.
func laneLead() float32 {
	return max(92, fyne.MeasureText("questionnaire", fynetheme.Size(theme.SizeSecondary), fyne.TextStyle{}).Width+4)
}

// newLane sets one entry of the story: the day at the left, the words in the
// rest of the width, and what can be done with it at the right; trail may be
// nil. Where that leaves the words no room to be read, the trail is below them.
func newLane(lead, words, trail fyne.CanvasObject) *fyne.Container {
	if trail == nil {
		return container.New(&lane{}, lead, words)
	}
	return container.New(&lane{}, lead, words, trail)
}

// lane remembers the width it was last laid out for, because its height depends on it.
type lane struct{ width float32 }

// leastWords is the width in which words of normal size can still be read beside what
// can be done; where there is less, that goes below them.
const leastWords float32 = 150

// plan returns the width of the words, and whether the trail goes below them.
func (*lane) plan(objects []fyne.CanvasObject, width float32) (words float32, below bool) {
	words = width - laneLead() - laneGap
	if len(objects) < 3 {
		return words, false
	}
	beside := words - objects[2].MinSize().Width - laneGap
	if width > 0 && beside < leastWords*fynetheme.Size(theme.SizeSecondary)/13 {
		return words, true
	}
	return beside, false
}

// Layout leaves the words what the others leave. The height follows from it:
// whoever lays the lane out asks for its MinSize again afterwards.
func (l *lane) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	lead, words := objects[0], objects[1]
	left := laneLead()
	width, below := l.plan(objects, size.Width)
	height := size.Height
	if len(objects) > 2 {
		trail := objects[2].MinSize()
		at := fyne.NewPos(size.Width-trail.Width, max(0, (size.Height-trail.Height)/2))
		if below {
			at = fyne.NewPos(left+laneGap, size.Height-trail.Height)
			height -= trail.Height + laneBelow
		}
		objects[2].Resize(trail)
		objects[2].Move(at)
	}
	lead.Resize(fyne.NewSize(left, max(size.Height, lead.MinSize().Height)))
	lead.Move(fyne.NewPos(0, 0))
	words.Resize(fyne.NewSize(max(0, width), max(0, height)))
	words.Move(fyne.NewPos(left+laneGap, 0))
}

// MinSize is that of the highest part.
func (l *lane) MinSize(objects []fyne.CanvasObject) fyne.Size {
	lead, words := objects[0].MinSize(), objects[1].MinSize()
	size := fyne.NewSize(laneLead()+laneGap+words.Width, max(lead.Height, words.Height))
	if len(objects) < 3 {
		return size
	}
	trail := objects[2].MinSize()
	if _, below := l.plan(objects, l.width); below {
		size.Width = laneLead() + laneGap + max(words.Width, trail.Width)
		size.Height = max(lead.Height, words.Height+laneBelow+trail.Height)
		return size
	}
	return fyne.NewSize(size.Width+laneGap+trail.Width, max(size.Height, trail.Height))
}
