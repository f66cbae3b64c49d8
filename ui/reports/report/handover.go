package report

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// The entries of the list of readers that are no reader.
const (
	readerEveryone = "everyone"
	readerNew      = "new"
)

// handOver is the dialog that hands over a report: who gets it, what they have
// already, what the report shows them, and the files.
type handOver struct {
	page    *page
	host    *host.Host
	request reports.Request
	making  *load.Latest
	dialog  *kit.Dialog

	readers []data.Reader
	reader  *kit.Choice
	name    *kit.TextField // of a new reader
	added   *fyne.Container
	outcome *fyne.Container // what they have and what they would be shown
	files   *target

	to     reports.Recipient
	report *reports.Report // as they would get it; nil while it is being made
}

// handOver asks who gets the report that is shown, and hands it over.
func (p *page) handOver() {
	if p.report == nil || kit.OverlayOpen(p.host.Window) {
		return
	}
	if err := p.request.HandOverRule(); err != nil {
		p.tell(kit.Amber, data.Sentence(err), nil)
		return
	}
	h := &handOver{page: p, host: p.host, request: p.request, making: load.New(p.host), files: newTarget(p.host, proposedName(p.filter, false))}
	h.reader = kit.NewChoice("Who gets it?", nil, func(string) { h.chosen() })
	h.reader.SetPlaceHolder("Choose a funder or a partner")
	h.name = kit.NewTextField("Name of the new reader")
	h.name.SetHint("For example, “Trustees”. Use one name for one reader: what they have already is found by it.")
	h.name.OnSubmitted = func(string) { h.addReader() }
	h.added = kit.VStack(8, h.name, kit.HStack(0, kit.Secondary("Add this reader", h.addReader).Compact(), kit.Spacer()))
	h.added.Hide()
	h.outcome = kit.VStack(8)
	content := kit.VStack(12, append([]fyne.CanvasObject{h.reader, h.added, h.outcome}, h.files.parts...)...)
	var files []host.ReportFile
	good := false
	h.dialog = kit.ShowForm(p.host.Window, "Hand over: "+p.report.PeriodText(), kit.Fixed(580, 0, content), "Hand over", func() bool {
		files, good = h.ready()
		return good
	})
	h.dialog.OnClosed = func() {
		h.making.Forget()
		if good {
			h.deliver(files)
		}
	}
	h.readReaders("")
}

// readReaders reads who can be chosen, and chooses one: the one given, else who
// got the last report.
func (h *handOver) readReaders(choose data.ID) {
	db := h.host.Office
	h.host.Background(func(ctx context.Context) func() {
		readers, err := db.Handed.Readers(ctx, false)
		if err == nil && choose == "" {
			choose, err = db.Handed.LastReader(ctx)
		}
		return func() {
			if err != nil {
				h.fail("read who gets reports", err)
				return
			}
			h.readers = readers
			options := make([]kit.Option, 0, len(readers)+2)
			for _, r := range readers {
				options = append(options, kit.Option{ID: string(r.ID), Label: r.Name})
			}
			h.reader.SetOptions(append(options, kit.Option{ID: readerEveryone, Label: data.Everyone, Note: "the report is published"}, kit.Option{ID: readerNew, Label: "Someone new…"}))
			h.reader.SetSelected(string(choose))
			h.chosen()
		}
	})
}

// chosen makes the report for who is chosen.
func (h *handOver) chosen() {
	h.making.Forget()
	h.report = nil
	if h.reader.Selected() == readerNew {
		h.added.Show()
		h.show()
		h.name.Focus()
		return
	}
	h.added.Hide()
	if h.reader.Selected() == "" {
		h.show(kit.NewParagraph("Waymark protects a report against all that its reader has already. So it has to know who gets it.", kit.Muted))
		return
	}
	h.make()
}

// readerID is the chosen reader, "" for everyone.
func (h *handOver) readerID() data.ID {
	if h.reader.Selected() == readerEveryone {
		return ""
	}
	return data.ID(h.reader.Selected())
}

func (h *handOver) readerName() string {
	if i := slices.IndexFunc(h.readers, func(r data.Reader) bool { return r.ID == h.readerID() }); i >= 0 {
		return h.readers[i].Name
	}
	return ""
}

// made is a report for a reader, with other choices where it hides too much.
type made struct {
	report  *reports.Report
	to      reports.Recipient
	choices []reports.Choice
}

