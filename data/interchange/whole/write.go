package whole

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// Source hands over the tables of a database, all of one moment.
type Source interface {
	Tables() []Table
	// Each reads the rows of a table, in the same order each time. The values are
	// those of the row until the next is read. only asks for the rows that have a
	// long value; others may be among them.
	Each(ctx context.Context, table *Table, only bool, do func(values []any) error) error
}

// About is what an export says of itself.
type About struct {
	Schema     int
	ExportedAt time.Time
	// LeftOut says in a line each what of the database is not in the export.
	LeftOut []string
}

// Write writes an export: a zip at path, or a folder that is there and empty.
// progress is told a part from 0 to 1.
func Write(ctx context.Context, path string, zipped bool, source Source, about About, progress func(float64)) (*Manifest, error) {
	about.ExportedAt = about.ExportedAt.UTC().Truncate(time.Millisecond)
	var to target = folder{path}
	if zipped {
		a, err := newArchive(path, about.ExportedAt)
		if err != nil {
			return nil, err
		}
		to = a
	} else if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, err
	}
	w := &writer{ctx: ctx, to: to, source: source, progress: progress, manifest: &Manifest{Format: format, FormatVersion: formatVersion,
		Schema: about.Schema, ExportedAt: about.ExportedAt, Warning: personalData}}
	for _, t := range source.Tables() {
		w.total += 2 * t.Rows
	}
	err := w.all(about)
	if closed := to.close(); err == nil {
		err = closed
	}
	return w.manifest, err
}

// writer writes one export.
type writer struct {
	ctx         context.Context //nolint:containedctx // a writer lives no longer than the call it serves
	to          target
	source      Source
	manifest    *Manifest
	progress    func(float64)
	done, total int // rows
	line        []byte
}

func (w *writer) all(about About) error {
	tables := w.source.Tables()
	if err := w.file(readmeName, func(f io.Writer) error { return writeReadme(f, tables, about) }); err != nil {
		return err
	}
	if err := w.file(dictionaryName, func(f io.Writer) error { return writeDictionary(f, tables) }); err != nil {
		return err
	}
	for i := range tables {
		if err := w.longValues(&tables[i]); err != nil {
			return err
		}
	}
	for i := range tables {
		if err := w.file(csvName(tables[i].Name), func(f io.Writer) error { return w.csv(f, &tables[i]) }); err != nil {
			return err
		}
	}
	if err := w.file(jsonName, func(f io.Writer) error { return w.json(f, tables, about) }); err != nil {
		return err
	}
	f, err := w.to.create(manifestName)
	if err != nil {
		return err
	}
	e := json.NewEncoder(f)
	e.SetIndent("", " ")
	return errors.Join(e.Encode(w.manifest), f.Close())
}

// file writes one file and notes it in the manifest.
func (w *writer) file(name string, write func(io.Writer) error) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	to, err := w.to.create(name)
	if err != nil {
		return err
	}
	f := newCounted(to, name, func(m ManifestFile) { w.manifest.Files = append(w.manifest.Files, m) })
	if err := write(f); err != nil {
		return errors.Join(err, to.Close())
	}
	return f.Close()
}

// naming gives the long values of a table their file names: by number, since a name
// may say nothing of anyone.
type naming struct {
	table string
	n     int
}

func (n *naming) next(v any) string {
	n.n++
	in, ext := ending(v)
	return fmt.Sprintf("%s/%s-%06d.%s", in, n.table, n.n, ext)
}

// longValues writes each long value of a table as a file of its own.
func (w *writer) longValues(t *Table) error {
	names := &naming{table: t.Name}
	return w.source.Each(w.ctx, t, true, func(values []any) error {
		for i, v := range values {
			if !t.Columns[i].isLong(v) {
				continue
			}
			if err := w.file(names.next(v), func(f io.Writer) error {
				if text, ok := v.(string); ok {
					_, err := io.WriteString(f, text)
					return err
				}
				_, err := f.Write(v.([]byte))
				return err
			}); err != nil {
				return err
			}
		}
		return nil
	})
}

