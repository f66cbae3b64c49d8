// Package clienttext holds everything that clients read or hear from Waymark, as
// whole sentences in one catalogue: the frame of the pad, the sheet that they take
// home, the paper form, the appointment card, the wording of letters and texts,
// and their own chart. Screens for staff are English and not in it.
//
// The file english.pot is the source of the English texts and the template of a
// translation. A service loads a translation as a .po file, the format of GNU
// gettext, which FORMAT.md explains. A text that a translation lacks, or whose
// English has changed since, is said in English and counted.
//
// Texts are found by their id and filled by Say, which picks the plural form by
// golang.org/x/text. x/text has no dates, so the catalogue has them: one text for
// each month, such as "{day} April {year}", and one for each weekday. That gives a
// month the form that it has in a date, which a list of names does not.
package clienttext
