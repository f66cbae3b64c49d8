package questionnaires

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/instrument"
	"waymark/data/store"
	"waymark/data/store/measure"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// recentLimit is how many finished questionnaires the overview shows.
const recentLimit = 50

// overview is the area's first screen: due, half-finished and recent ones.
type overview struct {
	host    *host.Host
	root    *fyne.Container
	body    *fyne.Container
	start   *kit.Button
	loaded  bool
	reading *load.Latest
	due     *section
	halfway *section
	recent  *section
	right   *fyne.Container
	shelf   *shelf

	dueRows    []measure.DueQuestionnaire
	halfRows   []measure.ResponseRow
	recentRows []measure.ResponseRow
}

func newOverview(h *host.Host) *overview {
	o := &overview{host: h, reading: load.New(h), body: container.NewStack(kit.NewLoading("Loading…"))}
	o.start = kit.Primary("Start questionnaire", o.choose)
	var actions []fyne.CanvasObject
	if h.Session.May(access.Bulk, access.Write) == nil {
		actions = append(actions, kit.Secondary("Import answers", func() { h.Go(host.Route{Area: host.Questionnaires, View: host.ViewImportAnswers}) }))
	}
	actions = append(actions,
		kit.Secondary("Print paper form", func() { askPaper(h, o.shelf) }),
		kit.Secondary("Enter paper answers", func() { chooseToKey(h) }), o.start)
	header := kit.NewPageHeader("Questionnaires", "On screen or on paper", actions...)
	o.due = newSection("Due", "No questionnaires are due. They appear here after a first contact and at the second follow-up.", "Start",
		func() int { return len(o.dueRows) }, o.dueRow, func(i int) { o.open(o.dueRows[i].ClientID, "") })
	o.halfway = newSection("Unfinished", "No unfinished questionnaires.", "Continue",
		func() int { return len(o.halfRows) }, o.halfRow, func(i int) { o.open(o.halfRows[i].ClientID, o.halfRows[i].ID) })
	o.recent = newSection("Recent", "Completed questionnaires appear here, newest first.", "",
		func() int { return len(o.recentRows) }, o.recentRow, func(i int) { o.open(o.recentRows[i].ClientID, o.recentRows[i].ID) })
	o.root = container.New(margins{}, header, o.body)
	return o
}

// Content is the page.
func (o *overview) Content() fyne.CanvasObject { return o.root }

// FirstFocus is the button that starts a questionnaire.
func (o *overview) FirstFocus() fyne.Focusable { return o.start }

func (o *overview) open(client, response data.ID) {
	o.host.Go(host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: client, Record: response})
}

func (o *overview) choose() {
	chooseClient(o.host, func(id data.ID) { o.open(id, "") })
}

// Shows implements host.Watcher: questionnaires that are due or begun, and how they are scored.
func (*overview) Shows(c store.Change) bool {
	return !c.Is(store.ChangedMarks, store.ChangedReports)
}

// Reload reads the three lists again.
func (o *overview) Reload() {
	today := o.host.Today()
	type found struct {
		due          *measure.DueList
		half, recent []measure.ResponseRow
		shelf        *shelf
	}
	load.Do(o.reading, func(ctx context.Context) (f found, err error) {
		db := o.host.Office
		if f.due, err = db.Measure.DueQuestionnaires(ctx, measure.DueFilter{Today: today}); err != nil {
			return f, err
		}
		if f.half, err = db.Measure.UnfinishedResponses(ctx); err != nil {
			return f, err
		}
		if f.recent, err = db.Measure.RecentResponses(ctx, recentLimit); err != nil {
			return f, err
		}
		f.shelf, err = readShelf(ctx, db)
		return f, err
	}, func(f found, err error) {
		o.shelf = f.shelf
		o.publish(f.due, f.half, f.recent, err)
	})
}

func (o *overview) publish(due *measure.DueList, half, recent []measure.ResponseRow, err error) {
	if err != nil {
		o.loaded = false
		o.show(o.host.CannotShow("list questionnaires", err, o.Reload))
		return
	}
	o.dueRows, o.halfRows, o.recentRows = due.Rows, half, recent
	o.due.card.SetAside(dueAside(due))
	if len(o.dueRows)+len(half)+len(recent) == 0 {
		o.loaded = false
		o.show(kit.NewEmpty(theme.IconQuestionnaires, "No questionnaires yet",
			"Start a client’s first questionnaire here. It takes about 2 minutes, and later scores are compared with it.",
			nil))
		return
	}
	for _, s := range []*section{o.due, o.halfway, o.recent} {
		s.reload()
	}
	if !o.loaded {
		o.loaded = true
		o.right = container.New(halves{}, o.halfway.card, o.recent.card)
		o.show(kit.Columns([]float32{1, 1}, o.due.card, o.right))
	}
	if len(half) == 0 {
		o.halfway.card.Hide()
	} else {
		o.halfway.card.Show()
	}
	o.right.Refresh()
}

func (o *overview) show(obj fyne.CanvasObject) {
	o.body.Objects = []fyne.CanvasObject{obj}
	o.body.Refresh()
}

// dueAside says how many people are due a questionnaire, and that the list is
// not of all of them where it is not.
func dueAside(due *measure.DueList) string {
	n := due.First + due.FollowUp
	if n == 0 {
		return ""
	}
	people := map[data.ID]bool{}
	for i := range due.Rows {
		people[due.Rows[i].ClientID] = true
	}
	if len(people) < n {
		return fmt.Sprintf("%d of %s, longest due first", len(people), data.Plural(n, "person", "people"))
	}
	return data.Plural(n, "person", "people")
}

func (o *overview) dueRow(i int) kit.RowData {
	d := &o.dueRows[i]
	return kit.RowData{Title: d.Client, Secondary: d.Name + " · " + d.Why(),
		Chips: []kit.ChipData{{Text: d.Stage.Label(), Tone: kit.Amber}}}
}

func (o *overview) halfRow(i int) kit.RowData {
	r := o.halfRows[i]
	def := o.shelf.of(&r.Response)
	return kit.RowData{
		Title:     r.Client,
		Secondary: fmt.Sprintf("%s · %d of %d answered on %s", def.ShortName, len(r.Answers), len(def.Items), r.AnsweredOn.Short()),
	}
}

func (o *overview) recentRow(i int) kit.RowData {
	r := o.recentRows[i]
	def := o.shelf.of(&r.Response)
	row := kit.RowData{
		Title:     r.Client,
		Secondary: def.ShortName + " · " + r.Stage.Label() + " · " + r.AnsweredOn.Short() + " · " + howFilled(&r.Response),
	}
	switch {
	case r.Score != nil:
		row.Chips = []kit.ChipData{{Text: number(*r.Score), Tone: kit.Accent}}
	case def.Scoring.Kind != instrument.None:
		row.Chips = []kit.ChipData{{Text: "No score", Tone: kit.Neutral}}
	}
	return row
}
