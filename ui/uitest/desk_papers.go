package uitest

import (
	"context"

	"waymark/data"
	"waymark/reports"
)

// AppointmentCard implements host.Documents; no report screen writes one.
func (p *Paper) AppointmentCard(context.Context, string, *data.AppointmentCard, reports.Print) error {
	return context.Canceled
}

// ClinicList implements host.Documents; no report screen writes one.
func (p *Paper) ClinicList(context.Context, string, *data.DeskSession, bool) error {
	return context.Canceled
}
