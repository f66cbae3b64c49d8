package xlsx

import (
	"fmt"
	"strings"
)

// anchor says where the chart with this number on the sheet stands.
func (c *chart) anchor(b *strings.Builder, number int, id string) {
	fmt.Fprintf(b, `<xdr:oneCellAnchor><xdr:from><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>`, c.col-1, c.row-1)
	fmt.Fprintf(b, `<xdr:ext cx="%d" cy="%d"/>`, chartWidth*emu, c.height*emu)
	fmt.Fprintf(b, `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="%d" name="Chart %d" descr="%s"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`,
		number+1, number, escape(strings.Join(c.title, " ")))
	b.WriteString(`<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="` + drawing + `chart">`)
	fmt.Fprintf(b, `<c:chart xmlns:c="%schart" xmlns:r="%s" r:id="%s"/>`, drawing, office, id)
	b.WriteString(`</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>`)
}

// xml is the chart as a part of the workbook, over the sheet of that name. The
// order of the elements is the standard's and matters.
func (c *chart) xml(sheet string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<c:chartSpace xmlns:c="%schart" xmlns:a="%smain" xmlns:r="%s"><c:roundedCorners val="0"/><c:chart>`, drawing, drawing, office)
	c.writeTitle(&b)
	b.WriteString(`<c:autoTitleDeleted val="0"/><c:plotArea>`)
	c.writeLayout(&b)
	direction := "col"
	if c.across {
		direction = "bar"
	}
	fmt.Fprintf(&b, `<c:barChart><c:barDir val="%s"/><c:grouping val="clustered"/><c:varyColors val="0"/>`, direction)
	for i, s := range c.series {
		c.writeSeries(&b, sheet, i, s)
	}
	fmt.Fprintf(&b, `<c:gapWidth val="%d"/><c:overlap val="%d"/><c:axId val="1"/><c:axId val="2"/></c:barChart>`, c.gap, c.overlaps)
	c.writeAxes(&b)
	b.WriteString(`<c:spPr><a:noFill/></c:spPr></c:plotArea>`)
	if c.legend {
		b.WriteString(`<c:legend><c:legendPos val="b"/><c:overlay val="0"/>` + letters(900, false) + `</c:legend>`)
	}
	b.WriteString(`<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>`)
	b.WriteString(`<c:spPr>` + solid("FFFFFF") + `<a:ln w="9525">` + solid("D5DEE2") + `</a:ln></c:spPr></c:chartSpace>`)
	return b.String()
}

func (c *chart) writeTitle(b *strings.Builder) {
	b.WriteString(`<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>`)
	for _, line := range c.title {
		fmt.Fprintf(b, `<a:p><a:pPr><a:defRPr sz="1100" b="1"/></a:pPr><a:r><a:rPr lang="en-GB" sz="1100" b="1">%s</a:rPr><a:t>%s</a:t></a:r></a:p>`, solid(ink), escape(line))
	}
	fmt.Fprintf(b, `<a:p><a:pPr><a:defRPr sz="900" b="0"/></a:pPr><a:r><a:rPr lang="en-GB" sz="900" b="0">%s</a:rPr><a:t>%s</a:t></a:r></a:p>`, solid(grey), escape(c.subtitle))
	b.WriteString(`</c:rich></c:tx><c:overlay val="0"/></c:title>`)
}

// writeLayout writes the place of the bars, so that long names beside them are
// broken instead of squeezing them.
func (c *chart) writeLayout(b *strings.Builder) {
	if !c.across {
		b.WriteString(`<c:layout/>`)
		return
	}
	top := (38 + 21*float64(len(c.title))) / float64(c.height)
	fmt.Fprintf(b, `<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.36"/><c:y val="%.4f"/><c:w val="0.56"/><c:h val="%.4f"/></c:manualLayout></c:layout>`,
		top, 1-top-14/float64(c.height))
}

func (c *chart) writeSeries(b *strings.Builder, sheet string, i int, s series) {
	ref := func(col, first, last int) string {
		return escape(fmt.Sprintf("'%s'!$%s$%d:$%s$%d", strings.ReplaceAll(sheet, "'", "''"), column(col), first, column(col), last))
	}
	name := escape(fmt.Sprintf("'%s'!$%s$%d", strings.ReplaceAll(sheet, "'", "''"), column(s.column), c.first-1))
	fmt.Fprintf(b, `<c:ser><c:idx val="%d"/><c:order val="%d"/><c:tx><c:strRef><c:f>%s</c:f></c:strRef></c:tx>`, i, i, name)
	b.WriteString(`<c:spPr>` + solid(s.colour) + `<a:ln w="6350">` + solid(ink) + `</a:ln></c:spPr><c:invertIfNegative val="0"/>`)
	fmt.Fprintf(b, `<c:dLbls><c:numFmt formatCode="%s" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>%s<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`,
		escape(c.format), letters(900, true))
	fmt.Fprintf(b, `<c:cat><c:strRef><c:f>%s</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>%s</c:f></c:numRef></c:val></c:ser>`,
		ref(c.names, c.first, c.last), ref(s.column, c.first, c.last))
}

// writeAxes draws names along one axis, and numbers along the other where they
// say more than those beside the bars.
func (c *chart) writeAxes(b *strings.Builder) {
	names, numbers, order, crosses := "b", "l", "minMax", "autoZero"
	if c.across {
		names, numbers, order = "l", "b", "maxMin"
	}
	if c.shownAxis {
		crosses = "min"
	}
	fmt.Fprintf(b, `<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="%s"/></c:scaling><c:delete val="0"/><c:axPos val="%s"/>`, order, names)
	b.WriteString(`<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>`)
	b.WriteString(`<c:spPr><a:ln w="9525">` + solid(grey) + `</a:ln></c:spPr>` + letters(900, false))
	fmt.Fprintf(b, `<c:crossAx val="2"/><c:crosses val="%s"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>`, crosses)

	b.WriteString(`<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>`)
	if c.most != nil {
		fmt.Fprintf(b, `<c:max val="%g"/>`, *c.most)
	}
	if c.least != nil {
		fmt.Fprintf(b, `<c:min val="%g"/>`, *c.least)
	}
	hidden := 1
	if c.shownAxis {
		hidden = 0
	}
	fmt.Fprintf(b, `</c:scaling><c:delete val="%d"/><c:axPos val="%s"/>`, hidden, numbers)
	if c.shownAxis {
		b.WriteString(`<c:majorGridlines><c:spPr><a:ln w="6350">` + solid("E3EAED") + `</a:ln></c:spPr></c:majorGridlines>`)
	}
	b.WriteString(`<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>`)
	b.WriteString(`<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>` + letters(900, false))
	b.WriteString(`<c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>`)
	if c.least != nil && c.most != nil && *c.most > *c.least {
		fmt.Fprintf(b, `<c:majorUnit val="%g"/>`, (*c.most-*c.least)/4)
	}
	b.WriteString(`</c:valAx>`)
}

func solid(colour string) string {
	return `<a:solidFill><a:srgbClr val="` + colour + `"/></a:solidFill>`
}

// letters is the size of text, in hundredths of a point, and its weight.
func letters(size int, bold bool) string {
	weight := 0
	if bold {
		weight = 1
	}
	return fmt.Sprintf(`<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="%d" b="%d">%s</a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>`, size, weight, solid(ink))
}
