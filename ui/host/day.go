package host

import (
	"time"

	"waymark/data"
	"waymark/ui/kit"
)

// Day is a date as the widgets know it, which know no domain. Blank stays blank.
func Day(d data.Date) kit.Day { return kit.Day{Year: d.Year, Month: int(d.Month), Day: d.Day} }

// Date is a widget's day as the domain knows it. Blank stays blank.
func Date(d kit.Day) data.Date {
	return data.Date{Year: d.Year, Month: time.Month(d.Month), Day: d.Day}
}

// DateField makes a field for a typed date. purpose says what a date means that
// is typed without its year.
func (h *Host) DateField(label string, purpose data.DatePurpose) *kit.DateField {
	return NewDateField(label, h.Today, func() data.DatePurpose { return purpose })
}

// NewDateField makes a field for a typed date whose purpose may change while the
// form is open; today says what day it is.
func NewDateField(label string, today func() data.Date, purpose func() data.DatePurpose) *kit.DateField {
	read := func(text string) (kit.Day, error) {
		d, err := data.ParseDateInput(text, today(), purpose())
		return Day(d), err
	}
	return kit.NewDateField(label, func() kit.Day { return Day(today()) }, read)
}
