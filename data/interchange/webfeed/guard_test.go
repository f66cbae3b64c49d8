package webfeed

import (
	"context"
	"crypto/x509"
	"errors"
	"iter"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/interchange/openreferral"
)

var dnsFault = net.DNSError{Err: "server misbehaving", Name: "example.com", IsTemporary: true}

func readAll(t *testing.T, f *Feed) iter.Seq2[*data.SourceEntry, error] {
	return openreferral.ReadFetched(t.Context(), f.Fetched, data.MustDate("2026-04-07"))
}

func TestParseAddress(t *testing.T) {
	for typed, want := range map[string]string{
		"example.org/services": "https://example.org/services", " https://Example.org/Services?a=b#c ": "https://example.org/Services?a=b",
		"http://localhost:8080/x": "http://localhost:8080/x", "http://[::1]/": "http://[::1]/", "http://127.0.0.1": "http://127.0.0.1",
		"<https://example.org>": "https://example.org",
	} {
		if u, err := ParseAddress(typed); err != nil || u.String() != want {
			t.Errorf("%s: %v, %v", typed, u, err)
		}
	}
	for typed, says := range map[string]string{
		"": "Enter the address", "http://example.org": "begins with https", "http://10.0.0.1/": "begins with https", "ftp://example.org": "begin with https",
		"file:///etc/passwd": "not a web address", "https://": "not a web address", "https://me:secret@example.org": "user name and password", "not an address": "not a web address",
		"http://127.0.0.1.example.org/": "begins with https", "javascript:alert(1)": "not a web address",
	} {
		if u, err := ParseAddress(typed); err == nil || !strings.Contains(data.Sentence(err), says) {
			t.Errorf("%s: %v, %v", typed, u, err)
		}
	}
}

