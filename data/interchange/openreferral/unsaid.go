package openreferral

// spoken lists, for the fields of a service that a thin list of a feed leaves out,
// the names under which a full record speaks of them. A feed's list has only a few
// of a service's parts, and its page of details has all: what is absent is not empty.
var spoken = []struct {
	fields []string // of data.Service, and Categories
	names  []string
}{
	{[]string{"OtherNames"}, []string{"alternate_name"}},
	{[]string{"Organisation"}, []string{"organization", "organisation", "organization_name", "organisation_name"}},
	{[]string{"Description"}, []string{"description", "summary"}},
	{[]string{"Referring"}, []string{"application_process"}},
	{[]string{"Waiting"}, []string{"wait_time"}},
	{[]string{"Eligibility", "MinAge", "MaxAge"}, []string{"eligibility_description", "minimum_age", "maximum_age", "eligibility", "eligibilitys", "eligibilities", "pc_targetAudience"}},
	{[]string{"Cost"}, []string{"fees_description", "fees", "cost_options"}},
	{[]string{"Days", "Delivery"}, []string{"schedules", "schedule", "regular_schedules", "regular_schedule", "opening_times", "opening_hours", "times"}},
	{[]string{"Phone", "ContactName"}, []string{"phones", "phone", "telephone", "phone_number", "contact_phone", "contact_telephone", "contacts", "contact"}},
	{[]string{"Email"}, []string{"email", "contacts", "contact"}},
	{[]string{"Web"}, []string{"url", "website", "web"}},
	{[]string{"Address", "Postcode", "Area", "Latitude", "Longitude", "Wheelchair", "Access"},
		[]string{"location", "locations", "addresses", "physical_addresses", "physical_address", "address", "address_1", "street_address", "postcode", "postal_code", "service_areas", "service_area", "accessibility", "accessibility_for_disabilities"}},
	{[]string{"Languages"}, []string{"languages"}},
	{[]string{"LastChecked"}, []string{"assured_date", "last_verified_date", "last_assured"}},
	{[]string{"Categories"}, []string{"attributes", "service_taxonomys", "service_taxonomies", "link_taxonomies", "taxonomy_terms", "taxonomies", "categories"}},
}

// placeNames are parts under which a full record speaks of anything about a place.
var placeNames = []string{"service_at_locations", "service_at_location", "services_at_location"}

// placeFields are those of which a package does not speak that leaves out which services
// are where.
var placeFields = []string{"Address", "Postcode", "Area", "Latitude", "Longitude", "Wheelchair", "Access"}

// ofPlaces are the fields that a place may speak of beside its address.
var ofPlaces = map[string]bool{"Phone": true, "Email": true, "Days": true, "Address": true}

// unsaid lists the fields of which an object of a feed says nothing at all. What
// is null is not said either: that is how databases write what was not fetched.
func unsaid(o node) []string {
	has := func(names []string) bool {
		for _, name := range names {
			if value, there := o[name]; there && value != nil {
				return true
			}
		}
		return false
	}
	places := has(placeNames)
	var fields []string
	for _, s := range spoken {
		if spokenOf := has(s.names) || places && ofPlaces[s.fields[0]]; !spokenOf {
			fields = append(fields, s.fields...)
		}
	}
	return fields
}
