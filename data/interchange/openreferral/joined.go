package openreferral

import (
	"context"

	"waymark/data"
)

// joined is the tables beside the services, by the ids that join them.
type joined struct {
	wanted        *wanted
	organizations map[string]*organization
	locations     map[string]*location
	places        map[string]*serviceLocation
	contacts      map[string]*contact
	terms         map[string]*term
	services      map[string]*parts
	known         bool                   // the package has organisations
	unlinked      bool                   // no table says which services are at which places
	runs          map[string][]*location // by organisation, where unlinked
	lost          map[string]int         // places that the package does not have, by service
	orphans       map[string]int         // rows that hang on nothing in the package, by table
}

// wanted are the ids that one part of services.csv refers to. A package that is
// large is read in parts, so that not all of its tables are in memory at once.
type wanted struct{ services, organizations, locations map[string]bool }

// has reports whether an id is wanted; without a part all are.
func (w *wanted) has(ids func(*wanted) map[string]bool, id string) bool {
	return w == nil || ids(w)[id]
}

func (w *wanted) service(id string) bool {
	return w.has(func(w *wanted) map[string]bool { return w.services }, id)
}

func (w *wanted) organization(id string) bool {
	return w.has(func(w *wanted) map[string]bool { return w.organizations }, id)
}

func (w *wanted) location(id string) bool {
	return w.has(func(w *wanted) map[string]bool { return w.locations }, id)
}

// loaders are the tables in the order in which they are read: what others
// refer to comes first. Each says whether it keeps the row.
var loaders = []struct {
	table string
	load  func(*joined, row) bool
}{
	{"organizations", (*joined).loadOrganization},
	{"locations", (*joined).loadLocation},
	{"taxonomies", (*joined).loadTerm}, // version 1 has the terms themselves there
	{"taxonomy_terms", (*joined).loadTerm},
	{"addresses", (*joined).loadAddress},
	{"accessibility", (*joined).loadAccess},
	{"service_at_location", (*joined).loadPlace},
	{"contacts", (*joined).loadContact},
	{"phones", (*joined).loadPhone},
	{"schedules", (*joined).loadSchedule},
	{"service_areas", func(j *joined, r row) bool {
		return j.with(r, func(p *parts) { p.ServiceAreas = append(p.ServiceAreas, areaFrom(r)) })
	}},
	{"languages", func(j *joined, r row) bool {
		return j.with(r, func(p *parts) { p.Languages = append(p.Languages, languageFrom(r)) })
	}},
	{"cost_options", func(j *joined, r row) bool {
		return j.with(r, func(p *parts) { p.costs = append(p.costs, costFrom(r)) })
	}},
	{"eligibilities", func(j *joined, r row) bool {
		return j.with(r, func(p *parts) { p.eligible = append(p.eligible, eligibilityFrom(r)) })
	}},
	{"attributes", (*joined).loadAttribute},
	{"service_taxonomies", (*joined).loadAttribute},
	{"link_taxonomies", (*joined).loadAttribute},
}

// The limits of what is held in memory: about what a row takes beside its
// texts, all of them together, and the size of the tables from which on they are
// read in parts.
const (
	rowSize    = 250       // bytes
	mostJoined = 160 << 20 // bytes
	partSize   = 24 << 20  // bytes
)

var errJoined = data.NewProblem(data.CodeInvalid, "A few services of this package have so many rows in its other tables that they take more than 160 MB of memory. "+
	"Ask for the package in parts, or for the services as JSON.")

