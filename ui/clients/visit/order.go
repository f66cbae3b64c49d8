package visit

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/rule"
	"waymark/ui/kit"
)

// This file is the order in which the visits of a day are travelled.

func (p *dayPage) places() []rule.Place {
	list := make([]rule.Place, len(p.known.visits))
	for i, v := range p.known.visits {
		list[i] = rule.Place{Latitude: v.Latitude, Longitude: v.Longitude, Known: v.Located}
	}
	return list
}

// travelText says how far it is, and what it does not know.
func (p *dayPage) travelText() string {
	k := p.known
	if len(k.visits) == 0 {
		return ""
	}
	located := 0
	for _, v := range k.visits {
		if v.Located {
			located++
		}
	}
	if located == 0 {
		return "No place is known here. Check the postcodes, or import a list of them in the directory."
	}
	text := fmt.Sprintf("%s in this order, in a straight line.", data.Capital(miles(rule.TravelMiles(p.places(), k.first, k.last))))
	if missing := len(k.visits) - located; missing > 0 {
		text += " " + data.Plural(missing, "place is not known and not counted.", "places are not known and not counted.")
	}
	if k.from != "" && !k.first.Known {
		text += " The postcode where the day starts is not in the list of postcodes."
	}
	if k.to != "" && !k.last.Known {
		text += " The postcode where the day ends is not in the list of postcodes."
	}
	if !p.inTimeOrder() {
		text += " This is not the order of the booked times."
	}
	return text
}

func miles(m float64) string {
	if m < 0.1 {
		return "less than 0.1 miles"
	}
	return fmt.Sprintf("%.1f miles", m)
}

func (p *dayPage) inTimeOrder() bool {
	var times []string
	for _, v := range p.known.visits {
		if v.At != "" {
			times = append(times, v.At)
		}
	}
	return slices.IsSorted(times)
}

// propose puts the visits into an order that is short to travel.
func (p *dayPage) propose() {
	from, to := postcodeOf(p.first), postcodeOf(p.last)
	if p.known == nil || len(p.known.visits) == 0 || p.first.Error() != "" || p.last.Error() != "" {
		return
	}
	visits := p.known.visits
	p.change("order the visits of a day", func(ctx context.Context) error {
		if err := adopt(ctx, p.h, visits); err != nil {
			return err
		}
		ends := [2]rule.Place{}
		for i, end := range []struct{ setting, postcode string }{{data.SettingVisitFrom, from}, {data.SettingVisitTo, to}} {
			if err := p.h.Lists.SetSetting(ctx, end.setting, end.postcode); err != nil {
				return err
			}
			lat, long, known, err := p.h.Visits.Locate(ctx, end.postcode)
			if err != nil {
				return err
			}
			ends[i] = rule.Place{Latitude: lat, Longitude: long, Known: known}
		}
		order, _ := rule.Travel(p.places(), ends[0], ends[1])
		ids := make([]data.ID, len(order))
		for k, i := range order {
			ids[k] = visits[i].ID
		}
		return p.h.Visits.SetOrder(ctx, ids)
	})
}

// postcodeOf reads a postcode field; what cannot be read is said beside it.
func postcodeOf(f *kit.TextField) string {
	f.SetError("")
	text := strings.TrimSpace(f.Text())
	if text == "" {
		return ""
	}
	postcode, _, err := data.ParsePostcode(text)
	if err != nil {
		f.SetError(data.Sentence(err))
		return ""
	}
	return postcode
}

// move puts the selected visit earlier or later.
func (p *dayPage) move(by int) {
	if p.known == nil {
		return
	}
	at := p.rows.Selected()
	to := at + by
	if at < 0 || to < 0 || to >= len(p.known.visits) {
		return
	}
	visits := slices.Clone(p.known.visits)
	visits[at], visits[to] = visits[to], visits[at]
	p.change("order the visits of a day", func(ctx context.Context) error {
		if err := adopt(ctx, p.h, visits); err != nil {
			return err
		}
		ids := make([]data.ID, len(visits))
		for i, v := range visits {
			ids[i] = v.ID
		}
		return p.h.Visits.SetOrder(ctx, ids)
	})
}
