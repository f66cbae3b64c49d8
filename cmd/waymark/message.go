package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"waymark/data"
	"waymark/data/letter"
	"waymark/data/store/letters"
	"waymark/data/store/office"
	"waymark/reports"
	"waymark/reports/letterpdf"
	"waymark/reports/surgerylist"
	"waymark/ui/host"
)

// messageJSON is what “waymark message --json” prints.
type messageJSON struct {
	Surgery  string             `json:"surgery"`
	From     data.Date          `json:"from"`
	To       data.Date          `json:"to"`
	Messages []messagePerson    `json:"messages"`
	LeftOut  []letters.LeftOut  `json:"left_out"`
	Rows     []data.CodedRow    `json:"rows"`
	Uncoded  []data.CodeMeaning `json:"without_code"`
	Files    []string           `json:"files"` // none without --out
}

type messagePerson struct {
	ClientID data.ID       `json:"client_id"`
	Client   string        `json:"client"`
	Occasion data.Occasion `json:"occasion"`
	Text     string        `json:"text"`
}

// runMessage makes what a surgery is told over a period: letters and a list for
// the practice to enter. With --out the files are written and recorded in the
// clients' stories; without it nothing is.
func runMessage(ctx context.Context, c *call) error {
	f, db := c.flags()
	var from, to dayFlag
	name := f.String("surgery", "", "the surgery")
	f.Var(&from, "from", "first day")
	f.Var(&to, "to", "last day")
	out := f.String("out", "", "folder for the letters and the list; without it nothing is written or recorded")
	again := f.Bool("again", false, "also clients of whom the surgery was told since")
	asJSON := f.Bool("json", false, "print who is told of, who is left out and why")
	if err := c.parseFlags(f); err != nil {
		return err
	}
	if *name == "" || from.IsZero() || to.IsZero() || *out == "" && !*asJSON {
		return wrongUse{"Say which surgery, which days and where to: “waymark message --db FILE --surgery NAME --from D --to D --out DIR”."}
	}
	open := c.lookAt
	if *out != "" {
		open = c.openToWrite
	}
	s, err := open(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	b, err := batchOf(ctx, s, *name, from.Date, to.Date, *again)
	if err != nil {
		return err
	}
	var files []string
	if *out != "" && len(b.Messages) > 0 {
		if files, err = writeBatch(ctx, s, b, *out); err != nil {
			return err
		}
	}
	if *asJSON {
		return c.printBatch(b, files)
	}
	return c.sayBatch(b, files)
}

func batchOf(ctx context.Context, s *office.Office, name string, from, to data.Date, again bool) (*letters.Batch, error) {
	surgery, err := surgeryNamed(ctx, s, name)
	if err != nil {
		return nil, err
	}
	return s.Letters.Batch(ctx, surgery.ID, from, to, again, nil)
}

// writeBatch writes the files of a batch, under names without personal data, and
// records the messages. If they cannot be recorded the files are taken away again.
func writeBatch(ctx context.Context, s *office.Office, b *letters.Batch, folder string) (files []string, err error) {
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return nil, &data.Problem{Code: data.CodeRefused, Cause: err, Sentence: "The folder for the letters cannot be made. Give one that you may write to."}
	}
	defer func() {
		if err != nil {
			for _, f := range files {
				_ = os.Remove(f)
			}
		}
	}()
	stem := "surgery-" + b.From.String() + "-" + b.To.String()
	pdf := host.FreePath(folder, stem+".pdf")
	if err := (documents{s}).Letters(ctx, pdf, b.Letters(), reports.Print{}, nil); err != nil {
		return files, err
	}
	files = append(files, pdf)
	if rows := b.Rows(); len(rows) > 0 {
		list := host.FreePath(folder, stem+".csv")
		if err := (documents{s}).SurgeryList(ctx, list, rows); err != nil {
			return files, err
		}
		files = append(files, list)
	}
	return files, s.Letters.RecordMessages(ctx, b.Messages, data.Date{}, "")
}

func (c *call) printBatch(b *letters.Batch, files []string) error {
	out := messageJSON{Surgery: b.Surgery, From: b.From, To: b.To, LeftOut: b.LeftOut, Rows: b.Rows(), Uncoded: b.Uncoded, Files: files, Messages: []messagePerson{}}
	for i := range b.Messages {
		m := &b.Messages[i]
		out.Messages = append(out.Messages, messagePerson{m.ClientID, m.Client, m.Occasion, m.Letter.Plain()})
	}
	body, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.out, string(body))
	return err
}

func (c *call) sayBatch(b *letters.Batch, files []string) error {
	_, _ = fmt.Fprintf(c.out, "%s for %s.\n", data.Plural(len(b.Messages), "letter", "letters"), b.Surgery)
	why := map[string]int{}
	var order []string
	for _, l := range b.LeftOut {
		if why[l.Why]++; why[l.Why] == 1 {
			order = append(order, l.Why)
		}
	}
	for _, w := range order {
		_, _ = fmt.Fprintf(c.out, "%s: %s.\n", w, data.Plural(why[w], "client", "clients"))
	}
	for _, f := range files {
		_, _ = fmt.Fprintf(c.out, "Written to %s.\n", f)
	}
	return nil
}

// Letters implements host.Documents.
func (documents) Letters(ctx context.Context, path string, list []*letter.Letter, o reports.Print, progress func(float64)) error {
	return letterpdf.Write(ctx, path, list, o, progress)
}

// SurgeryList implements host.Documents.
func (documents) SurgeryList(ctx context.Context, path string, rows []data.CodedRow) error {
	return surgerylist.Write(ctx, path, rows)
}

// Unprintable implements host.Documents.
func (documents) Unprintable(l *letter.Letter) string {
	return letterpdf.Missing(l)
}
