// Package answer has what questions are answered with: answers one under another or
// along a scale, a table of statements with the same answers, and a sheet that is
// keyed in from paper. Each is given its words; none knows a questionnaire.
package answer
