package openreferral

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"

	"waymark/data"
)

// The taxonomies of our own attributes, and the code of the one for needs.
const (
	ownTaxonomy      = "Waymark"
	categoryTaxonomy = "Waymark categories"
	needCode         = "Need"
	// exportCode marks a service that Waymark exported; its value is the
	// version of these attributes.
	exportCode    = "Export"
	exportVersion = "1"
)

// ownField is a field of data.Service as an attribute holds it: one attribute
// for each value of a list, one with a blank value for an empty one. Taking
// gives false for what the field cannot hold.
type ownField struct {
	name string // the code of the attribute's term
	same func(a, b *data.Service) bool
	give func(*data.Service) []string
	take func(*data.Service, []string) bool
}

// ownFields is every field of a service that an entry carries. IDs of this
// directory's own records and stamps mean nothing elsewhere.
var ownFields = []ownField{
	textField("Organisation", func(s *data.Service) *string { return &s.Organisation }),
	textField("Name", func(s *data.Service) *string { return &s.Name }),
	textField("OtherNames", func(s *data.Service) *string { return &s.OtherNames }),
	textField("Description", func(s *data.Service) *string { return &s.Description }),
	textField("Referring", func(s *data.Service) *string { return &s.Referring }),
	textField("Eligibility", func(s *data.Service) *string { return &s.Eligibility }),
	textField("Cost", func(s *data.Service) *string { return &s.Cost }),
	textField("Days", func(s *data.Service) *string { return &s.Days }),
	textField("ContactName", func(s *data.Service) *string { return &s.ContactName }),
	textField("Phone", func(s *data.Service) *string { return &s.Phone }),
	textField("Email", func(s *data.Service) *string { return &s.Email }),
	textField("Web", func(s *data.Service) *string { return &s.Web }),
	textField("Address", func(s *data.Service) *string { return &s.Address }),
	textField("Postcode", func(s *data.Service) *string { return &s.Postcode }),
	textField("Area", func(s *data.Service) *string { return &s.Area }),
	textField("Waiting", func(s *data.Service) *string { return &s.Waiting }),
	textField("Access", func(s *data.Service) *string { return &s.Access }),
	textField("CheckedHow", func(s *data.Service) *string { return &s.CheckedHow }),
	ageField("MinAge", func(s *data.Service) *int { return &s.MinAge }),
	ageField("MaxAge", func(s *data.Service) *int { return &s.MaxAge }),
	degreeField("Latitude", 90, func(s *data.Service) *float64 { return &s.Latitude }),
	degreeField("Longitude", 180, func(s *data.Service) *float64 { return &s.Longitude }),
	dateField("ClosedUntil", func(s *data.Service) *data.Date { return &s.ClosedUntil }),
	dateField("LastChecked", func(s *data.Service) *data.Date { return &s.LastChecked }),
	choiceField("Status", data.ServiceStatuses(), func(s *data.Service) *data.ServiceStatus { return &s.Status }),
	choiceField("Room", data.Rooms(), func(s *data.Service) *data.Room { return &s.Room }),
	choiceField("Wheelchair", []data.Option[data.YesNo]{{Value: data.Yes}, {Value: data.No}},
		func(s *data.Service) *data.YesNo { return &s.Wheelchair }),
	{"Delivery",
		func(a, b *data.Service) bool { return slices.Equal(a.Delivery, b.Delivery) },
		func(s *data.Service) []string {
			var ways []string
			for _, d := range s.Delivery {
				ways = append(ways, string(d))
			}
			return ways
		},
		func(s *data.Service, values []string) bool {
			s.Delivery = nil
			for _, v := range values {
				s.Delivery = append(s.Delivery, data.Delivery(v))
			}
			return !slices.ContainsFunc(s.Delivery, func(d data.Delivery) bool { return !isOption(data.DeliveryWays(), d) })
		}},
	{"Languages",
		func(a, b *data.Service) bool { return slices.Equal(a.Languages, b.Languages) },
		func(s *data.Service) []string { return s.Languages },
		func(s *data.Service, values []string) bool { s.Languages = values; return true }},
}

