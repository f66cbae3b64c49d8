package service

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data/rule"
	"waymark/data/store/lists"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// missed is the card of what is proposed after someone did not attend: once, twice
// in a row, three times and more. It is stored at once.
type missed struct {
	h     *host.Host
	p     page
	card  *kit.Card
	steps []*kit.Choice
}

func newMissed(h *host.Host, p page) *missed {
	m := &missed{h: h, p: p}
	options := make([]kit.Option, 0, len(rule.MissedSteps()))
	for _, o := range rule.MissedSteps() {
		options = append(options, kit.Option{ID: string(o.Value), Label: o.Label})
	}
	fields := make([]fyne.CanvasObject, 0, 3)
	for i, label := range []string{"After the 1st time", "After the 2nd in a row", "After the 3rd and later"} {
		choice := kit.NewChoice(label, options, func(string) { m.save() })
		if i > 0 {
			_ = choice.AllowNone("As before")
		}
		m.steps = append(m.steps, choice)
		fields = append(fields, choice)
	}
	m.card = kit.NewCard("Missed appointments", "", kit.VStack(10,
		kit.NewParagraph("Waymark suggests this as the next step on the record. You decide each time.", kit.Muted), kit.FormRow(fields...)))
	return m
}

// save stores the steps, up to the last that is chosen.
func (m *missed) save() {
	var steps []rule.MissedStep
	for _, choice := range m.steps {
		step := rule.MissedStep(choice.Selected())
		if step == "" && len(steps) > 0 {
			step = steps[len(steps)-1]
		}
		steps = append(steps, step)
	}
	m.p.Write("save the settings", "Saved.", func(ctx context.Context) error {
		return m.h.Lists.SetSetting(ctx, lists.SettingMissed, rule.MissedSetting(steps))
	}, nil)
}

func (m *missed) load(ctx context.Context) (func(), error) {
	setting, err := m.h.Lists.Setting(ctx, lists.SettingMissed)
	return func() {
		steps := rule.ReadMissedSteps(setting)
		for i, choice := range m.steps {
			choice.SetSelected("")
			if i < len(steps) {
				choice.SetSelected(string(steps[i]))
			}
		}
	}, err
}
