package governance

import "strings"

// kind is a part of what is held about people, with why it is held.
type kind struct {
	name, why string
	tables    string
	special   bool // it may say something of health, or of another special category
}

// kinds are all records about people, in the order of the page. A test holds them
// against the schema: every table with a client has its place.
var kinds = []kind{
	{"Clients", "Name, date of birth, NHS number, address, contact details and language: to know who is who, and to reach them in the way they need.", "client", true},
	{"Referrals and needs", "Who sent them, why, and what was found to matter: to support them, and to count needs.", "episode referral need", true},
	{"Contacts and appointments", "When someone met or called them and what came of it: to carry on the support, and to plan clinics.", "contact appointment appointment_state to_tell holiday_move holiday_clash", true},
	{"Services offered", "What was offered and chosen, and what came of it: to follow up, and to see what helps.", "offer prescription prescription_status follow_up attempt gap task", true},
	{"Questionnaires", "Answers and scores, before and after: to see change together, and to report it as counts.", "response questionnaire_refusal pairing", true},
	{"Home visits and safety", "What was found, photos that were agreed to, and cards for colleagues out alone: to keep clients and staff safe.", "visit visit_finding visit_decision visit_photo lone_card lone_call", true},
	{"Warnings", "What a colleague has to know before a meeting, with a day of review.", "flag", true},
	{"Consents", "What they agreed to, when and how: to do no more than that.", "consent", false},
	{"Stories and own words", "What they agreed to have told without their name.", "tale", true},
	{"Letters and messages", "What was written about them and to whom.", "letter", true},
	{"Rights and retention", "What they asked for, and why a record is kept longer.", "rights_request rights_text retention_kept", false},
	{"Imports", "Where their record came from, and what is still to be worked through.", "client_origin left_over import_before", true},
	{"Two PCs that differ", "What one PC had when two changed the same record, until someone looked at it, and what waits for more of it.", "conflict exchange_waiting exchange_news", true},
}

// tablesOf lists the tables of a kind.
func (k kind) tablesOf() []string { return strings.Fields(k.tables) }
