package data

// Weekday is a day of the week, Monday 1 to Sunday 7 (ISO 8601). 0 is any.
type Weekday int

// The days.
const (
	Monday Weekday = iota + 1
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
	Sunday
)

var weekdayNames = []string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// String is the day's English name, "" for none.
func (d Weekday) String() string {
	if d < 0 || int(d) >= len(weekdayNames) {
		return ""
	}
	return weekdayNames[d]
}

// DayPart is a part of a day. 0 is any.
type DayPart int

// The parts: until noon, noon to five, from five.
const (
	Morning DayPart = iota + 1
	Afternoon
	Evening
)

// String is its English name, "" for none.
func (p DayPart) String() string {
	return map[DayPart]string{Morning: "Morning", Afternoon: "Afternoon", Evening: "Evening"}[p]
}

const (
	noon    = 12 * 60
	evening = 17 * 60
)

// Times says on which parts of which days something is open: bit
// (day-1)*3+(part-1). 0 means that no one knows. What is said to begin, with no end
// to it, counts in the part in which it begins.
type Times uint32

// At is the Times of one day and part; 0 for the day or the part takes all.
func At(day Weekday, part DayPart) Times {
	var t Times
	for d := Monday; d <= Sunday; d++ {
		for p := Morning; p <= Evening; p++ {
			if (day == 0 || day == d) && (part == 0 || part == p) {
				t |= 1 << (int(d-1)*3 + int(p-1))
			}
		}
	}
	return t
}

func partsBetween(from, to int) Times {
	var t Times
	if from < noon {
		t |= At(0, Morning)
	}
	if from < evening && to > noon {
		t |= At(0, Afternoon)
	}
	if to > evening {
		t |= At(0, Evening)
	}
	return t
}
