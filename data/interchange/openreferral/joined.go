package openreferral

import "context"

// joined is the tables beside the services, by the ids that join them.
type joined struct {
	organizations map[string]*organization
	locations     map[string]*location
	places        map[string]*serviceLocation
	contacts      map[string]*contact
	terms         map[string]*term
	services      map[string]*parts
}

// loaders are the tables in the order in which they are read: what others
// refer to comes first.
var loaders = []struct {
	table string
	load  func(*joined, row)
}{
	{"organizations", func(j *joined, r row) { j.organizations[text(r, "id")] = organizationFrom(r) }},
	{"locations", func(j *joined, r row) { j.locations[text(r, "id")] = locationFrom(r) }},
	{"taxonomies", (*joined).loadTerm}, // version 1 has the terms themselves there
	{"taxonomy_terms", (*joined).loadTerm},
	{"addresses", (*joined).loadAddress},
	{"accessibility", (*joined).loadAccess},
	{"service_at_location", (*joined).loadPlace},
	{"contacts", (*joined).loadContact},
	{"phones", (*joined).loadPhone},
	{"schedules", (*joined).loadSchedule},
	{"service_areas", func(j *joined, r row) {
		j.with(r, func(p *parts) { p.ServiceAreas = append(p.ServiceAreas, areaFrom(r)) })
	}},
	{"languages", func(j *joined, r row) {
		j.with(r, func(p *parts) { p.Languages = append(p.Languages, languageFrom(r)) })
	}},
	{"cost_options", func(j *joined, r row) {
		j.with(r, func(p *parts) { p.costs = append(p.costs, costFrom(r)) })
	}},
	{"eligibilities", func(j *joined, r row) {
		j.with(r, func(p *parts) { p.eligible = append(p.eligible, eligibilityFrom(r)) })
	}},
	{"attributes", (*joined).loadAttribute},
	{"service_taxonomies", (*joined).loadAttribute},
	{"link_taxonomies", (*joined).loadAttribute},
}

// join reads every table but the services into memory.
func (a *archive) join(ctx context.Context) (*joined, error) {
	j := &joined{map[string]*organization{}, map[string]*location{}, map[string]*serviceLocation{},
		map[string]*contact{}, map[string]*term{}, map[string]*parts{}}
	for _, l := range loaders {
		err := a.rows(ctx, l.table, func(r row, _ bool) error {
			l.load(j, r)
			return nil
		})
		if err != nil {
			return nil, err
		}
		j.forgetBlank()
	}
	return j, nil
}

// forgetBlank drops what has no id, so that a blank reference finds nothing.
func (j *joined) forgetBlank() {
	delete(j.organizations, "")
	delete(j.locations, "")
	delete(j.places, "")
	delete(j.contacts, "")
	delete(j.terms, "")
}

// rows goes through one table; a table that is not there has none.
func (a *archive) rows(ctx context.Context, table string, do func(r row, ragged bool) error) error {
	name, ok := a.tables[table]
	if !ok {
		return nil
	}
	f, err := a.files.Open(name)
	if err != nil {
		return brokenTable(name, err)
	}
	defer func() { _ = f.Close() }()
	if err := eachRow(ctx, f, do); err != nil {
		return brokenTable(name, err)
	}
	return nil
}

// with gives the parts of the service that a row belongs to, if any.
func (j *joined) with(r row, do func(*parts)) {
	id := text(r, "service_id")
	if id == "" {
		return
	}
	do(j.partsOf(id))
}

func (j *joined) partsOf(service string) *parts {
	p := j.services[service]
	if p == nil {
		p = &parts{}
		j.services[service] = p
	}
	return p
}

func (j *joined) loadTerm(r row) {
	j.terms[text(r, "id")] = termFrom(r)
}

func (j *joined) loadAddress(r row) {
	if l := j.locations[text(r, "location_id")]; l != nil {
		l.Addresses = append(l.Addresses, addressFrom(r))
	}
}

