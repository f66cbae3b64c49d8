package webfeed

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"waymark/data"
)

// site is a real website with a feed, and what it was asked.
type site struct {
	*httptest.Server
	t      *testing.T
	mu     sync.Mutex
	asked  []string // path and query
	heads  []http.Header
	answer func(w http.ResponseWriter, r *http.Request, n int) // n counts from 1
}

func newSite(t *testing.T, answer func(w http.ResponseWriter, r *http.Request, n int)) *site {
	return startSite(t, answer, httptest.NewServer)
}

func startSite(t *testing.T, answer func(w http.ResponseWriter, r *http.Request, n int), start func(http.Handler) *httptest.Server) *site {
	t.Helper()
	s := &site{t: t, answer: answer}
	s.Server = start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked, s.heads = append(s.asked, r.URL.RequestURI()), append(s.heads, r.Header.Clone())
		n, answer := len(s.asked), s.answer
		s.mu.Unlock()
		answer(w, r, n)
	}))
	t.Cleanup(s.Close)
	return s
}

// forget begins the list of what it was asked anew.
func (s *site) forget() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked := s.asked
	s.asked, s.heads = nil, nil
	return asked
}

// visit is a PC that reads a feed again and again. Its clock stands still.
type visit struct {
	t      *testing.T
	o      Options
	waited []time.Duration
}

func newVisit(t *testing.T, address string) *visit {
	t.Helper()
	u, err := ParseAddress(address)
	if err != nil {
		t.Fatal(err)
	}
	v := &visit{t: t}
	v.o = Options{Address: u, Folder: t.TempDir(), Clock: func() time.Time { return time.Date(2026, 4, 7, 10, 0, 0, 0, time.UTC) },
		Wait: func(ctx context.Context, d time.Duration) error {
			if d != pause {
				v.waited = append(v.waited, d)
			}
			return ctx.Err()
		}}
	return v
}

// names reads the feed and returns the names of its services, each with its phone.
func (v *visit) names() (names []string, feed *Feed, err error) {
	v.t.Helper()
	v.waited = nil
	if feed, err = Fetch(v.t.Context(), v.o); err != nil {
		return nil, nil, err
	}
	for e, err := range readAll(v.t, feed) {
		if err != nil {
			v.t.Fatal(err)
		}
		if e.Partial == "" {
			names = append(names, strings.TrimSpace(e.Service.Name+" "+e.Service.Phone))
		}
	}
	return names, feed, nil
}

// refused reads a feed that cannot be read, and returns the sentence.
func (v *visit) refused() string {
	v.t.Helper()
	_, err := Fetch(v.t.Context(), v.o)
	if data.CodeOf(err) == "" {
		v.t.Fatalf("no sentence: %v", err)
	}
	return data.Sentence(err)
}

type object = map[string]any

func send(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // a test that gets less sees it
}

// thinService is a service as a list of version 3 has it, fullService its record.
func thinService(n int) object {
	return object{"id": fmt.Sprintf("s%d", n), "name": fmt.Sprintf("Club %d", n), "status": "active", "organization": object{"name": "Trust"}}
}

func fullService(n int) object {
	s := thinService(n)
	s["phones"] = []object{{"number": fmt.Sprintf("01843 55501%d", n)}}
	s["schedules"], s["service_at_locations"] = []object{}, []object{}
	return s
}

// version3 answers as an API of version 3 with pages of two, and full records.
func version3(services int) func(w http.ResponseWriter, r *http.Request, n int) {
	return func(w http.ResponseWriter, r *http.Request, _ int) {
		if id, ok := strings.CutPrefix(r.URL.Path, "/services/s"); ok {
			var n int
			_, _ = fmt.Sscan(id, &n)
			send(w, fullService(n))
			return
		}
		page := 1
		_, _ = fmt.Sscan(r.URL.Query().Get("page"), &page)
		last := (services + 1) / 2
		contents := []object{}
		for n := 2*page - 1; n <= min(2*page, services); n++ {
			contents = append(contents, thinService(n))
		}
		send(w, object{"total_items": services, "total_pages": last, "page_number": page, "size": 2, "first_page": page == 1,
			"last_page": page == last, "empty": false, "contents": contents})
	}
}

