package directory

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

// entry is a service with the names that it only knows by ID.
type entry struct {
	service           *data.Service
	needs, categories []string
	checkedBy, editor string
	checkDays         int
	favourite         bool
	sources           []string // it was imported from
}

func readEntry(ctx context.Context, h *host.Host, id data.ID) (*entry, error) {
	v, err := h.Directory.Service(ctx, id)
	if err != nil {
		return nil, err
	}
	e := &entry{service: v}
	names, err := readNames(ctx, h)
	if err != nil {
		return nil, err
	}
	for _, n := range v.Needs {
		e.needs = append(e.needs, names[n])
	}
	for _, k := range v.Categories {
		e.categories = append(e.categories, names[k])
	}
	e.checkedBy, e.editor = names[v.LastCheckedBy], names[v.UpdatedBy]
	favourites, err := h.Directory.FavouriteServices(ctx)
	if err != nil {
		return nil, err
	}
	e.favourite = slices.ContainsFunc(favourites, func(r data.ServiceRow) bool { return r.ID == id })
	if e.sources, err = h.Sources.SourcesOf(ctx, id); err != nil {
		return nil, err
	}
	e.checkDays, err = h.Directory.CheckDays(ctx)
	return e, err
}

// readNames gives the names of needs, categories and staff by their ID.
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

// warning is what somebody must know before the service is offered, "" for nothing.
func warning(e *entry, today data.Date) string {
	v := e.service
	switch {
	case v.Status == data.ServiceDefunct:
		return "Closed for good. It stays in the records and is not offered any more."
	case v.Status == data.ServicePaused && !v.ClosedUntil.IsZero():
		return "Closed until " + v.ClosedUntil.Long() + "."
	case v.Status == data.ServicePaused:
		return "Closed for now."
	case v.LastChecked.IsZero():
		return "Nobody has made sure of this entry yet. Ring before you rely on it."
	case overdue(v.LastChecked, today, e.checkDays):
		return fmt.Sprintf("Not checked for %d days. Ring before you rely on it.", today.Sub(v.LastChecked))
	}
	return ""
}

// fact is one labelled text of a service.
type fact struct {
	label, text string
	copied      bool // a person may want to copy it
}

func facts(v *data.Service) []fact {
	return []fact{
		{"How to refer", v.Referring, false},
		{"Phone", v.Phone, true},
		{"E-mail", v.Email, true},
		{"Web", v.Web, true},
		{"Contact", v.ContactName, false},
		{"Who it is for", v.Eligibility, false},
		{"Ages", data.Capital(data.AgeSpan(v.MinAge, v.MaxAge)), false},
		{"Days", v.Days, false},
		{"Cost", v.Cost, false},
		{"Waiting", v.Waiting, false},
		{"How it reaches people", delivery(v.Delivery), false},
		{"Getting in", access(v), false},
		{"Languages", strings.Join(v.Languages, ", "), false},
		{"Where", dotted(v.Address, v.Postcode, v.Area), false},
	}
}

func (f fact) object() fyne.CanvasObject {
	if f.copied {
		return kit.VStack(1, kit.NewText(f.label, kit.Muted), kit.NewCopyLine(f.text, kit.Body))
	}
	return kit.VStack(1, kit.NewText(f.label, kit.Muted), kit.NewParagraph(f.text, kit.Body))
}

func delivery(ways []data.Delivery) string {
	words := make([]string, len(ways))
	for i, w := range ways {
		words[i] = w.Label()
	}
	return strings.Join(words, ", ")
}

// access is what is known about the way in.
func access(v *data.Service) string {
	step := map[data.YesNo]string{data.Yes: "Step-free", data.No: "Not step-free"}[v.Wheelchair]
	return dotted(step, v.Access)
}

// checkedText says who made sure of the entry last, when and how.
func checkedText(e *entry) string {
	v := e.service
	if v.LastChecked.IsZero() {
		return "Not checked yet"
	}
	text := "Last checked " + v.LastChecked.Short()
	if e.checkedBy != "" {
		text += " by " + e.checkedBy
	}
	if v.CheckedHow != "" {
		text += ", " + v.CheckedHow
	}
	return text
}

func editedText(e *entry) string {
	text := "Last edited " + data.DateOf(e.service.UpdatedAt.Local()).Short()
	if e.editor != "" {
		text += " by " + e.editor
	}
	if len(e.sources) > 0 {
		text += " · imported from " + strings.Join(e.sources, " and ")
	}
	return text
}
