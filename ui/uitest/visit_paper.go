package uitest

import (
	"context"
	"os"

	"waymark/data"
)

// VisitList implements host.Documents; no report screen writes one.
func (p *Paper) VisitList(context.Context, string, *data.VisitList) error { return context.Canceled }

// LoneCard implements host.Documents; no report screen writes one.
func (p *Paper) LoneCard(context.Context, string, *data.LoneSheet) error { return context.Canceled }

// VisitList implements host.Documents.
func (p *Sheets) VisitList(_ context.Context, path string, list *data.VisitList) error {
	p.Path, p.List = path, list
	return os.WriteFile(path, []byte("%PDF"), 0o600)
}

// LoneCard implements host.Documents.
func (p *Sheets) LoneCard(_ context.Context, path string, sheet *data.LoneSheet) error {
	p.Path, p.Card = path, sheet
	return os.WriteFile(path, []byte("%PDF"), 0o600)
}

// Statement implements host.Documents; no report screen writes one.
func (p *Paper) Statement(context.Context, string, *data.Statement) error { return context.Canceled }

// Statement implements host.Documents.
func (p *Sheets) Statement(_ context.Context, path string, s *data.Statement) error {
	p.Path, p.Said = path, s
	return os.WriteFile(path, []byte("%PDF"), 0o600)
}
