package xlsx

import (
	"fmt"
	"strings"
)

// extras are the parts that excelize does not write beside a streamed sheet,
// of which it streams one table at most and draws charts slowly: the tables
// and charts of all sheets, and what ties them to their sheet.
type extras struct {
	*archive
	types          strings.Builder
	tables, charts int
	drawings       int
}

// Namespaces and kinds of parts, as the standard (ECMA-376) names them.
const (
	header   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	office   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packages = "http://schemas.openxmlformats.org/package/2006/relationships"
	cells    = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	drawing  = "http://schemas.openxmlformats.org/drawingml/2006/"
	kind     = "application/vnd.openxmlformats-officedocument."
)

// put adds a part of a kind, "" for one that needs no kind.
func (e *extras) put(name, contentType string, body func() string) {
	e.add(name, func() string { return header + body() })
	if contentType != "" {
		e.types.WriteString(`<Override PartName="/` + name + `" ContentType="` + kind + contentType + `"/>`)
	}
}

// relations are what one part refers to.
type relations struct {
	text  strings.Builder
	count int
}

// to adds a relation and gives its id.
func (r *relations) to(what, target string) string {
	r.count++
	id := fmt.Sprintf("rId%d", r.count)
	fmt.Fprintf(&r.text, `<Relationship Id="%s" Type="%s/%s" Target="%s"/>`, id, office, what, target)
	return id
}

func (e *extras) relate(name string, r *relations) {
	e.put(name, "", func() string {
		return `<Relationships xmlns="` + packages + `">` + r.text.String() + `</Relationships>`
	})
}

// sheet adds the tables and charts of the sheet with this number, from 1.
func (e *extras) sheet(number int, p *page) {
	if len(p.charts)+len(p.tables) == 0 {
		return
	}
	of, end := &relations{}, ""
	if len(p.charts) > 0 {
		e.drawings++
		e.drawing(p)
		end = fmt.Sprintf(`<drawing r:id="%s"/>`, of.to("drawing", fmt.Sprintf("../drawings/drawing%d.xml", e.drawings)))
	}
	if len(p.tables) > 0 {
		end += fmt.Sprintf(`<tableParts count="%d">`, len(p.tables))
		for i := range p.tables {
			e.tables++
			name := fmt.Sprintf("tables/table%d.xml", e.tables)
			number := e.tables
			e.put("xl/"+name, "spreadsheetml.table+xml", func() string { return p.tables[i].xml(number) })
			end += fmt.Sprintf(`<tablePart r:id="%s"/>`, of.to("table", "../"+name))
		}
		end += "</tableParts>"
	}
	e.before[fmt.Sprintf("xl/worksheets/sheet%d.xml", number)] = inserted{endOfSheet, end}
	e.relate(fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", number), of)
}

// drawing adds the charts of a sheet and where they stand on it.
func (e *extras) drawing(p *page) {
	of, ids := &relations{}, make([]string, len(p.charts))
	for i := range p.charts {
		e.charts++
		name := fmt.Sprintf("charts/chart%d.xml", e.charts)
		e.put("xl/"+name, "drawingml.chart+xml", func() string { return p.charts[i].xml(p.name) })
		ids[i] = of.to("chart", "../"+name)
	}
	name := fmt.Sprintf("drawing%d.xml", e.drawings)
	e.put("xl/drawings/"+name, "drawing+xml", func() string {
		var b strings.Builder
		b.WriteString(`<xdr:wsDr xmlns:xdr="` + drawing + `spreadsheetDrawing" xmlns:a="` + drawing + `main">`)
		for i := range p.charts {
			p.charts[i].anchor(&b, i+1, ids[i])
		}
		b.WriteString(`</xdr:wsDr>`)
		return b.String()
	})
	e.relate("xl/drawings/_rels/"+name+".rels", of)
}

// finish lists the parts among the workbook's.
func (e *extras) finish() { e.before[contentTypes] = inserted{endOfTypes, e.types.String()} }