func TestFetch_allPagesAndTheDetailsOfAThinList(t *testing.T) {
	s := newSite(t, version3(5))
	v := newVisit(t, s.URL+"/services?taxonomy=x")
	names, feed, err := v.names()
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"Club 1 01843 555011", "Club 2 01843 555012", "Club 3 01843 555013", "Club 4 01843 555014", "Club 5 01843 555015"}; !slices.Equal(names, want) {
		t.Errorf("read %q", names)
	}
	want := []string{"/services?taxonomy=x", "/services?page=2&taxonomy=x", "/services?page=3&taxonomy=x",
		"/services/s1?taxonomy=x", "/services/s2?taxonomy=x", "/services/s3?taxonomy=x", "/services/s4?taxonomy=x", "/services/s5?taxonomy=x"}
	if !slices.Equal(s.asked, want) {
		t.Errorf("asked for %q", s.asked)
	}
	if feed.Stats != (Stats{Pages: 3, Details: 5, Requests: 8}) || feed.Fetched.Partial != "" || len(feed.Notes()) != 0 {
		t.Errorf("%+v", feed)
	}
	for _, h := range s.heads {
		if h.Get("User-Agent") != Agent || !strings.HasPrefix(Agent, "Waymark/"+data.Version) || h.Get("Cookie")+h.Get("Referer")+h.Get("Authorization") != "" {
			t.Errorf("sent %v", h)
		}
	}
}

// pagesOf answers with the given pages at page=first, first+1 and so on.
func pagesOf(first int, pages ...object) func(w http.ResponseWriter, r *http.Request, n int) {
	return func(w http.ResponseWriter, r *http.Request, _ int) {
		n := first
		_, _ = fmt.Sscan(r.URL.Query().Get("page"), &n)
		if n -= first; n < 0 || n >= len(pages) {
			http.NotFound(w, r)
			return
		}
		send(w, pages[n])
	}
}

func TestFetch_eachWayOfPaging(t *testing.T) {
	one, two, three := []object{fullService(1)}, []object{fullService(2)}, []object{fullService(3)}
	first := map[string]int{"version 1, from 0": 0}
	for name, pages := range map[string][]object{
		"version 1": {{"totalElements": 3, "totalPages": 3, "number": 1, "first": true, "last": false, "content": one}, {"totalElements": 3, "totalPages": 3, "number": 2, "content": two},
			{"totalElements": 3, "totalPages": 3, "number": 3, "last": true, "content": three}},
		"version 1, from 0": {{"totalPages": 3, "number": 0, "first": true, "content": one}, {"totalPages": 3, "number": 1, "content": two}, {"totalPages": 3, "number": 2, "last": true, "content": three}},
		"version 3":         {{"total_pages": 3, "page_number": 1, "contents": one}, {"total_pages": 3, "page_number": 2, "contents": two}, {"total_pages": 3, "page_number": 3, "contents": three}},
		"only the last":     {{"last": false, "content": one}, {"last": false, "content": two}, {"last": true, "content": three}},
		"only the count":    {{"total_items": 3, "services": one}, {"total_items": 3, "services": two}, {"total_items": 3, "services": three}},
		"in an object":      {{"data": one, "meta": object{"last_page": 3, "current_page": 1}}, {"data": two, "meta": object{"last_page": 3, "current_page": 2}}, {"data": three, "meta": object{"last_page": 3, "current_page": 3}}},
		"links":             {{"data": one, "links": object{"next": "?page=2"}}, {"data": two, "links": object{"next": "/services?page=3"}}, {"data": three, "links": object{"next": nil}}},
		"one object":        {{"content": append(append(slices.Clone(one), two...), three...)}},
	} {
		at := 1
		if n, ok := first[name]; ok {
			at = n
		}
		s := newSite(t, pagesOf(at, pages...))
		names, feed, err := newVisit(t, s.URL+"/services").names()
		if err != nil || len(names) != 3 || feed.Fetched.Partial != "" || len(s.asked) != len(pages) {
			t.Errorf("%s: %q, asked for %q, %v", name, names, s.asked, err)
		}
	}
}

func TestFetch_addressesAsPeopleCopyThem(t *testing.T) {
	s := newSite(t, version3(5))
	for _, address := range []string{s.URL + "/services?page=1", s.URL + "/services?page=3", s.URL + "/services#top", strings.ToUpper(s.URL[:4]) + s.URL[4:] + "/services"} {
		if names, _, err := newVisit(t, address).names(); err != nil || len(names) != 5 {
			t.Errorf("%s: %q, %v", address, names, err)
		}
	}
}

func TestFetch_theRootOfAnAPI(t *testing.T) {
	list := version3(3)
	s := newSite(t, func(w http.ResponseWriter, r *http.Request, n int) {
		if r.URL.Path == "/api/" {
			send(w, object{"version": "HSDS-UK-3.0", "profile": "https://example.org", "openapi_url": "https://example.org/openapi.json"})
			return
		}
		r.URL.Path = strings.TrimPrefix(r.URL.Path, "/api")
		list(w, r, n)
	})
	if names, feed, err := newVisit(t, s.URL+"/api/").names(); err != nil || len(names) != 3 || feed.Address != s.URL+"/api/services" {
		t.Errorf("%q, %v", names, err)
	}
}

