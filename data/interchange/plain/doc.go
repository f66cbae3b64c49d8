// Package plain makes the text of the web plain: HTML, or text that was once
// HTML, becomes paragraphs and lists without markup, and the email addresses,
// web addresses and telephone numbers of a directory are trimmed and repaired
// where that is safe. Where it is not safe, a sentence says what stood there.
//
// Everything here takes time in proportion to the length of its input,
// whatever the input is.
package plain
