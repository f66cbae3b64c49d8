// Package interchange is for files that come in or go out and are not reports:
// today calendars for other programs (iCalendar).
package interchange
