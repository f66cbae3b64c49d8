package instrument

import "fmt"

// Change is what became of a score between two times, in one of five groups
// that do not overlap and are the same up and down. A report that counts “went
// up by 3 or more” counts both RoseSmall and RoseLarge.
type Change string

// The groups of change; the sizes are those of the questionnaire.
const (
	RoseLarge Change = "rose_large" // by Large or more
	RoseSmall Change = "rose_small" // by Small or more, but less than Large
	Same      Change = "same"       // by less than Small either way
	FellSmall Change = "fell_small" // by Small or more, but less than Large
	FellLarge Change = "fell_large" // by Large or more
	Unknown   Change = ""           // the questionnaire has no sizes
)

// tiny keeps a difference of two decimal scores from falling short of a whole
// size by the rounding of binary fractions.
const tiny = 1e-9

// Change groups the change from one score to a later one. WEMWBS scores are
// whole points, so that less than 3 either way is the same as within 2; a
// difference between the two, which only means or decimal scores can have,
// counts as Same, because it is less than one standard error of measurement.
//
// The groups are for counts of many people. They say nothing about one: 3 points
// are within what one person's score moves by when nothing has changed.
func (d *Definition) Change(before, after float64) Change {
	return changeBy(d.Thresholds, before, after)
}

func changeBy(t *Thresholds, before, after float64) Change {
	if t == nil {
		return Unknown
	}
	switch rise := after - before; {
	case rise >= t.Large-tiny:
		return RoseLarge
	case rise >= t.Small-tiny:
		return RoseSmall
	case rise <= -t.Large+tiny:
		return FellLarge
	case rise <= -t.Small+tiny:
		return FellSmall
	default:
		return Same
	}
}

// ChangeLabel is a group of change in words with the sizes of the
// questionnaire, such as “went up by 8 or more”, or "" for Unknown.
func (d *Definition) ChangeLabel(c Change) string { return changeLabel(d.Thresholds, c) }

func changeLabel(t *Thresholds, c Change) string {
	if t == nil {
		return ""
	}
	switch c {
	case RoseLarge:
		return fmt.Sprintf("went up by %g or more", t.Large)
	case RoseSmall:
		return fmt.Sprintf("went up by %g or more, less than %g", t.Small, t.Large)
	case Same:
		return fmt.Sprintf("changed by %g or less", t.Within)
	case FellSmall:
		return fmt.Sprintf("went down by %g or more, less than %g", t.Small, t.Large)
	case FellLarge:
		return fmt.Sprintf("went down by %g or more", t.Large)
	default:
		return ""
	}
}
