// Package word writes Word documents (Office Open XML): headings, paragraphs,
// lists, quotations, tables and pictures on A4. Everything carries one of
// Word's own styles, so that what is pasted into another document takes that
// document's look. The same calls give the same bytes. Characters that XML
// forbids are left out; every script is kept.
package word