// takeOwn lets our own attributes count before what was read from the fields
// of Open Referral, and drops the doubts about these.
func (e *entry) takeOwn(r *record) {
	values := map[string][]string{}
	for _, a := range r.Attributes {
		switch {
		case a.Term == nil || a.Term.Taxonomy != ownTaxonomy:
		case a.Term.Code == exportCode:
			e.Verbatim = true
		case a.Term.Code == needCode:
			e.Needs = append(e.Needs, notBlank(a.Value)...)
		default:
			values[a.Term.Code] = append(values[a.Term.Code], a.Value)
		}
	}
	for _, f := range ownFields {
		given, there := values[f.name]
		if !there {
			continue
		}
		if len(given) == 1 && given[0] == "" {
			given = nil
		}
		was := e.Service
		if !f.take(&e.Service, given) {
			e.Service = was
			e.doubt(f.name, "The file’s own field “"+f.name+"” was not imported, because “"+short(given[0])+"” is not a value it can have.")
			continue
		}
		e.Doubts = slices.DeleteFunc(e.Doubts, func(d data.Doubt) bool { return d.Field == f.name })
	}
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

func single(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

func textField(name string, at func(*data.Service) *string) ownField {
	return ownField{name,
		func(a, b *data.Service) bool { return *at(a) == *at(b) },
		func(s *data.Service) []string { return single(*at(s)) },
		func(s *data.Service, v []string) bool { *at(s) = first(v); return true }}
}

func ageField(name string, at func(*data.Service) *int) ownField {
	return ownField{name,
		func(a, b *data.Service) bool { return *at(a) == *at(b) },
		func(s *data.Service) []string { return single(ageNumber(*at(s)).String()) },
		func(s *data.Service, v []string) bool {
			age, err := strconv.Atoi(orElse(first(v), "0"))
			*at(s) = age
			return err == nil && age >= 0 && age <= oldest
		}}
}

// ageNumber is blank for no limit.
func ageNumber(age int) json.Number {
	if age == 0 {
		return ""
	}
	return json.Number(strconv.Itoa(age))
}

func degreeField(name string, most float64, at func(*data.Service) *float64) ownField {
	return ownField{name,
		func(a, b *data.Service) bool { return math.Float64bits(*at(a)) == math.Float64bits(*at(b)) },
		func(s *data.Service) []string { return single(degreeNumber(*at(s)).String()) },
		func(s *data.Service, v []string) bool {
			degrees, err := strconv.ParseFloat(orElse(first(v), "0"), 64)
			*at(s) = degrees
			return err == nil && degrees >= -most && degrees <= most
		}}
}

func degreeNumber(degrees float64) json.Number {
	return json.Number(strconv.FormatFloat(degrees, 'f', -1, 64))
}

func dateField(name string, at func(*data.Service) *data.Date) ownField {
	return ownField{name,
		func(a, b *data.Service) bool { return *at(a) == *at(b) },
		func(s *data.Service) []string { return single(at(s).String()) },
		func(s *data.Service, v []string) bool { return at(s).UnmarshalText([]byte(first(v))) == nil }}
}

func choiceField[T ~string](name string, options []data.Option[T], at func(*data.Service) *T) ownField {
	return ownField{name,
		func(a, b *data.Service) bool { return *at(a) == *at(b) },
		func(s *data.Service) []string { return single(string(*at(s))) },
		func(s *data.Service, v []string) bool {
			*at(s) = T(first(v))
			return len(v) == 0 || isOption(options, *at(s))
		}}
}

func isOption[T ~string](options []data.Option[T], value T) bool {
	return slices.ContainsFunc(options, func(o data.Option[T]) bool { return o.Value == value })
}
