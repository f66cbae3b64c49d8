package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/reports/statement"
)

// dueRecord is one record as 'retention list --json' prints it. The name is given
// only if it is asked for.
type dueRecord struct {
	ID       data.ID            `json:"id"`
	Name     string             `json:"name,omitempty"`
	Kind     data.RetentionKind `json:"kind"`
	LastOn   data.Date          `json:"last_entry"`
	DueOn    data.Date          `json:"due_since"`
	Warnings []string           `json:"warnings"`
	Until    data.Date          `json:"kept_until"`
	Because  string             `json:"kept_because"`
}

// dueList is what 'retention list --json' prints.
type dueList struct {
	Contact string      `json:"rule_never_seen"`
	Case    string      `json:"rule_case_ended"`
	Due     []dueRecord `json:"due"`
	Kept    []dueRecord `json:"kept"`
}

// runRetention is the family of commands about how long records are kept.
func runRetention(ctx context.Context, c *call) error {
	return map[string]func(context.Context, *call) error{
		"list": listDue, "keep": keepDue, "erase": eraseDue, "clean": cleanBackups,
	}[strings.TrimPrefix(c.command.name, "retention ")](ctx, c)
}

// retentionWords are the words of a call after those of the command.
func retentionWords(c *call, words []string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return "retention "+w == c.command.name })
}

