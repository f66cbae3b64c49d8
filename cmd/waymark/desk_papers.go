package main

import (
	"context"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/appointment"
	"waymark/reports/statement"
)

// AppointmentCard implements host.Documents.
func (documents) AppointmentCard(ctx context.Context, path string, card *data.AppointmentCard, o reports.Print) error {
	return appointment.WriteCard(ctx, path, card, o)
}

// ClinicList implements host.Documents.
func (documents) ClinicList(ctx context.Context, path string, clinic *data.DeskSession, largePrint bool) error {
	return appointment.WriteList(ctx, path, clinic, largePrint)
}

// Statement implements host.Documents.
func (documents) Statement(ctx context.Context, path string, s *data.Statement) error {
	return statement.Write(ctx, path, s)
}