func (h *handOver) make() {
	h.show(kit.NewParagraph("Working out what they have and what the report would show…", kit.Muted))
	db, id, name, request := h.host.Office, h.readerID(), h.readerName(), h.request
	load.Do(h.making, func(ctx context.Context) (m made, err error) {
		m.to = reports.Recipient{Name: name}
		if m.to.Held, err = db.Handed.Held(ctx, id); err != nil {
			return m, err
		}
		if m.report, err = reports.MakeFor(ctx, db.Figures, request, m.to); err != nil || !m.report.Handing.HidesTooMuch() {
			return m, err
		}
		m.choices, err = reports.Choices(ctx, db.Figures, request, m.to, m.report)
		return m, err
	}, func(m made, err error) {
		if err != nil {
			h.fail("make a report for a reader", err)
			return
		}
		h.report, h.to = m.report, m.to
		h.show(h.shown(m)...)
	})
}

// shown is what the reader has already, what the report would show, and what else
// there is to choose.
func (h *handOver) shown(m made) []fyne.CanvasObject {
	handing := m.report.Handing
	has := "They have no report yet that bears on this one."
	if len(handing.Held) > 0 {
		has = "They already have: " + handing.HeldText() + "."
	}
	list := []fyne.CanvasObject{kit.NewParagraph(has, kit.Body), kit.NewParagraph(m.report.ShownText(), kit.Body)}
	if !handing.HidesTooMuch() {
		return list
	}
	list = append(list, kit.NewBanner(kit.Amber, choiceText(handing, len(m.choices)), nil))
	for _, c := range m.choices[:min(len(m.choices), 4)] {
		text := kit.VStack(0, kit.NewParagraph(c.Text, kit.Bold), kit.NewParagraph("Shows "+c.ShownText()+".", kit.Muted))
		list = append(list, kit.Border(10, nil, nil, nil, container.NewCenter(kit.Secondary("Choose this", func() { h.take(c) }).Compact()), text))
	}
	return list
}

// choiceText says why there are other choices, and what they are good for.
func choiceText(h *reports.Handing, choices int) string {
	told := h.ToldText()
	switch {
	case told != "" && choices > 0:
		return told + " Each of these choices passes that check. The best is first."
	case told != "":
		return told + " If a report that they have was never sent, mark it under “Handed over”."
	case choices > 0:
		return "What they already have hides a lot of this report. Each of these choices shows more. The best is first."
	}
	return "What they already have hides a lot of this report, and no other choice shows more."
}

// take follows another choice.
func (h *handOver) take(c reports.Choice) {
	if c.NotSent == "" {
		before := proposedName(h.request.Filter, false)
		h.request = c.Request
		if name := proposedName(h.request.Filter, false); name != before {
			h.files.propose(h.host.DocumentsDir, name)
		}
		h.make()
		return
	}
	h.host.AskNotSent(c.NotSent, h.make, func(err error) { h.fail("mark a report as not sent", err) })
}

func (h *handOver) addReader() {
	r := &data.Reader{Name: h.name.Text()}
	db := h.host.Office
	h.host.Background(func(ctx context.Context) func() {
		err := db.Handed.SaveReader(ctx, r)
		return func() {
			switch sentence := data.FieldErrorsOf(err).For("Name"); {
			case sentence != "":
				h.name.SetError(sentence)
				h.dialog.Refresh()
				h.name.Focus()
			case err != nil:
				h.fail("add a reader", err)
			default:
				h.name.SetText("")
				h.reader.Focus()
				h.readReaders(r.ID)
			}
		}
	})
}

// ready says whether the report can be handed over, or what is missing.
func (h *handOver) ready() ([]host.ReportFile, bool) {
	files, ok := h.files.files()
	switch {
	case h.reader.Selected() == readerNew:
		h.addReader() // and stay, to see what the report would show them
		return nil, false
	case h.reader.Selected() == "":
		h.reader.SetError("Choose who gets the report.")
		return nil, false
	case h.report == nil || h.report.Handing.Told > 0:
		return nil, false // it is being made, or a sentence says why not
	}
	return files, ok
}

// deliver records that they get the report and writes it.
func (h *handOver) deliver(files []host.ReportFile) {
	p, db, report := h.page, h.host.Office, h.report
	d := reports.Delivery{Filter: h.request.Filter, Reader: h.readerID(), Formats: h.files.formats()}
	p.write(files, func(ctx context.Context, step func(float64)) error {
		_, err := reports.HandOver(ctx, db.Handed, report, d, func(final *reports.Report) error {
			return host.WriteReport(ctx, h.host.Documents, final, files, step)
		})
		return err
	}, func() {
		p.saved(kit.Green, "Recorded for "+report.Handing.ReaderText()+". Saved as "+named(files)+". If you do not send it, mark it as not sent under “Handed over”.", files)
	})
}

func (h *handOver) show(parts ...fyne.CanvasObject) {
	h.outcome.Objects = parts
	h.outcome.Refresh()
	if h.dialog != nil {
		h.dialog.Refresh()
	}
}

func (h *handOver) fail(what string, err error) {
	h.report = nil
	h.show(kit.NewBanner(kit.Red, h.host.Fail(what, err), nil))
}
