package openreferral

import "encoding/json"

// record is one service with everything that belongs to it, as HSDS 3 names
// the parts. All readers make one; the writers write one. Numbers are kept as
// they were written, because feeds write texts where numbers belong.
type record struct {
	ID                 string        `json:"id"`
	Name               string        `json:"name"`
	AlternateName      string        `json:"alternate_name,omitempty"`
	Description        string        `json:"description"`
	URL                string        `json:"url,omitempty"`
	Email              string        `json:"email,omitempty"`
	Status             string        `json:"status"`
	ApplicationProcess string        `json:"application_process,omitempty"`
	Fees               string        `json:"fees_description,omitempty"`
	WaitTime           string        `json:"wait_time,omitempty"`
	Eligibility        string        `json:"eligibility_description,omitempty"`
	MinimumAge         json.Number   `json:"minimum_age,omitempty"`
	MaximumAge         json.Number   `json:"maximum_age,omitempty"`
	AssuredDate        string        `json:"assured_date,omitempty"`
	Organization       *organization `json:"organization,omitempty"`
	parts

	// Of version 1 and of extensions; read only.
	ways           []string // words about how it reaches people
	audiences      []string // whom it is for
	interpretation string
	free           bool // said as a fact of its own
	alert          string
	closures       []closure

	shownFrom, shownUntil string // the days between which its directory shows it
}

// parts is what a CSV package holds in tables of their own.
type parts struct {
	Phones       []phone            `json:"phones,omitempty"`
	Contacts     []*contact         `json:"contacts,omitempty"`
	Schedules    []schedule         `json:"schedules,omitempty"`
	ServiceAreas []serviceArea      `json:"service_areas,omitempty"`
	Languages    []spokenLanguage   `json:"languages,omitempty"`
	Places       []*serviceLocation `json:"service_at_locations,omitempty"`
	Attributes   []attribute        `json:"attributes,omitempty"`

	costs    []costOption
	eligible []eligibility
}

// closure is days on which version 1 says that a service is closed or has other hours.
type closure struct {
	closed        bool
	first, last   string
	opens, closes string
}

// eligibility is whom version 1 lets in: words and ages.
type eligibility struct {
	words     string
	low, high json.Number
}

type organization struct {
	ID          string     `json:"id"`
	Name        string     `json:"name"`
	Description string     `json:"description"`
	website     string     // read only, for a service without its own
	email       string     // read only, likewise
	phones      []phone    // read only, likewise
	contacts    []*contact // read only, likewise
}

type phone struct {
	ID        string `json:"id"`
	Number    string `json:"number"`
	extension string
	kind      string // such as "voice", "fax" and "textphone"
}

type contact struct {
	ID     string `json:"id"`
	Name   string `json:"name,omitempty"`
	email  string
	phones []phone
}

type schedule struct {
	ID          string `json:"id"`
	Description string `json:"description,omitempty"`
	freq        string
	interval    string
	byDay       string
	byMonthDay  string
	byMonth     string // numbers of months
	bySetPos    string
	count       string // how often it takes place in all
	opens       string
	closes      string
	from        string // the day it begins
	until       string // the day it ends
	notes       string
	attending   string
	begins      string // the day of the first time
	byWeekNo    string
	link        string // a page with the times
}

type serviceArea struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type spokenLanguage struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	code string
}

// costOption is read only: what a service costs is written in words.
type costOption struct {
	option, amount, currency, description string
	from, until                           string // when the price holds
}

type serviceLocation struct {
	ID       string    `json:"id"`
	Location *location `json:"location"`

	phones    []phone
	contacts  []*contact
	schedules []schedule
}

type location struct {
	ID            string          `json:"id"`
	Type          string          `json:"location_type"`
	Name          string          `json:"name,omitempty"`
	Latitude      json.Number     `json:"latitude,omitempty"`
	Longitude     json.Number     `json:"longitude,omitempty"`
	Addresses     []address       `json:"addresses,omitempty"`
	Accessibility []accessibility `json:"accessibility,omitempty"`
	phones        []phone
	contacts      []*contact
	schedules     []schedule
}

type address struct {
	ID         string `json:"id"`
	Address1   string `json:"address_1"`
	address2   string
	City       string `json:"city"`
	region     string
	State      string `json:"state_province"`
	PostalCode string `json:"postal_code"`
	Country    string `json:"country"`
	Type       string `json:"address_type"`
}

type accessibility struct {
	ID          string `json:"id"`
	Description string `json:"description"`
	details     string
}

type attribute struct {
	ID     string `json:"id"`
	LinkID string `json:"link_id"`
	Entity string `json:"link_entity"`
	Value  string `json:"value"`
	Label  string `json:"label,omitempty"`
	Term   *term  `json:"taxonomy_term,omitempty"`
}

type term struct {
	ID          string `json:"id"`
	Code        string `json:"code,omitempty"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Taxonomy    string `json:"taxonomy,omitempty"`
}
