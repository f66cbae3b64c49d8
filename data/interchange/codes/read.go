// Package codes reads the file of clinical codes that a service loads: for each
// meaning the code and the term that a practice enters.
package codes

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/interchange/table"
)

// Refused is a row that cannot be used, with why.
type Refused struct {
	Line int // of the file, from 1
	Why  string
}

// The headings that the columns may have.
var headings = [][]string{
	{"meaning", "what", "means", "our term"},
	{"code", "snomed", "snomed code", "snomed ct code", "concept id", "conceptid"},
	{"term", "description", "preferred term", "name"},
}

// Read reads a CSV file or workbook with the columns meaning, code and term.
// reasons are the names of the service's reasons for referral. It returns the
// codes that can be used and the rows that cannot; a file without those columns
// is a data.Problem.
func Read(ctx context.Context, path string, reasons []string) (list []data.ClinicalCode, refused []Refused, err error) {
	file, err := table.Look(path, table.Overrule{})
	if err != nil {
		return nil, nil, err
	}
	var at [3]int
	for i, names := range headings {
		if at[i] = slices.IndexFunc(file.Header, func(h string) bool { return slices.Contains(names, strings.ToLower(data.Tidy(h))) }); at[i] < 0 {
			return nil, nil, data.NewProblem(data.CodeInvalid, fmt.Sprintf("The file has no column “%s”. It needs the columns meaning, code and term.", names[0]))
		}
	}
	for row, err := range file.Rows(ctx) {
		if err != nil {
			return nil, nil, err
		}
		cell := func(i int) string {
			if i < len(row.Cells) {
				return row.Cells[i]
			}
			return ""
		}
		c, err := code(cell(at[0]), cell(at[1]), cell(at[2]), reasons)
		if err == nil && slices.ContainsFunc(list, func(o data.ClinicalCode) bool { return o.Meaning == c.Meaning }) {
			err = data.NewProblem(data.CodeInvalid, "This meaning has a code already, further up.")
		}
		if err != nil {
			refused = append(refused, Refused{Line: row.Line, Why: data.Sentence(err)})
			continue
		}
		list = append(list, c)
	}
	return list, refused, nil
}

func code(meaning, code, term string, reasons []string) (c data.ClinicalCode, err error) {
	if c.Meaning, err = data.ParseMeaning(meaning, reasons); err != nil {
		return c, err
	}
	if c.Code, err = data.ParseSNOMED(code); err != nil {
		return c, err
	}
	if c.Term = data.Tidy(term); len(c.Term) > data.MaxLine {
		err = data.NewProblem(data.CodeInvalid, "The term is too long.")
	}
	return c, err
}