// rows writes the rows of a table, each as add has it.
func (w *writer) rows(f io.Writer, t *Table, add func(line []byte, values []any, files []string) []byte) error {
	names := &naming{table: t.Name}
	files := make([]string, len(t.Columns))
	n := 0
	w.line = w.line[:0]
	err := w.source.Each(w.ctx, t, false, func(values []any) error {
		for i, v := range values {
			if files[i] = ""; t.Columns[i].isLong(v) {
				files[i] = names.next(v)
			}
		}
		w.line = add(w.line, values, files)
		n++
		if len(w.line) < 1<<15 {
			return nil
		}
		w.progress(float64(w.done+n) / float64(w.total))
		return w.flush(f)
	})
	if w.done += n; err != nil {
		return err
	}
	if n != t.Rows {
		return fmt.Errorf("%s has %d rows, and %d were counted", t.Name, n, t.Rows)
	}
	return w.flush(f)
}

// flush writes what is gathered.
func (w *writer) flush(f io.Writer) error {
	_, err := f.Write(w.line)
	w.line = w.line[:0]
	if err == nil {
		err = w.ctx.Err()
	}
	return err
}

// byteOrderMark tells Excel that a CSV file is UTF-8.
const byteOrderMark = "\ufeff"

// csv writes a table with a line of headings.
func (w *writer) csv(f io.Writer, t *Table) error {
	head := []byte(byteOrderMark)
	for i, c := range t.Columns {
		head = appendCSV(comma(head, i), c.Name)
	}
	if _, err := f.Write(append(head, "\r\n"...)); err != nil {
		return err
	}
	return w.rows(f, t, func(line []byte, values []any, files []string) []byte {
		for i, v := range values {
			line = appendCSV(comma(line, i), cell(&t.Columns[i], v, files[i]))
		}
		return append(line, "\r\n"...)
	})
}

func comma(line []byte, column int) []byte {
	if column > 0 {
		return append(line, ',')
	}
	return line
}

// json writes all tables as one object, a row on each line.
func (w *writer) json(f io.Writer, tables []Table, about About) error {
	if _, err := io.WriteString(f, jsonHead(about.Schema)); err != nil {
		return err
	}
	for i := range tables {
		t := &tables[i]
		note := TableRows{Name: t.Name, Rows: t.Rows}
		for _, c := range t.Columns {
			note.Columns = append(note.Columns, ColumnKind{c.Name, c.Kind})
		}
		w.manifest.Tables = append(w.manifest.Tables, note)
		if _, err := io.WriteString(f, jsonBegin(t.Name)); err != nil {
			return err
		}
		first := true
		if err := w.rows(f, t, func(line []byte, values []any, files []string) []byte {
			if !first {
				line = append(line, ',')
			}
			first = false
			line = append(line, '\n')
			for i, v := range values {
				line = append(line, "{,"[min(i, 1)], '"')
				line = append(append(line, t.Columns[i].Name...), `":`...)
				line = appendValue(line, &t.Columns[i], v, files[i])
			}
			return append(line, '}')
		}); err != nil {
			return err
		}
		if _, err := io.WriteString(f, jsonEnd(i == len(tables)-1)); err != nil {
			return err
		}
	}
	_, err := io.WriteString(f, jsonFoot)
	return err
}

// The lines of the JSON file that are no rows.
func jsonHead(schema int) string {
	return fmt.Sprintf("{\"format\":%q,\"format_version\":%d,\"schema\":%d,\"tables\":{\n", format, formatVersion, schema)
}

func jsonBegin(table string) string { return fmt.Sprintf("%q:[", table) }

func jsonEnd(last bool) string {
	if last {
		return "\n]\n"
	}
	return "\n],\n"
}

const jsonFoot = "}}\n"
