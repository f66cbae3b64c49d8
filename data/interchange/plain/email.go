package plain

import (
	"strings"
)

// longestAddress is the most that mail can be sent to (RFC 5321).
const longestAddress = 254

var (
	anyEmail  = lazily(`[\p{L}\p{N}_+'’&/=!#$*?^{|}~%.-]+@[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+`)
	hiddenAt  = lazily(`(?i)\s*[(\[{]\s*(?:at|@)\s*[)\]}]\s*`)
	hiddenDot = lazily(`(?i)\s*[(\[{]\s*(?:dot|\.)\s*[)\]}]\s*`)
	spokenDot = lazily(`(?i)(@[\p{L}\p{N}.-]*)\s+dot\s+`)
	spokenAll = lazily(`(?i)^([\p{L}\p{N}._+-]+) at ([\p{L}\p{N}-]+(?: dot [\p{L}\p{N}-]+)+)$`)
	looseAt   = lazily(`(^|[,;/:]\s*)([\p{L}\p{N}_+.-]+)\s*@+\s*`) // not "join us @ the hall"
	looseDot  = lazily(`(@[\p{L}\p{N}-]+)\s*[.,]+\s*(co|org|com|net|gov|nhs|ac|uk)([\s.,;:)/]|$)`)
	commaDot  = lazily(`(@[\p{L}\p{N}.-]+),(co|org|com|net|gov|nhs|ac|uk)([\s.,;:)/]|$)`)
	manyDots  = lazily(`\.{2,}`)
	emailWord = lazily(`(?i)^(?:mailto|e-?mail(?:\s+address)?|send to|contact)\s*[:=]\s*`)
)

// Email is the one address in a field for email addresses, tidied: without
// "mailto:", angle brackets, spaces and full stops around it, and with
// "name (at) example.org" put right. When there is none, clean is "", and when
// there are others, the first is kept. The doubt is then a sentence that quotes
// what was there; "" otherwise, and for a field that was blank or "n/a".
func Email(s string) (clean, doubt string) {
	text := oneLine(s)
	if isBlank(text) {
		return "", ""
	}
	all := distinct(emailsIn(mended(text)))
	switch len(all) {
	case 0:
		return "", "“" + shortened(text) + "” is not an email address, so it was left out."
	case 1:
		return all[0], ""
	}
	return all[0], "There was more than one email address. The first is kept; left out: " +
		shortened(strings.Join(all[1:], ", ")) + "."
}

// FirstEmail is the first email address within a text, or "". It puts nothing
// right: a text is not the place to guess in.
func FirstEmail(text string) string {
	for _, address := range emailsIn(text) {
		return address
	}
	return ""
}

// mended puts right what is surely a slip in a field for email addresses.
func mended(text string) string {
	text = emailWord().ReplaceAllString(text, "")
	text = strings.ReplaceAll(text, "＠", "@")
	text = hiddenAt().ReplaceAllString(text, "@")
	text = hiddenDot().ReplaceAllString(text, ".")
	if said := spokenAll().FindStringSubmatch(text); said != nil {
		return said[1] + "@" + strings.ReplaceAll(strings.ReplaceAll(said[2], " dot ", "."), " Dot ", ".")
	}
	text = looseAt().ReplaceAllString(text, "$1$2@")
	text = spokenDot().ReplaceAllString(text, "$1.")
	text = looseDot().ReplaceAllString(text, "$1.$2$3")
	text = commaDot().ReplaceAllString(text, "$1.$2$3")
	return manyDots().ReplaceAllString(text, ".")
}

// emailsIn are the addresses within a text, in their order.
func emailsIn(text string) []string {
	var all []string
	for _, found := range anyEmail().FindAllString(text, -1) {
		if address := asEmail(found); address != "" {
			all = append(all, address)
		}
	}
	return all
}

// asEmail takes what cannot be part of an address from what looks like one,
// and writes its domain in small letters. It is "" when nothing is left.
func asEmail(found string) string {
	name, domain, _ := strings.Cut(found, "@")
	if _, after, ok := strings.Cut(strings.ToLower(name), "mailto:"); ok {
		name = name[len(name)-len(after):]
	}
	name = strings.Trim(name, ".'’/?&=|")
	domain = strings.ToLower(domain)
	if name == "" || len(name)+1+len(domain) > longestAddress || !endsLikeDomain(domain) {
		return ""
	}
	return name + "@" + domain
}
