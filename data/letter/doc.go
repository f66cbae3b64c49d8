// Package letter makes letters and text messages from templates that a service
// can edit: what kinds there are, the fields of each, and how a template is
// filled. It knows no database and no page size.
//
// A template is plain text. {day} is a field; which ones a kind has is said by
// FieldsOf, and every other name is refused. What stands in [square brackets]
// is left out if a field within it has no value: "on {day}[ at {time}]". A field
// outside brackets that has no value is an error, so that no letter goes out
// with a hole in it. In a letter a line that begins with "# " is a small heading
// and one that begins with "- " is an item of a list.
package letter
