package person

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// ReferralPrefix sets the fields of a referral apart from the client's own in
// the form that holds both.
const ReferralPrefix = "Referral."

// ReferralInputs makes the fields of a referral that came in today, named as in
// data.Referral behind referralPrefix.
func ReferralInputs(h *host.Host, l Lists, changed func()) form.Inputs {
	received := h.DateField("Date received", data.DateHappened)
	received.SetValue(host.Day(h.Today()))
	referrer := kit.NewTextField("Referrer’s name")
	referrer.SetHint("For example, Dr Patel.")
	note := kit.NewTextArea("Referrer’s note", data.MaxNote)
	note.SetRows(3)
	reasons := ReasonOptions(l.Reasons)
	return form.Inputs{
		form.Date(ReferralPrefix+"ReceivedOn", received, changed),
		form.Choice(ReferralPrefix+"Source", "Source of referral", "Not recorded", OptionsOf(data.Sources()), changed),
		form.Text(ReferralPrefix+"Referrer", referrer, changed),
		form.Choice(ReferralPrefix+"SurgeryID", "Referring surgery", "None", SurgeryOptions(l.Surgeries), changed),
		form.Choice(ReferralPrefix+"ReasonID", "Main reason for referral", "Not recorded", reasons, changed),
		FurtherInput(ReferralPrefix+"Further", "Further reasons for referral", reasons, changed),
		form.Text(ReferralPrefix+"Note", note, changed),
	}
}

// ReferralObjects lays the fields of a referral out.
func ReferralObjects(in form.Inputs) []fyne.CanvasObject {
	p := ReferralPrefix
	return []fyne.CanvasObject{
		kit.FormGrid(in.Objects(p+"ReceivedOn", p+"Source", p+"Referrer", p+"SurgeryID", p+"ReasonID")...),
		in.Named(p + "Further").Obj,
		in.Named(p + "Note").Obj,
	}
}

// FurtherInput is a set of reasons, each a chip to turn on; as text it is
// their ids with commas between.
func FurtherInput(name, label string, options []kit.Option, changed func()) *form.Input {
	chips := make([]*kit.FilterChip, len(options))
	objs := make([]fyne.CanvasObject, len(options))
	for i, o := range options {
		chips[i] = kit.NewFilterChip(o.Label, false, func(bool) { changed() })
		objs[i] = chips[i]
	}
	field := kit.NewField(label, kit.Wrap(objs...))
	var retired []string // reasons that are no longer offered, kept as they are
	return &form.Input{
		Name: name, Obj: field, Fail: field.SetError, Problem: form.NoProblem,
		Get: func() string {
			on := slices.Clone(retired)
			for i, c := range chips {
				if c.On() {
					on = append(on, options[i].ID)
				}
			}
			return strings.Join(on, ",")
		},
		Set: func(v string) {
			retired = strings.FieldsFunc(v, func(r rune) bool { return r == ',' })
			for i, c := range chips {
				at := slices.Index(retired, options[i].ID)
				c.SetOn(at >= 0)
				if at >= 0 {
					retired = slices.Delete(retired, at, at+1)
				}
			}
		},
	}
}

// ReferralOf is the referral that the form holds.
func ReferralOf(in form.Inputs, client data.ID) *data.Referral {
	v := in.Values()
	r := &data.Referral{
		ClientID:   client,
		ReceivedOn: in.Date(ReferralPrefix + "ReceivedOn"),
		Source:     data.Source(v[ReferralPrefix+"Source"]),
		Referrer:   v[ReferralPrefix+"Referrer"],
		SurgeryID:  data.ID(v[ReferralPrefix+"SurgeryID"]),
		ReasonID:   data.ID(v[ReferralPrefix+"ReasonID"]),
		Note:       v[ReferralPrefix+"Note"],
	}
	if further := v[ReferralPrefix+"Further"]; further != "" {
		for _, id := range strings.Split(further, ",") {
			r.Further = append(r.Further, data.ID(id))
		}
	}
	return r
}

// ReferralValues is a referral as the form holds it.
func ReferralValues(r *data.Referral) map[string]string {
	further := make([]string, len(r.Further))
	for i, id := range r.Further {
		further[i] = string(id)
	}
	p := ReferralPrefix
	return map[string]string{
		p + "ReceivedOn": r.ReceivedOn.Numeric(), p + "Source": string(r.Source), p + "Referrer": r.Referrer,
		p + "SurgeryID": string(r.SurgeryID), p + "ReasonID": string(r.ReasonID),
		p + "Further": strings.Join(further, ","), p + "Note": r.Note,
	}
}

// NoReferral reports whether nothing about a referral was written down, the
// day included: the person came to notice before anyone sent them.
func NoReferral(in form.Inputs) bool {
	for name, text := range in.Values() {
		if strings.HasPrefix(name, ReferralPrefix) && strings.TrimSpace(text) != "" {
			return false
		}
	}
	return true
}
