package reports

import (
	"fmt"

	"waymark/data"
)

const nobodySeen = "Nobody was seen in this period"

var (
	reasonWords = phrases{
		none: nobodySeen, unknown: "No reason is recorded for anybody seen",
		mostly: "No reason is recorded for more than half",
		all:    "Everybody came for %s", one: "The one person seen came for %s", most: "More than half came for %s",
		lead: "%s was the most common reason", tie: "%s were the most common reasons, equally",
		level: "No reason stood out: %d were equally common",
	}
	sexWords = phrases{
		none: nobodySeen, unknown: "Sex is not recorded for anybody seen",
		mostly: "Sex is not recorded for more than half",
		all:    "Everybody seen is recorded as %s", one: "The one person seen is recorded as %s",
		most: "More than half are recorded as %s", lead: "The largest group is recorded as %s",
		tie: "%s were equally common", level: "No group stood out: %d were equally common", lower: true,
	}
	ageWords = phrases{
		none: nobodySeen, unknown: "Age is not recorded for anybody seen",
		mostly: "Age is not recorded for more than half",
		all:    "Everybody seen was aged %s", one: "The one person seen was aged %s", most: "More than half were aged %s",
		lead: "%s was the largest age group", tie: "%s were the largest age groups, equally",
		level: "No age group stood out: %d were equally large", lower: true,
	}
	surgeryWords = phrases{
		none: nobodySeen, unknown: "No surgery is recorded for anybody seen",
		mostly: "No surgery is recorded for more than half",
		all:    "Everybody seen belonged to %s", one: "The one person seen belonged to %s", most: "More than half belonged to %s",
		lead: "%s had the most people", tie: "%s had the most people, equally",
		level: "No surgery stood out: %d had equally many people",
	}
	sourceWords = phrases{
		none: nobodySeen, unknown: "No source is recorded for anybody seen",
		mostly: "No source is recorded for more than half",
		all:    "Everybody had the same source of referral: %s", one: "The one person seen had this source of referral: %s",
		most: "More than half had the same source of referral: %s",
		lead: "%s was the most common source", tie: "%s were the most common sources, equally",
		level: "No source stood out: %d were equally common",
	}
	furtherWords = phrases{
		none: nobodySeen, unknown: "No further reason was given for anybody seen",
		all: "%s was the further reason given most often", one: "The one person seen also came for %s",
		most: "%s was also a reason for more than half", lead: "%s was the further reason given most often",
		tie: "%s were the further reasons given most often, equally", level: "No further reason stood out: %d were equally common",
	}
	needWords = phrases{
		none: nobodySeen, unknown: "No need was found later for anybody seen",
		all: "%s was the need found most often", one: "The one person seen also needed help with %s",
		most: "%s was found for more than half", lead: "%s was the need found most often",
		tie: "%s were the needs found most often, equally", level: "No need stood out: %d were found equally often",
	}
)

// roleWords are the findings on who saw people, in the service's own word.
func roleWords(role data.RoleName) *phrases {
	return &phrases{
		none: nobodySeen, unknown: fmt.Sprintf("No %s is recorded for anyone seen", role.One),
		mostly: fmt.Sprintf("No %s is recorded for more than half", role.One),
		all:    "Everyone was seen by %s", one: "The one person seen had %s", most: "More than half had %s as their " + role.One,
		lead: "%s had the most people", tie: "%s had the most people, equally",
		level: fmt.Sprintf("No %s stood out: %%d had equally many people", role.One),
	}
}

// describePeople makes the tables of who was seen and why.
func (b *builder) describePeople(f *data.Figures) {
	r := b.Report
	r.Reasons = table("reasons", "Main reason for referral", "Main reason", "people", f.ByReason)
	r.Sex = table("sex", "Sex", "Sex", "people", f.BySex)
	r.AgeBands = table("age_bands", "Age", "Age at the end of the period", "people", f.ByAgeBand)
	r.Surgeries = table("surgeries", "Surgery", "Surgery", "people", f.BySurgery)
	r.Sources = table("sources", "Source of referral", "Source of referral", "people", f.BySource)
	r.Prescribers = table("prescribers", b.role.Capital(), b.role.Capital(), "people", f.ByPrescriber)
	for _, t := range []struct {
		*Table
		words  *phrases
		prefix string
		sorted bool
	}{
		{&r.Reasons, &reasonWords, "One main reason for each person.", true},
		{&r.Sex, &sexWords, "", false},
		{&r.AgeBands, &ageWords, "", false},
		{&r.Surgeries, &surgeryWords, "", true},
		{&r.Sources, &sourceWords, "", true},
		{&r.Prescribers, roleWords(b.role), "", true},
	} {
		b.protect(t.Table)
		if t.sorted {
			t.byCount()
		}
		t.Finding = t.words.finding(t.Table)
		t.Note = data.Tidy(t.prefix + " " + t.ns())
	}
	// The pilot printed reasons as whole percentages and sex with one decimal.
	r.Sex.Decimals = 1
	r.FurtherReasons = overlapping("further_reasons", "Further reasons", "Further reason", f.FurtherReasons, f.PeopleWithFurther, f.Seen)
	r.NeedsFound = overlapping("needs_found", "Needs found later", "Need", f.NeedsFound, f.PeopleWithNeeds, f.Seen)
	b.overlapping(&r.FurtherReasons, &furtherWords)
	b.overlapping(&r.NeedsFound, &needWords)
}

// overlapping protects a table of what a person may have several of, and says
// how to read it.
func (b *builder) overlapping(t *Table, words *phrases) {
	b.protect(t)
	t.byCount()
	t.Finding = words.finding(t)
	if t.N.Hidden || t.Recorded.Hidden {
		t.Note = t.ns()
		return
	}
	t.Note = "n " + t.Recorded.Text() + " of " + t.N.Text() + " " + unit(t.N.N, "people") + " with at least one. One person may have several, so that the rows do not add up; percentages are of all " +
		t.N.Text() + "." + t.whyHidden()
}
