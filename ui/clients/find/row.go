package find

import (
	"fmt"
	"strings"

	"waymark/data"
	"waymark/data/rule"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
)

// clientRow is a client as one row: the name, what tells two people of one
// name apart, and where things stand.
func clientRow(c data.ClientRow, today data.Date) kit.RowData {
	row := kit.RowData{Title: c.Name, Muted: c.Status == data.EpisodeClosed}
	if c.KnownAs != "" && !strings.EqualFold(c.KnownAs, strings.Split(c.Name, " ")[0]) {
		row.Title += " “" + c.KnownAs + "”"
	}
	row.Secondary = person.Dotted(person.BornText(c.BirthDate, today), c.Postcode, c.Phone, c.Reason, c.Surgery, seenText(c.LastSeen))
	if chip, ok := nextChip(c, today); ok {
		row.Chips = append(row.Chips, chip)
	}
	switch c.Status {
	case "":
		row.Chips = append(row.Chips, kit.ChipData{Text: "No referral yet"})
	case data.EpisodePaused, data.EpisodeClosed:
		row.Chips = append(row.Chips, kit.ChipData{Text: c.Status.Label()})
	}
	return row
}

// nextChip says what a client is owed soonest, by the rule that the record
// follows too. While the episode is paused no follow-up is owed.
func nextChip(c data.ClientRow, today data.Date) (kit.ChipData, bool) {
	var owed []rule.Step
	if c.Status == data.EpisodeOpen && !c.NextDue.IsZero() {
		owed = append(owed, rule.Step{Kind: rule.StepFollowUp, On: c.NextDue})
	}
	if c.Status != data.EpisodeClosed && !c.NextMeet.IsZero() {
		owed = append(owed, rule.Step{Kind: rule.StepAppointment, On: c.NextMeet, At: c.NextMeetAt})
	}
	next, ok := rule.Next(owed, today)
	switch {
	case !ok:
		return kit.ChipData{}, false
	case next.Kind == rule.StepFollowUp || next.On.Before(today):
		return dueChip(next.On, today), true
	case next.On == today:
		return kit.ChipData{Text: strings.TrimSpace(fmt.Sprintf("Today %s", data.Hour(next.At))), Tone: kit.Amber}, true
	}
	return kit.ChipData{Text: strings.TrimSpace(next.On.Time().Format("Mon 2 Jan") + " " + data.Hour(next.At))}, true
}

// dueChip says when something is due: red once it is late, amber on the day,
// grey before.
func dueChip(due, today data.Date) kit.ChipData {
	switch days := today.Sub(due); {
	case days > 0:
		return kit.ChipData{Text: fmt.Sprintf("%s overdue", data.Plural(days, "day", "days")), Tone: kit.Red}
	case days == 0:
		return kit.ChipData{Text: "Due today", Tone: kit.Amber}
	default:
		return kit.ChipData{Text: fmt.Sprintf("Due %s", due.Short())}
	}
}

func seenText(last data.Date) string {
	if last.IsZero() {
		return ""
	}
	return fmt.Sprintf("seen %s", last.Short())
}

func countText(shown, total int, f data.ClientFilter) string {
	if shown < total {
		return fmt.Sprintf("Showing the first %d of %s. Type more to narrow the list.", shown, data.Plural(total, "client", "clients"))
	}
	if f == (data.ClientFilter{}) {
		return data.Plural(total, "client", "clients")
	}
	return data.Plural(total, "client", "clients")
}
