package papers

import (
	"cmp"
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/store/lists"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// reportRules is the part about what leaves the service: which numbers are
// hidden, which reason stands for loneliness, and what means are held against.
// Everything is stored at once.
type reportRules struct {
	h       *host.Host
	p       page
	view    fyne.CanvasObject
	minimum *kit.Choice
	round   *kit.Choice
	lonely  *kit.Choice
	staff   *kit.Choice
	means   *fyne.Container
	scores  []kit.Option
}

// Reports is the part about what leaves the service.
func Reports(h *host.Host, p page) *frame.Part {
	s := &reportRules{h: h, p: p, means: kit.VStack(6)}
	s.minimum = kit.NewChoice("Smallest number to show", []kit.Option{
		{ID: "5", Label: "5", Note: "counts of 1 to 4 are hidden"}, {ID: "8", Label: "8"}, {ID: "10", Label: "10"}, {ID: "3", Label: "3"},
		{ID: "0", Label: "Show all numbers", Note: "internal use only, do not share"},
	}, s.store(lists.SettingMinimumCell))
	s.round = kit.NewChoice("Round other numbers", []kit.Option{{ID: "0", Label: "None"}, {ID: "5", Label: "To the nearest 5"}, {ID: "10", Label: "To the nearest 10"}}, s.store(lists.SettingRoundTo))
	s.lonely = kit.NewChoice("Reason used for isolation figures", nil, s.store(lists.SettingLoneliness)).AllowNone("Choose automatically")
	s.staff = kit.NewChoice("Figures by member of staff", []kit.Option{{ID: "", Label: "Leave them out"}, {ID: "yes", Label: "Include them, with names"}}, s.store(lists.SettingReportStaff))
	small := kit.NewCard("Small numbers", "", kit.VStack(12,
		kit.NewParagraph("Small numbers could identify someone. We hide them in reports and exports, along with any number that would "+
			"let a reader work them out.", kit.Muted),
		kit.FormGrid(s.minimum, s.round), kit.FormGrid(s.lonely, s.staff)))
	means := kit.NewCard("Published averages", "", kit.VStack(12,
		kit.NewParagraph("Printed beside your own average, with source, year and group.", kit.Muted), s.means))
	means.SetAction(kit.Secondary("Add an average…", func() { s.ask(data.Comparator{}) }).Compact())
	s.view = kit.ScrollBeyond(kit.VStack(14, small, means))
	return &frame.Part{Title: "Reports", View: s.view, Load: s.load}
}

// store stores a setting as soon as it is chosen.
func (s *reportRules) store(key string) func(string) {
	return func(value string) {
		s.p.Write("save the settings", "Saved. This applies to all new reports.", func(ctx context.Context) error {
			return s.h.Lists.SetSetting(ctx, key, value)
		}, nil)
	}
}

func (s *reportRules) load(ctx context.Context) (func(), error) {
	db := s.h.Office
	held := map[string]string{}
	for _, key := range []string{lists.SettingMinimumCell, lists.SettingRoundTo, lists.SettingLoneliness, lists.SettingReportStaff} {
		value, err := db.Lists.Setting(ctx, key)
		if err != nil {
			return nil, err
		}
		held[key] = value
	}
	reasons, err := db.Lists.Reasons(ctx, false)
	if err != nil {
		return nil, err
	}
	catalogue, err := db.Measure.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	means, err := db.Figures.Comparators(ctx)
	return func() {
		options := make([]kit.Option, len(reasons))
		for i, r := range reasons {
			options[i] = kit.Option{ID: string(r.ID), Label: r.Name}
		}
		s.lonely.SetOptions(options)
		s.minimum.SetSelected(cmp.Or(held[lists.SettingMinimumCell], "5"))
		s.round.SetSelected(cmp.Or(held[lists.SettingRoundTo], "0"))
		s.lonely.SetSelected(held[lists.SettingLoneliness])
		s.staff.SetSelected(held[lists.SettingReportStaff])
		s.scores = scoresOf(catalogue)
		s.fill(means)
	}, err
}

// scoresOf lists every score of every questionnaire.
func scoresOf(c *instrument.Catalogue) []kit.Option {
	var list []kit.Option
	for _, d := range c.All() {
		for _, m := range d.Measures() {
			list = append(list, kit.Option{ID: m.ID, Label: m.ShortName, Note: m.Name})
		}
	}
	return list
}

func (s *reportRules) fill(means []data.Comparator) {
	s.means.Objects = nil
	for _, m := range means {
		row := kit.NewRowText()
		row.Set(kit.RowData{
			Title:     strconv.FormatFloat(m.Value, 'f', -1, 64) + " · " + s.scoreName(m.InstrumentID),
			Secondary: m.Source + " " + strconv.Itoa(m.Year) + ", " + m.Group,
		})
		change := kit.Secondary("Change…", func() { s.ask(m) }).Compact()
		remove := kit.Quiet("Remove", func() {
			s.p.Write("save the settings", "Removed.", func(ctx context.Context) error { return s.h.Figures.RemoveComparator(ctx, m.ID) }, nil)
		}).Compact()
		s.means.Objects = append(s.means.Objects, kit.Border(8, nil, nil, nil, kit.HStack(8, change, remove), row))
	}
	if len(means) == 0 {
		s.means.Objects = []fyne.CanvasObject{kit.NewParagraph("No published averages. Reports show only your own.", kit.Body)}
	}
	s.means.Refresh()
}

func (s *reportRules) scoreName(id string) string {
	for _, o := range s.scores {
		if o.ID == id {
			return o.Label
		}
	}
	return id
}

// ask shows the fields of one published mean.
func (s *reportRules) ask(m data.Comparator) {
	score := kit.NewChoice("Score", s.scores, func(string) {})
	score.SetSelected(m.InstrumentID)
	value, source, year, group := kit.NewTextField("Mean"), kit.NewTextField("Source"), kit.NewTextField("Year"), kit.NewTextField("Group")
	source.SetHint("For example, Health Survey for England.")
	group.SetHint("For example, adults, or women.")
	if m.ID != "" {
		value.SetText(strconv.FormatFloat(m.Value, 'f', -1, 64))
		year.SetText(strconv.Itoa(m.Year))
	}
	source.SetText(m.Source)
	group.SetText(m.Group)
	fields := []fyne.CanvasObject{kit.FormGrid(score, value), kit.FormGrid(source, year), group}
	fail := func(errs data.FieldErrors) {
		score.SetError(errs.For("InstrumentID"))
		value.SetError(errs.For("Value"))
		source.SetError(errs.For("Source"))
		year.SetError(errs.For("Year"))
		group.SetError(errs.For("Group"))
	}
	s.p.Form("Published average", "Save", fields, fail, func() (string, func(context.Context) error, error) {
		m.InstrumentID, m.Source, m.Group = score.Selected(), source.Text(), group.Text()
		m.Year, _ = strconv.Atoi(data.Tidy(year.Text())) // 0 is refused below
		number, err := strconv.ParseFloat(data.Tidy(value.Text()), 64)
		if err != nil {
			return "", nil, data.FieldErrors{{Field: "Value", Sentence: "Enter the average as a number, for example 51.6"}}
		}
		m.Value = number
		return "Saved.", func(ctx context.Context) error { return s.h.Figures.SaveComparator(ctx, &m) }, m.Validate()
	})
}
