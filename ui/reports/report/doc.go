// Package report implements the Reports screen: choose a period, a surgery and
// a reason; see the figures and charts; write them as Excel, PDF or Word.
//
// What is on the screen is one Report value, and the files are written from
// that same value, so that the two can never differ.
package report
