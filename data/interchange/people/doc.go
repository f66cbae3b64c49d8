// Package people reads lists of people whom a service helps, as services keep them
// in spreadsheets: one sheet, several of one kind, or one for each kind of record
// joined by a reference. It finds out by headings and contents what each column
// is, and asks where a list can be read in two ways: which way round days are
// written, which of several people a number means, what a spelling stands for.
// Nothing doubtful is taken, and nothing is dropped without a word: what cannot be
// read is a left-over with its row and column.
//
// It reads only; data/store/moving brings the people in.
package people
