package offersheet

import (
	"slices"
	"strings"

	"waymark/data"
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
func facts(v *data.Service) []fact {
	all := []fact{
		{"When", shorten(v.Days, mostFact)},
		{"Where", where(v)},
		{"How", ways(v.Delivery)},
		{"Cost", shorten(v.Cost, mostFact)},
		{"Phone", typeset.Solid(shorten(v.Phone, mostName))},
		{"Ask for", shorten(v.ContactName, mostName)},
		{"E-mail", shorten(v.Email, mostFact)},
		{"Web", web(v.Web)},
		{"Who for", shorten(v.Eligibility, mostFact)},
		{"Spoken", spoken(v.Languages)},
		{"Access", access(v)},
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
	return sentences(", ", strings.TrimRight(address, " ,.;"), typeset.Solid(postcode))
}

// ways says how a service is reached when that is not only by going there.
func ways(delivery []data.Delivery) string {
	var labels []string
	for _, d := range delivery {
		labels = append(labels, d.Label())
	}
	if len(delivery) == 0 || slices.Equal(delivery, []data.Delivery{data.InPerson}) {
		return ""
	}
	return data.Capital(strings.ToLower(listed(labels, "or")))
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

func spoken(languages []string) string {
	if len(languages) == 0 {
		return ""
	}
	return shorten(listed(append([]string{"English"}, languages...), "and"), mostFact)
}

func access(v *data.Service) string {
	wheelchair := ""
	if v.Wheelchair == data.Yes {
		wheelchair = "Wheelchair access."
	}
	return sentences(" ", wheelchair, shorten(v.Access, mostFact))
}

// next says what happens now, and when the person is asked about it.
func next(sheet *data.OfferSheet, item *data.OfferSheetItem) []string {
	who := prescriber(sheet)
	switch item.Service.Status {
	case data.ServiceDefunct:
		return []string{"This service has closed since. " + data.Capital(who) + " will look for something else with you."}
	case data.ServicePaused:
		closed := "They are closed for now."
		if until := item.Service.ClosedUntil; until.After(sheet.On) {
			closed = "They are closed for now and open again on " + typeset.Solid(until.Long()) + "."
		}
		return append([]string{closed}, steps(sheet, item, who)...)
	}
	return steps(sheet, item, who)
}

func steps(sheet *data.OfferSheet, item *data.OfferSheetItem, who string) []string {
	var said []string
	switch {
	case item.Kind == data.Signpost:
		said = append(said, "You contact them yourself when you are ready.")
	case item.Kind == data.ReferralOn && !item.Contact.On.IsZero():
		said = append(said, contacted(item.Contact)...)
	case item.Kind == data.ReferralOn && item.Contact.NotNeeded:
		said = append(said, "We agreed not to contact them for you. "+data.Capital(who)+" can tell you more.")
	case item.Kind == data.ReferralOn && item.PersonMayAsk:
		said = append(said, "We will contact them for you and give them your name. They should then get in touch with you.")
	default:
		said = append(said, data.Capital(who)+" will arrange this with you. We pass on your name only when you say so.")
	}
	if w := shorten(item.Service.Waiting, mostFact); w != "" {
		said = append(said, "Waiting time: "+closed(w))
	}
	if on := item.FollowUpOn; !on.IsZero() {
		when := "soon."
		if on.After(sheet.On) {
			when = "around " + typeset.Solid(on.Long()) + "."
		}
		said = append(said, data.Capital(who)+" will ask you how it went "+when)
	}
	return said
}

// contacted says when and how we contacted a service, and what happens then.
func contacted(c data.OfferSheetContact) []string {
	said := "We contacted them on " + typeset.Solid(c.On.Long())
	if how := data.Tidy(c.How); how != "" {
		said += ", " + data.LowerFirst(how)
	}
	if c.Began {
		return []string{closed(said)}
	}
	return []string{closed(said) + " They should get in touch with you."}
}

// prescriber is their name, or what they do when nobody is named.
func prescriber(sheet *data.OfferSheet) string {
	if name := shorten(sheet.Prescriber, mostName); name != "" {
		return name
	}
	return "your link worker"
}

// number is the number to ring with questions.
func number(sheet *data.OfferSheet) string { return typeset.Solid(shorten(sheet.Phone, mostName)) }

// quote puts quotation marks around what somebody said, once.
func quote(words string) string {
	words = strings.Trim(shorten(words, mostWords), `"“”`)
	if words == "" {
		return ""
	}
	return "You said: “" + words + "”"
}

// closed ends a text with a full stop, once.
func closed(text string) string {
	if strings.HasSuffix(text, "…") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "?") {
		return text
	}
	return strings.TrimRight(text, ".") + "."
}

// sentences joins those texts that are not blank.
func sentences(between string, texts ...string) string {
	kept := slices.DeleteFunc(slices.Clone(texts), func(t string) bool { return t == "" })
	return strings.Join(kept, between)
}

func listed(texts []string, and string) string {
	last := len(texts) - 1
	if last < 1 {
		return strings.Join(texts, "")
	}
	return strings.Join(texts[:last], ", ") + " " + and + " " + texts[last]
}
