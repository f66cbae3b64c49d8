package openreferral

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"io"
	"iter"

	"waymark/data"
)

// headings are the tables of a package, in their order, as HSDS 3 has them.
var headings = []struct {
	table   string
	columns []string
}{
	{"services", []string{"id", "organization_id", "name", "alternate_name", "description", "url", "email", "status",
		"application_process", "fees_description", "wait_time", "eligibility_description", "minimum_age", "maximum_age", "assured_date"}},
	{"organizations", []string{"id", "name", "description"}},
	{"phones", []string{"id", "service_id", "number"}},
	{"contacts", []string{"id", "service_id", "name"}},
	{"schedules", []string{"id", "service_id", "description"}},
	{"service_areas", []string{"id", "service_id", "name"}},
	{"languages", []string{"id", "service_id", "name"}},
	{"locations", []string{"id", "location_type", "latitude", "longitude"}},
	{"service_at_location", []string{"id", "service_id", "location_id"}},
	{"addresses", []string{"id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type"}},
	{"accessibility", []string{"id", "location_id", "description"}},
	{"attributes", []string{"id", "link_id", "taxonomy_term_id", "link_entity", "value", "label"}},
	{"taxonomies", []string{"id", "name", "description"}},
	{"taxonomy_terms", []string{"id", "code", "name", "description", "taxonomy", "taxonomy_id"}},
}

// packageWriter spreads services over the tables of a package. It keeps the
// first error.
type packageWriter struct {
	tables  []*tableWriter
	written map[string]bool // ids of what several services share
	err     error
}

// WritePackage writes entries as a zip of HSDS 3 CSV files with a
// datapackage.json. The packed tables are in memory until the end. ReadPackage
// gives equal entries, as ReadJSON does after WriteJSON, with line ends as \n.
// A cell that a spreadsheet would run as a formula gets an apostrophe in front,
// which reading takes off. Entries with Skip are left out.
func WritePackage(w io.Writer, entries iter.Seq2[*data.SourceEntry, error]) error {
	p := &packageWriter{written: map[string]bool{}}
	for _, h := range headings {
		t, err := newTable(h.table, h.columns)
		if err != nil {
			return err
		}
		p.tables = append(p.tables, t)
	}
	for e, err := range entries {
		if err != nil {
			return err
		}
		if e.Skip == "" {
			p.service(recordFor(e))
		}
		if p.err != nil {
			return p.err
		}
	}
	return p.writeZip(w)
}

func (p *packageWriter) writeZip(w io.Writer) error {
	z := zip.NewWriter(w)
	about, err := z.Create("datapackage.json")
	if err != nil {
		return err
	}
	if err := writeAbout(about); err != nil {
		return err
	}
	for _, t := range p.tables {
		if err := t.putInto(z); err != nil {
			return err
		}
	}
	return z.Close()
}

func (p *packageWriter) add(table string, cells ...string) {
	for _, t := range p.tables {
		if t.name == table {
			p.err = errors.Join(p.err, t.add(cells...))
			return
		}
	}
}

// once is true the first time that something with this id is written.
func (p *packageWriter) once(id string) bool {
	first := !p.written[id]
	p.written[id] = true
	return first
}

func (p *packageWriter) service(r *record) {
	organisation := ""
	if o := r.Organization; o != nil {
		organisation = o.ID
		if p.once(o.ID) {
			p.add("organizations", o.ID, o.Name, o.Description)
		}
	}
	p.add("services", r.ID, organisation, r.Name, r.AlternateName, r.Description, r.URL, r.Email, r.Status,
		r.ApplicationProcess, r.Fees, r.WaitTime, r.Eligibility, r.MinimumAge.String(), r.MaximumAge.String(), r.AssuredDate)
	for _, x := range r.Phones {
		p.add("phones", x.ID, r.ID, x.Number)
	}
	for _, x := range r.Contacts {
		p.add("contacts", x.ID, r.ID, x.Name)
	}
	for _, x := range r.Schedules {
		p.add("schedules", x.ID, r.ID, x.Description)
	}
	for _, x := range r.ServiceAreas {
		p.add("service_areas", x.ID, r.ID, x.Name)
	}
	for _, x := range r.Languages {
		p.add("languages", x.ID, r.ID, x.Name)
	}
	for _, x := range r.Places {
		p.add("service_at_location", x.ID, r.ID, x.Location.ID)
		p.location(x.Location)
	}
	for _, x := range r.Attributes {
		p.add("attributes", x.ID, r.ID, x.Term.ID, x.Entity, x.Value, x.Label)
		p.term(x.Term)
	}
}

func (p *packageWriter) location(l *location) {
	p.add("locations", l.ID, l.Type, l.Latitude.String(), l.Longitude.String())
	for _, a := range l.Addresses {
		p.add("addresses", a.ID, l.ID, a.Address1, a.City, a.State, a.PostalCode, a.Country, a.Type)
	}
	for _, a := range l.Accessibility {
		p.add("accessibility", a.ID, l.ID, a.Description)
	}
}

func (p *packageWriter) term(t *term) {
	taxonomy := madeID("taxonomy", t.Taxonomy)
	if p.once(taxonomy) {
		p.add("taxonomies", taxonomy, t.Taxonomy, t.Description)
	}
	if p.once(t.ID) {
		p.add("taxonomy_terms", t.ID, t.Code, t.Name, t.Description, t.Taxonomy, taxonomy)
	}
}

// writeAbout writes datapackage.json, which names the tables and columns.
func writeAbout(w io.Writer) error {
	type field struct {
		Name string `json:"name"`
		Type string `json:"type"`
	}
	type resource struct {
		Name      string `json:"name"`
		Path      string `json:"path"`
		Mediatype string `json:"mediatype"`
		Encoding  string `json:"encoding"`
		Schema    struct {
			Fields     []field `json:"fields"`
			PrimaryKey string  `json:"primaryKey"`
		} `json:"schema"`
	}
	about := struct {
		Name      string     `json:"name"`
		Title     string     `json:"title"`
		Resources []resource `json:"resources"`
	}{Name: "waymark-directory", Title: "Directory of services (HSDS 3)"}
	for _, h := range headings {
		r := resource{Name: h.table, Path: h.table + ".csv", Mediatype: "text/csv", Encoding: "utf-8"}
		r.Schema.PrimaryKey = "id"
		for _, c := range h.columns {
			kind := "string"
			switch c {
			case "minimum_age", "maximum_age", "latitude", "longitude":
				kind = "number"
			}
			r.Schema.Fields = append(r.Schema.Fields, field{c, kind})
		}
		about.Resources = append(about.Resources, r)
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(about)
}
