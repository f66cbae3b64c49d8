// Package bound keeps the reading of a file within limits, so that no file, by
// accident or made to do harm, takes more memory than the PC has or keeps anyone
// waiting. Each limit is far above what a real list has. A file beyond one is a
// *data.Problem that names the limit and says what to do.
package bound

import "waymark/data"

// The limits that more than one reader has.
const (
	MostEntries = 1_000_000 // services in one file, or rows of answers
	MostListed  = 100_000   // rows to look at that an import lists one by one
)

func refuse(sentence string) error { return data.NewProblem(data.CodeInvalid, sentence) }
