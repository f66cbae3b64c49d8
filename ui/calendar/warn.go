package calendar

import (
	"context"
	"fmt"
	"strings"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/ui/host"
)

// warnings reads the flags of everyone in an agenda, and writes them beside them.
func warnings(ctx context.Context, h *host.Host, a *agenda.Agenda) error {
	flags, err := h.FlagsOf(ctx, a.Clients()...)
	if err != nil {
		return err
	}
	today := h.Today()
	of := func(client data.ID) []string {
		var words []string
		for _, f := range flags.Of(client, today) {
			words = append(words, f.Text)
		}
		return words
	}
	a.Warn(of)
	return nil
}

// warned puts a mark before a title, so that a warning shows where there is room
// for one line only.
func warned(title string, warnings []string) string {
	if len(warnings) == 0 {
		return title
	}
	return "! " + title
}

// warning is a line that says what to mind, "" for nothing.
func warning(warnings []string) string {
	if len(warnings) == 0 {
		return ""
	}
	return fmt.Sprintf("Note: %s", strings.Join(warnings, ", "))
}
