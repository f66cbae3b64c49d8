package enrol

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// Referring is what a short referral reads and writes: the casework of the
// service's own staff, or the desk of a surgery, which may do no more than this.
type Referring interface {
	ShortChoices(ctx context.Context) (*data.ShortChoices, error)
	NearMatches(ctx context.Context, r *data.ShortReferral) ([]data.NearMatch, error)
	ReferShortly(ctx context.Context, r *data.ShortReferral, known ...data.ID) error
	ReferredOn(ctx context.Context, day data.Date, surgery data.ID) ([]data.ReferredRow, int, error)
}

// shortPage is the form on which someone is referred in a minute, with the person
// there: one screen, in the order in which it is asked aloud.
type shortPage struct {
	h    *host.Host
	door Referring
	// saved is called after a referral was stored.
	saved   func(client data.ID)
	form    *form.Form
	choices *data.ShortChoices
	name    *kit.TextField
	young   *kit.Banner
	agreed  *kit.Text
	left    *kit.Card
	near    *nearCard
	next    *fyne.Container
	others  *referredCard
	right   *kit.FollowScroll // of the cards
	page    fyne.CanvasObject
	aside   bool // what was typed was handed to the long form
}

// NewShort makes the short referral of the service's own staff, which leads to the
// record.
func NewShort(h *host.Host, _ host.Route) host.Page {
	p := newShort(h, h.Casework)
	p.saved = func(client data.ID) { h.Go(person.ToRecord(client)) }
	return p
}

// NewShortAt makes the short referral of a surgery's desk, which stays open for
// the next person.
func NewShortAt(h *host.Host, door Referring) host.Page {
	p := newShort(h, door)
	p.saved = func(data.ID) { p.again() }
	return p
}

const (
	shortDraft = "client:short"
	longDraft  = "client:new"
)

func newShort(h *host.Host, door Referring) *shortPage {
	p := &shortPage{h: h, door: door}
	key := shortDraft
	if !p.staff() {
		key = "" // nothing typed at a surgery's desk is kept beside the records
	}
	p.form = form.New(h, key)
	return p
}

// staff reports whether the service's own staff use this PC.
func (p *shortPage) staff() bool { return p.h.Session.May(access.Casework, access.Read) == nil }

// Content implements host.Page.
func (p *shortPage) Content() fyne.CanvasObject { return p.form.Content }

// FirstFocus implements host.Focuser.
func (p *shortPage) FirstFocus() fyne.Focusable { return p.form.First }

// shortLoaded is what the form is built from.
type shortLoaded struct {
	choices     *data.ShortChoices
	draft, long *form.Found
}

// Reload implements host.Page. A form that stands is left as it is, but for the
// list of those who were referred today.
func (p *shortPage) Reload() {
	if p.form.Page != nil {
		p.others.look()
		return
	}
	form.Open(p.form, "open the short referral", p.load, p.build)
}

func (p *shortPage) load(ctx context.Context) (l shortLoaded, err error) {
	if l.choices, err = p.door.ShortChoices(ctx); err != nil || !p.staff() {
		return l, err
	}
	if l.long, err = form.ReadDraft(ctx, p.h, longDraft); err != nil {
		return l, err
	}
	l.draft, err = form.ReadDraft(ctx, p.h, shortDraft)
	return l, err
}

// build makes the form, and offers an earlier draft: of this form, or of the long
// one that it led to.
func (p *shortPage) build(l shortLoaded) {
	p.choices = l.choices
	p.form.Page = kit.NewFormPage()
	p.form.In = p.inputs()
	p.lay()
	p.form.In.Fill(map[string]string{"SurgeryID": string(p.choices.Here)})
	p.form.Settle()
	if l.long == nil {
		p.form.Start(l.draft, p.begin, p.resume)
		return
	}
	view, first := form.OfferDraft(p.h, l.long, p.toDraft, func() {
		p.drop(longDraft)
		p.form.Start(l.draft, p.begin, p.resume)
	})
	p.form.First = first
	p.form.Put(view)
	p.h.Window.Canvas().Focus(first)
}

