package ui

import (
	"cmp"
	"slices"
	"strings"

	"waymark/data/access"
	"waymark/data/fold"
	"waymark/ui/host"
	"waymark/ui/settings"
)

// action is one thing to do, as the search finds it.
type action struct {
	name string
	note string // where it is otherwise, and its keys
	// words are others that people use for it.
	words string
	do    func()
}

// actionPrefix begins what is remembered of an action.
const actionPrefix = "action "

func (a action) hit(typed string) hit {
	h := hit{group: groupActions, recent: actionPrefix + a.name, do: a.do}
	h.row.Title, h.row.Secondary, h.row.Marks = a.name, a.note, marksOf(a.name, typed)
	return h
}

// routeAction is a place that no menu leads to.
type routeAction struct {
	name, where, words string
	route              host.Route
	need               need // beyond that of the place
}

// routeActions are the places of staff that a page leads to, and no menu.
func routeActions() []routeAction {
	at := func(a host.Area, v host.View) host.Route { return host.Route{Area: a, View: v} }
	return []routeAction{
		{"Client with all details", "Clients", "new client add person full long form referral", at(host.Clients, host.ViewNewClient), everyone},
		{"Add a service", "Directory", "new service entry organisation activity group", at(host.Directory, host.ViewNewService), everyone},
		{"Import a list of services or postcodes", "Directory", "upload csv excel open referral feed council take in", at(host.Directory, host.ViewImport), everyone},
		{"Check details of services", "Directory", "ring round call out of date freshness stale verify", at(host.Directory, host.ViewRingRound), everyone},
		{"Suggested needs of services", "Directory", "mark tag categories reasons bulk council list descriptions", at(host.Directory, host.ViewNeeds), everyone},
		{"Services that may be entered twice", "Directory", "duplicates double merge same", at(host.Directory, host.ViewDuplicates), everyone},
		{"What was learned, and stories", "Reports", "case study quote narrative learnt lessons picture", at(host.Reports, host.ViewLearnt), everyone},
		{"Saved reports", "Reports", "frozen kept earlier figures year end compare", at(host.Reports, host.ViewSaved), everyone},
		{"Rights requests", "Clients", "subject access sar gdpr objection restriction correction erasure copy of records", at(host.Clients, host.ViewRights), everyone},
		{"Handed over", "Reports", "reports given funder reader series not sent who has which", at(host.Reports, host.ViewHanded), everyone},
		{"Messages to surgeries", "Reports", "gp practice letters codes snomed tell", at(host.Reports, host.ViewMessages), everyone},
		{"Import clients", "Clients", "people caseload move in upload csv excel list take in", at(host.Clients, host.ViewImportClients), need{access.Bulk, write}},
		{"Import answers", "Questionnaires", "upload csv excel survey responses results list take in", at(host.Questionnaires, host.ViewImportAnswers), everyone},
		{"Set up a clinic", "Clinics", "new clinic sessions slots surgery pattern weekly", at(host.Settings, host.ViewClinic), everyone},
		{"Plan a home visit", "Calendar", "visit route travel book", at(host.Calendar, host.ViewPlanVisit), everyone},
	}
}

// actions are all that can be done from the page that is shown.
func (s *Shell) actions() []action {
	var list []action
	for _, c := range s.commands() {
		if c.key == searchKey {
			continue
		}
		a := action{name: c.name, note: c.menu, words: c.menu + " " + c.words, do: func() { s.run(c) }}
		if c.key != "" {
			a.note += " · " + c.keys()
		}
		list = append(list, a)
	}
	if !s.staff() {
		return list
	}
	for _, r := range routeActions() {
		if !s.allowed(r.route) || !s.may(r.need) {
			continue
		}
		list = append(list, action{name: r.name, note: r.where, words: r.where + " " + r.words, do: func() { s.Go(r.route) }})
	}
	if s.parts == nil {
		s.parts = settings.Parts(s.host)
	}
	for _, p := range s.parts {
		list = append(list, action{name: p.Title, note: "Settings", words: "settings " + p.Words, do: func() { s.Go(p.Route) }})
	}
	if !s.rail.since.Hidden {
		list = append(list, action{name: "Since you last met", note: "Today", words: "changes need you decide settled conflict other pcs devices",
			do: func() { s.Go(sinceMetRoute) }})
	}
	if s.host.Exchanges() {
		list = append(list, action{name: "Exchange now", note: "With the other PCs of the service",
			words: "meet sync synchronise send receive fetch up to date devices", do: s.host.Meets.Soon})
	}
	return list
}

func actionNamed(list []action, name string) (action, bool) {
	i := slices.IndexFunc(list, func(a action) bool { return a.name == name })
	if i < 0 {
		return action{}, false
	}
	return list[i], true
}

// matching returns the actions that have every word typed, as any part of a word
// of their name or of the other words for them: those named so first, and of them
// those whose name begins so. named is true if the first has each word at the
// beginning of a word of its name.
func matching(list []action, typed string) (actions []action, named bool) {
	words := fold.Words(typed)
	if len(words) == 0 {
		return nil, false
	}
	type ranked struct {
		action
		rank int
	}
	var found []ranked
	for _, a := range list {
		if rank, ok := rankOf(a, words); ok {
			found = append(found, ranked{a, rank})
		}
	}
	begins := func(r ranked) int {
		if strings.HasPrefix(fold.Text(r.name), words[0]) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(found, func(a, b ranked) int {
		return cmp.Or(a.rank-b.rank, begins(a)-begins(b))
	})
	found = found[:min(len(found), mostActions)]
	for _, f := range found {
		actions = append(actions, f.action)
	}
	return actions, len(found) > 0 && found[0].rank == 0
}

// rankOf adds up how well each word fits: 0 begins a word of the name, 1 another
// word for it, 2 stands within a word of either.
func rankOf(a action, words []string) (rank int, ok bool) {
	name, other := " "+fold.Text(a.name), " "+fold.Text(a.words)
	for _, w := range words {
		switch {
		case strings.Contains(name, " "+w):
		case strings.Contains(other, " "+w):
			rank++
		case strings.Contains(name, w), strings.Contains(other, w):
			rank += 2
		default:
			return 0, false
		}
	}
	return rank, true
}
