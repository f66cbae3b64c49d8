package frame

import (
	"waymark/data"
	"waymark/ui/kit"
)

// PartnerChoice is a field to choose a partner in; nil in a service of one
// organisation. A retired partner is there only while it is chosen.
func PartnerChoice(partners []data.Partner, chosen data.ID) *kit.Choice {
	if len(partners) == 0 {
		return nil
	}
	var options []kit.Option
	for _, v := range partners {
		if !v.Retired || v.ID == chosen {
			options = append(options, kit.Option{ID: string(v.ID), Label: v.Name})
		}
	}
	c := kit.NewChoice("Partner", options, nil).AllowNone("None")
	c.SetSelected(string(chosen))
	return c
}
