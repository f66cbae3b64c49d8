package webfeed

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"waymark/data"
)

// ParseAddress reads the address of a feed as people type or paste it: “https://”
// may be missing. It must use TLS, unless it is on this PC. The address is
// returned without a fragment; an error is a *data.Problem.
func ParseAddress(typed string) (*url.URL, error) {
	typed = strings.Trim(strings.TrimSpace(typed), `"<>“”`)
	if typed == "" {
		return nil, invalid("Enter the address of the feed, like https://example.org/services")
	}
	if !strings.Contains(typed, "://") {
		typed = "https://" + typed
	}
	u, err := url.Parse(typed)
	if err != nil || u.Hostname() == "" || strings.ContainsAny(u.Host, " \t") {
		return nil, invalid("This is not a web address. Enter one like https://example.org/services")
	}
	u.Scheme, u.Fragment, u.RawFragment = strings.ToLower(u.Scheme), "", ""
	u.Host = strings.ToLower(u.Host)
	if u.User != nil {
		return nil, invalid("Leave the user name and password out of the address. Waymark reads feeds that are open to everyone.")
	}
	return u, checkScheme(u)
}

// checkScheme refuses what is not sent through TLS, unless it stays on this PC.
func checkScheme(u *url.URL) error {
	switch {
	case u.Scheme == "https", u.Scheme == "http" && onThisPC(u.Hostname()):
		return nil
	case u.Scheme == "http":
		return invalid("This address begins with http, so others could read or change what is sent. Use the address that begins with https.")
	}
	return invalid("Waymark can only read web addresses that begin with https.")
}

// onThisPC reports whether a host is this PC by its name.
func onThisPC(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// insideEndings are the ends of names that only mean something within a network.
var insideEndings = []string{".local", ".lan", ".internal", ".intranet", ".home", ".corp", ".home.arpa"}

// Inside reports whether an address is within the PC's own network by its name
// alone. A name may still turn out to be when it is looked up.
func Inside(u *url.URL) bool {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if onThisPC(host) {
		return false
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		return reachOf(ip) != public
	}
	for _, end := range insideEndings {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return !strings.Contains(host, ".")
}

// pageFields are the names under which an address says which page it asks for.
var pageFields = []string{"page", "page_number", "pageNumber", "pagenumber", "pageNo"}

// pageField is the name under which this address says which page it asks for, and
// the number; usual and -1 if it says none.
func pageField(u *url.URL) (name string, number int) {
	query := u.Query()
	for _, name := range pageFields {
		if n, err := strconv.Atoi(query.Get(name)); err == nil && n >= 0 {
			return name, n
		}
	}
	return pageFields[0], -1
}

// withPage is the address of a page of the feed.
func withPage(u *url.URL, name string, number int) *url.URL {
	query := u.Query()
	query.Set(name, strconv.Itoa(number))
	page := *u
	page.RawQuery = query.Encode()
	return &page
}

// ofPaging are the names in an address that say which part of a list is wanted.
var ofPaging = append([]string{"per_page", "perPage", "page_size", "pageSize", "size", "limit", "offset", "sort", "minimal"}, pageFields...)

// detailAddress is where a feed has the full record of a service.
func detailAddress(list *url.URL, id string) *url.URL {
	query := list.Query()
	for _, name := range ofPaging {
		query.Del(name)
	}
	u := list.JoinPath(url.PathEscape(id))
	u.RawQuery = query.Encode()
	return u
}

func invalid(sentence string) error { return data.NewProblem(data.CodeInvalid, sentence) }
