// Package ownscores typesets what a client takes home of their own questionnaires:
// each score, when it was, and a picture of them over time, in their language.
//
// It says what the score was and is, and no more. The sizes of change that a
// questionnaire names are for groups; one person's score goes up and down by itself
// (3 points of WEMWBS are about one standard error of measurement), so no change is
// called better or worse here.
package ownscores
