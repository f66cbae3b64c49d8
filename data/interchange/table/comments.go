package table

import (
	"encoding/xml"
	"path"
	"strings"
)

// commented are the rows of a sheet with a cell on which someone wrote a comment. What
// it says is not read: it may be about anything. A workbook whose comments cannot be
// found has none.
func (b *openedBook) commented(sheet string) map[int]bool {
	part := b.commentsOf(sheet)
	if part == "" {
		return nil
	}
	rows := map[int]bool{}
	err := b.elements(part, func(e xml.StartElement, _ *tokens) error {
		if e.Name.Local == "comment" && len(rows) < maxSpans {
			if _, row := coordinates(attribute(e, "ref")); row > 0 {
				rows[row] = true
			}
		}
		return nil
	})
	if err != nil {
		return nil
	}
	return rows
}

// commentsOf is the part with the comments of a sheet, "" for none. Newer comments, to
// which others can answer, stand there too.
func (b *openedBook) commentsOf(sheet string) (comments string) {
	for _, s := range b.sheets {
		if s.name != sheet {
			continue
		}
		folder, name := path.Split(s.part)
		_ = b.elements(path.Join(folder, "_rels", name+".rels"), func(e xml.StartElement, _ *tokens) error {
			if e.Name.Local == "Relationship" && path.Base(attribute(e, "Type")) == "comments" {
				target := attribute(e, "Target")
				if part, absolute := strings.CutPrefix(target, "/"); absolute {
					comments = part
				} else {
					comments = path.Join(folder, target)
				}
			}
			return nil
		})
	}
	return comments
}
