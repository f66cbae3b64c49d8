// Package wording reads what a coordinator writes for a report: paragraphs,
// headings, lists, quotations, pictures and a little emphasis, in marks that
// most people type anyway.
//
//	A blank line begins a new paragraph.
//	# A heading          ## A smaller one
//	- or * or • before a point of a list, 1. before a numbered one
//	> before words that someone said
//	*leaning* or _leaning_, and **heavy**
//	![What is to be seen](picture:ID)
//
// Everything else is plain text: there are no errors, and no letter is lost.
// The package is pure.
package wording
