// Package service holds what several rooms say about a service: its facts, words
// and the ways to it.
package service

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// Entry is a service with the names that it only knows by ID.
type Entry struct {
	Service           *data.Service
	Needs, Categories []string
	checkedBy, editor string
	checkDays         int
	Favourite         bool
	sources           []string // it was imported from
}

// Read reads what the detail of a service shows.
func Read(ctx context.Context, h *host.Host, id data.ID) (*Entry, error) {
	v, err := h.Directory.Service(ctx, id)
	if err != nil {
		return nil, err
	}
	e := &Entry{Service: v}
	names, err := readNames(ctx, h)
	if err != nil {
		return nil, err
	}
	for _, n := range v.Needs {
		e.Needs = append(e.Needs, names[n])
	}
	for _, k := range v.Categories {
		e.Categories = append(e.Categories, names[k])
	}
	e.checkedBy, e.editor = names[v.LastCheckedBy], names[v.UpdatedBy]
	favourites, err := h.Directory.FavouriteServices(ctx)
	if err != nil {
		return nil, err
	}
	e.Favourite = slices.ContainsFunc(favourites, func(r data.ServiceRow) bool { return r.ID == id })
	if e.sources, err = h.Sources.SourcesOf(ctx, id); err != nil {
		return nil, err
	}
	e.checkDays, err = h.Directory.CheckDays(ctx)
	return e, err
}

// readNames returns the names of needs, categories and staff by their ID.
func readNames(ctx context.Context, h *host.Host) (map[data.ID]string, error) {
	names := map[data.ID]string{}
	reasons, err := h.Lists.Reasons(ctx, true)
	if err != nil {
		return nil, err
	}
	for _, r := range reasons {
		names[r.ID] = r.Name
	}
	categories, err := h.Lists.Categories(ctx, true)
	if err != nil {
		return nil, err
	}
	for _, k := range categories {
		names[k.ID] = k.Name
	}
	staff, err := h.Lists.Staff(ctx, true)
	for _, s := range staff {
		names[s.ID] = s.Name
	}
	return names, err
}

// Warning is what someone must know before the service is offered, "" for nothing.
func Warning(e *Entry, today data.Date) string {
	v := e.Service
	switch {
	case v.Status == data.ServiceDefunct:
		return "Closed for good. It stays in existing records but you cannot offer it."
	case v.Status == data.ServicePaused && !v.ClosedUntil.IsZero():
		return fmt.Sprintf("Closed until %s.", v.ClosedUntil.Long())
	case v.Status == data.ServicePaused:
		return "Closed for now."
	case v.LastChecked.IsZero():
		return "These details have not been checked. Call before you refer."
	case Overdue(v.LastChecked, today, e.checkDays):
		return fmt.Sprintf("Not checked for %s. Call before you refer.", data.Plural(today.Sub(v.LastChecked), "day", "days"))
	}
	return ""
}

// Fact is one labelled text of a service.
type Fact struct {
	Label, Text string
	Copied      bool // a person may want to copy it
}

// Facts are what is known of a service, in the order in which it is told.
func Facts(v *data.Service) []Fact {
	return []Fact{
		{"How to refer", v.Referring, false},
		{"Phone", v.Phone, true},
		{"Email", v.Email, true},
		{"Website", v.Web, true},
		{"Contact", v.ContactName, false},
		{"Who it is for", v.Eligibility, false},
		{"Ages", data.Capital(data.AgeSpan(v.MinAge, v.MaxAge)), false},
		{"Days", v.Days, false},
		{"Cost", v.Cost, false},
		{"Waiting time", v.Waiting, false},
		{"How it is delivered", Delivery(v.Delivery), false},
		{"Access", Access(v), false},
		{"Languages", strings.Join(v.Languages, ", "), false},
		{"Where", Dotted(v.Address, v.Postcode, v.Area), false},
	}
}

// Object draws a fact, with a way to copy it where it is to be copied.
func (f Fact) Object() fyne.CanvasObject {
	if f.Copied {
		return kit.VStack(1, kit.NewText(f.Label, kit.Muted), kit.NewCopyLine(f.Text, kit.Body))
	}
	return kit.VStack(1, kit.NewText(f.Label, kit.Muted), kit.NewParagraph(f.Text, kit.Body))
}

// Delivery names the ways in which a service reaches people.
func Delivery(ways []data.Delivery) string {
	words := make([]string, len(ways))
	for i, w := range ways {
		words[i] = w.Label()
	}
	return strings.Join(words, ", ")
}

// Access is what is known about the way in.
func Access(v *data.Service) string {
	step := map[data.YesNo]string{data.Yes: "Step-free", data.No: "Not step-free"}[v.Wheelchair]
	return Dotted(step, v.Access)
}

// CheckedText says who made sure of the entry last, when and how.
func CheckedText(e *Entry) string {
	v := e.Service
	if v.LastChecked.IsZero() {
		return "Not checked yet"
	}
	return LastChecked(v.LastChecked, e.checkedBy, v.CheckedHow)
}

// LastChecked says when the details were last checked and, if known, by whom and
// how.
func LastChecked(on data.Date, by, how string) string {
	text := fmt.Sprintf("Last checked %s", on.Short())
	if by != "" {
		text = fmt.Sprintf("Last checked %s by %s", on.Short(), by)
	}
	if how != "" {
		text += ", " + how
	}
	return text
}

// EditedText says when an entry was edited last, and what it was imported from.
func EditedText(e *Entry) string {
	day := data.DateOf(e.Service.UpdatedAt.Local()).Short()
	text := fmt.Sprintf("Last edited %s", day)
	if e.editor != "" {
		text = fmt.Sprintf("Last edited %s by %s", day, e.editor)
	}
	if len(e.sources) > 0 {
		text = Dotted(text, fmt.Sprintf("imported from %s", data.JoinAnd(e.sources)))
	}
	return text
}