func TestFetch_aFeedThatIsNotWholeIsPartial(t *testing.T) {
	s := newSite(t, pagesOf(1, object{"total_items": 5, "total_pages": 2, "contents": []object{fullService(1)}},
		object{"total_items": 5, "total_pages": 2, "contents": []object{fullService(2)}}))
	if _, feed, err := newVisit(t, s.URL).names(); err != nil || feed.Fetched.Partial != "2 of 5 services" {
		t.Errorf("%+v, %v", feed, err)
	}
}

func TestFetch_whatHasNotChangedIsNotSentAgain(t *testing.T) {
	list := version3(4)
	changed := false
	s := newSite(t, func(w http.ResponseWriter, r *http.Request, n int) {
		tag := `"1"`
		if changed && r.URL.Path == "/services/s2" {
			tag = `"2"`
		}
		w.Header().Set("ETag", tag)
		switch {
		case r.Header.Get("If-None-Match") == tag:
			w.WriteHeader(http.StatusNotModified)
		case tag == `"2"`:
			service := fullService(2)
			service["name"] = "Choir"
			send(w, service)
		default:
			list(w, r, n)
		}
	})
	v := newVisit(t, s.URL+"/services")
	before, _, err := v.names()
	if err != nil {
		t.Fatal(err)
	}
	again, feed, err := v.names()
	if err != nil || !slices.Equal(before, again) || feed.Stats.Unchanged != 6 || feed.Stats.Requests != 6 {
		t.Errorf("%q, %+v, %v", again, feed, err)
	}
	changed = true
	if again, feed, err = v.names(); err != nil || again[1] != "Choir 01843 555012" || feed.Stats.Unchanged != 5 {
		t.Errorf("%q, %+v, %v", again, feed, err)
	}
}

func TestFetch_asksAgainAfterAFault(t *testing.T) {
	list := version3(2)
	for name, fault := range map[string]func(w http.ResponseWriter){
		"a fault of its own": func(w http.ResponseWriter) { w.WriteHeader(http.StatusBadGateway) },
		"too busy": func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(http.StatusTooManyRequests)
		},
		"busy until a time": func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "Tue, 07 Apr 2026 10:00:07 GMT")
			w.WriteHeader(http.StatusServiceUnavailable)
		},
		"half an answer": func(w http.ResponseWriter) { _, _ = w.Write([]byte(`{"contents": [{"id": "s1", "na`)) },
		"a broken line":  func(http.ResponseWriter) { panic(http.ErrAbortHandler) },
		"nothing":        func(http.ResponseWriter) {},
		"shorter than said": func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "900")
			_, _ = w.Write([]byte(`{"contents": []`))
		},
	} {
		s := newSite(t, func(w http.ResponseWriter, r *http.Request, n int) {
			if n == 1 || n == 3 {
				fault(w)
				return
			}
			list(w, r, n)
		})
		v := newVisit(t, s.URL+"/services")
		names, _, err := v.names()
		want := time.Second
		if strings.Contains(name, "busy") {
			want = 7 * time.Second
		}
		if name == "a broken line" && len(v.waited) == 1 {
			v.waited = append(v.waited, want) // net/http itself asked again on a new line
		}
		if err != nil || len(names) != 2 || !slices.Equal(v.waited, []time.Duration{want, want}) {
			t.Errorf("%s: %q, waited %v, %v", name, names, v.waited, err)
		}
	}
}

