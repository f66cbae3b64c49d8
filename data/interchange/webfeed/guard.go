package webfeed

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"

	"waymark/data"
)

// reach is who can be at an address.
type reach int

const (
	public reach = iota
	thisPC
	inside // the PC's own network, and whatever else is not the open internet
)

// notPublic are networks that netip does not know as private.
var notPublic = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
	"240.0.0.0/4", "fec0::/10", "100::/64", "2001:db8::/32", "64:ff9b:1::/48")

func prefixes(list ...string) []netip.Prefix {
	nets := make([]netip.Prefix, len(list))
	for i, text := range list {
		nets[i] = netip.MustParsePrefix(text)
	}
	return nets
}

// carrying are networks of IPv6 whose addresses lead to one of IPv4, and where in
// them it begins.
var carrying = map[netip.Prefix]int{
	netip.MustParsePrefix("64:ff9b::/96"): 12, // NAT64
	netip.MustParsePrefix("2002::/16"):    2,  // 6to4
	netip.MustParsePrefix("::/96"):        12, // IPv4-compatible
}

func reachOf(ip netip.Addr) reach {
	ip = ip.Unmap().WithZone("")
	switch {
	case ip.IsLoopback():
		return thisPC
	case ip.IsUnspecified(), ip.IsPrivate(), ip.IsLinkLocalUnicast(), !ip.IsGlobalUnicast():
		return inside
	}
	for _, net := range notPublic {
		if net.Contains(ip) {
			return inside
		}
	}
	if ip.Is6() {
		bytes := ip.As16()
		for net, at := range carrying {
			if net.Contains(ip) && reachOf(netip.AddrFrom4([4]byte(bytes[at:at+4]))) != public {
				return inside
			}
		}
	}
	return public
}

// ErrInside is why an address is refused that is within the PC's own network. A
// person may say that it is meant.
var ErrInside = errors.New("inside the network of this PC")

func insideProblem(host string) error {
	return &data.Problem{Code: data.CodeRefused, Cause: ErrInside,
		Sentence: "“" + host + "” is inside this PC’s own network, not on the open web. Waymark only reads from there if you confirm that it is meant."}
}

// guard lets connections out only to where the feed may lead.
type guard struct {
	typed   string // the host of the address that a person typed
	private bool   // and that host may be inside the network of this PC
	lookup  func(ctx context.Context, host string) ([]netip.Addr, error)
	patient time.Duration // for one connection

	mu      sync.Mutex
	proxies map[string]bool // host and port of the proxies that this PC is set to use
}

// may says whether a connection for a host may go to an address.
func (g *guard) may(host string, ip netip.Addr) error {
	at, typed := reachOf(ip), strings.EqualFold(host, g.typed)
	switch {
	case typed && onThisPC(g.typed):
		if at == thisPC {
			return nil
		}
	case at == public, typed && g.private:
		return nil
	}
	return insideProblem(host)
}

// dial looks a host up, and connects to an address that it has looked at: between
// the two nothing is looked up again, so no one can put another in its place.
func (g *guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	ips, err := g.find(ctx, host)
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	trusted := g.proxies[address]
	g.mu.Unlock()
	for _, ip := range ips {
		if trusted {
			break
		}
		if err := g.may(host, ip); err != nil {
			return nil, err
		}
	}
	d := net.Dialer{Timeout: g.patient}
	var conn net.Conn
	for _, ip := range ips {
		if conn, err = d.DialContext(ctx, network, net.JoinHostPort(ip.String(), port)); err == nil {
			return conn, nil
		}
	}
	return nil, err
}

func (g *guard) find(ctx context.Context, host string) ([]netip.Addr, error) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{ip}, nil
	}
	ips, err := g.lookup(ctx, host)
	if err == nil && len(ips) == 0 {
		err = &net.DNSError{Err: "no address", Name: host, IsNotFound: true}
	}
	return ips, err
}

// proxy is the proxy that this PC is set to use for a request, nil for none. The
// proxy looks the host up, so what can be known of it here is looked at before.
func (g *guard) proxy(r *http.Request) (*url.URL, error) {
	proxy, err := http.ProxyFromEnvironment(r)
	if err != nil || proxy == nil {
		return nil, err
	}
	host := r.URL.Hostname()
	if Inside(r.URL) && (!g.private || !strings.EqualFold(host, g.typed)) {
		return nil, insideProblem(host)
	}
	if ips, err := g.find(r.Context(), host); err == nil {
		for _, ip := range ips {
			if err := g.may(host, ip); err != nil {
				return nil, err
			}
		}
	}
	port := proxy.Port()
	if port == "" {
		port = map[string]string{"https": "443", "socks5": "1080", "socks5h": "1080"}[proxy.Scheme]
	}
	if port == "" {
		port = "80"
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.proxies == nil {
		g.proxies = map[string]bool{}
	}
	g.proxies[net.JoinHostPort(proxy.Hostname(), port)] = true
	return proxy, nil
}

// mostRedirects is how often an answer may lead elsewhere.
const mostRedirects = 5

// redirect says whether an answer may lead to another address.
func (g *guard) redirect(r *http.Request, via []*http.Request) error {
	r.Header.Del("Referer") // the address may hold a key
	last := via[len(via)-1].URL
	switch {
	case len(via) > mostRedirects:
		return &data.Problem{Code: data.CodeRefused, Sentence: "“" + g.typed + "” leads from one address to the next without an end. Ask who runs the feed for its present address."}
	case last.Scheme == "https" && r.URL.Scheme != "https", r.URL.Scheme == "http" && !onThisPC(r.URL.Hostname()):
		return &data.Problem{Code: data.CodeRefused, Sentence: "“" + g.typed + "” leads to an address without TLS, so others could read or change what is sent. Ask who runs the feed for an address that begins with https."}
	case r.URL.User != nil:
		return &data.Problem{Code: data.CodeRefused, Sentence: "“" + g.typed + "” leads to an address with a password in it. Ask who runs the feed for its present address."}
	}
	return checkScheme(r.URL)
}
