// Package postcodes reads lists of postcodes with where they are, in the
// layouts in which they are published for the United Kingdom: the ONS Postcode
// Directory and the National Statistics Postcode Lookup, Code-Point Open of
// the Ordnance Survey, and lists with a postcode, a latitude and a longitude.
//
// A list is read as a stream, because the national ones have 2.7 million rows.
package postcodes
