package today

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"waymark/data"
	"waymark/data/store/overview"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// attention is the card of what someone should look at beside follow-ups.
type attention struct {
	card  *kit.Card
	rows  *kit.Rows
	list  []data.Attention
	inner *fyne.Container
	host  *host.Host
}

func newAttention(h *host.Host) *attention {
	a := &attention{host: h}
	a.rows = kit.NewRows(func() int { return len(a.list) }, func() fyne.CanvasObject { return newAttentionRow() }, a.update, 40)
	a.rows.OnOpen = a.open
	a.inner = container.NewStack(a.rows)
	a.card = kit.NewCard("Needs attention", "", a.inner).Flush()
	return a
}

// attentionRow is a chip that says what kind of thing it is, and the sentence.
type attentionRow struct {
	widget.BaseWidget
	chip     *kit.Chip
	sentence *kit.Text
}

func newAttentionRow() *attentionRow {
	r := &attentionRow{chip: kit.NewChip("", kit.Neutral), sentence: kit.NewText("", kit.Body)}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *attentionRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.PadXY(0, 8, kit.HStack(10, r.chip, r.sentence)))
}

func (a *attention) update(i int, o fyne.CanvasObject) {
	row, item := o.(*attentionRow), a.list[i]
	tone := kit.Neutral
	if item.Kind == overview.KindFlag || item.Kind == overview.KindConsent || item.Kind == overview.KindNewReferral || item.Kind == "Contact" || item.Kind == "No next step" || item.Kind == "Holiday" {
		tone = kit.Amber
	}
	if item.Kind == overview.KindRights {
		tone = kit.Amber
	}
	if item.Kind == "Decision" {
		tone = kit.Red
	}
	row.chip.Set(item.Kind, tone)
	row.sentence.SetText(item.Sentence)
	row.Refresh()
}

// open leads to where the thing can be put right.
func (a *attention) open(i int) {
	if i < 0 || i >= len(a.list) {
		return
	}
	item := a.list[i]
	if item.Kind == "Holiday" {
		a.host.ShowHolidayChanges()
		return
	}
	if item.Kind == kindRetention {
		a.host.Go(host.Route{Area: host.Settings, View: host.ViewRetention})
		return
	}
	if item.Kind == overview.KindRights {
		a.host.Go(host.Route{Area: host.Clients, View: host.ViewRights, Client: item.ClientID, Record: item.RightsID})
		return
	}
	if item.VisitID != "" {
		a.host.Go(host.Route{Area: host.Calendar, View: host.ViewVisit, Client: item.ClientID, Record: item.VisitID})
		return
	}
	if item.ClientID != "" {
		a.host.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: item.ClientID})
		return
	}
	areas := map[string]host.Area{"Directory": host.Directory, "Questionnaire": host.Questionnaires,
		"Holidays": host.Settings, "No next step": host.Clients, overview.KindConsent: host.Clients, overview.KindNewReferral: host.Clients, overview.KindFlag: host.Clients, "Contact": host.Calendar}
	a.host.Go(host.Route{Area: areas[item.Kind]})
}

func (a *attention) set(list []data.Attention) {
	a.list = list
	if len(list) == 0 {
		a.inner.Objects = []fyne.CanvasObject{kit.NewEmpty(nil, "You are up to date", "Nothing else needs your attention.", nil)}
	} else {
		a.inner.Objects = []fyne.CanvasObject{a.rows}
	}
	a.inner.Refresh()
	a.rows.Reload()
}
