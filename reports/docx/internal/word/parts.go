package word

import (
	"strings"
	"time"
)

// The names of the format's vocabularies.
const (
	wordSpace     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace  = "http://schemas.openxmlformats.org/package/2006"
	drawingSpace  = "http://schemas.openxmlformats.org/drawingml/2006"
	mainType      = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// margin is the white around the text, in twentieths of a point: 2.3 cm.
const margin = 1304

// Of the lists, 1 belongs to the style of bullets and 2 to that of numbers.
const firstList = 3

// page closes the document: A4, its margins, header and footer.
func (d *Document) page() string {
	s := ""
	if d.about.Header != "" {
		s += element("w:headerReference", "", "w:type", "default", "r:id", "header")
	}
	m := decimal(margin)
	return element("w:sectPr", s+element("w:footerReference", "", "w:type", "default", "r:id", "footer")+
		`<w:pgSz w:w="11906" w:h="16838"/>`+
		element("w:pgMar", "", "w:top", m, "w:right", m, "w:bottom", m, "w:left", m, "w:header", "680", "w:footer", "680", "w:gutter", "0"))
}

func (d *Document) documentPart() string {
	return element("w:document", element("w:body", d.body.String()+d.page()),
		"xmlns:w", wordSpace, "xmlns:r", relationSpace, "xmlns:wp", drawingSpace+"/wordprocessingDrawing",
		"xmlns:a", drawingSpace+"/main", "xmlns:pic", drawingSpace+"/picture")
}

func (d *Document) headerPart() string {
	return element("w:hdr", paragraph(layout{style: "Header"}, []Run{Text(d.about.Header)}), "xmlns:w", wordSpace)
}

// footerPart counts the pages: Word fills the fields in.
func footerPart() string {
	field := func(name string) string { return element("w:fldSimple", "<w:r><w:t>1</w:t></w:r>", "w:instr", name) }
	return element("w:ftr", element("w:p", element("w:pPr", element("w:pStyle", "", "w:val", "Footer")+aligned("right"))+
		Text("Page ").markup()+field("PAGE")+Text(" of ").markup()+field("NUMPAGES")), "xmlns:w", wordSpace)
}

const settingsPart = `<w:settings xmlns:w="` + wordSpace + `"><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`

// numberingPart holds the two ways to list, and where each list begins.
func (d *Document) numberingPart() string {
	way := func(id, format, text, style string) string {
		return element("w:abstractNum", `<w:multiLevelType w:val="singleLevel"/>`+element("w:lvl",
			`<w:start w:val="1"/>`+element("w:numFmt", "", "w:val", format)+element("w:pStyle", "", "w:val", style)+
				element("w:lvlText", "", "w:val", text)+`<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr>`,
			"w:ilvl", "0"), "w:abstractNumId", id)
	}
	var s strings.Builder
	s.WriteString(way("0", "bullet", "•", "ListBullet"))
	s.WriteString(way("1", "decimal", "%1.", "ListNumber"))
	s.WriteString(`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>`)
	for i, from := range d.lists {
		s.WriteString(element("w:num", `<w:abstractNumId w:val="1"/>`+
			element("w:lvlOverride", element("w:startOverride", "", "w:val", decimal(from)), "w:ilvl", "0"), "w:numId", decimal(firstList+i)))
	}
	return element("w:numbering", s.String(), "xmlns:w", wordSpace)
}

func (d *Document) corePart() string {
	at := d.about.Created.UTC().Format(time.RFC3339)
	stamp := func(name string) string { return element(name, escape(at), "xsi:type", "dcterms:W3CDTF") }
	text := func(name, value string) string { return element(name, escape(value)) }
	return element("cp:coreProperties", text("dc:title", d.about.Title)+text("dc:subject", d.about.Subject)+
		text("dc:language", "en-GB")+stamp("dcterms:created")+stamp("dcterms:modified"),
		"xmlns:cp", packageSpace+"/metadata/core-properties", "xmlns:dc", "http://purl.org/dc/elements/1.1/",
		"xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
}

const appPart = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Waymark</Application></Properties>`

func (d *Document) typesPart() string {
	s := element("Default", "", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml") +
		element("Default", "", "Extension", "xml", "ContentType", "application/xml") +
		element("Default", "", "Extension", "png", "ContentType", "image/png") +
		element("Default", "", "Extension", "jpeg", "ContentType", "image/jpeg") +
		element("Default", "", "Extension", "xlsx", "ContentType", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	add := func(part, kind string) { s += element("Override", "", "PartName", part, "ContentType", kind) }
	add("/word/document.xml", mainType+"document.main+xml")
	for _, name := range []string{"styles", "numbering", "settings", "footer"} {
		add("/word/"+name+".xml", mainType+name+"+xml")
	}
	if d.about.Header != "" {
		add("/word/header.xml", mainType+"header+xml")
	}
	for i := range d.graphs {
		add("/word/charts/chart"+decimal(i+1)+".xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
	}
	add("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
	add("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
	return element("Types", s, "xmlns", packageSpace+"/content-types")
}

func relation(id, kind, target string) string {
	return element("Relationship", "", "Id", id, "Type", kind, "Target", target)
}

func relations(inner string) string {
	return element("Relationships", inner, "xmlns", packageSpace+"/relationships")
}

func rootRelations() string {
	return relations(relation("document", relationSpace+"/officeDocument", "word/document.xml") +
		relation("core", packageSpace+"/relationships/metadata/core-properties", "docProps/core.xml") +
		relation("app", relationSpace+"/extended-properties", "docProps/app.xml"))
}

func (d *Document) documentRelations() string {
	s := ""
	for _, name := range []string{"styles", "numbering", "settings", "footer"} {
		s += relation(name, relationSpace+"/"+name, name+".xml")
	}
	if d.about.Header != "" {
		s += relation("header", relationSpace+"/header", "header.xml")
	}
	for i, m := range d.media {
		s += relation(pictureID(i+1), relationSpace+"/image", "media/"+m.name)
	}
	for i := range d.graphs {
		s += relation(graphID(i+1), relationSpace+"/chart", "charts/chart"+decimal(i+1)+".xml")
	}
	return relations(s)
}

// graphRelations leads from a chart to the workbook of its numbers.
func graphRelations(number int) string {
	return relations(relation("book", relationSpace+"/package", "../embeddings/chart"+decimal(number)+".xlsx"))
}
