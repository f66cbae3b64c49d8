package entry

import (
	"strconv"
	"strings"

	"waymark/data"
	"waymark/ui/directory/service"
	"waymark/ui/host"
)

// ways is the ways that are ticked, with spaces between.
func (f *fields) ways() string {
	var on []string
	for _, w := range f.delivery {
		if w.box.Checked {
			on = append(on, string(w.delivery))
		}
	}
	return strings.Join(on, " ")
}

// valuesOf is a service as the form holds it.
func valuesOf(v *data.Service) map[string]string {
	age := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	join := func(list []data.ID) string {
		parts := make([]string, len(list))
		for i, id := range list {
			parts[i] = string(id)
		}
		return strings.Join(parts, " ")
	}
	ways := make([]string, len(v.Delivery))
	for i, d := range v.Delivery {
		ways[i] = string(d)
	}
	return map[string]string{
		"Name": v.Name, "OtherNames": v.OtherNames, "Organisation": v.Organisation, "Description": v.Description, "Referring": v.Referring,
		"Eligibility": v.Eligibility, "Cost": v.Cost, "Days": v.Days, "Waiting": v.Waiting,
		"MinAge": age(v.MinAge), "MaxAge": age(v.MaxAge), "ContactName": v.ContactName, "Phone": v.Phone, "Email": v.Email,
		"Web": v.Web, "Address": v.Address, "Postcode": v.Postcode, "Area": v.Area, "CheckedHow": v.CheckedHow,
		"Access": v.Access, "Languages": strings.Join(v.Languages, ", "), "Wheelchair": string(v.Wheelchair), "Room": string(v.Room),
		"Delivery": strings.Join(ways, " "), "ClosedUntil": v.ClosedUntil.Numeric(),
		"Status": string(v.Status), "LastChecked": v.LastChecked.Numeric(), "Needs": join(v.Needs), "Categories": join(v.Categories),
	}
}

// service is base with what the form holds. Needs and categories that the form
// does not list, because they are retired, stay.
func (f *fields) service(base data.Service) *data.Service {
	v := base
	t := func(name string) string { return f.text[name].Text() }
	v.Name, v.Organisation, v.Description, v.Referring = t("Name"), t("Organisation"), t("Description"), t("Referring")
	v.Eligibility, v.Cost, v.Days, v.Waiting = t("Eligibility"), t("Cost"), t("Days"), t("Waiting")
	v.MinAge, v.MaxAge = service.Number(t("MinAge")), service.Number(t("MaxAge"))
	v.ContactName, v.Phone, v.Email, v.Web = t("ContactName"), t("Phone"), t("Email"), t("Web")
	v.Address, v.Postcode, v.Area, v.CheckedHow = t("Address"), strings.TrimSpace(t("Postcode")), t("Area"), t("CheckedHow")
	v.OtherNames, v.Access, v.Languages = t("OtherNames"), t("Access"), strings.Split(t("Languages"), ",")
	v.Status, v.Room, v.Wheelchair = data.ServiceStatus(f.status.Selected()), data.Room(f.room.Selected()), data.YesNo(f.wheelchair.Selected())
	v.Delivery = nil
	for _, d := range strings.Fields(f.ways()) {
		v.Delivery = append(v.Delivery, data.Delivery(d))
	}
	until, _ := f.until.Value()
	v.ClosedUntil = host.Date(until)
	day, _ := f.checked.Value()
	if checked := host.Date(day); checked != v.LastChecked {
		v.LastChecked, v.LastCheckedBy = checked, f.h.Session.Person()
	}
	v.Needs, v.Categories = chosen(f.needs, base.Needs), chosen(f.categories, base.Categories)
	return &v
}

func chosen(marks []*mark, before []data.ID) []data.ID {
	var list []data.ID
	offered := map[data.ID]bool{}
	for _, m := range marks {
		offered[m.id] = true
		if m.chip.On() {
			list = append(list, m.id)
		}
	}
	for _, id := range before {
		if !offered[id] {
			list = append(list, id)
		}
	}
	return list
}
