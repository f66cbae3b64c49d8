package openreferral

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// paging is what a file says of itself as a page, or pages, of a longer feed.
type paging struct {
	pages   int    // of services in this file
	total   int    // pages that there are; 0: not said
	items   int    // services that there are; 0: not said
	number  int    // of the last page in this file, from 1; 0: not said
	further bool   // the last page says that more follow
	zero    bool   // the last page counts itself from 0
	next    string // the address of the next page, as the last one gives it
}

// begin counts a list of services that begins.
func (p *paging) begin() { p.pages, p.further, p.zero, p.next = p.pages+1, false, false, "" }

// note takes in what an object around a list of services says of itself.
// Feeds put it beside the list or into an object of its own.
func (p *paging) note(page node) {
	around := []node{page}
	for _, name := range []string{"meta", "pagination", "paging", "page", "links", "_links", "_meta", "pageInfo"} {
		if inner := page.object(name); inner != nil {
			around = append(around, inner)
			if deeper := inner.object("pagination", "page"); deeper != nil {
				around = append(around, deeper)
			}
		}
	}
	number := 0
	for _, n := range around {
		for name, value := range n {
			number = max(number, p.noteField(pageField(name), value))
		}
	}
	for _, name := range []string{"first", "first_page"} {
		if says(page[name], true) {
			number = 1 // whatever the pages are counted from
		}
	}
	if number > 0 {
		p.number = number
	}
}

// pageField is a name without what differs from feed to feed.
func pageField(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(name))
}

// noteField takes in one field, and returns the number of the page if it is that.
func (p *paging) noteField(name string, value any) (number int) {
	n, isNumber := wholeNumber(value)
	switch name {
	case "totalpages", "pagecount", "numberofpages", "pages":
		p.total = max(p.total, n)
	case "totalitems", "totalelements", "totalcount", "totalrecords", "totalresults", "total", "numfound":
		p.items = max(p.items, n)
	case "lastpage", "last", "islast", "islastpage":
		p.total = max(p.total, n) // if it is a number, it is that of the last page
		p.further = p.further || !isNumber && says(value, false)
	case "hasnext", "hasmore", "hasnextpage", "more":
		p.further = p.further || says(value, true)
	case "next", "nextpage", "nextpageurl", "nextlink", "nextpagetoken", "nextcursor", "@odata.nextlink":
		p.noteNext(value)
	case "pagenumber", "currentpage", "number":
		return p.noteNumber(name, n, isNumber)
	}
	return 0
}

func (p *paging) noteNext(value any) {
	p.further = p.further || leadsOn(value)
	if link := addressIn(value); link != "" {
		p.next = link
	}
}

// noteNumber takes in the number of the page.
func (p *paging) noteNumber(name string, n int, isNumber bool) int {
	p.zero = p.zero || isNumber && n == 0
	if isNumber && name == "number" { // counted from 0 by Spring, which writes it so
		return n + 1
	}
	return n
}

// partial says which part of the feed the file is, "" for the whole or where
// nothing speaks against it. read is the number of services in the file.
func (p *paging) partial(read int) string {
	switch {
	case p.pages == 0, p.items > 0 && read >= p.items:
		return ""
	case p.total > p.pages && p.pages == 1 && p.number > 0:
		return fmt.Sprintf("page %d of %d", p.number, p.total)
	case p.total > p.pages:
		return fmt.Sprintf("%d of %d pages", p.pages, p.total)
	case p.items > read:
		return fmt.Sprintf("%d of %d services", read, p.items)
	case p.further:
		return "a page that is not the last"
	}
	return ""
}

// PartOf says which part of a longer list one is of which the objects around it say
// this, "" for the whole or where nothing speaks against it. read is the number of
// its rows.
func PartOf(around []map[string]any, read int) string {
	var p paging
	p.begin()
	for _, says := range around {
		p.note(says)
	}
	return p.partial(read)
}

// wholeNumber reads a number, also one written as a text.
func wholeNumber(value any) (int, bool) {
	var text string
	switch v := value.(type) {
	case json.Number:
		text = v.String()
	case string:
		text = strings.TrimSpace(v)
	default:
		return 0, false
	}
	n, err := strconv.Atoi(text)
	return max(n, 0), err == nil
}

// says reports whether a value, or a text of it, is true or false as wanted.
func says(value any, want bool) bool {
	switch v := value.(type) {
	case bool:
		return v == want
	case string:
		is, err := strconv.ParseBool(strings.ToLower(strings.TrimSpace(v)))
		return err == nil && is == want
	}
	return false
}

// addressIn returns the address in a value that leads to a further page, "" for a
// number or a mark that the feed alone understands.
func addressIn(value any) string {
	var link string
	switch v := value.(type) {
	case string:
		link = strings.TrimSpace(v)
	case map[string]any:
		link = text(node(v), "href", "url")
	}
	if strings.HasPrefix(link, "/") || strings.HasPrefix(link, "?") || strings.Contains(link, "://") {
		return link
	}
	return ""
}

// leadsOn reports whether a link or a number leads to a further page.
func leadsOn(value any) bool {
	switch v := value.(type) {
	case string:
		return strings.TrimSpace(v) != "" && !strings.EqualFold(strings.TrimSpace(v), "false")
	case json.Number:
		return v.String() != "0"
	case bool:
		return v
	case map[string]any:
		return text(node(v), "href", "url") != ""
	}
	return false
}
