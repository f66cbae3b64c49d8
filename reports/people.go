package reports

import (
	"fmt"
	"strings"

	"waymark/data"
)

const nobodySeen = "No one was seen in this period"

var (
	reasonWords = phrases{
		about: "People seen, by main reason",
		none:  nobodySeen, unknown: "No reason is recorded for anyone seen", mostly: "No reason is recorded for more than half",
		all: "Everyone came for %s", one: "The one person seen came for %s", most: "More than half came for %s", lead: "%s was the most common reason",
	}
	sexWords = phrases{
		about: "People seen, by sex",
		none:  nobodySeen, unknown: "Sex is not recorded for anyone seen", mostly: "Sex is not recorded for more than half",
		all: "Everyone seen is recorded as %s", one: "The one person seen is recorded as %s", most: "More than half are recorded as %s",
		lead: "More people are recorded as %s than in any other group", lower: true,
	}
	ageWords = phrases{
		about: "People seen, by age",
		none:  nobodySeen, unknown: "Age is not recorded for anyone seen", mostly: "Age is not recorded for more than half",
		all: "Everyone seen was aged %s", one: "The one person seen was aged %s", most: "More than half were aged %s",
		lead: "People aged %s were the largest age group", lower: true,
	}
	surgeryWords = phrases{
		about: "People seen, by surgery",
		none:  nobodySeen, unknown: "No surgery is recorded for anyone seen", mostly: "No surgery is recorded for more than half",
		all: "Everyone seen had the same surgery: %s", one: "The one person seen had this surgery: %s", most: "More than half had the same surgery: %s",
		lead: "%s was the most common surgery",
	}
	partnerWords = phrases{
		about: "People seen, by partner",
		none:  nobodySeen, unknown: "No partner is recorded for anyone seen", mostly: "No partner is recorded for more than half",
		all: "Everyone seen was supported by %s", one: "The one person seen was supported by %s", most: "More than half were supported by %s",
		lead: "%s saw the most people",
	}
	sourceWords = phrases{
		about: "People seen, by source of referral",
		none:  nobodySeen, unknown: "No source is recorded for anyone seen", mostly: "No source is recorded for more than half",
		all: "Everyone had the same source of referral: %s", one: "The one person seen had this source of referral: %s",
		most: "More than half had the same source of referral: %s", lead: "%s was the most common source",
	}
	furtherWords = phrases{
		about: "People seen, by further reason",
		none:  nobodySeen, unknown: "No further reason was given for anyone seen",
		all: "%s was the most common further reason", one: "The one person seen also had %s as a reason",
		most: "More than half also had %s as a reason", lead: "%s was the most common further reason",
	}
	needWords = phrases{
		about: "People seen, by need found later",
		none:  nobodySeen, unknown: "No need was found later for anyone seen",
		all: "%s was the most common later need", one: "The one person seen also needed help with %s",
		most: "More than half had %s as a later need", lead: "%s was the most common later need",
	}
)

// roleWords are the titles of the table of who saw people, in the service’s own
// word. No name of a member of staff is ever in one.
func roleWords(role data.RoleName) *phrases {
	return &phrases{
		about: fmt.Sprintf("People seen, by %s", role.One),
		none:  nobodySeen, unknown: fmt.Sprintf("No %s is recorded for anyone seen", role.One),
		mostly: fmt.Sprintf("No %s is recorded for more than half", role.One),
		all:    fmt.Sprintf("Everyone was seen by the same %s", role.One), one: fmt.Sprintf("The %s of the one person seen", role.One), nameless: true,
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
	for _, t := range []struct {
		*Table
		words  *phrases
		prefix string
		sorted bool
	}{
		{&r.Reasons, &reasonWords, "Each person is counted once, by their main reason.", true},
		{&r.Sex, &sexWords, "", false},
		{&r.AgeBands, &ageWords, "", false},
		{&r.Surgeries, &surgeryWords, "", true},
		{&r.Sources, &sourceWords, "", true},
	} {
		b.protect(t.Table)
		if t.sorted {
			t.byCount()
		}
		t.Finding = t.words.claim(t.Table).title()
		t.Note = data.Tidy(t.prefix + " " + t.ns())
	}
	// The pilot printed reasons as whole percentages and sex with one decimal.
	r.Sex.Decimals = 1
	r.FurtherReasons = overlapping("further_reasons", "Further reasons", "Further reason", f.FurtherReasons, f.PeopleWithFurther, f.Seen)
	r.NeedsFound = overlapping("needs_found", "Needs found later", "Need", f.NeedsFound, f.PeopleWithNeeds, f.Seen)
	b.overlapping(&r.FurtherReasons, &furtherWords)
	b.overlapping(&r.NeedsFound, &needWords)
}

// partners makes the table of the organisations of a partnership.
func (b *builder) partners(f *data.Figures) {
	if f.ByPartner == nil {
		return
	}
	t := table("partners", "Partner", "Partner", "people", f.ByPartner)
	b.protect(&t)
	t.byCount()
	t.Finding = partnerWords.claim(&t).title()
	t.Note = t.ns()
	b.Partners, b.SurgeryPartners = t, f.SurgeryPartners
}

// overlapping protects a table of what a person may have several of, and says
// how to read it.
func (b *builder) overlapping(t *Table, words *phrases) {
	b.protect(t)
	t.byCount()
	t.Finding = words.claim(t).title()
	switch {
	case t.N.Hidden || t.Recorded.Hidden:
		t.Note = t.ns()
	case t.N.N > 0 && t.Recorded.N == 0:
		t.Note = fmt.Sprintf(oneOrMany(t.N.N, "The %s has none.", "None of the %s has any."), strings.TrimPrefix(people(t.N.N), "1 "))
	case t.N.N > 0:
		t.Note = fmt.Sprintf(oneOrMany(t.Recorded.N, "%s of %s has at least one.", "%s of %s have at least one."), t.Recorded.Text(), people(t.N.N)) +
			fmt.Sprintf(" A person can have several, so rows do not add up to the total. Percentages are of all %s.", t.N.Text()) + t.whyHidden()
	}
}

// staff counts people by prescriber, where the service chose to have that in
// its reports: the names of staff leave with it.
func (b *builder) staff(f *data.Figures, wanted bool) {
	if !wanted {
		return
	}
	t := table("prescribers", b.role.Capital(), b.role.Capital(), "people", f.ByPrescriber)
	b.protect(&t)
	t.byCount()
	t.Finding = roleWords(b.role).claim(&t).title()
	t.Note = t.ns()
	b.Prescribers = t
}