func TestFetch_givesUpWithASentence(t *testing.T) {
	always := func(status int, body string) func(w http.ResponseWriter, r *http.Request, n int) {
		return func(w http.ResponseWriter, _ *http.Request, _ int) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}
	for name, c := range map[string]struct {
		answer func(w http.ResponseWriter, r *http.Request, n int)
		asked  int
		says   string
	}{
		"a fault":      {always(500, ""), 5, "has a fault of its own (500)"},
		"busy":         {always(503, ""), 5, "too busy"},
		"not there":    {always(404, ""), 1, "has nothing at this address"},
		"not for all":  {always(403, ""), 1, "does not let everyone"},
		"half":         {always(200, `{"contents": [`), 5, "did not send the first page whole"},
		"other JSON":   {always(200, `{"error": "no"}`), 1, "no services in the form of Open Referral"},
		"a list of no": {always(200, `{"contents": [], "total_items": 0}`), 1, "has no services"},
		"a web page": {func(w http.ResponseWriter, _ *http.Request, _ int) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte("<!doctype html><title>Services</title>"))
		}, 1, "a web page and not a feed"},
		"long wait": {func(w http.ResponseWriter, _ *http.Request, _ int) {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(429)
		}, 1, "until 11:00"},
		"the same page": {func(w http.ResponseWriter, _ *http.Request, _ int) {
			send(w, object{"total_pages": 9, "contents": []object{fullService(1)}})
		}, 2, "the same page twice"},
		"a circle": {func(w http.ResponseWriter, r *http.Request, n int) {
			send(w, object{"contents": []object{fullService(n)}, "next": "/services?page=2"})
		}, 2, "in a circle"},
		"another website": {func(w http.ResponseWriter, _ *http.Request, _ int) {
			send(w, object{"contents": []object{fullService(1)}, "next": "https://elsewhere.example/services?page=2"})
		}, 1, "on another website"},
		"too large": {always(200, `{"contents": [{"id": "1", "name": "`+strings.Repeat("x", 3000)+`"}]}`), 1, "too much"},
		"too many": {func(w http.ResponseWriter, _ *http.Request, n int) {
			send(w, object{"last": false, "contents": []object{fullService(n)}})
		}, 9, "more than 9 pages"},
	} {
		s := newSite(t, c.answer)
		v := newVisit(t, s.URL+"/services")
		v.o.Limits = Limits{Page: 2000, Pages: 9}
		if got := v.refused(); !strings.Contains(got, c.says) || len(s.asked) != c.asked {
			t.Errorf("%s: %s (asked %d times)", name, got, len(s.asked))
		}
	}
}

func TestFetch_aSilentWebsiteIsNotWaitedForWithoutEnd(t *testing.T) {
	s := newSite(t, func(w http.ResponseWriter, r *http.Request, n int) {
		if n%2 == 0 {
			_, _ = w.Write([]byte(`{"contents": [`))
			w.(http.Flusher).Flush()
		}
		<-r.Context().Done() // it never goes on
	})
	v := newVisit(t, s.URL)
	v.o.Limits = Limits{Answer: 20 * time.Millisecond, Silence: 20 * time.Millisecond}
	if got := v.refused(); !strings.Contains(got, "stopped answering at the first page") || len(s.forget()) > attempts {
		t.Errorf("%s", got)
	}
}

func TestFetch_goesOnWhereItWasStopped(t *testing.T) {
	list := version3(6)
	broken := true
	s := newSite(t, func(w http.ResponseWriter, r *http.Request, n int) {
		if broken && r.URL.Query().Get("page") == "3" {
			w.WriteHeader(503)
			return
		}
		list(w, r, n)
	})
	v := newVisit(t, s.URL+"/services")
	if got := v.refused(); !strings.Contains(got, "busy to send page 3") {
		t.Error(got)
	}
	s.forget()
	broken = false
	if names, feed, err := v.names(); err != nil || len(names) != 6 || feed.Stats.Resumed != 1 {
		t.Errorf("%q, %+v, %v", names, feed, err)
	}
	if asked := s.forget(); !slices.Equal(asked[:2], []string{"/services", "/services?page=3"}) {
		t.Errorf("asked for %q", asked)
	}

	broken = true
	_ = v.refused()
	s.forget()
	broken, list = false, version3(7) // a service was added: the pages no longer fit together
	s.mu.Lock()
	s.answer = func(w http.ResponseWriter, r *http.Request, n int) {
		if r.URL.Path == "/services" && r.URL.Query().Get("page") == "" {
			send(w, object{"total_pages": 4, "total_items": 7, "page_number": 1, "contents": []object{thinService(7), thinService(1)}})
			return
		}
		list(w, r, n)
	}
	s.mu.Unlock()
	if _, feed, err := v.names(); err != nil || feed.Stats.Resumed != 0 || feed.Stats.Pages != 4 {
		t.Errorf("%+v, %v", feed, err)
	}
	if asked := s.forget(); !slices.Equal(asked[:4], []string{"/services", "/services?page=2", "/services?page=3", "/services?page=4"}) {
		t.Errorf("asked for %q", asked)
	}
}

func TestFetch_stops(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	s := newSite(t, func(w http.ResponseWriter, r *http.Request, n int) {
		if n == 2 {
			stop()
			<-r.Context().Done()
			return
		}
		version3(9)(w, r, n)
	})
	v := newVisit(t, s.URL+"/services")
	if _, err := Fetch(ctx, v.o); !errors.Is(err, context.Canceled) || len(s.asked) != 2 {
		t.Errorf("%v, asked for %q", err, s.asked)
	}
}

