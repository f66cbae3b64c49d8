package openreferral

import (
	"slices"
	"strings"
)

// recordOf is the record of a service with its parts nested in it, or of a
// service_at_location with the service nested in that.
func recordOf(o node) *record {
	inner := o.object("service")
	if inner == nil {
		return serviceOf(o)
	}
	r := serviceOf(inner)
	place := placeOf(o)
	if i := slices.IndexFunc(r.Places, func(p *serviceLocation) bool { return p.ID != "" && p.ID == place.ID }); i >= 0 {
		r.Places = slices.Delete(r.Places, i, i+1)
	}
	r.Places = slices.Insert(r.Places, 0, place)
	return r
}

// servicePart is the object that speaks of the service, with the place that it
// is nested in as one of its parts.
func servicePart(o node) node {
	inner := o.object("service")
	if inner == nil {
		return o
	}
	whole := node{"service_at_locations": true, "location": true}
	for name, value := range inner {
		whole[name] = value
	}
	return whole
}

func serviceOf(o node) *record {
	r := recordFrom(o)
	r.Organization = organizationOf(o)
	if r.Phones = phonesOf(o); len(r.Phones) == 0 {
		r.Phones = flatPhones(o)
	}
	r.Contacts = contactsOf(o)
	if r.Schedules = schedulesOf(o); len(r.Schedules) == 0 {
		r.Schedules = flatTimes(o)
	}
	r.costs = each(o, func(n node) costOption { return costFrom(n) }, "cost_options")
	r.Places = placesOf(o)
	r.Attributes = attributesOf(o)
	for _, name := range namesOf(o, []string{"service_areas", "service_area"}, "name", "service_area", "description") {
		r.ServiceAreas = append(r.ServiceAreas, serviceArea{Name: name})
	}
	r.Languages = languagesOf(o)
	for _, a := range namesOf(o, []string{"pc_targetAudience", "suitabilities"}, "audienceType", "name") {
		r.audiences = append(r.audiences, lastPart(a))
	}
	r.eligible = eligibleOf(o)
	r.closures = closuresOf(o)
	for _, list := range placeNames {
		for _, place := range o.list(list) {
			r.closures = append(r.closures, closuresOf(place)...)
		}
	}
	return r
}

func closuresOf(o node) []closure {
	return each(o, func(n node) closure {
		closed := strings.EqualFold(text(n, "closed"), "true") || text(n, "closed") == "1"
		return closure{closed: closed, first: text(n, "start_date"), last: text(n, "end_date"), opens: text(n, "open_at", "opens_at"), closes: text(n, "close_at", "closes_at")}
	}, "holiday_schedules", "holiday_schedule")
}

// namesOf is the texts of a list of objects, or of a list of plain texts.
func namesOf(o node, lists []string, names ...string) []string {
	objects := o.list(lists...)
	if len(objects) == 0 {
		return o.texts(lists...)
	}
	var texts []string
	for _, n := range objects {
		texts = append(texts, text(n, names...))
	}
	return notBlank(texts...)
}

// lastPart is the narrowest of a path such as "Parents>Grandparents".
func lastPart(path string) string {
	return strings.TrimSpace(path[strings.LastIndex(path, ">")+1:])
}

func organizationOf(o node) *organization {
	n := o.object("organization", "organisation")
	if n == nil {
		name := text(o, "organization", "organisation", "organization_name", "organisation_name")
		if name == "" {
			return nil
		}
		return &organization{Name: name}
	}
	org := organizationFrom(n)
	org.phones = phonesOf(n)
	org.contacts = contactsOf(n)
	return org
}

func phonesOf(o node) []phone {
	return each(o, func(n node) phone { return phoneFrom(n) }, "phones", "phone")
}

func contactsOf(o node) []*contact {
	return each(o, func(n node) *contact {
		c := contactFrom(n)
		if c.phones = phonesOf(n); len(c.phones) == 0 {
			c.phones = flatPhones(n)
		}
		return c
	}, "contacts", "contact")
}

func schedulesOf(o node) []schedule {
	return each(o, func(n node) schedule { return scheduleFrom(n) }, "schedules", "regular_schedules", "regular_schedule")
}

func languagesOf(o node) []spokenLanguage {
	if l := each(o, func(n node) spokenLanguage { return languageFrom(n) }, "languages"); len(l) > 0 {
		return l
	}
	var l []spokenLanguage
	for _, name := range o.texts("languages") {
		l = append(l, spokenLanguage{Name: name})
	}
	return l
}

func placesOf(o node) []*serviceLocation {
	places := each(o, placeOf, "service_at_locations", "service_at_location", "services_at_location")
	if len(places) == 0 {
		places = each(o, func(n node) *serviceLocation { return &serviceLocation{Location: locationOf(n)} }, "locations", "location")
	}
	// Some feeds leave the location out and hang its parts on the service.
	if own := locationOf(o); len(places) == 0 && len(own.Addresses) > 0 || len(own.Accessibility) > 0 {
		own.Name, own.phones, own.contacts = "", nil, nil
		places = append(places, &serviceLocation{Location: own})
	}
	return places
}

func placeOf(o node) *serviceLocation {
	p := &serviceLocation{ID: text(o, "id"), Location: &location{}, phones: phonesOf(o), contacts: contactsOf(o), schedules: schedulesOf(o)}
	if n := o.object("location"); n != nil {
		p.Location = locationOf(n)
	}
	return p
}

func locationOf(o node) *location {
	l := locationFrom(o)
	l.Addresses = each(o, func(n node) address { return addressFrom(n) }, "addresses", "physical_addresses", "physical_address", "address")
	l.Accessibility = each(o, func(n node) accessibility { return accessFrom(n) }, "accessibility", "accessibility_for_disabilities", "accessibilities")
	l.phones = phonesOf(o)
	l.contacts = contactsOf(o)
	l.schedules = schedulesOf(o)
	l.takeFlat(o)
	return l
}

// attributesOf is the terms of a service: attributes in version 3, links to a
// taxonomy in version 1, plain lists of names in dialects.
func attributesOf(o node) []attribute {
	var all []attribute
	for _, list := range []string{"attributes", "service_taxonomys", "service_taxonomies", "link_taxonomies"} {
		all = append(all, each(o, linkOf, list)...)
	}
	for _, name := range namesOf(o, []string{"taxonomy_terms", "taxonomies", "categories"}, "name", "label") {
		all = append(all, attribute{Term: &term{Name: name}})
	}
	return all
}

func linkOf(o node) attribute {
	a := attributeFrom(o)
	if n := o.object("taxonomy_term", "taxonomy"); n != nil {
		a.Term = termFrom(n)
	}
	return a
}

// eligibleOf is the eligibilities of version 1, with the terms that they are
// tagged with.
func eligibleOf(o node) []eligibility {
	all := each(o, func(n node) eligibility {
		e := eligibilityFrom(n)
		e.words = lines(append([]string{e.words}, linkedNames(n)...)...)
		return e
	}, "eligibilitys", "eligibilities", "eligibility")
	if len(all) == 0 {
		for _, words := range o.texts("eligibility") {
			all = append(all, eligibility{words: words})
		}
	}
	return all
}

// linkedNames is the names of the terms that an eligibility is tagged with.
func linkedNames(n node) []string {
	var names []string
	for _, list := range []string{"taxonomys", "taxonomies", "link_taxonomies"} {
		for _, a := range each(n, linkOf, list) {
			if a.Term != nil {
				names = append(names, a.Term.Name)
			}
		}
	}
	return names
}
