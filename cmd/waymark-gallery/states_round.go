package main

import "waymark/ui/host"

// roundScreens are the states of the follow-up round.
func roundScreens() []screen {
	at := func(people) host.Route { return host.Route{Area: host.Clients, View: host.ViewRound} }
	const came = "What happened?"
	return []screen{
		{"round", at, nil, false},
		{"round-reached", at, answer(came, 0), false},
		{"round-missed", at, answer(came, 1), false},
		{"round-wrong", at, then(answer(came, 0), press("Save and next")), false},
		{"round-mine", func(people) host.Route {
			return host.Route{Area: host.Clients, View: host.ViewRound, Record: "someone else"}
		}, nil, false},
	}
}
