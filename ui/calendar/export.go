package calendar

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/agenda"
	"waymark/data/store/lists"
	"waymark/reports/calendar"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// export offers the ways out of the program: a week to print, a calendar file,
// and a feed that other calendar programs follow. Names are shortened to initials
// unless someone asks for them: a calendar often ends on a phone.
func (p *page) export() {
	h := p.host
	kinds := []kit.Option{{ID: "week", Label: "Week to print", Note: "PDF"}, {ID: "file", Label: "Calendar file", Note: "for Outlook and phones"}}
	if h.Session.May(access.Lists, access.Write) == nil { // it is a setting of the PC
		kinds = append(kinds, kit.Option{ID: "feed", Label: "Calendar that updates itself", Note: "read-only"})
	}
	what := kit.NewChoice("What", kinds, nil)
	what.SetSelected("week")
	folder := kit.NewTextField("Folder")
	folder.SetText(h.DocumentsDir)
	names := kit.NewCheck("Show full names, not initials", nil)
	note := kit.NewParagraph("", kit.Muted)
	done := kit.NewBanner(kit.Green, "", nil)
	done.Hide()
	x := &exporting{page: p, what: what, folder: folder, names: names, note: note, done: done}
	x.dialog = kit.ShowForm(h.Window, "Export calendar", kit.VStack(12, done, what, folder, names, note), "Export", func() bool { x.run(); return false })
	x.changed("week")
	x.readFeed()
	x.follow()
}

// exporting is the dialog while it is open.
type exporting struct {
	page   *page
	dialog *kit.Dialog
	what   *kit.Choice
	folder *kit.TextField
	names  *kit.Check
	note   *kit.Text
	done   *kit.Banner
	feed   string // folder of the feed as it is set; "" for none
}

// follow keeps the words below the fields true to what is chosen.
func (x *exporting) follow() { x.what.OnChoose(x.changed) }

func (x *exporting) changed(what string) {
	s := x.page.span()
	switch what {
	case "file":
		x.note.SetText(fmt.Sprintf("Saves what is in the calendar for %s in one file, for the %s and surgery you chose.",
			s.title, x.page.host.Role().One))
	case "feed":
		text := fmt.Sprintf("We update the file %s in this folder after each change. Subscribe to it in your calendar program. To stop, "+
			"clear the folder.",
			calendar.FeedName)
		if signedIn(x.page.host) != "" {
			text += " It has what you may see, and is not updated while someone else is signed in."
		}
		if x.feed != "" {
			text = fmt.Sprintf("Saved in %s. %s", x.feed, text)
			x.folder.SetText(x.feed)
		}
		x.note.SetText(text)
	default:
		x.note.SetText(fmt.Sprintf("Prints the week of %s on one page, with clinics, visits, follow-ups and leave.",
			weekOf(x.page.chosen).title))
	}
	x.dialog.Refresh()
}

func (x *exporting) readFeed() {
	h := x.page.host
	h.Background(func(ctx context.Context) func() {
		folder, err := h.Lists.Setting(ctx, lists.SettingFeedFolder)
		full, err2 := h.Lists.Setting(ctx, lists.SettingFeedNames)
		return func() {
			if err != nil || err2 != nil {
				return
			}
			x.feed = folder
			if folder != "" && full == "yes" && x.what.Selected() == "feed" {
				x.names.SetChecked(true)
			}
		}
	})
}

func (x *exporting) run() {
	folder, names := strings.TrimSpace(x.folder.Text()), x.names.Checked
	switch x.what.Selected() {
	case "feed":
		x.startFeed(folder, names)
	case "file":
		x.write(folder, ".ics", func(ctx context.Context, path string, a *agenda.Agenda) error {
			if err := x.page.host.NoteExport(ctx, "export", "calendar file", ""); err != nil {
				return err
			}
			_, err := calendar.Write(ctx, path, a, names, x.page.host.Clock.Now())
			return err
		})
	default:
		x.write(folder, ".pdf", func(ctx context.Context, path string, a *agenda.Agenda) error {
			return x.page.host.Documents.Week(ctx, path, a, host.WeekSheet{Names: names, Title: x.page.whose(), Now: x.page.host.Clock()})
		})
	}
}

