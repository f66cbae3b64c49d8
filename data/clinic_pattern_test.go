package data

import (
	"slices"
	"testing"
)

func TestPattern_inWords(t *testing.T) {
	for rule, want := range map[string]string{
		WeeklyRule(1, Tuesday):                            "Tuesdays, 9:00–12:30",
		WeeklyRule(2, Thursday, Tuesday):                  "Tuesdays and Thursdays every 2 weeks, 9:00–12:30",
		MonthlyRule([]int{1, 3}, Tuesday):                 "1st and 3rd Tuesday of the month, 9:00–12:30",
		MonthlyRule([]int{LastOfMonth}, Friday):           "last Friday of the month, 9:00–12:30",
		MonthlyRule([]int{2}, Monday, Friday):             "2nd Monday and Friday of the month, 9:00–12:30",
		"FREQ=MONTHLY;BYDAY=1MO,3FR":                      "Certain days of the month, 9:00–12:30",
		"FREQ=MONTHLY;INTERVAL=2;BYDAY=" + "1TU" + ",3TU": "Certain days of the month, 9:00–12:30",
	} {
		c := Clinic{Rule: rule, Starts: "09:00", Ends: "12:30"}
		if got := c.Pattern(); got != want {
			t.Errorf("%s is said as %q, want %q", rule, got, want)
		}
	}
}

func TestMonthlyRule_comesBackAsItWentIn(t *testing.T) {
	for n := 1; n < 32; n++ {
		var weeks []int
		for i, week := range []int{1, 2, 3, 4, LastOfMonth} {
			if n&(1<<i) != 0 {
				weeks = append(weeks, week)
			}
		}
		for _, days := range [][]Weekday{{Monday}, {Tuesday, Sunday}, {Wednesday, Thursday, Friday}} {
			c := Clinic{Rule: MonthlyRule(weeks, days...)}
			gotWeeks, gotDays, ok := c.Monthly()
			if !ok || !slices.Equal(gotWeeks, weeks) || !slices.Equal(gotDays, days) || !plainRule(c.Rule) {
				t.Errorf("%v %v became %s, %v %v", weeks, days, c.Rule, gotWeeks, gotDays)
			}
		}
	}
	if MonthlyRule(nil, Monday) != "" || MonthlyRule([]int{1}) != "" {
		t.Error("a rule without a week or a day")
	}
}
