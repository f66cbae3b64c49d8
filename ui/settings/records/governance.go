package records

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	slice "waymark/data/store/governance"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// governanceTitle is the title of the part for whoever leads on information
// governance.
const governanceTitle = "Governance"

// governance is the part that says what is held and why, worked out from the
// database.
type governance struct {
	h    *host.Host
	p    page
	own  slice.Own
	page data.Statement
	body *fyne.Container
	view fyne.CanvasObject
}

// Governance is the part that says what is held and why.
func Governance(h *host.Host, p page) *frame.Part {
	s := &governance{h: h, p: p, body: kit.VStack(0)}
	card := kit.NewCard("What we hold and why", "", kit.VStack(12,
		kit.NewParagraph("For your information governance lead: enough for a DPIA and for what the DSPT asks of this program. "+
			"It is worked out from this database each time, and says only what is so now.", kit.Muted),
		kit.Wrap(kit.Secondary("In your own words…", s.edit).Compact(),
			kit.Secondary("Save as PDF…", func() { h.SaveStatement("what-we-hold-"+h.Today().String()+".pdf", s.page) }).Compact()),
		kit.Separator(), s.body))
	s.view = kit.ScrollBeyond(container.NewStack(card))
	return &frame.Part{Title: governanceTitle, View: s.view, Load: s.load}
}

func (s *governance) load(ctx context.Context) (func(), error) {
	page, err := s.h.Governance.Page(ctx)
	if err != nil {
		return nil, err
	}
	own, err := s.h.Governance.OwnWords(ctx)
	if err != nil {
		return nil, err
	}
	return func() {
		s.own, s.page = own, *page
		s.body.Objects = []fyne.CanvasObject{host.StatementView(page)}
		s.body.Refresh()
	}, nil
}

// mostOwnWords is how long each text may be.
const mostOwnWords = 1500

// edit asks for what only the service can say.
func (s *governance) edit() {
	controller, contact := kit.NewTextField("Controller"), kit.NewTextField("Who answers questions about it")
	basis, elsewhere := kit.NewTextArea("Lawful basis", mostOwnWords), kit.NewTextArea("Where else copies go", mostOwnWords)
	controller.SetHint("The organisation that decides what the records are for.")
	contact.SetHint("For example, your data protection officer, with an email address.")
	basis.SetHint("For example, UK GDPR Article 6(1)(e), a public task, and Article 9(2)(h), health and social care.")
	elsewhere.SetHint("For example, “A backup each week on the practice’s shared drive”.")
	controller.SetText(s.own.Controller)
	contact.SetText(s.own.Contact)
	basis.SetText(s.own.Basis)
	elsewhere.SetText(s.own.Elsewhere)
	s.p.Form("In your own words", "Save", []fyne.CanvasObject{controller, contact, basis, elsewhere}, func(data.FieldErrors) {},
		func() (string, func(context.Context) error, error) {
			own := slice.Own{Controller: controller.Text(), Contact: contact.Text(), Basis: basis.Text(), Elsewhere: elsewhere.Text()}
			return "Saved.", func(ctx context.Context) error { return s.h.Governance.SaveOwnWords(ctx, own) }, nil
		})
}
