package clients

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// referralPrefix sets the fields of a referral apart from the client's own in
// the form that holds both.
const referralPrefix = "Referral."

// referralInputs makes the fields of a referral that came in today, named as in
// data.Referral behind referralPrefix.
func referralInputs(h *host.Host, l lists, changed func()) inputs {
	received := h.DateField("Received on", data.DateHappened)
	received.SetValue(host.Day(h.Today()))
	referrer := kit.NewTextField("Referred by")
	referrer.SetHint("The name, such as “Dr Patel”.")
	note := kit.NewTextArea("What the referrer wrote", data.MaxNote)
	note.SetRows(3)
	reasons := reasonOptions(l.reasons)
	return inputs{
		dateInput(referralPrefix+"ReceivedOn", received, changed),
		choiceInput(referralPrefix+"Source", "Who sent them", "Not recorded", optionsOf(data.Sources()), changed),
		textInput(referralPrefix+"Referrer", referrer, changed),
		choiceInput(referralPrefix+"SurgeryID", "Through which surgery", "None", surgeryOptions(l.surgeries), changed),
		choiceInput(referralPrefix+"ReasonID", "Main reason", "Not recorded", reasons, changed),
		furtherInput(referralPrefix+"Further", "Further reasons", reasons, changed),
		textInput(referralPrefix+"Note", note, changed),
	}
}

// referralObjects lays the fields of a referral out.
func referralObjects(in inputs) []fyne.CanvasObject {
	p := referralPrefix
	return []fyne.CanvasObject{
		kit.FormGrid(in.objects(p+"ReceivedOn", p+"Source", p+"Referrer", p+"SurgeryID", p+"ReasonID")...),
		in.named(p + "Further").obj,
		in.named(p + "Note").obj,
	}
}

// furtherInput is a set of reasons, each a chip to turn on; as text it is
// their ids with commas between.
func furtherInput(name, label string, options []kit.Option, changed func()) *input {
	chips := make([]*kit.FilterChip, len(options))
	objs := make([]fyne.CanvasObject, len(options))
	for i, o := range options {
		chips[i] = kit.NewFilterChip(o.Label, false, func(bool) { changed() })
		objs[i] = chips[i]
	}
	field := kit.NewField(label, kit.Wrap(objs...))
	var retired []string // reasons that are no longer offered, kept as they are
	return &input{
		name: name, obj: field, fail: field.SetError, problem: noProblem,
		get: func() string {
			on := slices.Clone(retired)
			for i, c := range chips {
				if c.On() {
					on = append(on, options[i].ID)
				}
			}
			return strings.Join(on, ",")
		},
		set: func(v string) {
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

// referralOf is the referral that the form holds.
func referralOf(in inputs, client data.ID) *data.Referral {
	v := in.values()
	r := &data.Referral{
		ClientID:   client,
		ReceivedOn: in.date(referralPrefix + "ReceivedOn"),
		Source:     data.Source(v[referralPrefix+"Source"]),
		Referrer:   v[referralPrefix+"Referrer"],
		SurgeryID:  data.ID(v[referralPrefix+"SurgeryID"]),
		ReasonID:   data.ID(v[referralPrefix+"ReasonID"]),
		Note:       v[referralPrefix+"Note"],
	}
	if further := v[referralPrefix+"Further"]; further != "" {
		for _, id := range strings.Split(further, ",") {
			r.Further = append(r.Further, data.ID(id))
		}
	}
	return r
}

// referralValues is a referral as the form holds it.
func referralValues(r *data.Referral) map[string]string {
	further := make([]string, len(r.Further))
	for i, id := range r.Further {
		further[i] = string(id)
	}
	p := referralPrefix
	return map[string]string{
		p + "ReceivedOn": r.ReceivedOn.Numeric(), p + "Source": string(r.Source), p + "Referrer": r.Referrer,
		p + "SurgeryID": string(r.SurgeryID), p + "ReasonID": string(r.ReasonID),
		p + "Further": strings.Join(further, ","), p + "Note": r.Note,
	}
}

// noReferral reports whether nothing about a referral was written down, the
// day included: the person came to notice before anybody sent them.
func noReferral(in inputs) bool {
	for name, text := range in.values() {
		if strings.HasPrefix(name, referralPrefix) && strings.TrimSpace(text) != "" {
			return false
		}
	}
	return true
}
