// Package funder is the area Reports: choose a period, a surgery and a reason;
// see the figures and charts; write them as an Excel workbook or a PDF.
//
// What is on the screen is one Report value, and the files are written from
// that same value, so that the two can never differ.
package funder
