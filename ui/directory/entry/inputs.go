package entry

import (
	"slices"
	"strings"

	"waymark/ui/form"
	"waymark/ui/kit"
)

// inputs are the fields as the form's engine knows them, in reading order.
func (f *fields) inputs() form.Inputs {
	var in form.Inputs
	texts := func(names ...string) {
		for _, name := range names {
			t := f.text[name]
			in = append(in, &form.Input{Name: name, Obj: t, Get: t.Text, Set: t.SetText, Fail: t.SetError, Problem: t.Problem, Take: t.Focus})
		}
	}
	choice := func(name string, c *kit.Choice) {
		in = append(in, &form.Input{Name: name, Obj: c, Get: c.Selected, Set: c.SetSelected, Fail: c.SetError, Problem: form.NoProblem, Take: c.Focus})
	}
	texts("Name", "Organisation", "OtherNames", "Description")
	in = append(in, marksInput("Needs", f.needs), marksInput("Categories", f.categories))
	texts("Referring", "Eligibility", "MinAge", "MaxAge", "Cost", "Languages")
	in = append(in, f.waysInput())
	texts("Days")
	choice("Status", f.status)
	in = append(in, f.untilInput())
	choice("Room", f.room)
	texts("Waiting", "ContactName", "Phone", "Email", "Web", "Address", "Postcode", "Area")
	choice("Wheelchair", f.wheelchair)
	texts("Access")
	in = append(in, form.Date("LastChecked", f.checked, f.changed))
	texts("CheckedHow")
	return in
}

// untilInput is the day of opening again, which is not read while it is hidden.
func (f *fields) untilInput() *form.Input {
	in := form.Date("ClosedUntil", f.until, f.changed)
	problem := in.Problem
	in.Problem = func() string {
		if f.until.Hidden {
			return ""
		}
		return problem()
	}
	return in
}

// marksInput are chips as one field: the IDs of those that are on.
func marksInput(name string, marks []*mark) *form.Input {
	return &form.Input{Name: name, Problem: form.NoProblem, Fail: func(string) {},
		Get: func() string {
			var on []string
			for _, m := range marks {
				if m.chip.On() {
					on = append(on, string(m.id))
				}
			}
			return strings.Join(on, " ")
		},
		Set: func(v string) {
			on := strings.Fields(v)
			for _, m := range marks {
				m.chip.SetOn(slices.Contains(on, string(m.id)))
			}
		}}
}

// waysInput are the boxes of how a service reaches people as one field.
func (f *fields) waysInput() *form.Input {
	return &form.Input{Name: "Delivery", Problem: form.NoProblem, Fail: func(string) {}, Get: f.ways,
		Set: func(v string) {
			on := strings.Fields(v)
			for _, w := range f.delivery {
				w.box.Checked = slices.Contains(on, string(w.delivery))
				w.box.Refresh()
			}
		}}
}
