package mapping

import (
	"slices"
	"strings"
)

// saidBy lists, for each field of data.Service, the columns that speak of it. A
// list without any of them says nothing of the field, which is not the same as
// saying that it is empty: a thinner list of a known source wipes nothing.
var saidBy = map[string][]Field{
	"OtherNames": {OtherNames}, "Organisation": {Organisation}, "Description": {Description, Note}, "Referring": {Referring},
	"Eligibility": {Eligibility, Ages}, "MinAge": {MinAge, Ages}, "MaxAge": {MaxAge, Ages}, "Cost": {Cost}, "Days": {Days},
	"ContactName": {Contact}, "Phone": {Phone}, "Email": {Email}, "Web": {Web},
	"Address": {Address, Town}, "Postcode": {Postcode, Address}, "Area": {Area, Town}, "Latitude": {Latitude}, "Longitude": {Longitude},
	"ClosedUntil": {ClosedUntil}, "Room": {Room}, "Waiting": {Waiting}, "Delivery": {Delivery}, "Wheelchair": {Wheelchair}, "Access": {Access, Wheelchair},
	"Languages": {Language}, "LastChecked": {Checked}, "Categories": {Category}, "Needs": {Need},
}

// Unsaid lists the fields of data.Service, and Categories and Needs, of which no
// column of a list with these headings speaks: data.SourceEntry.Unsaid.
func (m *Mapping) Unsaid(header []string) []string {
	columns := m.fields(header)
	var silent []string
	for field, by := range saidBy {
		if !slices.ContainsFunc(by, func(f Field) bool { return slices.Contains(columns, f) }) {
			silent = append(silent, field)
		}
	}
	slices.Sort(silent)
	return silent
}

// Unread lists the headings of columns that have something in the first rows of a
// list and become no field. Those that no one misses, such as a link to a picture,
// are not among them.
func (m *Mapping) Unread(header []string, sample [][]string) []string {
	unread := []string{}
	for i, field := range m.fields(header) {
		if field != "" || slices.Contains(left, headingKey(header[i])) {
			continue
		}
		if slices.ContainsFunc(sample, func(cells []string) bool { return i < len(cells) && strings.TrimSpace(cells[i]) != "" }) {
			unread = append(unread, header[i])
		}
	}
	return unread
}
