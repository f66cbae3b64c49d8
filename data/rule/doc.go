// Package rule implements the rules of the field that more than one part of
// the program follows: which questionnaires are due, which two stand for before
// and after, and what a client is owed next.
//
// It is pure: it takes plain values, asks no store and reads no clock.
package rule
