package data

import (
	"fmt"
	"time"
)

// SourceFeed is a source of the directory that is read from its address on the web.
type SourceFeed struct {
	Source    string
	Address   string
	EveryDays int  // Waymark looks again after so many days; 0: only when asked
	Private   bool // someone confirmed that it is inside the network of this PC
	// TriedAt is when it was last looked at, ReadAt when it was last read; zero: never.
	TriedAt, ReadAt time.Time
	// Problem is why it could not be read the last time, "" if it was. The services
	// stayed as they were.
	Problem string
	// What the last reading did: services that were new, that changed, and that the
	// feed no longer has.
	New, Changed, Gone int
}

// tryAgainAfter is how long a feed that could not be read is left alone.
const tryAgainAfter = 6 * time.Hour

// Due reports whether it is time to look at the feed again. Days count from
// midnight here.
func (f *SourceFeed) Due(now time.Time) bool {
	switch {
	case f.EveryDays <= 0:
		return false
	case now.Sub(f.TriedAt) < tryAgainAfter && f.TriedAt.Before(now):
		return false
	}
	return f.ReadAt.IsZero() || !DateOf(now).Before(f.readOn(now).AddDays(f.EveryDays))
}

// readOn is the day the feed was last read, where now is.
func (f *SourceFeed) readOn(now time.Time) Date { return DateOf(f.ReadAt.In(now.Location())) }

// late reports whether the feed has not been read for much longer than it should
// be: the PC may be off-line whenever it is on.
func (f *SourceFeed) late(now time.Time) bool {
	return f.EveryDays > 0 && !f.ReadAt.IsZero() && f.readOn(now).AddDays(2*f.EveryDays+7).Before(DateOf(now))
}

// FeedNews is the one line about feeds beside the directory: which could not be
// read, or what was read today. It is "" if there is nothing to say.
func FeedNews(feeds []SourceFeed, now time.Time) string {
	var failed, late, read []SourceFeed
	for _, f := range feeds {
		switch {
		case f.Problem != "":
			failed = append(failed, f)
		case f.late(now):
			late = append(late, f)
		case !f.ReadAt.IsZero() && f.readOn(now) == DateOf(now) && f.New+f.Changed+f.Gone > 0:
			read = append(read, f)
		}
	}
	switch {
	case len(failed) == 1:
		return fmt.Sprintf("The feed “%s” could not be read, so its services have not changed.", failed[0].Source)
	case len(failed) > 1:
		return fmt.Sprintf("%d feeds could not be read, so their services have not changed.", len(failed))
	case len(late) == 1:
		return fmt.Sprintf("The feed “%s” was last read on %s. This PC could not reach it since.", late[0].Source, late[0].readOn(now).Long())
	case len(late) > 1:
		return fmt.Sprintf("%d feeds have not been read for a long time. This PC could not reach them.", len(late))
	case len(read) == 0:
		return ""
	}
	var sum SourceFeed
	for _, f := range read {
		sum.New, sum.Changed, sum.Gone = sum.New+f.New, sum.Changed+f.Changed, sum.Gone+f.Gone
	}
	what := fmt.Sprintf("%s new, %s changed, %s no longer listed", Count(sum.New), Count(sum.Changed), Count(sum.Gone))
	if len(read) == 1 {
		return fmt.Sprintf("The feed “%s” was read today: %s.", read[0].Source, what)
	}
	return fmt.Sprintf("%d feeds were read today: %s.", len(read), what)
}