func TestFetch_servicesWithoutDetails(t *testing.T) {
	list := version3(8)
	var status int
	s := newSite(t, func(w http.ResponseWriter, r *http.Request, n int) {
		if strings.HasPrefix(r.URL.Path, "/services/") && (status != 500 || r.URL.Path == "/services/s2") {
			w.WriteHeader(status)
			return
		}
		list(w, r, n)
	})
	status = 404
	_, feed, err := newVisit(t, s.URL+"/services").names()
	if err != nil || feed.Short != 8 || len(s.asked) != 4+unanswered || !strings.Contains(strings.Join(feed.Notes(), ""), "no details of 8 services") {
		t.Errorf("none has any: %+v, asked for %q, %v", feed, s.asked, err)
	}
	status = 500 // one record that the website itself cannot show
	if names, feed, err := newVisit(t, s.URL+"/services").names(); err != nil || feed.Short != 1 || names[1] != "Club 2" || names[2] != "Club 3 01843 555013" {
		t.Errorf("one has none: %q, %+v, %v", names, feed, err)
	}
	for name, spoil := range map[string]func(w http.ResponseWriter){
		"broken off": func(w http.ResponseWriter) { _, _ = w.Write([]byte(`{"id": "s2", "phones": [`)) },
		"a web page": func(w http.ResponseWriter) { _, _ = w.Write([]byte(`<!doctype html><title>Sorry</title>`)) },
		"nothing":    func(http.ResponseWriter) {},
		"too long": func(w http.ResponseWriter) {
			_, _ = w.Write([]byte(`{"id": "s2", "name": "` + strings.Repeat("x", 3000) + `"}`))
		},
		"cut by the web": func(http.ResponseWriter) { panic(http.ErrAbortHandler) },
	} {
		s := newSite(t, func(w http.ResponseWriter, r *http.Request, n int) {
			if r.URL.Path == "/services/s2" {
				spoil(w)
				return
			}
			list(w, r, n)
		})
		v := newVisit(t, s.URL+"/services")
		v.o.Limits.Detail = 2000
		names, feed, err := v.names()
		if err != nil || feed.Short != 1 || len(names) != 8 || names[1] != "Club 2" || names[7] != "Club 8 01843 555018" {
			t.Errorf("%s: %q, %+v, %v", name, names, feed, err)
		}
	}
	status = 503
	if got := newVisit(t, s.URL+"/services").refused(); !strings.Contains(got, "busy") {
		t.Error(got)
	}
}

func TestFetch_aListWithTelephoneNumbersIsInShortAsWell(t *testing.T) {
	s := newSite(t, func(w http.ResponseWriter, r *http.Request, _ int) {
		short := thinService(1)
		short["phones"] = []object{{"number": "01843 555019"}}
		if r.URL.Path == "/services/s1" {
			send(w, fullService(1))
			return
		}
		send(w, object{"total_pages": 1, "contents": []object{short}})
	})
	if names, feed, err := newVisit(t, s.URL+"/services").names(); err != nil || feed.Stats.Details != 1 || !slices.Equal(names, []string{"Club 1 01843 555011"}) {
		t.Errorf("%q, %+v, %v", names, feed, err)
	}
}

// A long feed was stopped among its details, and began again with the first.
func TestFetch_goesOnAmongTheDetails(t *testing.T) {
	list := version3(6)
	broken := true
	s := newSite(t, func(w http.ResponseWriter, r *http.Request, n int) {
		if broken && r.URL.Path == "/services/s4" {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		list(w, r, n)
	})
	v := newVisit(t, s.URL+"/services")
	if got := v.refused(); !strings.Contains(got, "busy to send the details of the services") {
		t.Error(got)
	}
	s.forget()
	broken = false
	if names, feed, err := v.names(); err != nil || len(names) != 6 || feed.Short != 0 || feed.Stats.Resumed != 5 {
		t.Errorf("%q, %+v, %v", names, feed, err)
	}
	if asked := s.forget(); !slices.Equal(asked, []string{"/services", "/services/s4", "/services/s5", "/services/s6"}) {
		t.Errorf("asked for %q", asked)
	}
}

func TestFetch_onlyOneAtATime(t *testing.T) {
	v := newVisit(t, "http://127.0.0.1:1")
	inner := ""
	s := newSite(t, func(w http.ResponseWriter, r *http.Request, n int) {
		if n == 1 {
			inner = v.refused()
		}
		version3(1)(w, r, n)
	})
	v.o.Address, _ = url.Parse(s.URL + "/services")
	if _, _, err := v.names(); err != nil || !strings.Contains(inner, "already") {
		t.Errorf("%q, %v", inner, err)
	}
}
