package data

import (
	"slices"
	"strconv"
	"strings"
)

// ServiceField is one field of a service as text, for comparing, importing and
// merging entries. What Get gives, Set takes.
type ServiceField struct {
	Name  string // of the field of Service
	Label string // for people
	Get   func(*Service) string
	Set   func(*Service, string)
}

func textField(name, label string, at func(*Service) *string) ServiceField {
	return ServiceField{name, label, func(s *Service) string { return *at(s) }, func(s *Service, v string) { *at(s) = v }}
}

func numberField(name, label string, at func(*Service) *int) ServiceField {
	return ServiceField{name, label,
		func(s *Service) string {
			if *at(s) == 0 {
				return ""
			}
			return strconv.Itoa(*at(s))
		},
		func(s *Service, v string) { *at(s), _ = strconv.Atoi(v) }}
}

func degreesField(name, label string, at func(*Service) *float64) ServiceField {
	return ServiceField{name, label,
		func(s *Service) string {
			if *at(s) == 0 {
				return ""
			}
			return strconv.FormatFloat(*at(s), 'f', -1, 64)
		},
		func(s *Service, v string) { *at(s), _ = strconv.ParseFloat(v, 64) }}
}

func dateField(name, label string, at func(*Service) *Date) ServiceField {
	return ServiceField{name, label,
		func(s *Service) string { return at(s).String() },
		func(s *Service, v string) { *at(s), _ = ParseDate(v) }}
}

func choiceField[T ~string](name, label string, at func(*Service) *T) ServiceField {
	return ServiceField{name, label, func(s *Service) string { return string(*at(s)) }, func(s *Service, v string) { *at(s) = T(v) }}
}

func listField[T ~string](name, label string, at func(*Service) *[]T) ServiceField {
	return ServiceField{name, label,
		func(s *Service) string {
			words := make([]string, len(*at(s)))
			for i, w := range *at(s) {
				words[i] = string(w)
			}
			return strings.Join(words, ", ")
		},
		func(s *Service, v string) {
			*at(s) = nil
			for _, w := range strings.Split(v, ",") {
				if w = Tidy(w); w != "" {
					*at(s) = append(*at(s), T(w))
				}
			}
		}}
}

var serviceFields = []ServiceField{
	textField("Name", "Name", func(s *Service) *string { return &s.Name }),
	textField("OtherNames", "Other names", func(s *Service) *string { return &s.OtherNames }),
	textField("Organisation", "Organisation", func(s *Service) *string { return &s.Organisation }),
	textField("Description", "Description", func(s *Service) *string { return &s.Description }),
	textField("Referring", "How to refer", func(s *Service) *string { return &s.Referring }),
	textField("Eligibility", "Who it is for", func(s *Service) *string { return &s.Eligibility }),
	numberField("MinAge", "Youngest age", func(s *Service) *int { return &s.MinAge }),
	numberField("MaxAge", "Oldest age", func(s *Service) *int { return &s.MaxAge }),
	textField("Cost", "Cost", func(s *Service) *string { return &s.Cost }),
	textField("Days", "Days and times", func(s *Service) *string { return &s.Days }),
	textField("ContactName", "Contact", func(s *Service) *string { return &s.ContactName }),
	textField("Phone", "Phone", func(s *Service) *string { return &s.Phone }),
	textField("Email", "Email", func(s *Service) *string { return &s.Email }),
	textField("Web", "Web", func(s *Service) *string { return &s.Web }),
	textField("Address", "Address", func(s *Service) *string { return &s.Address }),
	textField("Postcode", "Postcode", func(s *Service) *string { return &s.Postcode }),
	textField("Area", "Area", func(s *Service) *string { return &s.Area }),
	degreesField("Latitude", "Latitude", func(s *Service) *float64 { return &s.Latitude }),
	degreesField("Longitude", "Longitude", func(s *Service) *float64 { return &s.Longitude }),
	choiceField("Status", "Open or closed", func(s *Service) *ServiceStatus { return &s.Status }),
	dateField("ClosedUntil", "Closed until", func(s *Service) *Date { return &s.ClosedUntil }),
	choiceField("Room", "Room", func(s *Service) *Room { return &s.Room }),
	textField("Waiting", "Waiting time", func(s *Service) *string { return &s.Waiting }),
	listField("Delivery", "How", func(s *Service) *[]Delivery { return &s.Delivery }),
	choiceField("Wheelchair", "Step-free", func(s *Service) *YesNo { return &s.Wheelchair }),
	textField("Access", "Access", func(s *Service) *string { return &s.Access }),
	listField("Languages", "Languages", func(s *Service) *[]string { return &s.Languages }),
	dateField("LastChecked", "Last checked", func(s *Service) *Date { return &s.LastChecked }),
}

// ServiceFieldLabel returns how a field of a service is called on screens, or its
// name if it has no label.
func ServiceFieldLabel(name string) string {
	for _, f := range serviceFields {
		if f.Name == name {
			return f.Label
		}
	}
	return name
}

// ServiceFields lists the fields of a service that a source can give, in the
// order of the form; categories and needs are compared by name elsewhere.
func ServiceFields() []ServiceField { return slices.Clone(serviceFields) }