func (j *joined) loadAccess(r row) {
	if l := j.locations[text(r, "location_id")]; l != nil {
		l.Accessibility = append(l.Accessibility, accessFrom(r))
	}
}

func (j *joined) loadPlace(r row) {
	place := &serviceLocation{ID: text(r, "id"), Location: j.locations[text(r, "location_id")]}
	if place.Location == nil {
		return
	}
	j.places[place.ID] = place
	j.with(r, func(p *parts) { p.Places = append(p.Places, place) })
}

// loadContact hangs a contact on the nearest thing that it names.
func (j *joined) loadContact(r row) {
	c := contactFrom(r)
	j.contacts[text(r, "id")] = c
	var list *[]*contact
	switch {
	case text(r, "service_id") != "":
		list = &j.partsOf(text(r, "service_id")).Contacts
	case j.places[text(r, "service_at_location_id")] != nil:
		list = &j.places[text(r, "service_at_location_id")].contacts
	case j.locations[text(r, "location_id")] != nil:
		list = &j.locations[text(r, "location_id")].contacts
	case j.organizations[text(r, "organization_id")] != nil:
		list = &j.organizations[text(r, "organization_id")].contacts
	default:
		return
	}
	*list = append(*list, c)
}

// loadPhone hangs a phone on the nearest thing that it names.
func (j *joined) loadPhone(r row) {
	var list *[]phone
	switch {
	case text(r, "service_id") != "":
		list = &j.partsOf(text(r, "service_id")).Phones
	case j.places[text(r, "service_at_location_id")] != nil:
		list = &j.places[text(r, "service_at_location_id")].phones
	case j.locations[text(r, "location_id")] != nil:
		list = &j.locations[text(r, "location_id")].phones
	case j.contacts[text(r, "contact_id")] != nil:
		list = &j.contacts[text(r, "contact_id")].phones
	case j.organizations[text(r, "organization_id")] != nil:
		list = &j.organizations[text(r, "organization_id")].phones
	default:
		return
	}
	*list = append(*list, phoneFrom(r))
}

func (j *joined) loadSchedule(r row) {
	if text(r, "service_id") != "" {
		j.with(r, func(p *parts) { p.Schedules = append(p.Schedules, scheduleFrom(r)) })
		return
	}
	if place := j.places[text(r, "service_at_location_id")]; place != nil {
		place.schedules = append(place.schedules, scheduleFrom(r))
	} else if l := j.locations[text(r, "location_id")]; l != nil {
		l.schedules = append(l.schedules, scheduleFrom(r))
	}
}

// loadAttribute links a service to a term. In version 3 a link may be to
// anything: only the ids of services are looked up later.
func (j *joined) loadAttribute(r row) {
	service := text(r, "service_id", "link_id")
	if service == "" {
		return
	}
	a := attributeFrom(r)
	a.Term = j.terms[text(r, "taxonomy_term_id", "taxonomy_id")]
	p := j.partsOf(service)
	p.Attributes = append(p.Attributes, a)
}

// record is the record of one line of services.csv.
func (j *joined) record(r row) *record {
	s := recordFrom(r)
	if p := j.services[s.ID]; p != nil && s.ID != "" {
		s.parts = *p
	}
	s.Organization = j.organizations[text(r, "organization_id")]
	if name := text(r, "organization", "organization_name"); s.Organization == nil && name != "" {
		s.Organization = &organization{Name: name}
	}
	if l := j.locations[text(r, "location_id")]; l != nil && len(s.Places) == 0 {
		s.Places = append(s.Places, &serviceLocation{Location: l})
	}
	return s
}

// lacksOrganization is true when a line of services.csv names an organisation
// that a package with organisations has not, and does not give its name itself.
func (j *joined) lacksOrganization(r row) bool {
	id := text(r, "organization_id")
	return id != "" && len(j.organizations) > 0 && j.organizations[id] == nil && text(r, "organization", "organization_name") == ""
}
