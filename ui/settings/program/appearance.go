package program

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"fyne.io/fyne/v2"

	"waymark/data/store/lists"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// appearance is the part of text size and of light and dark. Both show at
// once.
type appearance struct {
	h    *host.Host
	p    page
	view fyne.CanvasObject
	size *kit.Segmented
	look *kit.Segmented
}

// TextSizes are the text sizes that are offered, in hundredths of the normal one.
var TextSizes = []int{90, 100, 110, 125, 140, 150}

// looks are the values of store.SettingAppearance as they are offered.
var looks = []struct{ value, label string }{
	{"light", "Light"}, {"dark", "Dark"}, {"system", "Same as this PC"},
}

// Appearance is the part of text size and of light and dark.
func Appearance(h *host.Host, p page) *frame.Part {
	s := &appearance{h: h, p: p}
	percents, labels := make([]string, len(TextSizes)), make([]string, len(looks))
	for i, n := range TextSizes {
		percents[i] = strconv.Itoa(n) + "%"
	}
	for i, l := range looks {
		labels[i] = l.label
	}
	s.size = kit.NewSegmented(percents, 1, s.setSize)
	s.look = kit.NewSegmented(labels, 0, s.setLook)
	sample := kit.VStack(4, kit.NewText("Harold Pettit", kit.Bold),
		kit.NewParagraph("“I’ll go if it’s the lady from last time.” Rings after 10, has a hearing aid, likes a text the day before.", kit.Body),
		kit.Wrap(kit.NewChip("4 days overdue", kit.Red), kit.NewChip("Today", kit.Amber), kit.NewChip("Seen", kit.Green), kit.NewChip("Booked", kit.Neutral)))
	card := kit.NewCard("Appearance", "", kit.VStack(16,
		kit.NewField("Text size", kit.HStack(0, s.size, kit.Spacer())),
		kit.NewField("Light or dark", kit.HStack(0, s.look, kit.Spacer())),
		kit.Separator(), kit.NewText("Example", kit.Muted), sample))
	s.view = kit.ScrollBeyond(kit.VStack(0, card))
	return &frame.Part{Title: "Appearance", View: s.view, Load: s.load}
}

func (s *appearance) load(ctx context.Context) (func(), error) {
	scale, err := s.h.Lists.Setting(ctx, lists.SettingTextScale)
	if err != nil {
		return nil, err
	}
	look, err := s.h.Lists.Setting(ctx, lists.SettingAppearance)
	if err != nil {
		return nil, err
	}
	return func() {
		s.size.SetSelected(nearest(scale))
		s.look.SetSelected(0)
		for i, l := range looks {
			if l.value == look {
				s.look.SetSelected(i)
			}
		}
	}, nil
}

// nearest is the offered size that is closest to a stored one; the normal one
// when nothing readable is stored.
func nearest(scale string) int {
	v, err := strconv.ParseFloat(scale, 64)
	if err != nil || math.IsNaN(v) {
		v = 1
	}
	best := 0
	for i, n := range TextSizes {
		if math.Abs(float64(n)-100*v) < math.Abs(float64(TextSizes[best])-100*v) {
			best = i
		}
	}
	return best
}

func (s *appearance) setSize(i int) {
	s.set(lists.SettingTextScale, strconv.FormatFloat(float64(TextSizes[i])/100, 'f', 2, 64),
		fmt.Sprintf("Saved. Text size is now %d%%.", TextSizes[i]))
}

func (s *appearance) setLook(i int) {
	s.set(lists.SettingAppearance, looks[i].value, fmt.Sprintf("Saved. %s.", looks[i].label))
}

func (s *appearance) set(key, value, stored string) {
	s.p.Write("store the appearance", stored, func(ctx context.Context) error {
		return s.h.Lists.SetSetting(ctx, key, value)
	}, s.h.ApplyAppearance)
}
