package uitest

import (
	"context"
	"os"

	"waymark/data/agenda"
	"waymark/ui/host"
)

// Week implements host.Documents: it writes how many entries there are.
func (p *Paper) Week(_ context.Context, path string, a *agenda.Agenda, o host.WeekSheet) error {
	if p.Fail != nil {
		return p.Fail
	}
	return os.WriteFile(path, []byte("week "+o.Title+"\n"+a.From.String()), 0o600)
}
