package word

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Chart is a native chart of Word: drawn by the program that opens the file,
// and edited there like any other. Its numbers are in the document, as a small
// workbook within it.
type Chart struct {
	Alt        string // what is to be seen, for people who do not see it
	Categories []string
	Series     []Series
	Lines      bool     // a line for each series, else bars across the page
	Min, Max   *float64 // of the axis of numbers; nil leaves it to the program
	Format     string   // of the numbers, such as "#,##0"
	Legend     bool
	Height     int // in English metric units; 0 is what the bars need
}

// Series is one row of bars or one line.
type Series struct {
	Name   string
	Values []*float64 // one for each category; nil has no bar
	// Low and High are the ends of an interval around each value; nil has none.
	Low, High []*float64
	Colour    string // such as "0B6B6B"
	Thin      bool   // a thin line without marks or numbers
	Dashed    bool
}

// graph is a chart with the workbook that holds its numbers.
type graph struct {
	xml  string
	book []byte
}

const chartSpace = drawingSpace + "/chart"

// Chart adds a chart as wide as the text. One without categories or series is
// left out.
func (d *Document) Chart(c Chart) error {
	if len(c.Categories) == 0 || len(c.Series) == 0 {
		return nil
	}
	book, err := c.book()
	if err != nil {
		return fmt.Errorf("writing the numbers of a chart: %w", err)
	}
	d.last = 0
	d.drawn++
	d.graphs = append(d.graphs, graph{c.markup(), book})
	d.body.WriteString(element("w:p", element("w:pPr", "<w:keepNext/>")+element("w:r", c.drawing(d.drawn, len(d.graphs)))))
	return nil
}

// height is that of a chart of so many bars: enough for a line of text each.
func (c *Chart) height() int {
	const bar, rest, least = 210000, 360000, 3
	if c.Height > 0 {
		return c.Height
	}
	legend := 0
	if c.Legend {
		legend = 300000
	}
	return rest + legend + bar*max(least, len(c.Categories)*max(1, len(c.Series)))
}

func (c *Chart) drawing(id, number int) string {
	width, height := decimal(measure*635), decimal(c.height())
	name := "Chart " + decimal(number)
	return `<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">` +
		element("wp:extent", "", "cx", width, "cy", height) +
		element("wp:docPr", "", "id", decimal(id), "name", name, "descr", c.Alt) + `<wp:cNvGraphicFramePr/>` +
		`<a:graphic><a:graphicData uri="` + chartSpace + `">` + element("c:chart", "", "xmlns:c", chartSpace, "r:id", graphID(number)) +
		`</a:graphicData></a:graphic></wp:inline></w:drawing>`
}

func graphID(number int) string { return "chart" + decimal(number) }

// markup is the part of the chart. The order of the elements is the standard's
// and matters.
func (c *Chart) markup() string {
	kind, plot := "bar", element("c:barDir", "", "val", "bar")+element("c:grouping", "", "val", "clustered")
	if c.Lines {
		kind, plot = "line", element("c:grouping", "", "val", "standard")
	}
	plot += element("c:varyColors", "", "val", "0")
	for i := range c.Series {
		plot += c.series(i)
	}
	if c.Lines {
		plot += element("c:marker", "", "val", "1")
	} else {
		plot += element("c:gapWidth", "", "val", "45") + element("c:overlap", "", "val", "0")
	}
	plot += element("c:axId", "", "val", "1") + element("c:axId", "", "val", "2")
	s := element("c:autoTitleDeleted", "", "val", "1") +
		element("c:plotArea", "<c:layout/>"+element("c:"+kind+"Chart", plot)+c.axes()+"<c:spPr><a:noFill/></c:spPr>")
	if c.Legend {
		s += element("c:legend", element("c:legendPos", "", "val", "b")+element("c:overlay", "", "val", "0")+letters(false))
	}
	s += element("c:plotVisOnly", "", "val", "1") + element("c:dispBlanksAs", "", "val", "gap")
	return element("c:chartSpace", element("c:date1904", "", "val", "0")+element("c:lang", "", "val", "en-GB")+element("c:roundedCorners", "", "val", "0")+
		element("c:chart", s)+"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"+
		element("c:externalData", element("c:autoUpdate", "", "val", "0"), "r:id", "book"),
		"xmlns:c", chartSpace, "xmlns:a", drawingSpace+"/main", "xmlns:r", relationSpace)
}

