package records

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/store/trail"
	"waymark/ui/kit"
)

// trailPCs is what the part shows of the other PCs whose audit trails are here too.
type trailPCs struct {
	choice *kit.Choice
	about  *kit.Text
	fault  *kit.Banner
	list   []trail.PC
}

func newTrailPCs() *trailPCs {
	p := &trailPCs{choice: kit.NewChoice("PC", nil, nil).AllowNone("Every PC"), about: kit.NewParagraph("", kit.Muted), fault: kit.NewBanner(kit.Amber, "", nil)}
	p.about.SetMaxLines(3)
	p.publish(nil)
	return p
}

func (p *trailPCs) publish(list []trail.PC) {
	p.list = list
	chosen := p.choice.Selected()
	options := make([]kit.Option, 0, len(list)+1)
	if len(list) > 0 {
		options = append(options, kit.Option{ID: trail.ThisPC, Label: "This PC"})
	}
	for i := range list {
		options = append(options, kit.Option{ID: list[i].Device, Label: pcLabel(&list[i])})
	}
	p.choice.SetOptions(options)
	if slices.ContainsFunc(options, func(o kit.Option) bool { return o.ID == chosen }) {
		p.choice.SetSelected(chosen)
	}
	p.choice.Hidden = len(list) == 0
	p.about.SetText(aboutPCs(list))
	p.about.Hidden = len(list) == 0
	var faults []string
	for i := range list {
		if list[i].Fault != "" {
			faults = append(faults, list[i].Fault)
		}
	}
	p.fault.Set(kit.Amber, strings.Join(faults, " "))
	p.fault.Hidden = len(faults) == 0
}

// chosen is what the rows are filtered by, "" for every PC.
func (p *trailPCs) chosen() string {
	id := p.choice.Selected()
	if id == trail.ThisPC {
		return "this PC"
	}
	for i := range p.list {
		if p.list[i].Device == id {
			return "on “" + p.list[i].Name + "”"
		}
	}
	return ""
}

// pcLabel names a PC, with how far its trail is here: a PC has several lines here if it
// joined again.
func pcLabel(p *trail.PC) string {
	if p.UpTo.IsZero() {
		return fmt.Sprintf("%s (nothing yet)", p.Name)
	}
	return fmt.Sprintf("%s (up to %s)", p.Name, data.DayAndHour(p.UpTo.Local(), "2 Jan 2006"))
}

// aboutPCs says whose trails are here, and what has not come yet.
func aboutPCs(list []trail.PC) string {
	text := fmt.Sprintf("The audit trails of %d other PCs come here too. Each time is by the clock of the PC where it happened.", len(list))
	if len(list) == 1 {
		text = fmt.Sprintf("The audit trail of “%s” comes here too. Each time is by the clock of the PC where it happened.", list[0].Name)
	}
	var late []string
	for i := range list {
		if list[i].Missing > 0 {
			late = append(late, "“"+list[i].Name+"”")
		}
	}
	const most = 3
	switch {
	case len(late) > most:
		text += fmt.Sprintf(" What is new on %d of them has not come yet.", len(late))
	case len(late) > 0:
		text += fmt.Sprintf(" What is new on %s has not come yet.", strings.Join(late, ", "))
	}
	return text
}
