package records

import (
	"context"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/lists"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// retentionTitle is the title of the part about how long records are kept.
const retentionTitle = "Retention"

// The numbers that are offered; 0: without end. One that was set otherwise is
// offered as well.
var (
	contactYears = []int{1, 2, 3, 5, 8, 0}
	caseYears    = []int{2, 3, 5, 6, 8, 10, 20, 0}
	backupDays   = []int{30, 60, 90, 180, 365, 0}
)

// retention is the part about how long records and backups are kept.
type retention struct {
	h       *host.Host
	p       page
	contact *kit.Choice
	ended   *kit.Choice
	backups *kit.Choice
	due     *kit.Text
	rows    *kit.Rows
	list    []data.ErasureCertificate
	service string
	body    *fyne.Container
	view    fyne.CanvasObject
}

// Retention is the part about how long records and backups are kept.
func Retention(h *host.Host, p page) *frame.Part {
	s := &retention{h: h, p: p}
	s.contact = kit.NewChoice("Referred, never seen", nil, s.store(data.SettingContactYears))
	s.ended = kit.NewChoice("Case ended", nil, s.store(data.SettingCaseYears))
	s.backups = kit.NewChoice("Backups", nil, s.store(data.SettingBackupDays))
	s.backups.SetHint("Also those from before an update or a restore. The newest always stays.")
	s.due = kit.NewParagraph("", kit.Body)
	years := []fyne.CanvasObject{kit.FormGrid(s.contact, s.ended)}
	if h.Session.Can(access.RunService) { // backups hold the clients of all partners
		years = append(years, kit.FormGrid(s.backups, kit.VStack(0)))
	}
	rules := kit.NewCard("How long records are kept", "", kit.VStack(12,
		kit.NewParagraph("Years count from the last entry or the closing of the case, whichever is later. Open cases are never due. "+
			"Nothing is deleted by itself: each month a manager decides.", kit.Muted),
		kit.VStack(12, years...),
		s.due,
		kit.Wrap(kit.Secondary("Open the list", func() { h.Go(host.Route{Area: host.Settings, View: host.ViewRetention}) }).Compact(),
			kit.Secondary("Clean backups…", s.clean).Compact())))
	s.rows = kit.NewRows(func() int { return len(s.list) }, func() fyne.CanvasObject { return kit.NewRowText() }, s.fill, kit.RowHeight())
	s.rows.OnOpen = s.open
	s.body = container.NewStack(s.rows)
	certificates := kit.NewCard("Certificates of deletion", "", kit.Fixed(0, 3*kit.RowHeight(), s.body)).Flush()
	s.view = kit.ScrollBeyond(kit.VStack(14, rules, certificates))
	return &frame.Part{Title: retentionTitle, View: s.view, Load: s.load}
}

// store stores a setting as soon as it is chosen.
func (s *retention) store(key string) func(string) {
	return func(value string) {
		s.p.Write("save the settings", "Saved.", func(ctx context.Context) error {
			return s.h.Lists.SetSetting(ctx, key, value)
		}, nil)
	}
}

func (s *retention) clean() {
	kit.Confirm(s.h.Window, "Clean backups?", "Each backup that still holds a deleted record is written again without it. "+
		"Backups from an earlier version of Waymark then open only with this one.", "Clean backups", false, s.h.CleanBackups)
}

func (s *retention) load(ctx context.Context) (func(), error) {
	rules, err := s.h.Retention.Rules(ctx)
	if err != nil {
		return nil, err
	}
	days, err := s.h.Retention.BackupDays(ctx)
	if err != nil {
		return nil, err
	}
	n, err := s.h.Retention.DueCount(ctx)
	if err != nil {
		return nil, err
	}
	list, err := s.h.Retention.Certificates(ctx)
	if err != nil {
		return nil, err
	}
	service, err := s.h.Lists.Setting(ctx, lists.SettingServiceName)
	if err != nil {
		return nil, err
	}
	return func() {
		s.list, s.service = list, service
		offer(s.contact, contactYears, rules.ContactYears, "year", "years")
		offer(s.ended, caseYears, rules.CaseYears, "year", "years")
		offer(s.backups, backupDays, days, "day", "days")
		s.due.SetText("No record is due to be deleted this month.")
		if n > 0 {
			s.due.SetText(data.Plural(n, "record is due to be deleted this month.", "records are due to be deleted this month."))
		}
		shown := fyne.CanvasObject(s.rows)
		if len(list) == 0 {
			shown = kit.NewEmpty(nil, "No certificates yet", "Each deletion leaves a certificate here. It names no one.", nil)
		}
		s.body.Objects = []fyne.CanvasObject{shown}
		s.body.Refresh()
		s.rows.Reload()
	}, nil
}

// offer fills a choice with numbers, and with the one that is set.
func offer(c *kit.Choice, numbers []int, set int, one, many string) {
	var options []kit.Option
	there := false
	for _, n := range numbers {
		there = there || n == set
		options = append(options, numberOption(n, one, many))
	}
	if !there {
		options = append(options, numberOption(set, one, many))
	}
	c.SetOptions(options)
	c.SetSelected(strconv.Itoa(set))
}

func numberOption(n int, one, many string) kit.Option {
	if n == 0 {
		return kit.Option{ID: "0", Label: "Without end"}
	}
	return kit.Option{ID: strconv.Itoa(n), Label: data.Plural(n, one, many)}
}

func (s *retention) fill(i int, o fyne.CanvasObject) {
	c := &s.list[i]
	why := "on request"
	if c.Occasion == data.ErasedOnTime {
		why = "retention"
	}
	row := kit.RowData{Title: data.Plural(c.People, "client’s record", "clients’ records"),
		Secondary: fmt.Sprintf("%s · %s · certificate %s", data.DateOf(c.CreatedAt.Local()).Short(), why, c.Number())}
	if last, forever := c.Body.HeldUntil(); forever {
		row.Chips = []kit.ChipData{{Text: "In backups", Tone: kit.Amber}}
	} else if !last.IsZero() && !last.Before(s.h.Today()) {
		row.Chips = []kit.ChipData{{Text: "In backups until " + last.Short(), Tone: kit.Neutral}}
	}
	o.(*kit.RowText).Set(row)
}

// open shows a certificate, and offers to save it.
func (s *retention) open(i int) {
	if i < 0 || i >= len(s.list) {
		return
	}
	c := s.list[i]
	showStatement(s.h, c.Statement(s.service), "certificate-of-deletion-"+c.Number()+".pdf")
}

// showStatement shows a statement in a dialog, from which it can be saved.
func showStatement(h *host.Host, statement data.Statement, file string) {
	var dialog *kit.Dialog
	save := kit.Secondary("Save as PDF…", func() {
		dialog.OnClosed = func() { h.SaveStatement(file, statement) } // closing a dialog also closes anything above it
		dialog.Close()
	}).Compact()
	dialog = kit.ShowText(h.Window, statement.Title, kit.VStack(12, host.StatementView(&statement), kit.Wrap(save)))
}
