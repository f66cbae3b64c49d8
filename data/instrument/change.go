package instrument

import "fmt"

// Change is what became of a score between two times, in one of five groups
// that do not overlap. A report that counts "rose by 3 or more" counts both
// RoseSmall and RoseLarge.
type Change string

// The groups of change; the sizes are those of the questionnaire.
const (
	RoseLarge Change = "rose_large" // by Large or more
	RoseSmall Change = "rose_small" // by Small or more, but less than Large
	Same      Change = "same"       // by less than Small either way
	Fell      Change = "fell"       // by Small or more
	Unknown   Change = ""           // the questionnaire has no sizes
)

// tiny keeps a difference of two decimal scores from falling short of a whole
// size by the rounding of binary fractions.
const tiny = 1e-9

// Change groups the change from one score to a later one. WEMWBS scores are
// whole points, so that less than 3 either way is the same as within 2; a
// difference between the two, which only means or decimal scores can have,
// counts as Same, because it is less than one standard error of measurement.
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
	case rise <= -t.Small+tiny:
		return Fell
	default:
		return Same
	}
}

// ChangeLabel is a group of change in words with the sizes of the
// questionnaire, such as "rose by 8 or more", or "" for Unknown.
func (d *Definition) ChangeLabel(c Change) string { return changeLabel(d.Thresholds, c) }

func changeLabel(t *Thresholds, c Change) string {
	if t == nil {
		return ""
	}
	switch c {
	case RoseLarge:
		return fmt.Sprintf("rose by %g or more", t.Large)
	case RoseSmall:
		return fmt.Sprintf("rose by %g or more, less than %g", t.Small, t.Large)
	case Same:
		return fmt.Sprintf("stayed within %g", t.Within)
	case Fell:
		return fmt.Sprintf("fell by %g or more", t.Small)
	default:
		return ""
	}
}
