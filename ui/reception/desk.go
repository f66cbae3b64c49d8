package reception

import (
	"context"
	"strings"
	"time"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// desk is what the parts of a page share.
type desk struct {
	h       *host.Host
	surgery data.ID
	// reload reads the page again, and say shows a sentence above the clinic.
	reload func()
	say    func(tone kit.Tone, sentence string)
}

// do works off the UI goroutine, and says what went wrong; then is called if
// nothing did, and may be nil.
func (d *desk) do(what string, work func(ctx context.Context) error, then func()) {
	d.h.Background(func(ctx context.Context) func() {
		err := work(ctx)
		return func() {
			if err != nil {
				d.say(kit.Red, d.h.Fail(what, err))
				return
			}
			if then != nil {
				then()
			}
		}
	})
}

// now is the time on the clock here.
func (d *desk) now() time.Time { return d.h.Clock() }

// hourOf is the time of day of an instant on the clock here.
func (d *desk) hourOf(t time.Time) string { return data.HourOf(t.In(d.now().Location())) }

// dayWords names a day that someone plans for: today, tomorrow, or with its
// weekday.
func (d *desk) dayWords(on data.Date) string {
	switch on.Sub(d.h.Today()) {
	case 0:
		return "today"
	case 1:
		return "tomorrow"
	}
	return on.Long()
}

// personWords is what tells a person from another one of that name.
func personWords(born data.Date, phone string, further ...string) string {
	var parts []string
	if !born.IsZero() {
		parts = append(parts, born.Short())
	}
	for _, p := range append([]string{phone}, further...) {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}

// upper is a sentence that begins with a capital.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
