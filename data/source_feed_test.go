package data

import (
	"strings"
	"testing"
	"time"
)

func TestSourceFeed_due(t *testing.T) {
	now := time.Date(2026, 4, 7, 9, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	day := 24 * time.Hour
	for name, c := range map[string]struct {
		feed SourceFeed
		due  bool
	}{
		"only when asked":               {SourceFeed{ReadAt: ago(90 * day)}, false},
		"never read":                    {SourceFeed{EveryDays: 7}, true},
		"read six days ago":             {SourceFeed{EveryDays: 7, TriedAt: ago(6 * day), ReadAt: ago(6 * day)}, false},
		"read seven days ago, later":    {SourceFeed{EveryDays: 7, TriedAt: ago(7*day - 10*time.Hour), ReadAt: ago(7*day - 10*time.Hour)}, true},
		"failed an hour ago":            {SourceFeed{EveryDays: 1, TriedAt: ago(time.Hour), ReadAt: ago(3 * day)}, false},
		"failed this morning":           {SourceFeed{EveryDays: 1, TriedAt: ago(7 * time.Hour), ReadAt: ago(3 * day)}, true},
		"failed, if the clock is right": {SourceFeed{EveryDays: 1, TriedAt: ago(-90 * day), ReadAt: ago(3 * day)}, true},
	} {
		if got := c.feed.Due(now); got != c.due {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestFeedNews(t *testing.T) {
	now := time.Date(2026, 4, 7, 9, 0, 0, 0, time.UTC)
	read := SourceFeed{Source: "Kent", EveryDays: 7, ReadAt: now.Add(-time.Hour), New: 3, Changed: 1}
	quiet := SourceFeed{Source: "Quiet", EveryDays: 7, ReadAt: now.Add(-time.Hour)}
	failed := SourceFeed{Source: "Medway", EveryDays: 7, ReadAt: now.AddDate(0, 0, -8), Problem: "It is too busy."}
	late := SourceFeed{Source: "Dover", EveryDays: 7, ReadAt: now.AddDate(0, 0, -22)}
	for _, c := range []struct {
		feeds []SourceFeed
		want  string
	}{
		{nil, ""}, {[]SourceFeed{quiet}, ""},
		{[]SourceFeed{quiet, read}, "The feed “Kent” was read today: 3 new, 1 changed, 0 no longer listed."},
		{[]SourceFeed{read, read}, "2 feeds were read today: 6 new, 2 changed, 0 no longer listed."},
		{[]SourceFeed{read, failed, late}, "The feed “Medway” could not be read, so its services have not changed."},
		{[]SourceFeed{failed, failed}, "2 feeds could not be read"},
		{[]SourceFeed{late, read}, "The feed “Dover” was last read on Mon 16 Mar 2026."},
	} {
		if got := FeedNews(c.feeds, now); !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
