package main

import (
	"context"

	"waymark/data"
	"waymark/reports/appointment"
)

// AppointmentCard implements host.Documents.
func (documents) AppointmentCard(ctx context.Context, path string, card *data.AppointmentCard, largePrint bool) error {
	return appointment.WriteCard(ctx, path, card, largePrint)
}

// ClinicList implements host.Documents.
func (documents) ClinicList(ctx context.Context, path string, clinic *data.DeskSession, largePrint bool) error {
	return appointment.WriteList(ctx, path, clinic, largePrint)
}