// join reads every table but the services into memory, as far as it is wanted.
func (a *archive) join(ctx context.Context, part *wanted) (*joined, error) {
	j := &joined{wanted: part, organizations: map[string]*organization{}, locations: map[string]*location{}, places: map[string]*serviceLocation{},
		contacts: map[string]*contact{}, terms: map[string]*term{}, services: map[string]*parts{}, runs: map[string][]*location{}, lost: map[string]int{}, orphans: map[string]int{}}
	j.unlinked = a.tables["service_at_location"] == "" && (a.tables["locations"] != "" || a.tables["addresses"] != "")
	held := 0
	for _, l := range loaders {
		err := a.rows(ctx, l.table, func(r row, _ string) error {
			if l.load(j, r) {
				held += r.size() + rowSize
			} else if hangs[l.table] {
				j.orphans[l.table]++
			}
			if held > mostJoined {
				return errJoined
			}
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
func (a *archive) rows(ctx context.Context, table string, do func(r row, doubt string) error) error {
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

// with passes on the parts of the service that a row belongs to, if it is wanted.
func (j *joined) with(r row, do func(*parts)) bool {
	id := text(r, "service_id")
	if id == "" || !j.wanted.service(id) {
		return false
	}
	do(j.partsOf(id))
	return true
}

func (j *joined) partsOf(service string) *parts {
	p := j.services[service]
	if p == nil {
		p = &parts{}
		j.services[service] = p
	}
	return p
}

func (j *joined) loadOrganization(r row) bool {
	id := text(r, "id")
	if j.known = true; !j.wanted.organization(id) {
		return false
	}
	j.organizations[id] = organizationFrom(r)
	return true
}

func (j *joined) loadLocation(r row) bool {
	id := text(r, "id")
	service, runner := text(r, "service_id"), text(r, "organization_id")
	ofWanted := j.unlinked && (service != "" && j.wanted.service(service) || runner != "" && j.wanted.organization(runner))
	if !j.wanted.location(id) && !ofWanted {
		return false
	}
	l := locationFrom(r)
	j.locations[id] = l
	if ofWanted {
		j.putAt(service, runner, l)
	}
	return true
}

// putAt puts a service at a place that names it, in a package without the table that
// joins the two, and else keeps the place as one of its organisation.
func (j *joined) putAt(service, runner string, l *location) {
	if service != "" {
		p := j.partsOf(service)
		p.Places = append(p.Places, &serviceLocation{Location: l})
		return
	}
	j.runs[runner] = append(j.runs[runner], l)
}

func (j *joined) loadTerm(r row) bool {
	j.terms[text(r, "id")] = termFrom(r)
	return true
}

func (j *joined) loadAddress(r row) bool {
	l := j.locations[text(r, "location_id")]
	if service := text(r, "service_id"); l == nil && j.unlinked && service != "" && j.wanted.service(service) {
		l = &location{}
		j.putAt(service, "", l)
	}
	if l != nil {
		l.Addresses = append(l.Addresses, addressFrom(r))
	}
	return l != nil
}

func (j *joined) loadAccess(r row) bool {
	l := j.locations[text(r, "location_id")]
	if l != nil {
		l.Accessibility = append(l.Accessibility, accessFrom(r))
	}
	return l != nil
}

func (j *joined) loadPlace(r row) bool {
	place := &serviceLocation{ID: text(r, "id"), Location: j.locations[text(r, "location_id")]}
	service := text(r, "service_id")
	if !j.wanted.service(service) {
		return false
	}
	if place.Location == nil {
		j.lost[service]++
		return false
	}
	j.places[place.ID] = place
	j.with(r, func(p *parts) { p.Places = append(p.Places, place) })
	return true
}

// loadContact hangs a contact on the nearest thing that it names.
func (j *joined) loadContact(r row) bool {
	var list *[]*contact
	service := text(r, "service_id")
	switch {
	case service != "" && j.wanted.service(service):
		list = &j.partsOf(service).Contacts
	case service != "":
		return false
	case j.places[text(r, "service_at_location_id")] != nil:
		list = &j.places[text(r, "service_at_location_id")].contacts
	case j.locations[text(r, "location_id")] != nil:
		list = &j.locations[text(r, "location_id")].contacts
	case j.organizations[text(r, "organization_id")] != nil:
		list = &j.organizations[text(r, "organization_id")].contacts
	default:
		return false
	}
	c := contactFrom(r)
	j.contacts[text(r, "id")] = c
	*list = append(*list, c)
	return true
}

// loadPhone hangs a phone on the nearest thing that it names.
func (j *joined) loadPhone(r row) bool {
	var list *[]phone
	service := text(r, "service_id")
	switch {
	case service != "" && j.wanted.service(service):
		list = &j.partsOf(service).Phones
	case service != "":
		return false
	case j.places[text(r, "service_at_location_id")] != nil:
		list = &j.places[text(r, "service_at_location_id")].phones
	case j.locations[text(r, "location_id")] != nil:
		list = &j.locations[text(r, "location_id")].phones
	case j.contacts[text(r, "contact_id")] != nil:
		list = &j.contacts[text(r, "contact_id")].phones
	case j.organizations[text(r, "organization_id")] != nil:
		list = &j.organizations[text(r, "organization_id")].phones
	default:
		return false
	}
	*list = append(*list, phoneFrom(r))
	return true
}

func (j *joined) loadSchedule(r row) bool {
	if text(r, "service_id") != "" {
		return j.with(r, func(p *parts) { p.Schedules = append(p.Schedules, scheduleFrom(r)) })
	}
	if place := j.places[text(r, "service_at_location_id")]; place != nil {
		place.schedules = append(place.schedules, scheduleFrom(r))
		return true
	}
	l := j.locations[text(r, "location_id")]
	if l != nil {
		l.schedules = append(l.schedules, scheduleFrom(r))
	}
	return l != nil
}

// loadAttribute links a service to a term. In version 3 a link may be to
// anything: only the ids of services are looked up later.
func (j *joined) loadAttribute(r row) bool {
	service := text(r, "service_id", "link_id")
	if service == "" || !j.wanted.service(service) {
		return false
	}
	a := attributeFrom(r)
	a.Term = j.terms[text(r, "taxonomy_term_id", "taxonomy_id")]
	p := j.partsOf(service)
	p.Attributes = append(p.Attributes, a)
	return true
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

// place takes the place of the organisation for that of a service, in a package that does
// not say which services are where, if there is only one. It returns what is to be said
// of the places of the service; "" for nothing.
func (j *joined) place(s *record, organization string) string {
	switch own := j.runs[organization]; {
	case j.lost[s.ID] > 0:
		return "A place that this service names by its id is not in the package. It was left out."
	case !j.unlinked || len(s.Places) > 0:
		return ""
	case len(own) == 1 && organization != "":
		s.Places = append(s.Places, &serviceLocation{Location: own[0]})
		return "The package does not say where this service is. The only place of its organisation was taken. Check it."
	}
	return "The package has places, and does not say which of them is this service’s. None was taken."
}

// lacksOrganization is true when a line of services.csv names an organisation
// that a package with organisations has not, and does not give its name itself.
func (j *joined) lacksOrganization(r row) bool {
	id := text(r, "organization_id")
	return id != "" && j.known && j.organizations[id] == nil && text(r, "organization", "organization_name") == ""
}
