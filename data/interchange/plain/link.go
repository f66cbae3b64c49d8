package plain

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"waymark/data"
)

// link is the link that is open. Its words begin at from in the page, or have
// not begun when from is negative.
type link struct {
	address string // as it is shown; "" when it would tell no one anything
	from    int
}

func newLink(tag string) link { return link{linkAddress(attribute(tag, "href")), -1} }

func (l *link) begin(at int) {
	if l.from < 0 {
		l.from = at
	}
}

// endLink ends the link that is open, if any, and gives its address after its
// words.
func (p *page) endLink() {
	l := p.link
	p.link = link{}
	switch {
	case l.address == "":
	case l.from < 0: // a picture, perhaps
		p.word(l.address)
	case !says(string(p.out[l.from:]), l.address):
		p.out = append(p.out, " ("+l.address+")"...)
	}
}

// linkAddress is the address that a link leads to as people write it, or ""
// when it leads to nowhere outside of its own page.
func linkAddress(href string) string {
	href = strings.Map(func(r rune) rune {
		if r <= ' ' || strings.ContainsRune(`<>"`, r) {
			return -1
		}
		return r
	}, characters(strings.TrimSpace(href)))
	low := lowered(href)
	switch {
	case strings.HasPrefix(low, "mailto:"):
		address, _, _ := strings.Cut(href[len("mailto:"):], "?")
		return decoded(address)
	case strings.HasPrefix(low, "tel:"):
		number := strings.TrimLeft(decoded(href[len("tel:"):]), "/")
		if normal, err := data.NormalisePhone(number); err == nil {
			return normal
		}
		return number
	case strings.HasPrefix(low, "//"):
		return "https:" + href
	case strings.HasPrefix(low, "http:"), strings.HasPrefix(low, "https:"), strings.HasPrefix(low, "www."):
		return href
	case anyEmail().FindString(href) == href:
		return href
	}
	return ""
}

func decoded(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return strings.TrimSpace(plain)
	}
	return text
}

// says tells whether the words of a link give its address already.
func says(words, address string) bool {
	if strings.Trim(address, "+() -./0123456789") == "" {
		return strings.Contains(onlyDigits(words), strings.TrimPrefix(data.PhoneDigits(address), "0"))
	}
	return strings.Contains(bare(words), bare(address))
}

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// bare is an address without what may be left out when it is read aloud.
func bare(address string) string {
	address = strings.ToLower(strings.TrimSpace(address))
	address = strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(address, "www."), "/")
}

// attribute is the value of an attribute of a tag, or "".
func attribute(tag, name string) string {
	if !strings.Contains(tag, "=") {
		return ""
	}
	z := html.NewTokenizer(strings.NewReader(tag))
	z.Next()
	_, more := z.TagName()
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if string(key) == name {
			return string(value)
		}
	}
	return ""
}
