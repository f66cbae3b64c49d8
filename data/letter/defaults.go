package letter

// Default returns the wording that comes with Waymark.
func Default(k Kind) Template {
	t := defaults[k]
	t.Kind = k
	return t
}

const (
	dearClient = "Dear {first name},\n\n"
	ringUs     = "[ You can ring us on {our phone}.]"
	signed     = "\n\nYours sincerely,\n\n[{staff}]\n{our service}\n[{our phone}]"
	textSigned = "[ {staff},] {our service}[, {our phone}]"
)

var defaults = map[Kind]Template{
	Reminder: {
		Heading: "Your {appointment} on {day}",
		Body: dearClient +
			"This is a reminder of your {appointment} with us.\n\n" +
			"Day: {day}\n[Time: {time}]\n[Place: {place}]\n[With: {staff}]\n\n" +
			"If you cannot come, or another day suits you better, let us know, so that we can offer the time to someone else." + ringUs + signed,
		Text: "Hello {first name}, a reminder of your {appointment} on {day}[ at {time}][, {place}]. Can't make it? Let us know." + textSigned,
	},
	Missed: {
		Heading: "We missed you on {day}",
		Body: dearClient +
			"Your {appointment} was on {day}[ at {time}], and we did not see you. We hope you are well.\n\n" +
			"If you would like another one, let us know[ by {reply by}]. If you do not want to hear from us again, tell us and we will not write any more." + ringUs + signed,
		Text: "Hello {first name}, we missed you on {day}[ at {time}]. Would you like another {appointment}? Let us know[ by {reply by}]." + textSigned,
	},
	Second: {
		Heading: "Would you still like to see us?",
		Body: dearClient +
			"We wrote to you about the {appointment} on {day} and have not heard from you.\n\n" +
			"If you would still like our help, let us know[ by {reply by}]. If we do not hear from you, we will close your referral. You can come back at any time." + ringUs + signed,
		Text: "Hello {first name}, would you still like our help? Let us know[ by {reply by}]. If we do not hear from you we will close your referral." + textSigned,
	},
	FollowUp: {
		Heading: "How did you get on?",
		Body: dearClient +
			"We would like to know how things went[ with {services}], and have not been able to reach you.\n\n" +
			"[We will try again on {day}. ]If another time suits you better, let us know." + ringUs + signed,
		Text: "Hello {first name}, we would like to hear how you got on[ with {services}]. [We will ring you on {day}. ]Another time? Let us know." + textSigned,
	},
	Cancelled: {
		Heading: "Your {appointment} on {day} is cancelled",
		Body: dearClient +
			"We are sorry: your {appointment} on {day}[ at {time}][ ({place})] cannot take place.\n\n" +
			"[New day: {new day}]\n[New time: {new time}]\n\n" +
			"If you would like another time, let us know." + ringUs + signed,
		Text: "Hello {first name}, we are sorry: your {appointment} on {day}[ at {time}] is cancelled[. New day: {new day}][, {new time}]. Questions? Let us know." + textSigned,
	},
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