func (c *Chart) series(i int) string {
	v := &c.Series[i]
	column, _ := excelize.ColumnNumberToName(i + 2) // of few, so that it never fails
	n := len(c.Categories)
	s := element("c:idx", "", "val", decimal(i)) + element("c:order", "", "val", decimal(i)) +
		element("c:tx", reference("str", "Sheet1!$"+column+"$1", []string{v.Name}, ""))
	s += v.look(c.Lines)
	s += c.labels(v)
	if v.Low != nil {
		s += v.interval(c.Format)
	}
	s += element("c:cat", reference("str", fmt.Sprintf("Sheet1!$A$2:$A$%d", n+1), c.Categories, "")) +
		element("c:val", reference("num", fmt.Sprintf("Sheet1!$%s$2:$%s$%d", column, column, n+1), numbers(v.Values), c.Format))
	if c.Lines {
		s += element("c:smooth", "", "val", "0")
	}
	return element("c:ser", s)
}

// look is how bars are filled, and lines drawn.
func (v *Series) look(lines bool) string {
	if !lines {
		return element("c:spPr", solid(v.Colour)+element("a:ln", solid("1B2A33"), "w", "6350")) + element("c:invertIfNegative", "", "val", "0")
	}
	width, dash := "38100", ""
	if v.Thin {
		width = "9525"
	}
	if v.Dashed {
		dash = element("a:prstDash", "", "val", "dash")
	}
	mark := element("c:symbol", "", "val", "none")
	if !v.Thin {
		mark = element("c:symbol", "", "val", "circle") + element("c:size", "", "val", "8") + element("c:spPr", solid(v.Colour))
	}
	return element("c:spPr", element("a:ln", solid(v.Colour)+dash, "w", width, "cap", "rnd")) + element("c:marker", mark)
}

// labels prints the numbers beside the bars, but for thin lines.
func (c *Chart) labels(v *Series) string {
	shows := func(value, place string) string {
		s := element("c:numFmt", "", "formatCode", c.Format, "sourceLinked", "0") + "<c:spPr><a:noFill/></c:spPr>" + letters(true)
		if place != "" {
			s += element("c:dLblPos", "", "val", place)
		}
		for _, name := range []string{"showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"} {
			on := "0"
			if name == "showVal" {
				on = value
			}
			s += element("c:"+name, "", "val", on)
		}
		return element("c:dLbls", s)
	}
	switch {
	case v.Thin || v.Low != nil: // an interval would go through the number, which is in the table
		return shows("0", "")
	case c.Lines:
		return shows("1", "t")
	}
	return shows("1", "outEnd")
}

// interval draws the ends of the intervals as lines from the bars.
func (v *Series) interval(format string) string {
	above, below := make([]*float64, len(v.Values)), make([]*float64, len(v.Values))
	none := 0.0
	for i, at := range v.Values {
		above[i], below[i] = &none, &none
		if at != nil && v.Low[i] != nil && v.High[i] != nil {
			up, down := *v.High[i]-*at, *at-*v.Low[i]
			above[i], below[i] = &up, &down
		}
	}
	literal := func(values []*float64) string { return points("num", numbers(values), format) }
	return element("c:errBars", element("c:errBarType", "", "val", "both")+element("c:errValType", "", "val", "cust")+element("c:noEndCap", "", "val", "0")+
		element("c:plus", element("c:numLit", literal(above)))+element("c:minus", element("c:numLit", literal(below)))+
		element("c:spPr", element("a:ln", solid("1B2A33"), "w", "12700")))
}

