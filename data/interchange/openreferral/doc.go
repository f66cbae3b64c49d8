// Package openreferral reads and writes directories of services in the formats
// of Open Referral: Open Referral UK version 1 and 3 and HSDS 3 as JSON, and
// HSDS as a package of CSV files that are joined by their ids.
//
// Reading is forgiving, because published feeds seldom keep to the letter: a
// number may stand where a text belongs, a list may be one object, a page of a
// feed may follow the next in the same file. One service at a time is in
// memory. Every way in makes a record, and the record becomes a
// data.SourceEntry in one place, so that a service reads the same from JSON
// and from CSV.
//
// Writing carries all that a SourceEntry holds. What Open Referral has no
// field for, and what its own fields would give back differently, goes along
// as attributes of the taxonomy "Waymark", so that reading gives an equal
// entry. In CSV, line ends within a text come back as \n.
//
// Texts are handed over as they stand, with their markup.
package openreferral