func listDue(ctx context.Context, c *call) error {
	f, db := c.flags()
	asJSON := f.Bool("json", false, "print one JSON object")
	names := f.Bool("names", false, "with the names of the clients")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if err := noWords(retentionWords(c, words)); err != nil {
		return err
	}
	s, err := c.lookAt(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	rules, err := s.Retention.Rules(ctx)
	if err != nil {
		return err
	}
	due, kept, err := s.Retention.Due(ctx)
	if err != nil {
		return err
	}
	l := dueList{rules.Sentence(data.RetainContact), rules.Sentence(data.RetainCase), dueRecords(due, *names), dueRecords(kept, *names)}
	if *asJSON {
		return c.printJSON(l)
	}
	_, err = fmt.Fprintf(c.out, "Never seen: %s. Case ended: %s.\n", l.Contact, l.Case)
	for _, r := range l.Due {
		_, err = fmt.Fprintln(c.out, "due   "+r.line())
	}
	for _, r := range l.Kept {
		_, err = fmt.Fprintf(c.out, "kept  %s  until %s: %s\n", r.line(), r.Until, r.Because)
	}
	if len(l.Due)+len(l.Kept) == 0 {
		_, err = fmt.Fprintln(c.out, "No record is due to be deleted this month.")
	}
	return err
}

func dueRecords(list []data.RetentionDue, names bool) []dueRecord {
	records := make([]dueRecord, 0, len(list))
	for _, d := range list {
		r := dueRecord{ID: d.ClientID, Kind: d.Kind, LastOn: d.LastOn, DueOn: d.DueOn, Warnings: append([]string{}, d.Warnings...)}
		if names {
			r.Name = d.Name
		}
		if d.Kept != nil {
			r.Until, r.Because = d.Kept.Until, d.Kept.Because
		}
		records = append(records, r)
	}
	return records
}

func (r *dueRecord) line() string {
	parts := []string{string(r.ID), fmt.Sprintf("%-7s", r.Kind), "last " + r.LastOn.String(), "due " + r.DueOn.String()}
	if r.Name != "" {
		parts = append(parts, r.Name)
	}
	if len(r.Warnings) > 0 {
		parts = append(parts, "("+strings.Join(r.Warnings, ", ")+")")
	}
	return strings.Join(parts, "  ")
}

func keepDue(ctx context.Context, c *call) error {
	f, db := c.flags()
	var until dayFlag
	f.Var(&until, "until", "the day until which the record is kept")
	because := f.String("because", "", "why it is kept")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if words = retentionWords(c, words); len(words) != 1 {
		return wrongUse{"Give the id of one record, as “waymark retention list” prints it."}
	}
	s, err := c.openExisting(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if _, err := dueIDs(ctx, s, words); err != nil {
		return err
	}
	k := data.RetentionKept{ClientID: data.ID(words[0]), Until: until.Date, Because: *because}
	if err := s.Retention.Keep(ctx, &k); err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "The record is kept until %s.\n", k.Until.Short())
	return err
}

// dueIDs are the given records, all of which must be due or kept.
func dueIDs(ctx context.Context, s *office.Office, words []string) ([]data.ID, error) {
	due, kept, err := s.Retention.Due(ctx)
	if err != nil {
		return nil, err
	}
	var ids []data.ID
	for _, w := range words {
		if !slices.ContainsFunc(append(due, kept...), func(d data.RetentionDue) bool { return string(d.ClientID) == w }) {
			return nil, data.NewProblem(data.CodeNotFound, fmt.Sprintf("No record that is due has the id “%s”. “waymark retention list” prints those that are.", w))
		}
		ids = append(ids, data.ID(w))
	}
	return ids, nil
}

func eraseDue(ctx context.Context, c *call) error {
	f, db := c.flags()
	all := f.Bool("all", false, "every record that is due and not kept")
	records := f.Int("records", 0, "how many records you mean to delete, to confirm it")
	out := f.String("certificate", "", "a PDF file to write the certificate to")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if words = retentionWords(c, words); *all != (len(words) == 0) {
		return wrongUse{"Give the ids of the records, or --all for every one that is due."}
	}
	s, err := c.openExisting(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	ids, err := dueIDs(ctx, s, words)
	if err != nil {
		return err
	}
	if *all {
		due, _, err := s.Retention.Due(ctx)
		if err != nil {
			return err
		}
		for _, d := range due {
			ids = append(ids, d.ClientID)
		}
	}
	if len(ids) == 0 {
		_, err = fmt.Fprintln(c.out, "No record is due to be deleted this month.")
		return err
	}
	if *records != len(ids) {
		return wrongUse{fmt.Sprintf("This would delete %s for good. To confirm it, add --records %d.", data.Plural(len(ids), "record", "records"), len(ids))}
	}
	return c.erase(ctx, s, ids, *out)
}

func (c *call) erase(ctx context.Context, s *office.Office, ids []data.ID, out string) error {
	certificate, left, err := s.Retention.Erase(ctx, ids, nil)
	if certificate == nil {
		return err
	}
	_, _ = fmt.Fprintf(c.out, "%s deleted for good. The certificate is %s.\n", data.Plural(left.People, "record was", "records were"), certificate.Number())
	for _, b := range certificate.Body.Backups {
		until := "until someone deletes it"
		if !b.Until.IsZero() {
			until = "until " + b.Until.Short()
		}
		_, _ = fmt.Fprintf(c.out, "%s may still hold them, %s.\n", b.Name, until)
	}
	if len(certificate.Body.Backups) > 0 {
		_, _ = fmt.Fprintln(c.out, "“waymark retention clean” writes the backups again without them.")
	}
	if err != nil || out == "" {
		return err
	}
	service, err := s.Lists.Setting(ctx, lists.SettingServiceName)
	if err != nil {
		return err
	}
	path, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	words := certificate.Statement(service)
	return statement.Write(ctx, path, &words)
}

func cleanBackups(ctx context.Context, c *call) error {
	f, db := c.flags()
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if err := noWords(retentionWords(c, words)); err != nil {
		return err
	}
	s, err := c.openExisting(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	cleaned, left, err := s.Retention.CleanBackups(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.out, data.Plural(cleaned, "backup was written again without deleted records.", "backups were written again without deleted records."))
	for _, file := range left {
		_, err = fmt.Fprintf(c.out, "%s cannot be read, so it may still hold deleted records.\n", file.Path)
	}
	return err
}
