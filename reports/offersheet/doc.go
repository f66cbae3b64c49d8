// Package offersheet writes the PDF that a person takes home: what they chose,
// what happens next and whom to ring, and below it a reply slip for each
// service, to be cut off and handed over. A slip carries a reference instead of
// the person's name.
package offersheet
