package plain

import (
	"net"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

var (
	webWord = lazily(`(?i)^(?:web\s*site|web(?:\s*page|\s*address)?|url|link|visit|see)\s*[:=]\s*`)
	// The spaces that people and forms leave within an address.
	brokenStart = lazily(`(?i)\b(https?\s*:\s*/\s*/|www\s*[.,])\s+`)
	wwwSpace    = lazily(`(?i)(^|/|\s)www\s+([\p{L}\p{N}-]+[.,])`)
	brokenDot   = lazily(`([\p{L}\p{N}])(?:\s+\.\s*|\.\s+)(co|org|com|net|gov|nhs|ac|uk|info)([\s./,;:)]|$)`)
	// The scheme as it is typed in haste: "http:/", "http//", "htpps://".
	typedScheme = lazily(`(?i)^(h{1,2}t{1,3}p{1,2}(s{0,2})|htpp?s|h?ttp(s?)|htt(s)|hptt(s?))(?:\s*[:;.,]+\s*[/\\]*|\s*[/\\]{2,})`)
	otherScheme = lazily(`(?i)^[a-z][a-z0-9+.-]*:(?:[^0-9]|$)`)
	manyWs      = lazily(`(?i)^w{3,5}[.,]+`)
	nextPart    = lazily(`(?i)^[^\s]*(?:/|\.(?:html?|aspx?|php|pdf|docx?)$)`)
	webBreak    = lazily(`\s+|[;|]+|,\s`)
)

// Web is the one web address in a field for web addresses, tidied: with
// https:// when nothing stood before it, and with slips such as "http:/",
// "htpps://" or "www,example" put right. Anything but an address of the web,
// such as "javascript:", is refused. When there is none, clean is "", and when
// there are others, the first is kept. The doubt is then a sentence that quotes
// what was there; "" otherwise, and for a field that was blank or "n/a".
func Web(s string) (clean, doubt string) {
	text := oneLine(s)
	if isBlank(text) {
		return "", ""
	}
	var all []string
	before := ""
	for _, part := range webParts(text) {
		address := asWeb(part)
		if address == "" && before != "" && nextPart().MatchString(part) {
			address = asWeb(before + "%20" + part) // a space in the middle of a path
			if address != "" {
				all = all[:len(all)-1]
			}
		}
		if address != "" {
			all, before = append(all, address), part
		} else {
			before = ""
		}
	}
	all = distinct(all)
	switch {
	case len(all) == 0 && FirstEmail(text) != "":
		return "", "“" + shortened(text) + "” is an email address, not a web address, so it was left out."
	case len(all) == 0:
		return "", "“" + shortened(text) + "” is not a web address, so it was left out."
	case len(all) > 1:
		return all[0], "There was more than one web address. The first is kept; left out: " +
			shortened(strings.Join(all[1:], ", ")) + "."
	}
	return all[0], ""
}

// webParts are the words of a field, of which any may be an address.
func webParts(text string) []string {
	if strings.ContainsAny(text, ":=") && !strings.HasPrefix(text, "http") {
		text = webWord().ReplaceAllString(text, "")
	}
	if !strings.ContainsAny(text, "\t\n\f\r ;|") { // as nearly all addresses are
		return []string{text}
	}
	text = brokenStart().ReplaceAllStringFunc(text, func(start string) string {
		return strings.Join(strings.Fields(start), "")
	})
	text = wwwSpace().ReplaceAllString(text, "${1}www.$2")
	text = brokenDot().ReplaceAllString(text, "$1.$2$3")
	return webBreak().Split(text, -1)
}

// asWeb is a word as a web address, or "".
func asWeb(word string) string {
	word = trimmedAddress(word)
	scheme, rest := cutScheme(word)
	if scheme == "" && (otherScheme().MatchString(rest) || strings.HasPrefix(rest, "/")) {
		return ""
	}
	rest = strings.ReplaceAll(rest, `\`, "/")
	at := strings.IndexAny(rest, "/?#")
	if at < 0 {
		at = len(rest)
	}
	host, path := mendedHost(rest[:at]), rest[at:]
	if !isHost(host, scheme != "" || strings.HasPrefix(host, "www.")) {
		return ""
	}
	if scheme == "" {
		scheme = "https"
	}
	address := scheme + "://" + host + path
	if _, err := url.Parse(address); err != nil {
		return ""
	}
	return address
}

// trimmedAddress is a word without what stands around addresses in a sentence.
func trimmedAddress(word string) string {
	word = strings.TrimLeft(word, `<>([{"'“‘«*`)
	for {
		cut := strings.TrimRight(word, `.,;:!>"'”’»]}*`)
		if strings.HasSuffix(cut, ")") && strings.Count(cut, "(") < strings.Count(cut, ")") {
			cut = cut[:len(cut)-1]
		}
		if cut == word {
			return word
		}
		word = cut
	}
}

// cutScheme is the scheme that was meant, or "", and what follows it. Of two,
// as in "http://https://", the second is the one that was pasted.
func cutScheme(word string) (scheme, rest string) {
	for _, usual := range []string{"http", "https"} {
		if after, ok := strings.CutPrefix(word, usual+"://"); ok && after != "" && !strings.ContainsRune(`/\`, rune(after[0])) {
			scheme, word = usual, after
			break
		}
	}
	for word != "" && strings.ContainsRune("hHtT", rune(word[0])) { // with which every scheme begins
		at := typedScheme().FindStringSubmatchIndex(word)
		if at == nil {
			return scheme, word
		}
		typed := strings.ToLower(word[at[2]:at[3]])
		if scheme = "http"; strings.HasSuffix(typed, "s") {
			scheme = "https"
		}
		word = word[at[1]:]
	}
	return scheme, word
}

// mendedHost puts right the slips in the name of a host.
func mendedHost(host string) string {
	host = strings.ToLower(strings.ReplaceAll(host, ",", "."))
	if strings.HasPrefix(host, "www") && !strings.HasPrefix(host, "www.") || strings.Contains(host, "..") {
		host = manyDots().ReplaceAllString(manyWs().ReplaceAllString(host, "www."), ".")
	}
	return strings.Trim(host, ".")
}

// isHost tells whether host can be the name of a web site. Without a scheme or
// "www." it must end in a domain that there is, so that "Mon.Fri" is no site.
func isHost(host string, marked bool) bool {
	if name, port, err := net.SplitHostPort(host); err == nil && onlyDigits(port) == port {
		host = name
	}
	if !strings.Contains(strings.TrimPrefix(host, "www."), ".") || !endsLikeDomain(host) || len(host) > 253 {
		return false
	}
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || !isLabel(label) {
			return false
		}
	}
	if marked {
		return true
	}
	suffix, known := publicsuffix.PublicSuffix(host)
	return known || strings.Contains(suffix, ".") || suffix == "example" || suffix == "test"
}

var hostLabel = lazily(`^[\p{L}\p{M}\p{N}_]([\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?$`)

func isLabel(label string) bool {
	return len(label) < 64 && (isPlainLabel(label) || hostLabel().MatchString(label))
}

// isPlainLabel is true for nearly all labels of hosts, and quick to tell.
func isPlainLabel(label string) bool {
	for _, c := range []byte(label) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return label != ""
}