// axes draws names along one axis, and numbers along the other where lines or
// intervals are read off it.
func (c *Chart) axes() string {
	order, names, at := "maxMin", "l", "b"
	if c.Lines {
		order, names, at = "minMax", "b", "l"
	}
	s := element("c:catAx", element("c:axId", "", "val", "1")+element("c:scaling", element("c:orientation", "", "val", order))+
		element("c:delete", "", "val", "0")+element("c:axPos", "", "val", names)+element("c:numFmt", "", "formatCode", "General", "sourceLinked", "0")+
		element("c:majorTickMark", "", "val", "none")+element("c:minorTickMark", "", "val", "none")+element("c:tickLblPos", "", "val", "low")+
		element("c:spPr", element("a:ln", solid("566670"), "w", "9525"))+letters(false)+
		element("c:crossAx", "", "val", "2")+element("c:crosses", "", "val", "autoZero")+element("c:auto", "", "val", "0")+
		element("c:lblAlgn", "", "val", "ctr")+element("c:lblOffset", "", "val", "100")+element("c:tickLblSkip", "", "val", "1")+element("c:noMultiLvlLbl", "", "val", "1"))
	scale := element("c:orientation", "", "val", "minMax")
	if c.Max != nil {
		scale += element("c:max", "", "val", float(*c.Max))
	}
	if c.Min != nil {
		scale += element("c:min", "", "val", float(*c.Min))
	}
	hidden, grid := "1", ""
	if c.Lines || c.Series[0].Low != nil {
		hidden = "0"
		grid = element("c:majorGridlines", element("c:spPr", element("a:ln", solid("E3EAED"), "w", "6350")))
	}
	crosses := "autoZero"
	if !c.Lines {
		crosses = "max" // the numbers stand at the foot: the order of the names is turned round
	}
	return s + element("c:valAx", element("c:axId", "", "val", "2")+element("c:scaling", scale)+element("c:delete", "", "val", hidden)+
		element("c:axPos", "", "val", at)+grid+element("c:numFmt", "", "formatCode", c.Format, "sourceLinked", "0")+
		element("c:majorTickMark", "", "val", "none")+element("c:minorTickMark", "", "val", "none")+element("c:tickLblPos", "", "val", "nextTo")+
		element("c:spPr", "<a:ln><a:noFill/></a:ln>")+letters(false)+
		element("c:crossAx", "", "val", "1")+element("c:crosses", "", "val", crosses)+element("c:crossBetween", "", "val", "between"))
}

// reference is a range of the workbook with what stands in it.
func reference(kind, cells string, values []string, format string) string {
	return element("c:"+kind+"Ref", element("c:f", escape(cells))+element("c:"+kind+"Cache", points(kind, values, format)))
}

func points(kind string, values []string, format string) string {
	s := ""
	if kind == "num" {
		s = element("c:formatCode", escape(format))
	}
	s += element("c:ptCount", "", "val", decimal(len(values)))
	for i, v := range values {
		if v != "" || kind == "str" {
			s += element("c:pt", element("c:v", escape(v)), "idx", decimal(i))
		}
	}
	return s
}

func numbers(values []*float64) []string {
	list := make([]string, len(values))
	for i, v := range values {
		if v != nil {
			list[i] = float(*v)
		}
	}
	return list
}

func float(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func solid(colour string) string {
	return element("a:solidFill", element("a:srgbClr", "", "val", colour))
}

// letters are those of a chart.
func letters(bold bool) string {
	weight := "0"
	if bold {
		weight = "1"
	}
	return element("c:txPr", "<a:bodyPr/><a:lstStyle/>"+element("a:p", element("a:pPr", element("a:defRPr", solid("1B2A33"), "sz", "900", "b", weight))+
		element("a:endParaRPr", "", "lang", "en-GB")))
}

// book is the workbook of the numbers: a column for each series.
func (c *Chart) book() ([]byte, error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // nothing was opened
	rows := make([][]any, len(c.Categories)+1)
	rows[0] = []any{""}
	for i, name := range c.Categories {
		rows[i+1] = []any{allowed(name)}
	}
	for i := range c.Series {
		rows[0] = append(rows[0], allowed(c.Series[i].Name))
		for j, v := range c.Series[i].Values {
			if v == nil {
				rows[j+1] = append(rows[j+1], nil)
				continue
			}
			rows[j+1] = append(rows[j+1], *v)
		}
	}
	for i := range rows {
		if err := f.SetSheetRow("Sheet1", "A"+decimal(i+1), &rows[i]); err != nil {
			return nil, err
		}
	}
	var b strings.Builder
	if err := f.Write(&b); err != nil {
		return nil, err
	}
	return []byte(b.String()), nil
}
