// Package docx writes a report as a Word document for pasting: the same text
// and figures as in the other documents, as plain paragraphs and lines, because
// funders take any form. Wide tables alone stay tables. Everything carries
// one of Word's own styles and takes the look of the document it goes into.
package docx
