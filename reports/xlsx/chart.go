package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"waymark/reports"
)

const (
	chartColumn = 6     // F: beside the four columns of a table
	chartWidth  = 640   // pixels
	rowPixels   = 20.0  // a row of the sheet
	barPixels   = 26    // a bar with its gap
	chartFrame  = 110   // title and margins
	lastOfChart = 6 + 9 // the column that a chart of chartWidth reaches to
	usualWidth  = 9.0   // characters of a column whose width is not set
)

// barsHeight is how tall a chart of so many bars is, in pixels.
func barsHeight(bars int) int { return max(240, chartFrame+barPixels*bars) }

// chartRows is how many rows of the sheet a chart covers.
func chartRows(height int) int { return int(float64(height)/rowPixels) + 2 }

// bars draws the counts of the rows from first to last, the first on top.
func (w *writer) bars(t *reports.Table, first, last int) {
	height := barsHeight(last - first + 1)
	gap, nought := uint(45), 0.0
	w.chart(first-1, height, &excelize.Chart{
		Type: excelize.Bar,
		Series: []excelize.ChartSeries{{
			Name:       w.ref("B", first-1, first-1),
			Categories: w.ref("A", first, last), Values: w.ref("B", first, last),
			Fill: fill(accent),
		}},
		Title:    title(chartTitle(t)),
		Legend:   excelize.ChartLegend{Position: "none"},
		PlotArea: excelize.ChartPlotArea{ShowVal: true},
		XAxis:    excelize.ChartAxis{ReverseOrder: true, Font: excelize.Font{Color: ink}},
		YAxis:    excelize.ChartAxis{None: true, Minimum: &nought},
		GapWidth: &gap,
	})
}

// means draws the means before and after, with the comparators beside them.
func (w *writer) means(o *reports.Outcome, first, last int) {
	gap, low, high := uint(60), o.Min, o.Max
	w.chart(first-1, 320, &excelize.Chart{
		Type: excelize.Col,
		Series: []excelize.ChartSeries{{
			Name:       w.ref("B", first-1, first-1),
			Categories: w.ref("A", first, last), Values: w.ref("B", first, last), Fill: fill(accent),
		}},
		Title:    title(o.Finding),
		Legend:   excelize.ChartLegend{Position: "none"},
		PlotArea: excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0.0"}},
		XAxis:    excelize.ChartAxis{Font: excelize.Font{Color: ink}},
		YAxis:    excelize.ChartAxis{Font: excelize.Font{Color: ink}, Minimum: &low, Maximum: &high, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0"}},
		GapWidth: &gap,
	})
}

// chartTitle names what is counted, unless the title does so.
func chartTitle(t *reports.Table) string {
	if strings.Contains(strings.ToLower(t.Title), t.Unit) {
		return t.Title
	}
	return t.Title + ", " + t.Unit
}

// chart puts a chart beside the row given and moves on below it.
func (w *writer) chart(row, height int, c *excelize.Chart) {
	different := false
	c.VaryColors = &different
	c.Dimension = excelize.ChartDimension{Width: chartWidth, Height: uint(height)}
	at, _ := excelize.CoordinatesToCellName(chartColumn, row)
	w.do(func() error { return w.file.AddChart(w.sheet, at, c) })
	w.row = max(w.row, row+chartRows(height))
}

func (w *writer) ref(column string, first, last int) string {
	if first == last {
		return fmt.Sprintf("'%s'!$%s$%d", w.sheet, column, first)
	}
	return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", w.sheet, column, first, column, last)
}

func fill(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

func title(text string) excelize.ChartTitle {
	return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
		Text: clean(text), Font: &excelize.Font{Bold: true, Size: 12, Color: ink},
	}}}
}
