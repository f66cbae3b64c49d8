package data

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Clinic is a clinic that comes again and again at one surgery. Its sessions are
// worked out from it by package diary.
type Clinic struct {
	ID        ID     `json:"id"`
	SurgeryID ID     `json:"surgery_id"`
	StaffID   ID     `json:"staff_id"` // whose clinic it is
	Room      string `json:"room"`
	// Rule is an iCalendar RRULE without COUNT and UNTIL, such as
	// "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"; see WeeklyRule. Alternate weeks are
	// counted from the week of From, Monday first.
	Rule        string        `json:"rule"`
	From        Date          `json:"from"`
	Until       Date          `json:"until"`  // zero: no end is known
	Starts      string        `json:"starts"` // "HH:MM"
	Ends        string        `json:"ends"`
	SlotMinutes int           `json:"slot_minutes"`
	Breaks      []ClinicBreak `json:"breaks"`
	Note        string        `json:"note"`
	Stamp
}

// ClinicRow is a clinic with the names that a list shows.
type ClinicRow struct {
	Clinic
	Surgery string
	Staff   string
}

// ClinicBreak is a part of a session without slots, from one "HH:MM" to another.
type ClinicBreak struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// The shortest and the longest slot, in minutes.
const (
	ShortestSlot = 5
	LongestSlot  = 240
)

// Validate reports what is wrong as FieldErrors, or nil, and puts the breaks in
// order.
func (c *Clinic) Validate() error {
	var k check
	c.Room, c.Note = Tidy(c.Room), TidyNote(c.Note)
	slices.SortFunc(c.Breaks, func(a, b ClinicBreak) int { return strings.Compare(a.From, b.From) })
	k.that(c.SurgeryID != "", "SurgeryID", "Choose the surgery.")
	k.that(c.StaffID != "", "StaffID", "Choose whose clinic it is.")
	k.that(plainRule(c.Rule), "Rule", "Choose at least one day of the week.")
	k.that(!c.From.IsZero(), "From", "Enter the first day.")
	k.that(c.Until.IsZero() || !c.Until.Before(c.From), "Until", "The last day must not be before the first.")
	k.that(IsClock(c.Starts), "Starts", "Enter a time, like 9:30.")
	k.that(IsClock(c.Ends), "Ends", "Enter a time, like 12:30.")
	k.that(c.SlotMinutes >= ShortestSlot && c.SlotMinutes <= LongestSlot, "SlotMinutes",
		fmt.Sprintf("A slot must be %d to %d minutes long.", ShortestSlot, LongestSlot))
	if IsClock(c.Starts) && IsClock(c.Ends) {
		k.that(c.Starts < c.Ends, "Ends", "The end must be after the start.")
		k.that(c.Starts >= c.Ends || MinuteOf(c.Ends)-MinuteOf(c.Starts) >= c.SlotMinutes, "SlotMinutes", "Not one slot fits between start and end.")
		c.checkBreaks(&k)
	}
	k.length("Room", "The room", c.Room, MaxName)
	k.length("Note", "The note", c.Note, MaxNote)
	return k.err()
}

func (c *Clinic) checkBreaks(k *check) {
	last := c.Starts
	for _, b := range c.Breaks {
		if !IsClock(b.From) || !IsClock(b.To) || b.From >= b.To {
			k.add("Breaks", breaksWanted)
			return
		}
		if b.From < last || b.To > c.Ends {
			k.add("Breaks", "Breaks must lie between start and end and must not overlap.")
			return
		}
		last = b.To
	}
}

const breaksWanted = "Enter a break as start and end, like 10:30-10:45. Put a comma between two."

var breakText = regexp.MustCompile(`^(\d{1,2})[:.](\d\d) ?(?:-|to) ?(\d{1,2})[:.](\d\d)$`)

// ParseBreaks reads breaks such as "10:30-10:45, 12.00 to 12.15". The error is a
// sentence to show beside the field.
func ParseBreaks(text string) ([]ClinicBreak, error) {
	var list []ClinicBreak
	for _, part := range strings.FieldsFunc(dashes.Replace(strings.ToLower(text)), func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if part = strings.ReplaceAll(Tidy(part), " -", "-"); part == "" {
			continue
		}
		m := breakText.FindStringSubmatch(part)
		if m == nil {
			return nil, NewProblem(CodeInvalid, breaksWanted)
		}
		b := ClinicBreak{From: fmt.Sprintf("%02s:%s", m[1], m[2]), To: fmt.Sprintf("%02s:%s", m[3], m[4])}
		if !IsClock(b.From) || !IsClock(b.To) || b.From >= b.To {
			return nil, NewProblem(CodeInvalid, breaksWanted)
		}
		list = append(list, b)
	}
	return list, nil
}

// BreaksText writes breaks as they are stored, which ParseBreaks reads.
func BreaksText(list []ClinicBreak) string {
	return breaksText(list, func(at string) string { return at })
}

// BreaksShown writes breaks as staff read them, which ParseBreaks reads as well.
func BreaksShown(list []ClinicBreak) string { return breaksText(list, Hour) }

