package devices

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/devices"
	"waymark/data/store/lists"
	"waymark/ui/kit"
)

// away asks after how many days a PC that was not heard of holds nothing up.
func (s *deviceList) away() fyne.CanvasObject {
	days := kit.NewTextField("Days")
	days.SetText(s.inactive)
	days.SetPlaceHolder("60")
	days.SetHint("After this time nothing in the store waits for a PC that is away. When it returns, it sends what is new on it and then fetches everything. Empty: 60 days.")
	save := kit.Secondary("Save days", func() { s.saveAway(days) }).Compact()
	return kit.NewCard("PCs that are away", "", kit.VStack(8, kit.Columns([]float32{1, 2}, days, kit.Spacer()), kit.Wrap(save)))
}

func (s *deviceList) saveAway(days *kit.TextField) {
	n, err := devices.ParseInactiveDays(days.Text())
	if err != nil {
		days.SetError(data.FieldErrorsOf(err).For("InactiveDays"))
		s.body.Refresh()
		return
	}
	days.SetError("")
	text := data.Tidy(days.Text())
	s.p.Write("save after how long a PC counts as away", "Saved. A PC that was not heard of for "+data.Plural(n, "day", "days")+" holds nothing up.", func(ctx context.Context) error {
		return s.h.Lists.SetSetting(ctx, lists.SettingInactiveDays, text)
	}, nil)
}
