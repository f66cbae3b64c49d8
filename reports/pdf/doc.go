// Package pdf writes a reports.Report as a document to hand over: cover, key
// figures, why people came, who was reached, what was done, what changed, and
// at the back definitions, method and data quality. Charts are drawn as
// vectors and can be read in black and white; the font is embedded, so that
// every name survives. The same Report gives the same bytes.
package pdf
