package letter

import "waymark/data/clienttext"

// Default returns the wording that comes with Waymark. That of letters to clients
// is in the catalogue of what clients read.
func Default(k Kind) Template {
	if k.ToClient() {
		return In(nil, k)
	}
	t := defaults[k]
	t.Kind = k
	return t
}

// In returns the wording of a letter to a client in a language. A part that is not
// translated is in English.
func In(l *clienttext.Language, k Kind) Template {
	t := Template{Kind: k, In: l}
	t.Heading, _ = l.Wording(WordingID(k, "heading"))
	t.Body, _ = l.Wording(WordingID(k, "body"))
	t.Text, _ = l.Wording(WordingID(k, "text"))
	return t
}

// WordingID is the text of the catalogue that a part of a letter to a client is in:
// its heading, body or text message (text).
func WordingID(k Kind, part string) clienttext.ID {
	return clienttext.ID("letter." + string(k) + "." + part)
}

const (
	ringUs = "[ You can ring us on {our phone}.]"
	signed = "\n\nYours sincerely,\n\n[{staff}]\n{our service}\n[{our phone}]"
)

var defaults = map[Kind]Template{
	Referral: {
		Heading: "Referral to {service}",
		Body: "Dear colleague,\n\n" +
			"{name} chose {service} with us[ on {chosen on}] and agreed that we pass on what is in this letter. Could you get in touch with them, and let us know how it goes?" + ringUs + "\n\n" +
			"[Date of birth: {birth date}]\n[Phone: {client phone}]\n[Address: {client address}]\n[How to reach them: {how to reach}]\n[Language: {language}]\n\n" +
			"[{note}]\n\n" +
			"Use these details only for this referral." + signed,
	},
	Surgery: {
		Heading: "Social prescribing: {name}",
		Body: "Dear colleagues,\n\n" +
			"{name} agreed that we tell you what we do together.\n\n" +
			"# Who\n{name}[, born {birth date}][, NHS number {nhs number}]\n\n" +
			"# Why referred\n[{reasons}]\n[Referred on {referred on}][ by {referred by}]\n\n" +
			"[# What was agreed\n{agreed}]\n\n" +
			"[# What came of it\n{outcomes}]\n\n" +
			"[# Questionnaires\n{scores}]\n\n" +
			"[# Notes\n{notes}]\n\n" +
			"[# What happens next\n{next step}]\n\n" +
			"[Questions? Ring {our phone}.]\n\n[{staff}, ]{our service}",
	},
}
