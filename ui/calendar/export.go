package calendar

import (
	"context"
	"os"
	"strings"
	"unicode/utf8"

	"waymark/data"
	"waymark/data/interchange"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// export writes what is shown as an iCalendar file. Names are shortened to
// initials unless somebody asks for them: a calendar file often ends on a phone.
func (p *page) export() {
	h, s := p.host, p.span()
	folder := kit.NewTextField("Folder")
	folder.SetText(h.DocumentsDir)
	names := kit.NewCheck("Put full names in the file", nil)
	note := kit.NewParagraph("Open follow-ups and appointments of "+s.title+" are written as a calendar file that Outlook and phones can open. Names are shortened to initials unless you tick the box.", kit.Body)
	said := kit.NewBanner(kit.Green, "", nil)
	said.Hide()
	form := kit.VStack(12, note, said, folder, names)
	kit.ShowForm(h.Window, "Export the calendar", form, "Export", func() bool {
		dir, full, entries := strings.TrimSpace(folder.Text()), names.Checked, p.entries
		h.Background(func(context.Context) func() {
			path, n, err := writeEvents(dir, s, entries, full, h.Clock)
			return func() {
				if err != nil {
					folder.SetError("The file could not be written there. Please check that the folder exists and that you may write to it.")
					return
				}
				folder.SetError("")
				said.Set(kit.Green, data.Plural(n, "entry was", "entries were")+" written to "+path)
				said.Show()
			}
		})
		return false
	})
}

func writeEvents(dir string, s span, entries []entry, names bool, clock data.Clock) (path string, n int, err error) {
	var events []interchange.Event
	for _, e := range entries {
		if !e.done {
			events = append(events, event(e, names))
		}
	}
	path = host.FreePath(dir, "Waymark "+s.first.String()+" to "+s.last().String()+".ics")
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // the folder the user chose
	if err != nil {
		return "", 0, err
	}
	err = interchange.WriteCalendar(f, events, clock.Now())
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		_ = os.Remove(path)
	}
	return path, len(events), err
}

func event(e entry, names bool) interchange.Event {
	who := e.client
	if !names {
		who = initials(e.client)
	}
	v := interchange.Event{On: e.day, At: e.at, Title: who + ", " + e.about}
	if e.followUp != nil {
		v.ID = e.followUp.ID
		v.Title = who + ", " + strings.ToLower(data.FollowUpOrdinal(e.followUp.Number))
		if names {
			v.Detail = e.followUp.Service
		}
	}
	if e.contact != nil {
		v.ID, v.Minutes = e.contact.ID, e.contact.Minutes
		v.Place = e.contact.Surgery
	}
	if e.booked != nil {
		v.ID, v.Minutes, v.Place = e.booked.ID, e.booked.Minutes, e.booked.Surgery
	}
	return v
}

func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.Fields(name) {
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
		b.WriteByte('.')
	}
	return b.String()
}
