package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"waymark/data"
	"waymark/data/store/soundness"
)

func runCheck(ctx context.Context, c *call) error {
	f, db := c.flags()
	asJSON := f.Bool("json", false, "print one JSON object")
	repair := f.Bool("repair", false, "make a backup, and then the search indexes anew")
	if err := c.parseFlags(f); err != nil {
		return err
	}
	if *repair {
		if err := repairIndexes(ctx, c, *db, *asJSON); err != nil {
			return err
		}
	}
	s, err := c.lookAt(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	result, err := s.Soundness.Check(ctx)
	if err != nil {
		return err
	}
	if *asJSON {
		err = printCheckJSON(c, result, s.EndedEarly())
	} else {
		err = printCheck(c, result, s.EndedEarly())
	}
	if err != nil {
		return err
	}
	return verdict(result)
}

// verdict says what a check means for whoever made it, nil if nothing is wrong.
func verdict(r *soundness.CheckResult) error {
	sentence := "The database failed its check. Do not delete it. Restore the most recent backup."
	switch n := len(r.Problems); {
	case n == 0:
		return nil
	case n == r.Repairable:
		sentence = "All records are whole, but what they are searched by is not. Close Waymark and run “waymark check --repair”."
	case n == r.OtherTrails:
		sentence = "All records are whole, but something is wrong with the audit trail of another PC. A backup of this PC would not mend it."
	case r.TrailBroken && n == 1+r.OtherTrails:
		sentence = "All records are whole, but the audit trail was changed outside Waymark. A restored backup would lose what was saved since."
	}
	return data.NewProblem(data.CodeDamaged, sentence)
}

// repairIndexes makes anew what is derived from the records, which no program
// may have open meanwhile.
func repairIndexes(ctx context.Context, c *call, asked string, quiet bool) error {
	s, err := c.openExisting(ctx, asked)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	backup, err := s.Soundness.Repair(ctx)
	if err == nil && !quiet {
		_, err = fmt.Fprintf(c.out, "The search indexes were rebuilt. A backup of the database as it was is in %s.\n", backup)
	}
	return err
}

func printCheck(c *call, r *soundness.CheckResult, early bool) error {
	_, err := fmt.Fprintf(c.out, "integrity: %s\nschema version: %d (this program knows %d)\n", r.Integrity, r.SchemaVersion, r.Latest)
	if early {
		_, err = fmt.Fprintln(c.out, "note: "+endedEarly)
	}
	for _, p := range r.Problems {
		_, err = fmt.Fprintln(c.out, "problem: "+p)
	}
	if len(r.Problems) == 0 {
		_, err = fmt.Fprintln(c.out, "foreign keys: ok")
	}
	for _, t := range r.Counts {
		_, err = fmt.Fprintf(c.out, "%-14s %d\n", t.Label, t.N)
	}
	return err
}

func printCheckJSON(c *call, r *soundness.CheckResult, early bool) error {
	counts := map[string]int{}
	for _, t := range r.Counts {
		counts[t.Key] = t.N
	}
	return c.printJSON(struct {
		OK            bool           `json:"ok"`
		Integrity     string         `json:"integrity"`
		SchemaVersion int            `json:"schema_version"`
		Latest        int            `json:"latest_schema_version"`
		Problems      []string       `json:"problems"`
		Repairable    int            `json:"repairable"`
		EndedEarly    bool           `json:"ended_early"` // what was saved last may be missing
		Counts        map[string]int `json:"counts"`
	}{len(r.Problems) == 0, r.Integrity, r.SchemaVersion, r.Latest, r.Problems, r.Repairable, early, counts})
}

func runBackup(ctx context.Context, c *call) error {
	f, db := c.flags()
	out := f.String("out", "", "the file to write; without it, a dated copy beside the database")
	if err := c.parseFlags(f); err != nil {
		return err
	}
	s, err := c.lookAt(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	path := ""
	if *out == "" {
		path, err = s.BackupNow(ctx)
	} else {
		if path, err = filepath.Abs(*out); err != nil {
			return err
		}
		if _, statErr := os.Stat(path); statErr == nil {
			return data.NewProblem(data.CodeRefused, "There is a file of that name already. It was left as it is; enter another name.")
		}
		err = s.BackupTo(ctx, path)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "A checked copy is at %s.\n", path)
	return err
}
