package diary

import "waymark/data"

// overlapAhead is how far the days of two patterns are compared, from the first day
// that both have: longer than any two patterns of weeks take to meet.
const overlapAhead = 2 * 366

// Overlap returns the first day, today or later, on which two patterns have sessions
// at the same time; the zero Date if there is none. Sessions that end when others
// begin do not overlap. Holidays, absences and changes do not matter: they pass.
func Overlap(a, b *data.Clinic, today data.Date) (data.Date, error) {
	if a.Starts >= b.Ends || b.Starts >= a.Ends {
		return data.Date{}, nil
	}
	from := today
	for _, c := range []*data.Clinic{a, b} {
		if c.From.After(from) {
			from = c.From
		}
	}
	to := from.AddDays(overlapAhead)
	mine, err := Days(a, from, to)
	if err != nil {
		return data.Date{}, err
	}
	others, err := Days(b, from, to)
	if err != nil {
		return data.Date{}, err
	}
	for len(mine) > 0 && len(others) > 0 {
		switch {
		case mine[0] == others[0]:
			return mine[0], nil
		case mine[0].Before(others[0]):
			mine = mine[1:]
		default:
			others = others[1:]
		}
	}
	return data.Date{}, nil
}
