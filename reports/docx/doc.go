// Package docx writes a report as a Word document: the same text, tables and
// charts as in the other documents, with headings and captions that Word lists,
// and tables and charts that it edits. Everything carries one of Word's own
// styles, so that what is pasted takes the look of the document it goes into.
package docx
