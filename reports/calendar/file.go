package calendar

import (
	"bytes"
	"context"
	"io"
	"os"
	"time"

	"waymark/data/agenda"
	"waymark/data/interchange"
	"waymark/reports"
)

// Write puts what an agenda holds at path as an iCalendar file, whole or not at
// all, and returns how many events it has. Without names clients are given by
// initials. A file that already says the same is left as it is, so that programs
// which watch it are not woken. Only the user of the PC may read it.
func Write(ctx context.Context, path string, a *agenda.Agenda, names bool, now time.Time) (events int, err error) {
	list := interchange.CalendarEvents(a.Entries, names)
	var file bytes.Buffer
	if err := interchange.WriteCalendar(&file, list, now); err != nil {
		return 0, err
	}
	if before, err := os.ReadFile(path); err == nil && bytes.Equal(before, file.Bytes()) {
		return len(list), nil
	}
	return len(list), reports.ReplacePrivate(ctx, path, func(w io.Writer) error {
		_, err := w.Write(file.Bytes())
		return err
	})
}

// The days that a feed holds, counted from today.
const (
	FeedBack  = 28
	FeedAhead = 366
)

// FeedName is the name of the feed file in the folder that the user chose.
const FeedName = "waymark-calendar.ics"
