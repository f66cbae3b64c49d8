package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/interchange/bound"
	"waymark/data/interchange/table"
	"waymark/data/store"
	"waymark/data/store/office"
)

// importJob is what every import of a list is asked.
type importJob struct {
	db, mapFile, path string
	dryRun, asJSON    bool
	overrule          table.Overrule // how a list is read, where it was detected wrongly
}

// flags registers the options; mapHelp says what the file for --map is.
func (i *importJob) flags(f *flag.FlagSet, mapHelp string) {
	f.StringVar(&i.mapFile, "map", "", mapHelp)
	f.BoolVar(&i.dryRun, "dry-run", false, "show what would change, without changing anything")
	f.BoolVar(&i.asJSON, "json", false, "print one JSON object")
	i.overruleFlags(f)
}

// overruleFlags lets what is detected of a list be overruled.
func (i *importJob) overruleFlags(f *flag.FlagSet) {
	f.StringVar(&i.overrule.Sheet, "sheet", "", "the sheet of a workbook")
	f.Func("encoding", "such as UTF-8 or Windows-1252", func(name string) error {
		for _, e := range table.Encodings() {
			if strings.EqualFold(string(e), name) {
				i.overrule.Encoding = e
				return nil
			}
		}
		return fmt.Errorf("there is no encoding %q; there are %v", name, table.Encodings())
	})
	f.Func("delimiter", "the character between cells; tab for a tab", func(text string) error {
		if text == "tab" {
			text = "\t"
		}
		letters := []rune(text)
		if len(letters) != 1 {
			return errors.New("enter one character, or the word tab")
		}
		i.overrule.Delimiter = letters[0]
		return nil
	})
	f.Func("header-row", "the line of the headings; 0 for none", func(text string) error {
		line, err := strconv.Atoi(text)
		if err != nil || line < 0 {
			return errors.New("enter the number of a line, or 0")
		}
		i.overrule.HeaderRow = &line
		return nil
	})
}

// readMap reads the file for --map; nil when none was given.
func (i importJob) readMap() ([]byte, error) {
	if i.mapFile == "" {
		return nil, nil
	}
	body, err := bound.ReadFile(i.mapFile, "a map of columns", 4)
	if data.CodeOf(err) == data.CodeNotFound {
		return nil, &data.Problem{Code: data.CodeNotFound, Cause: err, Sentence: "The file for --map cannot be read. Check its name."}
	}
	return body, err
}

// open opens the database, only to look when nothing is to be changed.
func (i importJob) open(ctx context.Context, c *call) (*office.Office, func(), error) {
	if i.dryRun {
		return c.openToTry(ctx, i.db)
	}
	s, err := c.openToWrite(ctx, i.db)
	if err != nil {
		return nil, nil, err
	}
	return s, func() { _ = s.Close() }, nil
}

// openToTry opens a database only to look, also beside a window; when there is
// none yet, an empty one that is gone when closed is called.
func (c *call) openToTry(ctx context.Context, asked string) (s *office.Office, closed func(), err error) {
	path, err := placeOf(asked)
	if err != nil {
		return nil, nil, err
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		if s, err = c.opened(ctx, path, store.Options{ReadOnly: true}); err != nil {
			return nil, nil, err
		}
		return s, func() { _ = s.Close() }, nil
	}
	folder, err := os.MkdirTemp("", "waymark-try")
	if err != nil {
		return nil, nil, err
	}
	s, err = c.openToWrite(ctx, filepath.Join(folder, "empty.db"))
	return s, func() {
		if s != nil {
			_ = s.Close()
		}
		_ = os.RemoveAll(folder)
	}, err
}

// openToWrite opens the database of a call for writing, so not beside a window.
func (c *call) openToWrite(ctx context.Context, asked string) (*office.Office, error) {
	path, err := placeOf(asked)
	if err != nil {
		return nil, err
	}
	s, err := c.opened(ctx, path, store.Options{})
	if err != nil {
		return nil, err
	}
	if s.Session.SignedIn() {
		return s, nil // its first lists were written long ago
	}
	if err := s.AddStartingLists(ctx); err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}
