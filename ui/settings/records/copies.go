package records

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
	"waymark/ui/theme"
)

// copies is the part about where the records lie and how they are copied.
type copies struct {
	h    *host.Host
	p    page
	list []dated

	view    fyne.CanvasObject
	card    *kit.Card
	stack   *fyne.Container // the rows, or what stands in their place
	rows    *kit.Rows
	at      int // the selected one; -1: none
	copy    *kit.Button
	restore *kit.Button // nil: who uses the window may not
	stop    *kit.Button
	state   *kit.Text
	end     context.CancelFunc // stops the copy that is being made
}

// dated is one kept copy.
type dated struct {
	path    string
	made    time.Time // local
	bytes   int64
	missing bool // it was there a moment ago and can no longer be read
}

// Copies is the part about where the records lie and how they are copied.
func Copies(h *host.Host, p page) *frame.Part { return newCopies(h, p).part() }

func newCopies(h *host.Host, p page) *copies {
	s := &copies{h: h, p: p, end: func() {}, at: -1}
	place := filepath.Dir(h.Path())
	where := kit.NewCard("Where your data is stored", "", kit.VStack(8,
		kit.NewParagraph(h.Path(), kit.Body),
		kit.NewParagraph("All records and settings are in this file on this PC. They leave this PC only if you export them, or share them with other PCs under “Devices”.", kit.Muted),
		kit.Wrap(kit.Secondary("Open folder", func() { s.open(place) }).Compact(),
			kit.Secondary("Open backups folder", func() { s.open(h.CopiesDir()) }).Compact())))
	s.copy = kit.Primary("Back up now", s.copyNow).Compact()
	s.stop = kit.Secondary("Stop", func() { s.end() }).Compact()
	s.stop.Hide()
	s.state = kit.NewText("", kit.Muted)
	s.rows = kit.NewRows(func() int { return len(s.list) }, func() fyne.CanvasObject { return kit.NewRowText() }, s.fill, kit.RowHeight())
	s.stack = container.NewStack(s.rows)
	about := kit.NewParagraph("Waymark makes a backup each day when you first open it, and keeps recent ones on this PC. "+
		"Each week, save one somewhere else, such as the practice’s shared drive or an encrypted USB stick. "+
		"To restore a backup, a manager selects it. Before anything changes, you see what it holds and what would be lost.", kit.Muted)
	above := []fyne.CanvasObject{about}
	if s.mayRestore() {
		s.restore = kit.Secondary("Restore…", func() { s.look(s.chosen()) }).Compact()
		s.rows.OnSelect = func(i int) { s.at = i; s.offer() }
		s.rows.OnOpen = func(i int) {
			s.at = i
			if s.offer(); s.chosen() != "" {
				s.look(s.chosen())
			}
		}
		above = append(above, kit.Wrap(s.restore, kit.Secondary("Restore another file…", s.chooseOther).Compact()))
		s.offer()
	}
	s.card = kit.NewCard("Backups", "", kit.Border(10, kit.PadXY(16, 0, kit.VStack(8, above...)), nil, nil, nil, kit.Fixed(0, 2*kit.RowHeight(), s.stack))).Flush()
	s.card.SetAction(kit.HStack(8, s.state, s.stop, s.copy))
	// With large text in a small window all of it scrolls; otherwise the list
	// of copies has the height that is left.
	s.view = kit.ScrollBeyond(kit.Border(theme.Gap, kit.VStack(theme.Gap, where, newProtection(h, p).card, newEverything(h, p)), nil, nil, nil, s.card))
	return s
}

func (s *copies) part() *frame.Part {
	return &frame.Part{Title: "Data and backups", View: s.view, Load: s.load}
}

