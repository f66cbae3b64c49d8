package host

import "strings"

// RecordName is what a kind of record, by the name of its table, is called within a
// sentence: in the audit trail, and of what other PCs changed.
func RecordName(record string) string {
	if words, ok := recordNames[record]; ok {
		return words
	}
	return strings.ReplaceAll(record, "_", " ")
}

// recordNames are what the kinds of record are called, unless their own name says it.
var recordNames = map[string]string{
	"client": "client’s record", "episode": "referral into the service", "referral": "referral into the service", "person_access": "sign-in", "referral_reason": "further reason for referral",
	"follow_up": "follow-up", "attempt": "call for a follow-up",
	"prescription": "service referral", "prescription_status": "state of a service referral",
	"response": "questionnaire", "answer": "answer", "questionnaire": "list of questionnaires",
	"questionnaire_refusal": "refused questionnaire", "pairing": "scores chosen to compare",
	"gap": "need without a service", "tale": "story", "learnt": "what we learned", "frozen": "saved report",
	"handed": "report handed over", "report_reader": "reader of reports", "comparator": "published average",
	"service": "service in the directory", "staff": "member of staff", "reason": "reason for referral",
	"service_merge": "merged services", "service_distinct": "services that are not duplicates",
	"service_need": "needs of a service", "service_category": "categories of a service", "service_language": "languages of a service",
	"synonym": "search word", "flag_kind": "kind of flag",
	"letter_template": "wording of a letter", "clinical_code": "code for surgeries",
	"holiday_move": "follow-up moved for a holiday", "holiday_clash": "date on a holiday", "holiday_known": "list of holidays",
	"bank_holiday": "bank holiday", "session_change": "change of a clinic session", "absence": "leave or absence",
	"appointment_state": "state of an appointment", "presence": "who is free", "clash_kept": "appointments at the same time",
	"to_tell": "change to tell a client", "visit": "home visit", "visit_finding": "finding of a home visit",
	"visit_decision": "decision on a home visit", "visit_photo": "photo of a home visit",
	"lone_card": "lone-working card", "lone_call": "call about a lone-working card",
	"client_import": "import of clients", "client_origin": "list a client came from", "left_over": "part of a list to work through",
	"retention_kept": "record kept longer", "erasure_certificate": "certificate of deletion",
	"conflict": "change on two PCs", "rights_request": "rights request", "rights_text": "text read for a rights request",
	"person_facts": "figures",
}
