// Package tally counts what a report says from the facts about each client:
// one pass over everyone, whatever the period, the surgery or the reason. It
// knows no database; package store keeps the facts and names the counts.
package tally
