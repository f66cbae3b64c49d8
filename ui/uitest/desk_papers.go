package uitest

import (
	"context"

	"waymark/data"
)

// AppointmentCard implements host.Documents; no report screen writes one.
func (p *Paper) AppointmentCard(context.Context, string, *data.AppointmentCard, bool) error {
	return context.Canceled
}

// ClinicList implements host.Documents; no report screen writes one.
func (p *Paper) ClinicList(context.Context, string, *data.DeskSession, bool) error {
	return context.Canceled
}
