package record

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
)

// chapter is one entry of the story as it is drawn: the services that were put
// before a client on one day are one chapter, and so are the uses that they
// were asked to agree to.
type chapter struct {
	data.Entry
	parts []data.Entry // two or more; nil when the chapter is one entry
}

// chapters draws the offers of one day together, and the consents, and leaves
// everything else.
func chapters(entries []data.Entry) []chapter {
	var told []chapter
	for i := 0; i < len(entries); {
		end, kind := i+1, entries[i].Kind
		for (kind == data.EntryOffer || kind == data.EntryConsent) && end < len(entries) &&
			entries[end].Kind == kind && entries[end].On == entries[i].On {
			end++
		}
		if end == i+1 {
			told = append(told, chapter{Entry: entries[i]})
		} else {
			told = append(told, together(entries[i:end]))
		}
		i = end
	}
	return told
}

func together(parts []data.Entry) chapter {
	c := chapter{Entry: data.Entry{On: parts[0].On, At: parts[0].At, Kind: parts[0].Kind, Staff: parts[0].Staff}, parts: parts}
	if c.Kind == data.EntryConsent {
		c.Title = fmt.Sprintf("Consent asked for %s", data.Plural(len(parts), "use", "uses"))
		return c
	}
	chosen := 0
	for _, o := range parts {
		if len(o.Tags) > 0 && o.Tags[0] == data.Chosen.Label() {
			chosen++
		}
	}
	offered := data.Plural(len(parts), "service offered", "services offered")
	if chosen == 0 {
		c.Title = fmt.Sprintf("%s, none chosen", offered)
	} else {
		c.Title = fmt.Sprintf("%s, %s chosen", offered, data.Count(chosen))
	}
	return c
}

// partLine is one part of a chapter: what was said in a chip, and the rest in a
// line. The words to an offer are the client's own, so they stand in quotes.
func partLine(e *data.Entry) fyne.CanvasObject {
	said, facts := "", e.Tags
	if len(e.Tags) > 0 {
		said, facts = e.Tags[0], e.Tags[1:]
	}
	_, name, found := strings.Cut(e.Title, "Consent: ")
	if !found {
		name = e.Title
	}
	line := person.Dotted(append([]string{name}, facts...)...)
	switch {
	case e.Detail == "":
	case e.Kind == data.EntryOffer:
		line += ": “" + e.Detail + "”"
	default:
		line = person.Dotted(line, e.Detail)
	}
	return kit.Border(8, nil, nil, kit.VStack(0, kit.NewChip(said, tagTone(said))), nil, kit.NewParagraph(line, kit.Body))
}

// entryWord is the kind of an entry in a word or two, beneath its day.
func entryWord(e *data.Entry) string {
	switch e.Kind {
	case data.EntryFollowUp:
		return "follow-up"
	case data.EntryPrescription:
		return "service"
	case data.EntryNeed:
		return "new need"
	default:
		return string(e.Kind)
	}
}
