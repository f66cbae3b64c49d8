package openreferral

import (
	"encoding/json"
	"strings"
)

// The parts of a record as one object or row gives them, without their own
// ids, which nothing asks for once they are joined. The first name is that of
// HSDS 3, the others are those of version 1 and of common dialects.

func phoneFrom(s source) phone {
	return phone{Number: text(s, "number", "phone", "telephone"), extension: text(s, "extension"), kind: text(s, "type")}
}

func contactFrom(s source) *contact {
	return &contact{Name: text(s, "name", "title"), email: text(s, "email")}
}

func scheduleFrom(s source) schedule {
	return schedule{
		Description: text(s, "description"),
		freq:        text(s, "freq"),
		interval:    text(s, "interval"),
		byDay:       text(s, "byday", "weekday", "day"),
		byMonthDay:  text(s, "bymonthday"),
		byMonth:     text(s, "bymonth"),
		bySetPos:    text(s, "bysetpos"),
		count:       text(s, "count"),
		opens:       text(s, "opens_at", "opens"),
		closes:      text(s, "closes_at", "closes"),
		from:        text(s, "valid_from", "dtstart"),
		begins:      text(s, "dtstart"),
		byWeekNo:    text(s, "byweekno"),
		link:        text(s, "schedule_link"),
		until:       text(s, "valid_to", "until"),
		notes:       text(s, "notes"),
		attending:   text(s, "attending_type"),
	}
}

func areaFrom(s source) serviceArea {
	return serviceArea{Name: text(s, "name", "service_area", "description")}
}

func languageFrom(s source) spokenLanguage {
	return spokenLanguage{Name: text(s, "name", "language"), code: text(s, "code")}
}

func costFrom(s source) costOption {
	return costOption{
		option:      text(s, "option"),
		amount:      text(s, "amount"),
		currency:    text(s, "currency"),
		description: text(s, "amount_description", "cost_type", "description"),
		from:        text(s, "valid_from"),
		until:       text(s, "valid_to"),
	}
}

func eligibilityFrom(s source) eligibility {
	return eligibility{
		words: text(s, "eligibility", "description", "name"),
		low:   json.Number(text(s, "minimum_age", "min_age")),
		high:  json.Number(text(s, "maximum_age", "max_age")),
	}
}

func addressFrom(s source) address {
	return address{
		Address1:   text(s, "address_1", "address", "street_address"),
		address2:   text(s, "address_2"),
		City:       text(s, "city"),
		region:     text(s, "region"),
		State:      text(s, "state_province"),
		PostalCode: text(s, "postal_code", "postcode"),
		Type:       text(s, "address_type"),
	}
}

func accessFrom(s source) accessibility {
	return accessibility{Description: text(s, "description", "accessibility", "name"), details: text(s, "details")}
}

func locationFrom(s source) *location {
	return &location{
		Type:      text(s, "location_type"),
		Name:      text(s, "name"),
		Latitude:  json.Number(text(s, "latitude")),
		Longitude: json.Number(text(s, "longitude")),
	}
}

func organizationFrom(s source) *organization {
	return &organization{
		Name:    text(s, "name"),
		website: text(s, "website", "url"),
		email:   text(s, "email"),
	}
}

// attributeFrom keeps the value as it stands: it may be one of ours.
func attributeFrom(s source) attribute {
	return attribute{Value: s.raw("value")}
}

func termFrom(s source) *term {
	return &term{
		Code:     text(s, "code"),
		Name:     text(s, "name", "label"),
		Taxonomy: text(s, "taxonomy", "vocabulary"),
	}
}

// recordFrom is the record of the fields that stand in the object or row of
// the service itself.
func recordFrom(s source) *record {
	return &record{
		ID:                 text(s, "id"),
		Name:               text(s, "name"),
		AlternateName:      text(s, "alternate_name"),
		Description:        text(s, "description", "summary"),
		URL:                text(s, "url", "website"),
		Email:              text(s, "email"),
		Status:             statusFrom(s),
		shownFrom:          text(s, "visible_from"),
		shownUntil:         text(s, "visible_to"),
		ApplicationProcess: applicationFrom(s),
		Fees:               text(s, "fees_description", "fees"),
		WaitTime:           text(s, "wait_time"),
		alert:              text(s, "alert"),
		Eligibility:        text(s, "eligibility_description"),
		MinimumAge:         json.Number(text(s, "minimum_age", "min_age")),
		MaximumAge:         json.Number(text(s, "maximum_age", "max_age")),
		AssuredDate:        text(s, "assured_date"),
		ways:               notBlank(text(s, "attending_type"), text(s, "deliverable_type")),
		interpretation:     text(s, "interpretation_services"),
		free:               strings.EqualFold(text(s, "free", "is_free"), "true"),
	}
}

// applicationFrom is how to refer: in words, and as councils that use the
// extensions of version 1 say it ("Drop-in", "Booking is needed").
func applicationFrom(s source) string {
	return lines(text(s, "application_process"), text(s, "attending_access"), text(s, "pc_attendingAccess_additionalInfo"))
}

// statusFrom is the status in a word, or as yes or no in fields of their own.
func statusFrom(s source) string {
	switch {
	case text(s, "status") != "":
		return text(s, "status")
	case strings.EqualFold(text(s, "archived", "is_archived", "deleted", "is_deleted"), "true"), text(s, "deleted_at", "archived_at", "discarded_at") != "":
		return "archived"
	}
	if active := text(s, "is_active", "active"); active != "" {
		return active
	}
	shown := strings.ToLower(text(s, "is_published", "published", "is_visible", "visible"))
	if isNo(shown) {
		return notShown
	}
	return shown
}

func isNo(word string) bool { return word == "false" || word == "0" || word == "no" || word == "n" }
