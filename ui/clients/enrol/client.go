package enrol

import (
	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// clientInputs makes the fields of a client, named as in data.Client.
func clientInputs(h *host.Host, l person.Lists, changed func()) form.Inputs {
	label := func(name string) string {
		f, _ := data.ClientFieldOf(name)
		return f.Label
	}
	line := func(name, hint string) *form.Input {
		f := kit.NewTextField(label(name))
		f.SetHint(hint)
		return form.Text(name, f, changed)
	}
	born := h.DateField(label("BirthDate"), data.DateBirth)
	matters := kit.NewTextArea(label("Matters"), data.MaxNote)
	matters.SetHint("In their own words. This appears at the top of their record.")
	matters.SetRows(3)
	return form.Inputs{
		line("GivenNames", ""),
		line("FamilyName", ""),
		line("KnownAs", ""),
		form.Date("BirthDate", born, changed),
		form.Choice("Sex", label("Sex"), "Not recorded", person.OptionsOf(data.Sexes()), changed),
		line("NHSNumber", "10 digits. Leave blank if you do not know it."),
		line("Address", ""),
		line("Town", ""),
		line("Postcode", ""),
		line("Phone", ""),
		line("OtherPhone", ""),
		line("Email", ""),
		line("ContactBy", "For example, after 10am, prefers calls."),
		line("Other", "For example, a daughter or carer, and whether to call them."),
		line("Language", "Leave blank if English."),
		form.Choice("Reads", label("Reads"), "As their language, else English", reads(l), changed),
		line("AccessNeeds", "For example, large print, step-free, hearing loop."),
		form.OpenAnswers("LivesAlone", label("LivesAlone"), data.YesNos(), changed),
		form.OpenAnswers("Interpreter", label("Interpreter"), data.YesNos(), changed),
		form.Choice("SurgeryID", label("SurgeryID"), "Not recorded", person.SurgeryOptions(l.Surgeries), changed),
		form.Choice("Prescriber", label("Prescriber"), "No one yet", person.StaffOptions(h.Role(), l.Staff), changed),
		form.Text("Matters", matters, changed),
		line("Alert", "For example, visit in pairs. This appears at the top of their record."),
	}
}

// addClientSections lays the fields of a client out in the order in which
// people tell them. why adds the sections of the referral, which come before the
// address.
func addClientSections(page *kit.FormPage, in form.Inputs, why func()) {
	grid := func(names ...string) fyne.CanvasObject { return kit.FormGrid(in.Objects(names...)...) }
	page.Add("Personal details", "You only need one name to start. You can add the rest later.",
		grid("GivenNames", "FamilyName", "KnownAs", "BirthDate", "Sex", "NHSNumber"))
	why()
	page.Add("Contact details", "",
		grid("Address", "Town", "Postcode", "Phone", "OtherPhone", "Email", "ContactBy", "Other"))
	page.Add("Language and access", "",
		grid("Language", "Reads", "Interpreter", "AccessNeeds", "LivesAlone"))
	page.Add("What matters", "", grid("SurgeryID", "Prescriber"),
		in.Named("Matters").Obj, in.Named("Alert").Obj)
}

// clientValues is a client as the form holds it.
func clientValues(c *data.Client) map[string]string {
	values := map[string]string{}
	for _, f := range data.ClientFields() {
		values[f.Name] = f.Text(c)
	}
	values["BirthDate"], values["NHSNumber"] = c.BirthDate.Numeric(), data.FormatNHSNumber(c.NHSNumber)
	return values
}

// clientOf is base with what the form holds.
func clientOf(in form.Inputs, base data.Client) *data.Client {
	c, values := base, in.Values()
	for _, f := range data.ClientFields() {
		if text, asked := values[f.Name]; asked {
			f.SetText(&c, text)
		}
	}
	c.BirthDate = in.Date("BirthDate")
	return &c
}

// reads are the languages in which a client may read what we give them.
func reads(l person.Lists) []kit.Option {
	return append([]kit.Option{{ID: "en", Label: "English"}}, host.ReadingOptions(l.Languages)...)
}
