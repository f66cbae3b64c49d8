package exchange

import (
	"slices"
	"strings"

	"waymark/data/exchange/change"
	"waymark/data/store"
)

// The partners of a service are organisations that each answer for their own clients. A
// PC that was let in for one partner has the records of its clients, whole, and no one
// else’s. It is served as the PC of a surgery is (see clinic_register.go): a device that
// holds everything hands rows over and takes them back, and what is typed on the PC of
// the partner comes back in the same compartment. The differences are that it has every
// column, that it may do whatever a device with everything may, and which rows are its
// own (partner_places.go).

// placing is what a transaction knows of where rows go.
type placing struct {
	// toDesks and toPartners say that there are surgeries and partners among the places.
	toDesks, toPartners bool
	partnerOf           map[string]string // of clients, while no one writes
}

// partnerPart begins the names of the compartments of partners.
const partnerPart = string(Casework) + "-"

// isPartner reports whether a place, or a compartment, is that of a partner.
func isPartner(place string) bool { return strings.HasPrefix(place, partnerPart) }

// placeOf is the surgery or partner whose compartment this is, as clinicPC names it.
func placeOf(compartment string) (string, bool) {
	if isPartner(compartment) {
		return compartment, true
	}
	return strings.CutPrefix(compartment, clinicPart)
}

// partOf is the compartment of a surgery or partner.
func partOf(place string) string {
	if isPartner(place) {
		return place
	}
	return clinicPart + place
}

// placesHeld lists the surgeries and partners of a holding.
func placesHeld(h change.Holding) []change.Clinic {
	list := slices.Clone(h.Clinics)
	for _, p := range h.Partners {
		list = append(list, change.Clinic{Surgery: partnerPart + p.ID, Since: p.Since})
	}
	return list
}

// ofPartners reports whether the PC of a partner has rows of a table beside the lists,
// which every device has.
func (t *table) ofPartners() bool { return t.compartment() != string(Lists) && !t.workedOut }

// inPlace reports whether a surgery or partner has rows of a table.
func inPlace(place string, t *table) bool {
	if isPartner(place) {
		return t.ofPartners()
	}
	return t.atDesk()
}

// goesTo reports whether a surgery or partner is given a group of columns.
func (g *group) goesTo(place string) bool { return isPartner(place) || g.way == bothWays }

// atPlace reports whether this is the PC of a surgery or partner.
func (w *work) atPlace() bool { return w.holds == store.HoldsClinics || w.holds == store.HoldsPartner }

// inPlaces reports whether some surgery or partner is given rows of a table.
func (w *work) inPlaces(t *table) bool {
	return w.toDesks && t.comes() || w.holds == store.HoldsClinics && t.atDesk() || w.toPartners && t.ofPartners()
}

// watches reports whether a change of a row of a table may change what a surgery or
// partner is given.
func (w *work) watches(t *table) bool {
	return w.seesToClinics() && (w.toDesks && t.atDesk() || w.toPartners && (t.ofPartners() || slices.Contains(saysWhose, t.Name)))
}

// saysWhose are the lists that say whose client someone is.
var saysWhose = []string{"partner", "surgery", "staff"}
