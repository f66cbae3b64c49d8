// Package mapping matches the columns of a list of services to the fields of a
// service: it guesses, it is told, and it remembers.
//
// # The file format
//
// A mapping is a JSON object. "columns" gives for the headings of a list what
// each column holds; a heading that is not named, or that holds "ignore", is
// left out. "source", which may be missing, is what the source is called, and
// "days", which may be missing, is "day_first" or "month_first" where the list
// itself does not tell how its dates in numbers are meant.
//
//	{
//	  "source": "County Council",
//	  "columns": {
//	    "Service ID":   "id",
//	    "Service name": "name",
//	    "Provider":     "organisation",
//	    "Address 1":    "address",
//	    "Town":         "town",
//	    "Post code":    "postcode",
//	    "Tel":          "phone",
//	    "Monday":       "days",
//	    "Tuesday":      "days"
//	  }
//	}
//
// Headings are compared without regard to capitals, accents and punctuation.
// What a column may hold is listed by Fields. Several columns may hold the
// same thing where a service can have several: the parts of an address, the
// days of the week, telephone numbers, categories and texts.
package mapping
