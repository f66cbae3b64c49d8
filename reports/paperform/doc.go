// Package paperform writes questionnaires as a PDF to be filled in with a pen:
// the exact wording, a box for every answer and beside it, small, the digit
// that it is keyed in by. A reference takes the place of the person's name. No
// question is ever split over two pages.
package paperform
