// Package visitsheet sets the papers that go along on home visits: the list of a
// day's visits in the order of travel, and the lone-working card. Each is a PDF
// whose properties hold no personal data.
package visitsheet
