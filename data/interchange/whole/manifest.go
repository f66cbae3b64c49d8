package whole

import (
	"regexp"
	"strings"
	"time"

	"waymark/data"
)

// The names of the files that every export has.
const (
	manifestName   = "manifest.json"
	readmeName     = "README.txt"
	dictionaryName = "data-dictionary.csv"
	jsonName       = "waymark.json"
)

const (
	format        = "waymark-export"
	formatVersion = 1
)

// Manifest says what is in an export.
type Manifest struct {
	Format        string `json:"format"`
	FormatVersion int    `json:"format_version"`
	// Schema is the version of the tables that the rows come from.
	Schema     int            `json:"schema"`
	ExportedAt time.Time      `json:"exported_at"`
	Warning    string         `json:"warning"`
	Tables     []TableRows    `json:"tables"`
	Files      []ManifestFile `json:"files"`
}

// TableRows is how many rows a table has, and its columns.
type TableRows struct {
	Name    string       `json:"name"`
	Rows    int          `json:"rows"`
	Columns []ColumnKind `json:"columns"`
}

// ColumnKind is a column as the manifest has it.
type ColumnKind struct {
	Name string `json:"name"`
	Kind Kind   `json:"kind"`
}

// ManifestFile is the size and the SHA-256 of a file, in hexadecimal.
type ManifestFile struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// fileNames are the names that a file of an export may have.
var fileNames = regexp.MustCompile(`^(README\.txt|data-dictionary\.csv|waymark\.json|tables/[a-z][a-z0-9_]*\.csv|(pictures|texts)/[a-z][a-z0-9_]*-[0-9]{6,12}\.(jpg|png|txt|bin))$`)

// columnNames are the names that tables and columns may have.
var columnNames = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

const personalData = "This export holds personal data: names, addresses, health and hardship of the people in it. Keep it encrypted, share it only with people who may see every record, and delete it when you no longer need it."

// check returns an error if a manifest is none that this program writes.
func (m *Manifest) check(latest int) error {
	switch {
	case m.Format != format || m.FormatVersion < 1:
		return notAnExport(nil)
	case m.FormatVersion > formatVersion || m.Schema > latest:
		return data.NewProblem(data.CodeNewer, "This export was written by a newer Waymark. Update the program, then import it again.")
	case m.Schema < 1:
		return damaged("no version of the tables")
	}
	seen := map[string]bool{}
	for _, f := range m.Files {
		folded := strings.ToLower(f.Name)
		if !fileNames.MatchString(f.Name) || seen[folded] || f.Bytes < 0 || len(f.SHA256) != 64 {
			return damaged("a name, size or hash that no export has")
		}
		seen[folded] = true
	}
	for _, name := range []string{strings.ToLower(readmeName), dictionaryName, jsonName} {
		if !seen[name] {
			return damaged("a file that every export has is not in the manifest")
		}
	}
	return m.checkTables(seen)
}

func (m *Manifest) checkTables(files map[string]bool) error {
	if len(m.Tables) == 0 || len(m.Tables) > 1000 {
		return damaged("no tables, or too many")
	}
	names, unread := map[string]bool{}, map[string]bool{}
	for name := range files {
		unread[name] = strings.HasPrefix(name, "tables/")
	}
	for _, t := range m.Tables {
		if !columnNames.MatchString(t.Name) || names[t.Name] || !files[csvName(t.Name)] || len(t.Columns) == 0 || len(t.Columns) > 1000 {
			return damaged("a table that no export has")
		}
		names[t.Name] = true
		delete(unread, csvName(t.Name))
		for _, c := range t.Columns {
			switch c.Kind {
			case Text, Whole, Real, Bytes, Any:
			default:
				return damaged("a column of an unknown kind")
			}
			if !columnNames.MatchString(c.Name) {
				return damaged("a column that no export has")
			}
		}
	}
	for name, table := range unread {
		if table {
			return unknownTable(name)
		}
	}
	return nil
}

func csvName(table string) string { return "tables/" + table + ".csv" }
