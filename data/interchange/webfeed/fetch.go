package webfeed

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"waymark/data"
	"waymark/data/interchange/openreferral"
)

// Options say what is fetched, and how.
type Options struct {
	Address *url.URL // as ParseAddress returns it
	// Private says that a person has confirmed an address inside the PC's own network.
	Private bool
	Folder  string     // where the feed is kept, and nothing else is
	Clock   data.Clock // nil: the PC's own
	Limits  Limits
	// Tell is told how far it is, in words, as often as there is news; may be nil.
	Tell func(string)
	// Wait waits; nil: really. Tests pass one that only notes how long.
	Wait func(context.Context, time.Duration) error
	// Lookup finds the addresses of a host; nil: as this PC does.
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)
	// Roots are who may vouch for a website; nil: whom this PC trusts.
	Roots *x509.CertPool
}

// Feed is a feed that was fetched.
type Feed struct {
	Address string // of its list of services
	Host    string
	Stats   Stats
	// Short is how many services the website has only in short: it has no full
	// record of them.
	Short   int
	Fetched *openreferral.Fetched
}

// Notes are sentences about the feed as a whole that someone should read.
func (f *Feed) Notes() []string {
	if f.Short == 0 {
		return nil
	}
	return []string{"“" + f.Host + "” gives no details of " + data.Plural(f.Short, "service", "services") + ". What it leaves out stays as it is here."}
}

// Folder is where a feed is kept beside a database.
func Folder(database, address string) string {
	sum := sha256.Sum256([]byte(filepath.Base(database) + "\n" + address))
	return filepath.Join(filepath.Dir(database), "feeds", hex.EncodeToString(sum[:8]))
}

// Agent is how the program tells a website which one it is.
const Agent = "Waymark/" + data.Version + " (social prescribing; reads Open Referral feeds)"

// resumable is how long a fetch that was stopped can be gone on with. After that
// the pages would be of too different times to fit together.
const resumable = 24 * time.Hour

// busy are the folders that a fetch of this program writes to.
var busy sync.Map

// Fetch gets all of a feed. If it fails or ctx ends, what was got stays in the
// folder and the next Fetch goes on from there. An error is ctx's own or a
// *data.Problem, which wraps ErrInside or ErrUnreachable where that is why.
func Fetch(ctx context.Context, o Options) (*Feed, error) {
	if _, taken := busy.LoadOrStore(o.Folder, true); taken {
		return nil, data.NewProblem(data.CodeRefused, "Waymark is reading this feed already. Wait until it is done.")
	}
	defer busy.Delete(o.Folder)
	if Inside(o.Address) && !o.Private {
		return nil, insideProblem(o.Address.Hostname())
	}
	f, err := newFetch(o)
	if err != nil {
		return nil, err
	}
	defer f.http.CloseIdleConnections()
	return f.run(ctx)
}

// fetch is one fetch of all pages, under way.
type fetch struct {
	*client
	list     *url.URL // of the services
	resuming bool     // an earlier fetch was stopped, and this one goes on with it
	start    int      // the number of the first page
	field    string   // under which an address says which page it asks for
	pages    []string // addresses, in order
	seen     map[uint64]bool
	thin     []string // ids of services that the pages have in short
	ids      map[string]bool
	first    []openreferral.Brief // what the first page has
	last     *openreferral.Page
}

func newFetch(o Options) (*fetch, error) {
	if o.Clock == nil {
		o.Clock = data.SystemClock()
	}
	if o.Wait == nil {
		o.Wait = sleep
	}
	if o.Tell == nil {
		o.Tell = func(string) {}
	}
	if o.Lookup == nil {
		o.Lookup = func(ctx context.Context, host string) ([]netip.Addr, error) {
			return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
		}
	}
	b, err := openBox(o.Folder)
	if err != nil {
		return nil, err
	}
	limits := o.Limits.usual()
	g := &guard{typed: o.Address.Hostname(), private: o.Private, lookup: o.Lookup, patient: limits.Answer}
	transport := &http.Transport{Proxy: g.proxy, DialContext: g.dial, ForceAttemptHTTP2: true, MaxConnsPerHost: 1,
		TLSHandshakeTimeout: limits.Answer, ResponseHeaderTimeout: limits.Answer, MaxResponseHeaderBytes: 1 << 20,
		TLSClientConfig: &tls.Config{RootCAs: o.Roots, MinVersion: tls.VersionTLS12}}
	c := &client{http: &http.Client{Transport: transport, CheckRedirect: g.redirect}, host: o.Address.Hostname(), box: b,
		limits: limits, clock: o.Clock, wait: o.Wait, tell: o.Tell, began: o.Clock()}
	f := &fetch{client: c, list: o.Address, seen: map[uint64]bool{}, ids: map[string]bool{}}
	f.round = b.round()
	f.resuming = !f.round.Done && f.round.Address == o.Address.String() && c.began.Sub(f.round.Began).Abs() < resumable
	if !f.resuming {
		f.round.Address = o.Address.String()
		err = f.anew()
	}
	return f, err
}

