package openreferral

import (
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
)

// entry is a SourceEntry in the making.
type entry struct {
	*data.SourceEntry
	today data.Date
}

func (e *entry) doubt(field, sentence string) {
	e.Doubts = append(e.Doubts, data.Doubt{Field: field, Sentence: sentence})
}

// entry is the record as the directory understands it: the one place where
// that is decided, for every format.
func (r *record) entry(at data.Place, today data.Date) *data.SourceEntry {
	e := &entry{&data.SourceEntry{At: at}, today}
	r.takeEligible()
	e.takeNames(r)
	e.takeWords(r)
	e.takeStatus(r)
	e.takeAges(r)
	e.takeChecked(r)
	e.takePlaces(r)
	e.takeContact(r)
	e.takeAccess(r)
	e.takeDelivery(r)
	e.takeTerms(r)
	e.takeOwn(r)
	e.takeKey(r)
	e.Shorten(hasMarkup)
	return e.SourceEntry
}

func (e *entry) takeNames(r *record) {
	s := &e.Service
	s.Name, s.OtherNames = data.Tidy(r.Name), data.Tidy(r.AlternateName)
	if r.Organization != nil {
		s.Organisation = data.Tidy(r.Organization.Name)
	}
}

// takeKey takes the id. It comes after everything else because it falls back
// on the name.
func (e *entry) takeKey(r *record) {
	e.Key = r.ID
	switch {
	case strings.TrimSpace(e.Service.Name) == "":
		e.Skip = "This service has no name."
	case e.Key == "":
		e.Key = nameKey(&e.Service)
		e.doubt("id", "This service has no id. Its name and organisation stand for one, so that a new name makes a new service.")
	}
}

// nameKey stands for the id of a service that has none.
func nameKey(s *data.Service) string {
	return fold.Text(s.Name) + "|" + fold.Text(s.Organisation)
}

func (e *entry) takeWords(r *record) {
	s := &e.Service
	s.Description = data.TidyNote(r.Description)
	if alert := data.TidyNote(r.alert); alert != "" {
		s.Description = lines("Alert: "+alert, s.Description)
	}
	s.Referring = data.TidyNote(r.ApplicationProcess)
	s.Waiting = data.Tidy(r.WaitTime)
	s.Eligibility = data.TidyNote(r.Eligibility)
	if len(r.audiences) > 0 {
		s.Eligibility = lines(s.Eligibility, "For: "+listed(r.audiences...))
	}
	s.Cost = costWords(r, e.today)
	if slices.ContainsFunc(r.costs, func(c costOption) bool { return strings.HasPrefix(data.Tidy(c.amount), "-") }) {
		e.doubt("Cost", "A price is below nothing. Check it.")
	}
	e.takeDays(r.allSchedules())
	e.Service.Days = lines(append([]string{e.Service.Days}, closureWords(r.closures, e.today)...)...)
	for _, l := range r.Languages {
		e.addLanguage(l)
	}
}

// allSchedules are the service's own and those of its places. They mostly repeat
// each other, and those that do are there once.
func (r *record) allSchedules() []schedule {
	all := slices.Clone(r.Schedules)
	for _, p := range r.Places {
		all = append(all, p.schedules...)
		all = append(all, p.Location.schedules...)
	}
	seen := map[schedule]bool{}
	return slices.DeleteFunc(all, func(s schedule) bool {
		key := s
		key.ID = ""
		again := seen[key]
		seen[key] = true
		return again
	})
}

// takeTerms takes the names of the terms as categories, except ours.
func (e *entry) takeTerms(r *record) {
	var names []string
	for _, a := range r.Attributes {
		if a.Term != nil && a.Term.Taxonomy != ownTaxonomy {
			names = append(names, data.Tidy(a.Term.Name))
		}
	}
	e.Categories = notBlank(names...)
}

var statuses = map[string]data.ServiceStatus{
	"":                   data.ServiceActive,
	"active":             data.ServiceActive,
	"a":                  data.ServiceActive,
	"open":               data.ServiceActive,
	"current":            data.ServiceActive,
	"live":               data.ServiceActive,
	"published":          data.ServiceActive,
	"registered":         data.ServiceActive,
	"closed":             data.ServiceDefunct,
	"ceased":             data.ServiceDefunct,
	"archived":           data.ServiceDefunct,
	"removed":            data.ServiceDefunct,
	"r":                  data.ServiceDefunct,
	"c":                  data.ServiceDefunct,
	"deleted":            data.ServiceDefunct,
	"withdrawn":          data.ServiceDefunct,
	"ended":              data.ServiceDefunct,
	"cancelled":          data.ServiceDefunct,
	"dissolved":          data.ServiceDefunct,
	"deregistered":       data.ServiceDefunct,
	"no longer running":  data.ServiceDefunct,
	"not active":         data.ServiceDefunct,
	"no longer active":   data.ServiceDefunct,
	"expired":            data.ServiceDefunct,
	"disabled":           data.ServiceDefunct,
	"false":              data.ServiceDefunct,
	"0":                  data.ServiceDefunct,
	"no":                 data.ServiceDefunct,
	"true":               data.ServiceActive,
	"1":                  data.ServiceActive,
	"yes":                data.ServiceActive,
	"enabled":            data.ServiceActive,
	"approved":           data.ServiceActive,
	"verified":           data.ServiceActive,
	"running":            data.ServiceActive,
	"pending":            data.ServicePaused,
	"pending review":     data.ServicePaused,
	"under review":       data.ServicePaused,
	"unapproved":         data.ServicePaused,
	notShown:             data.ServicePaused,
	"hidden":             data.ServicePaused,
	"coming soon":        data.ServicePaused,
	"proposed":           data.ServicePaused,
	"draft":              data.ServicePaused,
	"unpublished":        data.ServicePaused,
	"on hold":            data.ServicePaused,
	"suspended":          data.ServicePaused,
	"paused":             data.ServicePaused,
	"inactive":           data.ServiceDefunct,
	"defunct":            data.ServiceDefunct,
	"temporarily closed": data.ServicePaused,
}

// notShown is the status of a service that a directory has and does not show: as a
// draft, for a while or for good.
const notShown = "not published"

var betweenWords = strings.NewReplacer("_", " ", "-", " ")

func (e *entry) takeStatus(r *record) {
	status, known := statuses[r.Status]
	if !known {
		status, known = statuses[strings.ToLower(data.Tidy(betweenWords.Replace(r.Status)))]
	}
	if !known {
		status = data.ServiceActive
		e.doubt("Status", "The status is given as “"+short(r.Status)+"”, which says nothing here. The service was imported as open.")
	}
	e.Service.Status = status
	if r.Status == notShown {
		e.doubt("Status", "Its directory does not show it, and does not say why. It was read as closed for now. If it can be offered, open it.")
	}
	e.takeShown(r)
}

// takeShown applies the days between which a directory shows a service: one that it
// no longer shows is over there, and one that it does not show yet is to come.
func (e *entry) takeShown(r *record) {
	until, ends := dateOf(r.shownUntil)
	from, begins := dateOf(r.shownFrom)
	switch {
	case e.Service.Status != data.ServiceActive:
	case ends && until.Before(e.today):
		e.Service.Status = data.ServiceDefunct
		e.doubt("Status", "Its directory shows it only until "+until.Short()+", so it was read as closed for good. If it goes on, open it again.")
	case begins && from.After(e.today):
		e.Service.Status, e.Service.ClosedUntil = data.ServicePaused, from
	}
}

// short is the beginning of a text, to be quoted in a sentence.
func short(t string) string {
	t = data.Tidy(t)
	if r := []rune(t); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return t
}
