// Package charts draws figures: bars with their counts, the scores of one person over
// time, and what many scored before and after. A chart is given what it shows and
// works nothing out.
package charts
