package moving

import (
	"fmt"
	"strings"

	"waymark/data"
	"waymark/ui/kit"
)

// firstRecords is how many people are shown as records.
const firstRecords = 20

// showRecord shows one of the first people as the record that they become.
func (w *work) showRecord() {
	all := w.p.opened.read.People
	n := min(len(all), firstRecords)
	card := kit.NewCard("As a record", "", kit.NewParagraph("No one can be read from the list yet.", kit.Muted))
	if n > 0 {
		w.record = (w.record + n) % n
		card = w.recordCard(all[w.record], n)
	}
	w.fit(w.preview, card)
}

func (w *work) recordCard(p *data.ListPerson, n int) *kit.Card {
	lines := kit.VStack(6, kit.NewParagraph(p.Client.Name(), kit.Heading), kit.NewParagraph(w.about(p), kit.Muted))
	chips := kit.Wrap()
	if r := p.Referrals; len(r) > 0 && r[len(r)-1].Reason != "" {
		chips.Add(kit.NewChip(r[len(r)-1].Reason, kit.Accent))
	}
	chips.Add(kit.NewChip("Consent to be confirmed", kit.Amber))
	lines.Add(chips)
	add := func(head, text string) {
		lines.Add(kit.Separator())
		lines.Add(kit.NewParagraph(head, kit.Bold))
		if text != "" {
			t := kit.NewParagraph(text, kit.Muted)
			t.SetMaxLines(3)
			lines.Add(t)
		}
	}
	for _, r := range p.Referrals {
		text := "Referral"
		if r.Referrer != "" {
			text = fmt.Sprintf("Referral from %s", r.Referrer)
		}
		if r.Closed && !r.ClosedOn.IsZero() {
			text = fmt.Sprintf("%s. Closed %s", text, r.ClosedOn.Short())
		}
		add(r.ReceivedOn.Long(), text)
	}
	if k := p.Contacts; len(k) > 0 {
		add(data.Plural(len(k), "contact", "contacts"), k[len(k)-1].Note)
	}
	if n := len(p.Answers); n > 0 {
		add(data.Plural(n, "questionnaire", "questionnaires"), "")
	}
	if len(p.Notes) > 0 {
		add("In the note", strings.Join(p.Notes, "\n"))
	}
	if len(p.Left) > 0 {
		add(fmt.Sprintf("%d to work through", len(p.Left)), p.Left[0].Why)
	}
	turn := func(by int) func() {
		return func() {
			w.record += by
			w.showRecord()
		}
	}
	lines.Add(kit.Columns(nil, kit.Secondary("Previous", turn(-1)).Compact(), kit.Secondary("Next", turn(1)).Compact()))
	return kit.NewCard("As a record", fmt.Sprintf("%d of the first %d", w.record+1, n), lines)
}

// about is who someone is in one line.
func (w *work) about(p *data.ListPerson) string {
	var parts []string
	if age := data.Age(p.Client.BirthDate, w.p.h.Today()); age >= 0 {
		parts = append(parts, fmt.Sprint(age))
	}
	if p.Client.Sex != "" {
		parts = append(parts, p.Client.Sex.Label())
	}
	if p.Surgery != "" {
		parts = append(parts, p.Surgery)
	}
	return strings.Join(append(parts, p.Names[0]), " · ")
}