// whose says what of the calendar is chosen, for the head of a print.
func (p *page) whose() string {
	who, where := p.everyone(), "all surgeries"
	if p.agenda != nil {
		who, where = nameOf(p.agenda.Staff, p.prescriber(), who), nameOf(p.agenda.Surgeries, p.surgery(), where)
	}
	return who + ", " + where
}

// write reads the days shown and writes them as a file with that ending.
func (x *exporting) write(folder, ending string, write func(context.Context, string, *agenda.Agenda) error) {
	p := x.page
	h, s := p.host, p.span()
	if ending == ".pdf" {
		s = weekOf(p.chosen)
	}
	f := agenda.Filter{From: s.first, To: s.last(), Prescriber: p.prescriber(), SurgeryID: p.surgery(), Changes: true}
	h.Background(func(ctx context.Context) func() {
		a, err := h.Overview.Agenda(ctx, f)
		path := host.FreePath(folder, fmt.Sprintf("Calendar %s to %s", s.first.String(), s.last().String())+ending)
		if err == nil {
			err = write(ctx, path, a)
		}
		return func() {
			if err != nil {
				x.fail(err)
				return
			}
			x.succeed(fmt.Sprintf("Saved to %s", path))
			if ending == ".pdf" {
				_ = h.OpenFile(path)
			}
		}
	})
}

// startFeed sets where the feed is kept; the program writes it from now on.
func (x *exporting) startFeed(folder string, names bool) {
	h, was := x.page.host, x.feed
	full := ""
	if names {
		full = "yes"
	}
	h.Background(func(ctx context.Context) func() {
		err := h.Lists.SetSetting(ctx, lists.SettingFeedNames, full)
		if err == nil {
			err = h.Lists.SetSetting(ctx, lists.SettingFeedBy, signedIn(h))
		}
		if err == nil && folder != "" {
			err = h.NoteExport(ctx, "export", "calendar that updates itself", "")
		}
		if err == nil && folder != "" {
			err = feedNow(ctx, h, folder, names)
		}
		if err == nil {
			err = h.Lists.SetSetting(ctx, lists.SettingFeedFolder, folder)
		}
		if err == nil && was != "" && was != folder {
			_ = os.Remove(filepath.Join(was, calendar.FeedName)) // nothing keeps it fresh any more
		}
		return func() {
			if err != nil {
				x.fail(err)
				return
			}
			x.feed = folder
			if folder == "" {
				x.succeed("The calendar no longer updates a file. We deleted the old file.")
				return
			}
			x.succeed(fmt.Sprintf("Updates itself in %s", filepath.Join(folder, calendar.FeedName)))
		}
	})
}

// signedIn is who signed in, "" where no one does: the feed has what they may see, and
// rests while someone else is at the PC.
func signedIn(h *host.Host) string {
	if who := h.Session.Identity(); who.SignedIn {
		return string(who.Person)
	}
	return ""
}

// feedNow writes the feed once, so that a folder that cannot be written is
// noticed while its field is on the screen.
func feedNow(ctx context.Context, h *host.Host, folder string, names bool) error {
	today := h.Today()
	a, err := h.Overview.Agenda(ctx, agenda.Filter{From: today.AddDays(-calendar.FeedBack), To: today.AddDays(calendar.FeedAhead), Changes: true})
	if err != nil {
		return err
	}
	_, err = calendar.Write(ctx, filepath.Join(folder, calendar.FeedName), a, names, h.Clock.Now())
	return err
}

func (x *exporting) fail(err error) {
	x.done.Hide()
	if data.CodeOf(err) == data.CodeRefused {
		x.folder.SetError("We could not save the file there. Choose another folder, such as your Documents")
	} else {
		x.folder.SetError(x.page.host.Fail("export calendar", err))
	}
	x.dialog.Refresh()
}

func (x *exporting) succeed(sentence string) {
	x.folder.SetError("")
	x.done.Set(kit.Green, sentence)
	x.done.Show()
	x.dialog.Refresh()
}
