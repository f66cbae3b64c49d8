package visit

import (
	"context"
	"fmt"
	"strings"
	"time"

	"waymark/data"
	"waymark/ui/kit"
)

// This file is the time at which whoever goes on a visit is due back.

// quarter is how much a press moves the time to be back.
const quarter = 15 * time.Minute

func (p *leavingPage) clock(t time.Time) string { return data.HourOf(t.In(p.h.Clock().Location())) }

func (p *leavingPage) shift(by time.Duration) {
	due := p.card.DueAt.Add(by)
	if !due.After(p.h.Clock()) {
		return
	}
	if p.card.Out() {
		p.write("move the time to be back", func(ctx context.Context) error { return p.h.Lone.Later(ctx, p.card.ID, due) })
		return
	}
	p.card.DueAt = due
	p.typed = true
	p.showTime()
}

func (p *leavingPage) showTime() {
	due := p.clock(p.card.DueAt)
	p.due.SetText(due)
	p.length.SetText(lengthText(p.card.DueAt.Sub(p.begins())))
	p.warning.Set(kit.Amber, fmt.Sprintf("%s If you are not back by %s, each PC that has this database open shows an alarm. A PC that is off shows "+
		"nothing.",
		data.NotEmergency, due))
	p.shell.Refresh()
}

// begins is when the visit begins, or now if that is past.
func (p *leavingPage) begins() time.Time {
	now := p.h.Clock()
	if p.card.Out() {
		return now
	}
	if at, err := time.ParseInLocation("2006-01-02 15:04", p.record.On.String()+" "+p.record.At, now.Location()); err == nil && at.After(now) {
		return at
	}
	return now
}

// lengthText is "1 hour 15 minutes there".
func lengthText(d time.Duration) string {
	minutes := int(d.Round(time.Minute).Minutes())
	if minutes <= 0 {
		return ""
	}
	var parts []string
	if h := minutes / 60; h > 0 {
		parts = append(parts, data.Plural(h, "hour", "hours"))
	}
	if m := minutes % 60; m > 0 {
		parts = append(parts, data.Plural(m, "minute", "minutes"))
	}
	return fmt.Sprintf("%s there", strings.Join(parts, " "))
}
