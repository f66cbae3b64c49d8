package main

import "waymark/ui/host"

// everythingScreens are the screens of taking all records elsewhere.
func everythingScreens() []screen {
	at := func(people) host.Route {
		return host.Route{Area: host.Settings, View: host.ViewPart, Record: "Data and backups"}
	}
	return []screen{
		{"data-and-backups", at, nil, false},
		{"export-everything", at, press("Export everything…"), false},
	}
}
