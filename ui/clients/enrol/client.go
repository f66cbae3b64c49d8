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
	line := func(name, label, hint string) *form.Input {
		f := kit.NewTextField(label)
		f.SetHint(hint)
		return form.Text(name, f, changed)
	}
	born := h.DateField("Date of birth", data.DateBirth)
	matters := kit.NewTextArea("What matters to them", data.MaxNote)
	matters.SetHint("In their own words. This appears at the top of their record.")
	matters.SetRows(3)
	return form.Inputs{
		line("GivenNames", "First names", ""),
		line("FamilyName", "Last name", ""),
		line("KnownAs", "Preferred name", ""),
		form.Date("BirthDate", born, changed),
		form.Choice("Sex", "Sex", "Not recorded", person.OptionsOf(data.Sexes()), changed),
		line("NHSNumber", "NHS number", "10 digits. Leave blank if you do not know it."),
		line("Address", "Address", ""),
		line("Town", "Town", ""),
		line("Postcode", "Postcode", ""),
		line("Phone", "Phone", ""),
		line("OtherPhone", "Other phone number", ""),
		line("Email", "Email address", ""),
		line("ContactBy", "Contact preferences", "For example, after 10am, prefers calls."),
		line("Other", "Family, carer or other contact", "For example, a daughter or carer, and whether to call them."),
		line("Language", "Language", "Leave blank if English."),
		form.Choice("Reads", "Reads", "As their language, else English", reads(l), changed),
		line("AccessNeeds", "Access needs", "For example, large print, step-free, hearing loop."),
		form.OpenAnswers("LivesAlone", "Lives alone", []data.Option[data.YesNo]{{Value: data.Yes, Label: "Yes"}, {Value: data.No, Label: "No"}}, changed),
		form.Check("Interpreter", "Needs an interpreter", changed),
		form.Choice("SurgeryID", "Surgery", "Not recorded", person.SurgeryOptions(l.Surgeries), changed),
		form.Choice("Prescriber", "Looked after by", "No one yet", person.StaffOptions(h.Role(), l.Staff), changed),
		form.Text("Matters", matters, changed),
		line("Alert", "Alert", "For example, visit in pairs. This appears at the top of their record."),
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
		grid("Language", "Reads", "AccessNeeds", "LivesAlone", "Interpreter"))
	page.Add("What matters", "", grid("SurgeryID", "Prescriber"),
		in.Named("Matters").Obj, in.Named("Alert").Obj)
}

// clientValues is a client as the form holds it.
func clientValues(c *data.Client) map[string]string {
	interpreter := ""
	if c.Interpreter {
		interpreter = string(data.Yes)
	}
	return map[string]string{
		"GivenNames": c.GivenNames, "FamilyName": c.FamilyName, "KnownAs": c.KnownAs,
		"BirthDate": c.BirthDate.Numeric(), "Sex": string(c.Sex), "NHSNumber": data.FormatNHSNumber(c.NHSNumber),
		"Address": c.Address, "Town": c.Town, "Postcode": c.Postcode,
		"Phone": c.Phone, "OtherPhone": c.OtherPhone, "Email": c.Email,
		"ContactBy": c.ContactBy, "Other": c.Other,
		"Language": c.Language, "Reads": c.Reads, "AccessNeeds": c.AccessNeeds,
		"LivesAlone": string(c.LivesAlone), "Interpreter": interpreter,
		"SurgeryID": string(c.SurgeryID), "Prescriber": string(c.Prescriber),
		"Matters": c.Matters, "Alert": c.Alert,
	}
}

// clientOf is base with what the form holds.
func clientOf(in form.Inputs, base data.Client) *data.Client {
	v := in.Values()
	c := base
	c.GivenNames, c.FamilyName, c.KnownAs = v["GivenNames"], v["FamilyName"], v["KnownAs"]
	c.BirthDate, c.Sex, c.NHSNumber = in.Date("BirthDate"), data.Sex(v["Sex"]), v["NHSNumber"]
	c.Address, c.Town, c.Postcode = v["Address"], v["Town"], v["Postcode"]
	c.Phone, c.OtherPhone, c.Email = v["Phone"], v["OtherPhone"], v["Email"]
	c.ContactBy, c.Other = v["ContactBy"], v["Other"]
	c.Language, c.Reads, c.AccessNeeds = v["Language"], v["Reads"], v["AccessNeeds"]
	c.LivesAlone, c.Interpreter = data.YesNo(v["LivesAlone"]), v["Interpreter"] != ""
	c.SurgeryID, c.Prescriber = data.ID(v["SurgeryID"]), data.ID(v["Prescriber"])
	c.Matters, c.Alert = v["Matters"], v["Alert"]
	return &c
}

// reads are the languages in which a client may read what we give them.
func reads(l person.Lists) []kit.Option {
	return append([]kit.Option{{ID: "en", Label: "English"}}, host.ReadingOptions(l.Languages)...)
}
