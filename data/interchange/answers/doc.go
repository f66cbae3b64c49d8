// Package answers reads lists of answers to a questionnaire, one column for
// each item, from CSV, TSV or Excel: one row for each questionnaire, one row for
// each person with several times side by side, or one row for each answer. It
// finds out by the headings which column is which item at which time, and by
// the values what was answered, and never guesses: an answer that is not on the
// questionnaire's scale is left blank and told, and what only a person can know
// is a question that a Map answers.
//
// It reads only; data/store takes the answers in.
package answers
