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
