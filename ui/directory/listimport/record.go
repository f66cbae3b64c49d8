package listimport

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

// entryObjects shows an entry of a source as the directory would.
func entryObjects(e *data.SourceEntry) []fyne.CanvasObject {
	if e.Skip != "" {
		return []fyne.CanvasObject{kit.NewParagraph(nameOr(e.Service.Name), kit.Heading), kit.NewBanner(kit.Red, fmt.Sprintf("Skipped: %s", e.Skip), nil)}
	}
	objects := []fyne.CanvasObject{kit.NewParagraph(nameOr(e.Service.Name), kit.Heading)}
	if e.Service.Organisation != "" {
		objects = append(objects, kit.NewParagraph(e.Service.Organisation, kit.Muted))
	}
	objects = append(objects, doubtObjects(e.Doubts)...)
	if e.Service.Description != "" {
		objects = append(objects, kit.NewParagraph(beginning(e.Service.Description), kit.Body))
	}
	for _, f := range data.ServiceFields() {
		switch f.Name {
		case "Name", "Organisation", "Description":
			continue
		}
		objects = append(objects, factObjects(f.Label, fieldText(f, &e.Service))...)
	}
	objects = append(objects, factObjects("Categories", strings.Join(e.Categories, ", "))...)
	objects = append(objects, factObjects("Needs", strings.Join(e.Needs, ", "))...)
	return append(objects, factObjects("ID in the file", idWords(e.Key))...)
}

// fieldText is a field in words. That a service is open goes without saying.
func fieldText(f data.ServiceField, s *data.Service) string {
	switch f.Name {
	case "Status":
		if s.Status == data.ServiceActive {
			return ""
		}
		return s.Status.Label()
	case "Room":
		if s.Room == "" {
			return ""
		}
		return s.Room.Label()
	case "Delivery":
		ways := make([]string, len(s.Delivery))
		for i, d := range s.Delivery {
			ways[i] = d.Label()
		}
		return strings.Join(ways, ", ")
	case "ClosedUntil":
		return s.ClosedUntil.Long()
	case "LastChecked":
		return s.LastChecked.Long()
	}
	return f.Get(s)
}

// idWords is the id that a source gives, "" for one that was made from the name
// because a list has none: it would say nothing to people.
func idWords(key string) string {
	if strings.HasPrefix(key, "name:") {
		return ""
	}
	return key
}

func nameOr(name string) string {
	if name == "" {
		return "No name"
	}
	return name
}

// factObjects is a labelled text, nothing when it is blank.
func factObjects(label, text string) []fyne.CanvasObject {
	if text == "" {
		return nil
	}
	return []fyne.CanvasObject{kit.VStack(1, kit.NewText(label, kit.Muted), kit.NewParagraph(beginning(text), kit.Body))}
}

func doubtObjects(doubts []data.Doubt) []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, len(doubts))
	for _, d := range doubts {
		objects = append(objects, kit.NewBanner(kit.Amber, doubtWords(d), nil))
	}
	return objects
}

// doubtWords is a doubt with the field it is about, as people call it.
func doubtWords(d data.Doubt) string {
	if d.Field == "" {
		return d.Sentence
	}
	for _, f := range data.ServiceFields() {
		if f.Name == d.Field {
			return f.Label + ": " + d.Sentence
		}
	}
	return d.Field + ": " + d.Sentence
}

// longestShown is how much of a text is shown here, in characters; published
// descriptions can be as long as a chapter.
const longestShown = 900

func beginning(text string) string {
	r := []rune(text)
	if len(r) <= longestShown {
		return text
	}
	return strings.TrimSpace(string(r[:longestShown])) + " …"
}