func (p *shortPage) inputs() form.Inputs {
	p.name = kit.NewTextField("Name")
	p.name.SetRequired(true)
	p.name.SetPlaceHolder("For example, Rahima Begum")
	born := p.h.DateField("Date of birth", data.DateBirth)
	phone, referrer := kit.NewTextField("Phone"), kit.NewTextField("Referrer’s name")
	referrer.SetPlaceHolder("For example, Dr Patel")
	agreed := form.Answers("Agreed", "Agreed to be contacted", data.Agreements(), p.changed)
	return form.Inputs{
		form.Text("Name", p.name, p.changed),
		form.Date("BirthDate", born, p.changed),
		form.Text("Phone", phone, p.changed),
		form.Choice("SurgeryID", "Surgery", "Not recorded", person.SurgeryOptions(p.choices.Surgeries), p.changed),
		form.Choice("Source", "Source of referral", "Not recorded", person.OptionsOf(data.Sources()), p.changed),
		form.Text("Referrer", referrer, p.changed),
		form.Choice("ReasonID", "Main reason for referral", "Not recorded", person.ReasonOptions(p.choices.Reasons), p.changed),
		agreed,
	}
}

// lay puts the fields at the left and what comes of them at the right.
func (p *shortPage) lay() {
	in := p.form.In
	two := func(names ...string) fyne.CanvasObject { return kit.Columns([]float32{1, 1}, in.Objects(names...)...) }
	p.young = kit.NewBanner(kit.Amber, "", nil)
	p.young.Hide()
	p.agreed = kit.NewParagraph("", kit.Muted)
	p.left = p.form.Page.Add("", "", p.form.Notice(), in.Named("Name").Obj, two("BirthDate", "Phone"), p.young,
		two("SurgeryID", "Source"), two("Referrer", "ReasonID"), in.Named("Agreed").Obj, p.agreed)
	p.form.LaidOut = p.relay
	p.form.Button = kit.Primary("Save referral", p.Save)
	buttons := []fyne.CanvasObject{p.form.Button}
	if p.staff() {
		buttons = []fyne.CanvasObject{kit.Secondary("All details", p.Details), p.form.Button}
	}
	p.form.Page.SetFooter(p.form.State, buttons...)

	now := p.h.Clock()
	later := "You can add everything else later"
	if !p.staff() {
		later = fmt.Sprintf("%s add everything else later", p.h.Role().CapitalMany())
	}
	header := kit.NewPageHeader("Short referral", fmt.Sprintf("%s · %s", p.h.Today().LongAt(data.HourOf(now)), later),
		kit.Secondary("Cancel", p.h.Back))
	p.near = newNearCard(p)
	p.others = newReferredCard(p)
	p.next = kit.VStack(10)
	p.right = kit.ScrollBeyond(kit.VStack(theme.Gap, p.near.card, kit.NewCard("What happens next", "", p.next), p.others.card))
	p.page = kit.Pad(theme.PageMargin, kit.Border(theme.Gap, header, nil, nil, nil,
		kit.Columns([]float32{62, 38}, p.form.Page, p.right)))
}

// relay lays the page out again, after something in it has another height.
func (p *shortPage) relay() {
	p.form.Page.Refresh()
	p.right.Content().Refresh()
	p.right.Refresh()
}

// begin shows the fields.
func (p *shortPage) begin() {
	p.form.Begun = true
	p.form.First = p.name.Entry
	p.form.State.SetText("Press Tab for the next field, Ctrl+S to save.")
	p.form.Put(p.page)
	p.outlook()
	p.others.look()
	p.h.Window.Canvas().Focus(p.form.First)
}

func (p *shortPage) resume() {
	p.begin()
	p.changed()
}

// again empties the form for the next person.
func (p *shortPage) again() {
	p.form.In.Fill(map[string]string{"Name": "", "BirthDate": "", "Phone": "", "Referrer": "", "ReasonID": "", "Agreed": "", "Source": "",
		"SurgeryID": string(p.choices.Here)})
	p.form.Settle()
	p.near.forget()
	p.outlook()
	p.others.look()
	p.h.Window.Canvas().Focus(p.name.Entry)
}

// changed is called with every keystroke.
func (p *shortPage) changed() {
	p.form.Changed()
	p.outlook()
	p.near.look()
}

// referral is what the fields hold.
func (p *shortPage) referral() *data.ShortReferral {
	v := p.form.In.Values()
	r := &data.ShortReferral{BirthDate: p.form.In.Date("BirthDate"), Phone: v["Phone"], SurgeryID: data.ID(v["SurgeryID"]),
		Source: data.Source(v["Source"]), Referrer: v["Referrer"], ReasonID: data.ID(v["ReasonID"]),
		Agreed: data.Agreement(v["Agreed"]), ReceivedOn: p.h.Today(), ClientID: p.near.chosen(), Prescriber: p.choices.Prescriber}
	r.GivenNames, r.FamilyName = data.SplitName(v["Name"])
	return r
}
