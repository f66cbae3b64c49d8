// Command words checks every text that Waymark shows, and the words of its code.
//
//	go run ./cmd/words [-v] [-ages] [-fix] [-commits RANGE] [FOLDER …]
//
// It reads the string literals of the Go files that reach a screen, a document
// or a command's output, the catalogues of texts, and the Markdown pages. It
// reports, as file:line: what is wrong (what to write instead):
//
//   - a screen or a chapter of the report whose reading age is above 11 years,
//     and a sentence that is too long or too hard (age.go names the formula);
//   - a word that words.txt has another word for;
//   - a sentence that is glued together from pieces (glue.go says what counts);
//   - comments, names of tests and subjects of commits that break the rules of
//     CONTRIBUTING.md, as far as a program can tell.
//
// With -fix it writes the words that need no reading ("someone" for what
// words.txt does not want) into comments, texts and tests.
//
// It also prints what was exempt from the reading age, and why. The lists
// beside this file are reviewed by people: words.txt (words and what to write
// instead), terms.txt (terms that count as known), exempt.txt (texts without a
// reading age) and allow.txt (exceptions, each with a reason; one that no
// longer applies is itself a finding). The exit status is 1 if there are
// findings, and 2 if the program was called wrongly or could not read a file.
package main