// anew begins a round: everything is asked for, and comes only if it has changed.
func (f *fetch) anew() error {
	began := f.clock().UTC()
	if !began.After(f.round.Began) { // no two are alike, whatever the clock does
		began = f.round.Began.Add(1)
	}
	f.round = round{Address: f.round.Address, Began: began}
	return f.box.setRound(f.round)
}

func (f *fetch) run(ctx context.Context) (*Feed, error) {
	if err := f.begin(ctx); err != nil {
		return nil, f.inWords(err, "the first page")
	}
	for {
		next, err := f.next()
		if err == nil && next == nil {
			break
		}
		part := fmt.Sprintf("page %d", len(f.pages)+1)
		if err == nil {
			f.tell(f.far())
			err = f.page(ctx, next, false)
		}
		if err != nil {
			return nil, f.inWords(err, part)
		}
	}
	f.stats.Pages = len(f.pages)
	if len(f.seen) == 0 {
		return nil, f.problem(fmt.Sprintf("The feed of “%s” has no services. Check the address, or ask who runs the feed.", f.host), nil)
	}
	short, err := f.details(ctx)
	if err != nil {
		return nil, f.inWords(err, "the details of the services")
	}
	f.round.Done = true
	if err := f.box.setRound(f.round); err != nil {
		return nil, err
	}
	f.box.clear(f.round)
	return f.feed(short), nil
}

// far is how far the pages are read.
func (f *fetch) far() string {
	if f.last.Total > 0 {
		return fmt.Sprintf("Page %d of %d", len(f.pages)+1, f.last.Total)
	}
	return fmt.Sprintf("Page %d", len(f.pages)+1)
}

// begin reads the first page. An address may be that of the API itself, whose
// services are one step further.
func (f *fetch) begin(ctx context.Context) error {
	start := f.list
	name, n := pageField(start)
	if f.field = name; n > 1 {
		n, start = 1, withPage(start, name, 1) // a link was copied from the middle
	}
	f.tell("First page")
	before := f.briefs(start)
	err := f.page(ctx, start, true)
	var itself isAPI
	if errors.As(err, &itself) {
		f.list = f.list.JoinPath("services")
		start = f.list
		before = f.briefs(start)
		err = f.page(ctx, start, true)
	}
	if err != nil {
		return err
	}
	switch {
	case n >= 0:
		f.start = n
	case !f.last.Zero:
		f.start = 1
	}
	if f.resuming && !equal(before, f.first) { // the pages have moved meanwhile: ask for each
		if err = f.anew(); err == nil {
			h, _ := f.box.held(f.pages[0])
			h.Round = f.round.id()
			err = f.box.seen(h)
		}
	}
	return err
}

// briefs are the services of a page that is kept, nil if it is not.
func (f *fetch) briefs(page *url.URL) []openreferral.Brief {
	body, err := f.box.body(page.String())
	if err != nil {
		return nil
	}
	defer func() { _ = body.Close() }()
	if p, err := openreferral.ScanPage(context.Background(), body); err == nil {
		return p.Services
	}
	return nil
}

func equal(a, b []openreferral.Brief) bool { return slices.Equal(a, b) }

// isAPI is an answer that describes an API and has no services itself.
type isAPI struct{ error }

