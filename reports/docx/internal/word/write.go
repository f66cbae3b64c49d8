package word

import (
	"archive/zip"
	"fmt"
	"io"
)

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// Write writes the document as a file of Word.
func (d *Document) Write(w io.Writer) error {
	z := zip.NewWriter(w)
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", d.typesPart()}, {"_rels/.rels", rootRelations()},
		{"word/document.xml", d.documentPart()}, {"word/_rels/document.xml.rels", d.documentRelations()},
		{"word/styles.xml", stylesPart()}, {"word/numbering.xml", d.numberingPart()}, {"word/settings.xml", settingsPart},
		{"word/footer.xml", footerPart()}, {"docProps/core.xml", d.corePart()}, {"docProps/app.xml", appPart},
	}
	if d.about.Header != "" {
		parts = append(parts, struct{ name, text string }{"word/header.xml", d.headerPart()})
	}
	for i, g := range d.graphs {
		name := "chart" + decimal(i+1)
		parts = append(parts, struct{ name, text string }{"word/charts/" + name + ".xml", g.xml},
			struct{ name, text string }{"word/charts/_rels/" + name + ".xml.rels", graphRelations(i + 1)})
	}
	for _, p := range parts {
		if err := d.put(z, p.name, zip.Deflate, []byte(declaration+p.text)); err != nil {
			return err
		}
	}
	for _, m := range d.media {
		if err := d.put(z, "word/media/"+m.name, zip.Store, m.body); err != nil {
			return err
		}
	}
	for i, g := range d.graphs {
		if err := d.put(z, "word/embeddings/chart"+decimal(i+1)+".xlsx", zip.Store, g.book); err != nil {
			return err
		}
	}
	return z.Close()
}

// put adds a file dated as the document is, never as the clock.
func (d *Document) put(z *zip.Writer, name string, method uint16, body []byte) error {
	part, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: d.about.Created.UTC()})
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	if _, err := part.Write(body); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}
