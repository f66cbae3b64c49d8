// Package pdf writes a reports.Report as a document to hand over: cover, what
// is in it, a page of key figures, who was reached, why they came, what they
// chose, what was done, what changed, what was learnt, stories, and at the back
// definitions, method and data quality. Charts are drawn as vectors and can be
// read in black and white; the fonts are embedded, so that every name survives.
// The same Report gives the same bytes.
//
// Nothing is counted here: every number and every length comes from what the
// Report shows, so that what it hides is nowhere in the file.
package pdf
