// Package data is the domain of a social prescribing service: the records that
// are kept (clients, referrals, contacts, services, offers, prescriptions,
// follow-ups, questionnaires), the rules that hold for them and the sentences
// that say what is wrong with what was typed.
//
// It knows no database, no file format and no screen, and imports only the
// standard library. Every record has an ID made on the device it was written
// on, and a Stamp of who wrote it and when, so that the devices of one service
// can exchange records.
package data
