// Package webfeed fetches a feed of services from its address on the web into a
// folder on this PC: all pages of an Open Referral UK API, version 1 or 3, and the
// full record of each service that a page has only in short.
//
// It is a polite and careful guest. It asks for one thing at a time, waits as the
// website asks, and does not fetch again what has not changed. It uses TLS, unless
// the feed is on this PC. It reaches into the PC's own network only if a person
// has said so, and looks at the address at the moment it connects. Nothing is sent
// but the request itself, with the name and version of the program.
//
// What was fetched stays in the folder, so that a fetch that was stopped goes on
// where it was. Nothing here touches the database.
package webfeed
