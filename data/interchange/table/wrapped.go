package table

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// Portals and programs wrap their lists each in their own way:
//
//	{"result": {"records": [{…}]}}              CKAN
//	{"value": [{…}], "@odata.nextLink": "…"}     OData
//	{"hits": {"hits": [{"_source": {…}}]}}       Elasticsearch
//	{"data": {"groups": {"edges": [{"node": {…}}]}}}   GraphQL

// deepestList is how many objects may stand around a list.
const deepestList = 6

// listNames are the names under which lists stand.
var listNames = setOf("services", "records", "results", "value", "docs", "hits", "items", "data", "content", "contents", "entries", "rows", "list", "organisations",
	"organizations", "groups", "activities", "events", "listings", "directory", "venues", "places", "@graph", "edges", "nodes", "objects", "members", "features", "charities", "providers")

// partNames are names of lists that are parts of one thing, or tell of a list.
var partNames = setOf("links", "_links", "errors", "details", "fields", "columns", "schema", "facets", "facet_groups", "included", "aggregations", "filters", "parameters", "sort", "meta", "pages",
	"breadcrumbs", "schedules", "regular_schedules", "holiday_schedules", "phones", "contacts", "locations", "addresses", "languages", "cost_options", "service_areas", "taxonomies",
	"service_taxonomys", "service_at_locations", "eligibilitys", "attributes", "accessibility", "metadata", "additional_urls", "reviews", "fundings", "programs")

// wrappers are names of the one object within a row that has its fields.
var wrappers = []string{"node", "_source", "attributes", "properties", "fields", "record", "resource", "document"}

func setOf(words ...string) map[string]bool {
	set := map[string]bool{}
	for _, w := range words {
		set[w] = true
	}
	return set
}

// rowKind is how the rows of a list stand.
type rowKind struct {
	features bool // of a map
	wrapped  bool // within an object
}

// search goes through an object for the list within it, and keeps what it says of that.
func (r *objectReader) search(depth int) error {
	says := map[string]any{}
	for r.in.More() {
		key, err := r.in.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string) // in an object a name comes first
		r.aside = r.aside && !slices.Contains(r.names, name) && !strings.HasPrefix(strings.ToLower(name), "error")
		if err := r.beside(name, says, depth); err != nil {
			return err
		}
	}
	if r.around != nil && len(says) > 0 {
		*r.around = append(*r.around, says)
	}
	_, err := r.in.Token()
	return err
}

// beside reads one value of an object around a list.
func (r *objectReader) beside(name string, says map[string]any, depth int) error {
	token, err := r.in.Token()
	if err != nil {
		return err
	}
	switch token {
	case json.Delim('{'):
		if depth == deepestList || name == "error" {
			return r.skip()
		}
		return r.search(depth + 1)
	case json.Delim('['):
		if r.begun || partNames[strings.ToLower(name)] {
			return r.skip()
		}
		if r.sure && !listNames[strings.ToLower(name)] {
			r.aside = false // it may be a list as well
			return r.skip()
		}
		return r.rows(rowKind{features: name == "features", wrapped: true})
	}
	says[name] = token
	return nil
}

// rows reads the list that has begun. One of plain values is none.
func (r *objectReader) rows(kind rowKind) error {
	r.begun, r.found = true, true
	for first := true; r.in.More(); first = false {
		o, err := r.next(kind)
		if err != nil {
			return err
		}
		if first && len(o.names) == 0 && kind.wrapped {
			return errObjects
		}
		r.names = o.names
		if err := r.each(o); err != nil {
			return err
		}
	}
	_, err := r.in.Token() // the end of the list
	return err
}

// next reads one object.
func (r *objectReader) next(kind rowKind) (object, error) {
	if kind.features {
		o, err := r.nextFeature()
		o.feature = true
		return o, err
	}
	r.guard.Next()
	if err := r.open(); err != nil {
		return object{}, err
	}
	var o object
	if err := r.within(&o, "", 1); err != nil {
		return object{}, err
	}
	return o.unwrapped(), nil
}

// unwrapped is a row without the name of the object that has its fields.
func (o object) unwrapped() object {
	for _, w := range wrappers {
		within := 0
		for _, name := range o.names {
			if strings.HasPrefix(name, w+" ") {
				within++
			}
		}
		if within < 2 || within*2 < len(o.names) {
			continue
		}
		for i, name := range o.names {
			o.names[i] = strings.TrimPrefix(name, w+" ")
		}
	}
	return o
}

// feedParts are the parts of a service of Open Referral that are objects or lists.
var feedParts = setOf("service", "organization", "organisation", "schedules", "regular_schedules", "holiday_schedules", "service_at_locations", "service_at_location", "cost_options", "service_areas",
	"service_taxonomys", "phones", "contacts", "locations", "location", "languages", "eligibilitys", "taxonomies", "link_taxonomies", "attributes", "physical_addresses",
	"accessibility_for_disabilities", "content", "contents", "services", "taxonomy", "parent", "metadata", "additional_urls")

// reachedBy are fields that a service of Open Referral has in its parts and never itself.
var reachedBy = regexp.MustCompile(`(?i)(phone|^tel$|mobile|post ?code|address|street|^town$|^city$|opening|^hours|times?$|^days?$|^when$|^where$|^venue$|latitude|^lat$|category)`)

// ofFeed reports whether a row is a service of Open Referral, or something else that
// its feeds have. One with a name and nothing that such a service never has counts.
func (o *object) ofFeed() bool {
	if !slices.Contains(o.names, "name") {
		return slices.ContainsFunc(o.names, func(n string) bool { return partOf(n, "service", "content", "contents", "services") })
	}
	if slices.ContainsFunc(o.names, func(n string) bool { return feedParts[firstName(n)] && n != firstName(n) }) {
		return true
	}
	return !slices.ContainsFunc(o.names, func(n string) bool { return reachedBy.MatchString(strings.ReplaceAll(n, "_", " ")) })
}

func partOf(name string, of ...string) bool {
	return slices.Contains(of, firstName(name)) && name != firstName(name)
}

// firstName is the name of a field, or of the one that it stands in.
func firstName(name string) string {
	first, _, _ := strings.Cut(name, " ")
	return first
}

// Around is what the objects around a list in JSON say of it, such as how many pages
// there are, once its rows were read.
func (f *File) Around() []map[string]any { return f.around }