func breaksText(list []ClinicBreak, hour func(at string) string) string {
	words := make([]string, len(list))
	for i, b := range list {
		words[i] = hour(b.From) + "-" + hour(b.To)
	}
	return strings.Join(words, ", ")
}

var ruleDays = []string{"", "MO", "TU", "WE", "TH", "FR", "SA", "SU"}

// WeeklyRule is the Rule of a clinic on some weekdays of every week, of every
// second week and so on; "" without any day.
func WeeklyRule(every int, days ...Weekday) string {
	days = slices.Compact(slices.Sorted(slices.Values(days)))
	words := make([]string, 0, len(days))
	for _, d := range days {
		if d >= Monday && d <= Sunday {
			words = append(words, ruleDays[d])
		}
	}
	if len(words) == 0 {
		return ""
	}
	rule := "FREQ=WEEKLY"
	if every > 1 {
		rule += fmt.Sprintf(";INTERVAL=%d", every)
	}
	return rule + ";BYDAY=" + strings.Join(words, ",")
}

var (
	weeklyRule = regexp.MustCompile(`^FREQ=WEEKLY(?:;INTERVAL=([1-9]\d?))?;BYDAY=((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)$`)
	// monthlyRule is such as the first and third Tuesday of a month.
	monthlyRule = regexp.MustCompile(`^FREQ=MONTHLY(?:;INTERVAL=[1-9]\d?)?;BYDAY=((?:[1-4]|-1)(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:[1-4]|-1)(?:MO|TU|WE|TH|FR|SA|SU))*)$`)
)

// plainRule reports whether a rule is one that a clinic may have: certain
// weekdays of weeks or months. Whatever else RRULE can say has no use here.
func plainRule(rule string) bool {
	return weeklyRule.MatchString(rule) || monthlyRule.MatchString(rule)
}

// Weekly returns the weekdays of the clinic and every how many weeks it comes.
// ok is false for a rule that is not weekly.
func (c *Clinic) Weekly() (every int, days []Weekday, ok bool) {
	m := weeklyRule.FindStringSubmatch(c.Rule)
	if m == nil {
		return 0, nil, false
	}
	every = 1
	if m[1] != "" {
		_, _ = fmt.Sscan(m[1], &every) // digits, as the expression says
	}
	for _, word := range strings.Split(m[2], ",") {
		days = append(days, Weekday(slices.Index(ruleDays, word)))
	}
	return every, days, true
}

// LastOfMonth stands for the last week of a month; see MonthlyRule.
const LastOfMonth = -1

// MonthlyRule is the Rule of a clinic on some weekdays of certain weeks of every
// month, such as the first and third Tuesday: weeks are 1 to 4, or LastOfMonth. It
// is "" without any week or day.
func MonthlyRule(weeks []int, days ...Weekday) string {
	var words []string
	for _, week := range weeks {
		for _, d := range days {
			if d >= Monday && d <= Sunday {
				words = append(words, fmt.Sprint(week)+ruleDays[d])
			}
		}
	}
	if len(words) == 0 {
		return ""
	}
	return "FREQ=MONTHLY;BYDAY=" + strings.Join(words, ",")
}

// Monthly returns the weeks of the month (1 to 4, or LastOfMonth) and the weekdays
// of the clinic. ok is false for a rule that is not monthly, or that has other
// weekdays in one week than in another.
func (c *Clinic) Monthly() (weeks []int, days []Weekday, ok bool) {
	m := monthlyRule.FindStringSubmatch(c.Rule)
	if m == nil {
		return nil, nil, false
	}
	for _, word := range strings.Split(m[1], ",") {
		week, err := strconv.Atoi(word[:len(word)-2])
		if err != nil {
			return nil, nil, false
		}
		if day := Weekday(slices.Index(ruleDays, word[len(word)-2:])); !slices.Contains(days, day) {
			days = append(days, day)
		}
		if !slices.Contains(weeks, week) {
			weeks = append(weeks, week)
		}
	}
	return weeks, days, MonthlyRule(weeks, days...) == c.Rule
}

// Pattern says when the clinic is, such as "Tuesdays and Thursdays, 9:00–12:30",
// "Tuesdays every 2 weeks, 9:00–12:30" or "1st and 3rd Tuesday of the month,
// 9:00–12:30".
func (c *Clinic) Pattern() string {
	text := "Certain days of the month"
	if every, days, ok := c.Weekly(); ok {
		names := make([]string, len(days))
		for i, d := range days {
			names[i] = d.String() + "s"
		}
		text = JoinAnd(names)
		if every > 1 {
			text = fmt.Sprintf("%s every %d weeks", text, every)
		}
	} else if weeks, days, ok := c.Monthly(); ok {
		text = JoinAnd(mapped(weeks, WeekOfMonth)) + " " + JoinAnd(mapped(days, Weekday.String)) + " of the month"
	}
	return text + ", " + Hour(c.Starts) + "–" + Hour(c.Ends)
}