// page reads one page.
func (f *fetch) page(ctx context.Context, u *url.URL, first bool) error {
	var p *openreferral.Page
	err := f.get(ctx, question{address: u, most: f.limits.Page, first: first, check: func(r io.Reader) error {
		var err error
		if p, err = openreferral.ScanPage(ctx, r); err != nil && len(f.pages) == 0 && describesAPI(r) {
			return isAPI{err}
		}
		return err
	}})
	if err != nil {
		return err
	}
	if len(f.pages) > 0 && len(p.Services) > 0 && (equal(p.Services, f.first) || equal(p.Services, f.last.Services)) {
		return f.problem(fmt.Sprintf("“%s” sent the same page twice, so its list is not whole. Ask who runs the feed.", f.host), nil)
	}
	if len(f.pages) == 0 {
		f.first = p.Services
	}
	f.pages, f.last = append(f.pages, u.String()), p
	for _, s := range p.Services {
		f.seen[s.Hash] = true
		if s.Thin && !f.ids[s.ID] {
			f.ids[s.ID] = true
			f.thin = append(f.thin, s.ID)
		}
	}
	return nil
}

// describesAPI reports whether an answer is what Open Referral has at the root of
// an API. r is at its end.
func describesAPI(r io.Reader) bool {
	file, ok := r.(io.Seeker)
	if !ok {
		return false
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return false
	}
	var about struct {
		Version json.RawMessage `json:"version"`
		Profile json.RawMessage `json:"profile"`
		OpenAPI json.RawMessage `json:"openapi_url"`
	}
	if json.NewDecoder(io.LimitReader(r, 64<<10)).Decode(&about) != nil {
		return false
	}
	return about.OpenAPI != nil || about.Version != nil && about.Profile != nil
}

// next is the address of the page after the last one, nil if there is none.
func (f *fetch) next() (*url.URL, error) {
	p, n := f.last, len(f.pages)
	switch {
	case p.Total > 0 && n >= p.Total, p.Total == 0 && len(p.Services) == 0:
		return nil, nil
	case n >= f.limits.Pages:
		return nil, f.problem(fmt.Sprintf("The feed has more than %s pages. Ask who runs it for a smaller one, such as that of your area.", data.Count(n)), nil)
	case p.Next != "":
		return f.linked(p.Next)
	case p.Total > 0, p.Further, len(f.seen) < p.Items:
		return withPage(f.list, f.field, f.start+n), nil
	}
	return nil, nil
}

// linked is the address that a page gives of the next. Websites behind a proxy
// often write http there although they are reached by https.
func (f *fetch) linked(link string) (*url.URL, error) {
	here, err := url.Parse(f.pages[len(f.pages)-1])
	if err != nil {
		return nil, err
	}
	next, err := here.Parse(link)
	if err != nil || next.User != nil {
		return nil, f.problem(fmt.Sprintf("“%s” gives an address for its next page that cannot be read. Ask who runs the feed.", f.host), err)
	}
	if next.Scheme == "http" && here.Scheme == "https" && next.Hostname() == here.Hostname() {
		next.Scheme, next.Host = here.Scheme, here.Host
	}
	if next.Scheme != here.Scheme || next.Host != here.Host {
		return nil, f.problem(fmt.Sprintf("The next page of “%s” is on another website, “%s”. Ask who runs the feed for its present address.", f.host, next.Hostname()), nil)
	}
	if slices.Contains(f.pages, next.String()) {
		return nil, f.problem(fmt.Sprintf("The pages of “%s” lead in a circle, so its list is not whole. Ask who runs the feed.", f.host), nil)
	}
	return next, nil
}

// feed is what was fetched.
func (f *fetch) feed(short int) *Feed {
	fetched := &openreferral.Fetched{Name: f.host, Pages: len(f.pages),
		Page: func(n int) (io.ReadCloser, error) { return f.box.body(f.pages[n]) },
		Detail: func(id string) io.ReadCloser {
			body, err := f.box.body(detailAddress(f.list, id).String())
			if err != nil {
				return nil
			}
			return body
		}}
	if n := len(f.seen); f.last.Items > n {
		fetched.Partial = fmt.Sprintf("%s of %s services", data.Count(n), data.Count(f.last.Items))
	}
	return &Feed{Address: f.list.String(), Host: f.host, Stats: f.stats, Short: short, Fetched: fetched}
}
