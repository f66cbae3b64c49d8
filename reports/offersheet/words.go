package offersheet

import (
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/reports/internal/typeset"
)

// How much of each text is printed, in characters. A directory may hold a page
// about each service; the sheet has to be read at a kitchen table.
const (
	mostDescription = 350
	mostWords       = 300
	mostFact        = 180
	mostName        = 90 // of people and numbers to ring
)

// fact is one thing to know about a service, with the word before it.
type fact struct{ label, text string }

// facts are what is known about how to get to a service. What is not known
// is not there.
func facts(in *clienttext.Language, v *data.Service) []fact {
	all := []fact{
		{in.Say("sheet.when"), shorten(v.Days, mostFact)},
		{in.Say("sheet.where"), where(v)},
		{in.Say("sheet.how"), ways(in, v.Delivery)},
		{in.Say("sheet.cost"), shorten(v.Cost, mostFact)},
		{in.Say("sheet.phone"), typeset.Solid(shorten(v.Phone, mostName))},
		{in.Say("sheet.ask_for"), shorten(v.ContactName, mostName)},
		{in.Say("sheet.email"), shorten(v.Email, mostFact)},
		{in.Say("sheet.web"), web(v.Web)},
		{in.Say("sheet.who_for"), shorten(v.Eligibility, mostFact)},
		{in.Say("sheet.spoken"), spoken(in, v.Languages)},
		{in.Say("sheet.access"), access(in, v)},
	}
	return slices.DeleteFunc(all, func(f fact) bool { return f.text == "" })
}

func where(v *data.Service) string {
	address, postcode := shorten(v.Address, mostFact), data.Tidy(v.Postcode)
	if address == "" && postcode == "" {
		return shorten(v.Area, mostName)
	}
	if strings.Contains(strings.ToUpper(address), strings.ToUpper(postcode)) {
		return address
	}
	return parts(", ", strings.TrimRight(address, " ,.;"), typeset.Solid(postcode))
}

// ways says how a service is reached when that is not only by going there.
func ways(in *clienttext.Language, delivery []data.Delivery) string {
	var labels []string
	for i, d := range delivery {
		label := in.Say(clienttext.ID("sheet.way." + string(d)))
		if i > 0 {
			label = data.LowerFirst(label)
		}
		labels = append(labels, label)
	}
	if len(delivery) == 0 || slices.Equal(delivery, []data.Delivery{data.InPerson}) {
		return ""
	}
	return in.Or(labels)
}

// web is an address as people write it, or nothing when it is too long to type.
func web(address string) string {
	address = data.Tidy(address)
	for _, scheme := range []string{"https://", "http://"} {
		address = strings.TrimPrefix(address, scheme)
	}
	if len(address) > mostFact {
		return ""
	}
	return strings.TrimSuffix(address, "/")
}

func spoken(in *clienttext.Language, languages []string) string {
	if len(languages) == 0 {
		return ""
	}
	return shorten(in.And(append([]string{in.Say("sheet.english")}, languages...)), mostFact)
}

func access(in *clienttext.Language, v *data.Service) string {
	wheelchair := ""
	if v.Wheelchair == data.Yes {
		wheelchair = in.Say("sheet.wheelchair")
	}
	return clienttext.Sentences(wheelchair, shorten(v.Access, mostFact))
}

// named says a sentence about the member of staff by name, or the one that there
// is for when no one is named.
func named(in *clienttext.Language, sheet *data.OfferSheet, id clienttext.ID, values ...any) string {
	if name := shorten(sheet.Prescriber, mostName); name != "" {
		return in.Say(id, append([]any{name}, values...)...)
	}
	return in.Say(id+".unnamed", values...)
}

// day is a day that stays on one line.
func day(in *clienttext.Language, d data.Date) string { return typeset.Solid(in.Day(d)) }

// next says what happens now, and when the person is asked about it.
func next(in *clienttext.Language, sheet *data.OfferSheet, item *data.OfferSheetItem) []string {
	switch item.Service.Status {
	case data.ServiceDefunct:
		return []string{named(in, sheet, "sheet.closed")}
	case data.ServicePaused:
		closed := in.Say("sheet.paused")
		if until := item.Service.ClosedUntil; until.After(sheet.On) {
			closed = in.Say("sheet.paused.until", day(in, until))
		}
		return append([]string{closed}, steps(in, sheet, item)...)
	}
	return steps(in, sheet, item)
}

func steps(in *clienttext.Language, sheet *data.OfferSheet, item *data.OfferSheetItem) []string {
	said := []string{begun(in, sheet, item)}
	if w := shorten(item.Service.Waiting, mostFact); w != "" {
		said = append(said, in.Say("sheet.waiting", strings.TrimRight(w, ".")))
	}
	switch on := item.FollowUpOn; {
	case on.After(sheet.On):
		said = append(said, named(in, sheet, "sheet.follow_up", day(in, on)))
	case !on.IsZero():
		said = append(said, named(in, sheet, "sheet.follow_up.soon"))
	}
	return said
}

// begun says who contacts the service.
func begun(in *clienttext.Language, sheet *data.OfferSheet, item *data.OfferSheetItem) string {
	switch {
	case item.Kind == data.Signpost:
		return in.Say("sheet.signpost")
	case item.Kind == data.ReferralOn && !item.Contact.On.IsZero():
		return contacted(in, item.Contact)
	case item.Kind == data.ReferralOn && item.Contact.NotNeeded:
		return named(in, sheet, "sheet.not_contacted")
	case item.Kind == data.ReferralOn && item.PersonMayAsk:
		return in.Say("sheet.will_contact")
	}
	return named(in, sheet, "sheet.arrange")
}

// contacted says when and how we contacted a service, and what happens then. How
// is in the words of staff, which are English.
func contacted(in *clienttext.Language, c data.OfferSheetContact) string {
	said := in.Say("sheet.contacted", day(in, c.On))
	if how := data.Tidy(c.How); how != "" && in.English() {
		said = in.Say("sheet.contacted.how", day(in, c.On), data.LowerFirst(how))
	}
	if c.Began {
		return said
	}
	return clienttext.Sentences(said, in.Say("sheet.in_touch"))
}

// number is the number to ring with questions.
func number(sheet *data.OfferSheet) string { return typeset.Solid(shorten(sheet.Phone, mostName)) }

// quote puts quotation marks around what someone said, once.
func quote(in *clienttext.Language, words string) string {
	words = strings.Trim(shorten(words, mostWords), `"“”`)
	if words == "" {
		return ""
	}
	return in.Say("sheet.you_said", words)
}

// parts joins those texts that are not blank.
func parts(between string, texts ...string) string {
	kept := slices.DeleteFunc(slices.Clone(texts), func(t string) bool { return t == "" })
	return strings.Join(kept, between)
}