func TestReach(t *testing.T) {
	for text, want := range map[string]reach{
		"8.8.8.8": public, "2a00:1450::1": public, "127.0.0.1": thisPC, "127.9.9.9": thisPC, "::1": thisPC, "::ffff:127.0.0.1": thisPC,
		"10.1.2.3": inside, "172.16.0.1": inside, "172.32.0.1": public, "192.168.1.1": inside, "169.254.169.254": inside, "100.64.0.1": inside,
		"0.0.0.0": inside, "::": inside, "fe80::1": inside, "fe80::1%eth0": inside, "fd00::1": inside, "fec0::1": inside, "224.0.0.1": inside, "ff02::1": inside,
		"255.255.255.255": inside, "::ffff:10.0.0.1": inside, "64:ff9b::a00:1": inside, "64:ff9b::808:808": public, "2002:a00:1::": inside, "::10.0.0.1": inside,
	} {
		if got := reachOf(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}

func TestInside(t *testing.T) {
	for address, want := range map[string]bool{
		"https://example.org": false, "https://nas.local/": true, "https://NAS.LOCAL./": true, "https://intranet/": true, "https://server.internal": true,
		"https://192.168.0.4": true, "https://[fe80::1]/": true, "https://8.8.8.8": false, "http://localhost": false, "http://127.0.0.1": false,
	} {
		u, err := url.Parse(address)
		if err != nil || Inside(u) != want {
			t.Errorf("%s: %v, %v", address, !want, err)
		}
	}
}

// secure is a website with TLS, which a visit trusts and finds under a name.
func secure(t *testing.T, answer func(w http.ResponseWriter, r *http.Request, n int)) (*site, *visit) {
	t.Helper()
	s := startSite(t, answer, httptest.NewTLSServer)
	u, _ := url.Parse(s.URL)
	v := newVisit(t, "https://example.com:"+u.Port()+"/services") // the certificate is for example.com
	v.o.Roots = x509.NewCertPool()
	v.o.Roots.AddCert(s.Certificate())
	v.o.Lookup = func(context.Context, string) ([]netip.Addr, error) {
		return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
	}
	return s, v
}

// A name on the open web that leads into the PC's own network is how a website
// would have a browser reach what only this PC can.
func TestFetch_aNameThatLeadsInsideIsRefusedUnlessConfirmed(t *testing.T) {
	s, v := secure(t, version3(3))
	for _, ip := range []string{"127.0.0.1", "192.168.1.4", "fd00::1"} {
		v.o.Lookup = func(context.Context, string) ([]netip.Addr, error) {
			return []netip.Addr{netip.MustParseAddr("8.8.8.8"), netip.MustParseAddr(ip)}, nil
		}
		if _, err := Fetch(t.Context(), v.o); !errors.Is(err, ErrInside) || len(s.asked) != 0 {
			t.Errorf("%s: %v, asked for %q", ip, err, s.asked)
		}
	}
	_, v = secure(t, version3(3))
	v.o.Private = true
	if names, _, err := v.names(); err != nil || len(names) != 3 {
		t.Errorf("confirmed: %q, %v", names, err)
	}
	v = newVisit(t, "https://192.168.1.4/services")
	if _, err := Fetch(t.Context(), v.o); !errors.Is(err, ErrInside) || !strings.Contains(data.Sentence(err), "confirm") {
		t.Errorf("an address inside: %v", err)
	}
}

// The name is looked up once for each connection, and the address that was looked
// at is the one that is connected to.
func TestFetch_aNameThatChangesItsAddressMeanwhile(t *testing.T) {
	s, v := secure(t, func(w http.ResponseWriter, r *http.Request, n int) {
		w.Header().Set("Connection", "close")
		version3(6)(w, r, n)
	})
	v.o.Private, v.o.Limits = false, Limits{Answer: 50 * time.Millisecond}
	looked := 0
	v.o.Lookup = func(context.Context, string) ([]netip.Addr, error) {
		if looked++; looked == 1 {
			return nil, &dnsFault
		}
		return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
	}
	if _, err := Fetch(t.Context(), v.o); !errors.Is(err, ErrInside) || len(s.asked) != 0 {
		t.Errorf("%v, asked for %q", err, s.asked)
	}
}

func TestFetch_redirects(t *testing.T) {
	plain := newSite(t, version3(3))
	var to string
	s, v := secure(t, func(w http.ResponseWriter, r *http.Request, n int) {
		if r.URL.Path == "/services" && to != "" {
			target := to
			if to == "/moved" {
				target += "?" + r.URL.RawQuery
			}
			http.Redirect(w, r, target, http.StatusFound)
			return
		}
		r.URL.Path = strings.Replace(r.URL.Path, "/moved", "/services", 1)
		version3(3)(w, r, n)
	})
	v.o.Private = true
	to = "/moved"
	if names, _, err := v.names(); err != nil || len(names) != 3 {
		t.Errorf("within the website: %q, %v", names, err)
	}
	for _, h := range s.heads {
		if h.Get("Referer") != "" {
			t.Error("another address is told where we came from")
		}
	}
	for address, says := range map[string]string{
		plain.URL + "/services": "without TLS", "https://127.0.0.1:1/services": "own network", "https://10.0.0.1/": "own network", "https://me:x@example.com/": "password",
		"/services": "without an end", "ftp://example.com/": "without TLS",
	} {
		to = address
		v.o.Folder = t.TempDir()
		if got := v.refused(); !strings.Contains(got, says) {
			t.Errorf("%s: %s", address, got)
		}
	}
	if len(plain.asked) != 0 {
		t.Error("a redirect led from https to http")
	}
	to, v.o.Roots, v.o.Folder = "", nil, t.TempDir()
	if got := v.refused(); !strings.Contains(got, "could not show that it is the website") {
		t.Error(got)
	}
}

func TestFetch_anAddressThatIsNotThere(t *testing.T) {
	v := newVisit(t, "https://feed.example.org/services")
	v.o.Lookup = func(context.Context, string) ([]netip.Addr, error) { return nil, nil }
	if _, err := Fetch(t.Context(), v.o); !errors.Is(err, ErrUnreachable) || !strings.Contains(data.Sentence(err), "No website called") {
		t.Error(err)
	}
	v = newVisit(t, "http://127.0.0.1:1/services")
	if _, err := Fetch(t.Context(), v.o); !errors.Is(err, ErrUnreachable) || !strings.Contains(data.Sentence(err), "cannot be reached") {
		t.Error(err)
	}
}

func FuzzParseAddress(f *testing.F) {
	for _, s := range []string{"example.org", "http://localhost:1/a?page=2", "https://[::1]:x", "https://a@b", "//x", "http://127.0.0.1.nip.io"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		u, err := ParseAddress(typed)
		if err != nil {
			if data.CodeOf(err) == "" {
				t.Errorf("no sentence: %v", err)
			}
			return
		}
		if u.Scheme != "https" && !onThisPC(u.Hostname()) || u.User != nil || u.Fragment != "" {
			t.Errorf("%q became %s", typed, u)
		}
		_, _ = Inside(u), detailAddress(u, typed)
	})
}
