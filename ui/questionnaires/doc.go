// Package questionnaires implements the Questionnaires screens: what is due and
// unfinished, the page on which the prescriber prepares one questionnaire or a
// set of them, the pad itself, which the client fills in alone or has read to
// them, the desk at which paper forms are keyed in, and the result.
//
// While the laptop is in the client's hands the page takes the whole window
// and refuses to be left. The way back is a deliberate step: the button
// "Prescriber" at the foot, and then the code that the prescriber saw or chose
// before handing over. The client is never shown the code, nor told how long it is
// or what it is made of, nor shown anything of the record; wrong codes make the
// next attempt wait (rule.PadWait). The pages between two questionnaires and after
// the last hold nothing either.
//
// Every answer is stored as soon as it is given, so that a questionnaire that
// is interrupted, by a person or by the power, can be carried on. Each
// questionnaire of a set is a response of its own, made when its turn comes;
// a draft remembers those that are still to come.
package questionnaires