// WeekOfMonth is a week of MonthlyRule in words: "1st" to "4th", or "last".
func WeekOfMonth(week int) string {
	if week == LastOfMonth {
		return "last"
	}
	return []string{"1st", "2nd", "3rd", "4th"}[max(1, min(week, 4))-1]
}

func mapped[T any](list []T, word func(T) string) []string {
	words := make([]string, len(list))
	for i, v := range list {
		words[i] = word(v)
	}
	return words
}

// SessionState is whether a session takes place.
type SessionState string

// The states of a session. One that is off is skipped by the clinic's pattern,
// because of a bank holiday or an absence; it is listed only if someone is
// booked into it all the same.
const (
	SessionOn        SessionState = "on"
	SessionCancelled SessionState = "cancelled"
	SessionOff       SessionState = "off"
)

// Session is one day of a clinic.
type Session struct {
	ClinicID    ID
	Day         Date
	SurgeryID   ID
	Surgery     string
	StaffID     ID
	Staff       string
	Room        string
	Starts      string // "HH:MM"
	Ends        string
	SlotMinutes int
	Breaks      []ClinicBreak
	Away        []ClinicBreak // when the prescriber is absent for a part of it
	State       SessionState
	Why         string // why it is not on, or was changed
	Changed     bool   // it is not as the clinic's pattern has it
	Slots       []Slot // in order; none unless the session is on
	// Others are appointments of this session that stand in no slot: people sent
	// through, and those left over from a session that was changed.
	Others []AppointmentRow
}

// Slot is a time of a session for one person.
type Slot struct {
	At      string // "HH:MM"
	Minutes int
	// Appointments begin in this slot; those cancelled are left out. There is
	// more than one if two were booked on different PCs, or after a non-attendance.
	Appointments []AppointmentRow
	// Taken is true if the prescriber has something on at this time, here or
	// elsewhere.
	Taken bool
}

// Free reports whether the slot can be booked, as far as the diary goes: it may
// have passed.
func (s *Slot) Free() bool { return !s.Taken }

// Holds reports whether an appointment at a time of some minutes lies within the
// session, which is on, and in none of its breaks.
func (s *Session) Holds(at string, minutes int) bool {
	if s.State != SessionOn || !IsClock(at) || at < s.Starts || MinuteOf(at)+max(minutes, 1) > MinuteOf(s.Ends) {
		return false
	}
	return !slices.ContainsFunc(append(slices.Clone(s.Breaks), s.Away...), func(b ClinicBreak) bool {
		return MinuteOf(b.From) < MinuteOf(at)+max(minutes, 1) && MinuteOf(at) < MinuteOf(b.To)
	})
}

// SessionChange is what someone changed about one session. Empty fields are as
// the clinic has them. A change that is on for a day which the pattern skips
// makes an extra session.
type SessionChange struct {
	ClinicID ID
	Day      Date
	State    SessionState // SessionOn or SessionCancelled
	StaffID  ID
	Room     string
	Starts   string
	Ends     string
	Why      string
}

// Validate reports what is wrong as FieldErrors, or nil.
func (c *SessionChange) Validate() error {
	var k check
	c.Room, c.Why = Tidy(c.Room), Tidy(c.Why)
	k.that(c.State == SessionOn || c.State == SessionCancelled, "State", "Choose whether the session takes place.")
	k.that(c.ClinicID != "" && !c.Day.IsZero(), "Day", "Enter the day of the session.")
	k.that(c.Starts == "" || IsClock(c.Starts), "Starts", "Enter a time, like 9:30.")
	k.that(c.Ends == "" || IsClock(c.Ends), "Ends", "Enter a time, like 12:30.")
	k.that(c.Starts == "" || c.Ends == "" || c.Starts < c.Ends, "Ends", "The end must be after the start.")
	k.length("Room", "The room", c.Room, MaxName)
	k.length("Why", "The reason", c.Why, MaxLine)
	return k.err()
}

// SessionFilter says which sessions are wanted. Zero IDs do not filter.
type SessionFilter struct {
	From, To  Date // inclusive; both are needed
	SurgeryID ID
	StaffID   ID
	ClinicID  ID
}

// FreeSlot is a slot that can be booked.
type FreeSlot struct {
	ClinicID  ID
	Day       Date
	At        string
	Minutes   int
	SurgeryID ID
	Surgery   string
	StaffID   ID
	Staff     string
	Room      string
}

// Words says when and where a free slot is, such as "Tue 7 Apr 2026 at 10:30,
// Westgate Surgery".
func (f *FreeSlot) Words() string {
	text := f.Day.LongAt(f.At)
	if f.Surgery != "" {
		text += ", " + f.Surgery
	}
	return text
}

// FreeFilter says which free slots are wanted. Zero IDs do not filter.
type FreeFilter struct {
	From      Date   // the first day
	Now       string // "HH:MM": on the first day only slots from then on
	Until     Date   // the last day; zero: a year after From
	SurgeryID ID
	StaffID   ID
	Limit     int // 0: 1
}
