package pad

import "waymark/ui/host"

// New makes the page for a route of the area Questionnaires: the overview, or
// one questionnaire when the route names a client or a response.
func New(h *host.Host, r host.Route) host.Page {
	if r.View == host.ViewQuestionnaire && (r.Client != "" || r.Record != "") {
		return newSitting(h, r)
	}
	return newOverview(h)
}
