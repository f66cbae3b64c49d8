package table

import "regexp"

// odsHeadings are the columns of the files of the NHS Organisation Data Service,
// which have no headings themselves. Its guide calls some "Null".
var odsHeadings = []string{"Organisation Code", "Name", "National Grouping", "High Level Health Geography",
	"Address Line 1", "Address Line 2", "Address Line 3", "Address Line 4", "Address Line 5", "Postcode", "Open Date", "Close Date",
	"Status Code", "Organisation Sub-Type Code", "Commissioner", "Join Provider/Purchaser Date", "Left Provider/Purchaser Date",
	"Contact Phone Number", "Null", "Null (2)", "Null (3)", "Amended Record Indicator", "Null (4)", "Provider/Purchaser", "Null (5)",
	"Prescribing Setting", "Null (6)"}

var (
	odsCode   = regexp.MustCompile(`^[A-Z0-9]{3,10}$`) // that of a branch has 9
	odsDay    = regexp.MustCompile(`^(?:\d{8}|\d{4}-\d{2}-\d{2})$`)
	odsStatus = regexp.MustCompile(`^(?:[A-Z]?|ACTIVE|INACTIVE)$`) // a letter in older files
)

// knownHeadless returns the headings of a published file that has none; nil for any
// other. All of its first rows have to look the same.
func knownHeadless(first []record) []string {
	for _, rec := range first {
		c := rec.cells
		if len(c) != len(odsHeadings) || !odsCode.MatchString(c[0]) || c[1] == "" || c[10] != "" && !odsDay.MatchString(c[10]) ||
			c[11] != "" && !odsDay.MatchString(c[11]) || !odsStatus.MatchString(c[12]) {
			return nil
		}
	}
	return odsHeadings
}
