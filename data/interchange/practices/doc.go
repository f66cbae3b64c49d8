// Package practices reads the national list of GP practices that the NHS publishes
// (Organisation Data Service, epraccur.csv: 27 columns, with or without their
// headings), so that a service picks its surgeries instead of typing them.
//
// Practices that have closed, and what is no GP practice (prescribing settings other
// than 4), are left out and counted.
package practices
