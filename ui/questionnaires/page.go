package questionnaires

import "waymark/ui/host"

// New makes the page for a route of the area Questionnaires: the overview, one
// questionnaire when the route names a client or a response, or the keying in
// of paper forms.
func New(h *host.Host, r host.Route) host.Page {
	named := r.Client != "" || r.Record != ""
	switch {
	case r.View == host.ViewQuestionnaire && named:
		return newSitting(h, r)
	case r.View == host.ViewKeying && named:
		return newKeying(h, r)
	default:
		return newOverview(h)
	}
}
