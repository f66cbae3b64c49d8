// Package calendar writes a calendar as files: as iCalendar for other calendar
// programs, and a week as a PDF to print.
package calendar