func (s *copies) load(context.Context) (func(), error) {
	paths, err := s.h.Copies()
	if err != nil { // where the records are is told all the same
		return func() { s.put(s.h.CannotShow("list the copies", err, s.p.Reload)) }, nil
	}
	list := make([]dated, 0, len(paths))
	for _, path := range paths {
		d := dated{path: path}
		if info, err := os.Stat(path); err == nil {
			d.made, d.bytes = info.ModTime().Local(), info.Size()
		} else {
			d.missing = true
		}
		list = append(list, d)
	}
	// By when they were made: the names alone put a copy made by hand before the
	// day's own.
	slices.SortStableFunc(list, func(a, b dated) int { return b.made.Compare(a.made) })
	return func() { s.publish(list) }, nil
}

func (s *copies) publish(list []dated) {
	chosen := s.chosen()
	s.list = list
	s.at = slices.IndexFunc(list, func(d dated) bool { return d.path == chosen })
	s.rows.Reload()
	s.rows.Select(s.at) // none: nothing is selected
	if s.restore != nil {
		s.offer()
	}
	shown := fyne.CanvasObject(s.rows)
	if len(list) == 0 {
		shown = kit.NewEmpty(nil, "No backups yet", "You can make a backup now. It only takes a moment.", nil)
	}
	s.put(shown)
}

func (s *copies) put(o fyne.CanvasObject) {
	s.stack.Objects = []fyne.CanvasObject{o}
	s.stack.Refresh()
}

func (s *copies) fill(i int, o fyne.CanvasObject) {
	d := s.list[i]
	row := kit.RowData{Title: data.DayAndHour(d.made, "Mon 2 Jan 2006"), Secondary: filepath.Base(d.path) + " · " + size(d.bytes)}
	switch {
	case d.missing:
		row.Title, row.Secondary, row.Muted = filepath.Base(d.path), "We cannot read this backup at the moment.", true
	case strings.Contains(filepath.Base(d.path), "before-update"):
		row.Chips = []kit.ChipData{{Text: "Before an update"}}
	case i == 0:
		row.Chips = []kit.ChipData{{Text: "Newest", Tone: kit.Green}}
	}
	o.(*kit.RowText).Set(row)
}

// size is a number of bytes in words.
func size(n int64) string {
	const kilo = 1000
	switch {
	case n >= kilo*kilo*kilo:
		return fmt.Sprintf("%.1f GB", float64(n)/(kilo*kilo*kilo))
	case n >= kilo*kilo:
		return fmt.Sprintf("%.1f MB", float64(n)/(kilo*kilo))
	default:
		return fmt.Sprintf("%d kB", (n+kilo-1)/kilo)
	}
}

func (s *copies) open(folder string) {
	s.h.Background(func(context.Context) func() {
		err := os.MkdirAll(folder, 0o700) // there is no folder of copies before the first
		return func() {
			if err == nil {
				err = s.h.OpenFile(folder)
			}
			if err != nil {
				s.h.Log.Error("open a folder", "error", err)
				s.p.Say(kit.Amber, fmt.Sprintf("We could not open the folder. You can find it at %s.", folder))
			}
		}
	})
}

// copyNow makes a copy beside the work that goes on. It can be stopped; what
// was begun is then taken away.
func (s *copies) copyNow() {
	making, end := context.WithCancel(context.Background())
	s.end = end
	s.busy(true)
	s.h.Background(func(ctx context.Context) func() {
		defer context.AfterFunc(ctx, end)()
		path, err := s.h.BackupNow(making)
		stopped := making.Err() != nil
		return func() {
			end()
			s.busy(false)
			switch {
			case err != nil && stopped:
				s.p.Say(kit.Neutral, "Stopped. No backup was made.")
			case err != nil:
				s.p.Say(kit.Red, s.h.Fail("make a copy", err))
			default:
				s.p.Say(kit.Green, fmt.Sprintf("Backup saved and checked: %s", path))
			}
			s.p.Reload()
		}
	})
}

func (s *copies) busy(on bool) {
	s.copy.SetEnabled(!on)
	if on {
		s.state.SetText("Making a backup…")
		s.stop.Show()
	} else {
		s.state.SetText("")
		s.stop.Hide()
	}
	s.card.Refresh()
}
