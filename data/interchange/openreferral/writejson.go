package openreferral

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"iter"

	"waymark/data"
)

// WriteJSON writes entries as a list of services of Open Referral UK version
// 3, one to a line, as they come. ReadJSON gives equal entries: Key, Service
// without the ids of this directory's own records, Categories and Needs.
// Entries with Skip are left out. An error of the entries is given back, and
// what was written is then no whole file.
func WriteJSON(w io.Writer, entries iter.Seq2[*data.SourceEntry, error]) error {
	out := bufio.NewWriterSize(w, 1<<16)
	_, _ = out.WriteString("[") // Flush gives the first error
	between := "\n"
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	for e, err := range entries {
		if err != nil {
			return err
		}
		if e.Skip != "" {
			continue
		}
		line.Reset()
		if err := encoder.Encode(recordFor(e)); err != nil {
			return err
		}
		_, _ = out.WriteString(between)
		if _, err := out.Write(bytes.TrimSuffix(line.Bytes(), []byte("\n"))); err != nil {
			return err
		}
		between = ",\n"
	}
	_, _ = out.WriteString("\n]\n")
	return out.Flush()
}
