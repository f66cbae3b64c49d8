package depot_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"waymark/data"
	"waymark/data/exchange/depot"
)

var quick = depot.Limits{Connect: 2 * time.Second, Silence: 300 * time.Millisecond, Call: 2 * time.Second, Pause: time.Millisecond, Attempts: 2}

// s3Server starts a server that speaks S3, with an empty bucket.
func s3Server(t *testing.T, through func(http.Handler) http.Handler, options ...gofakes3.Option) depot.Place {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket("notes"); err != nil {
		t.Fatal(err)
	}
	handler := gofakes3.New(backend, options...).Server()
	if through != nil {
		handler = through(handler)
	}
	return served(t, handler, "/notes/county/east")
}

// served starts a server and returns the place of a bucket or container on it.
func served(t *testing.T, handler http.Handler, path string) depot.Place {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // of connections that the tests cut
	server.Start()
	t.Cleanup(server.Close)
	a, err := depot.ParseAddress(server.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	p := placed(t, a)
	p.Keys = depot.Keys{ID: "key", Secret: "secret"}
	p.Limits = quick
	p.Limits.Call, p.Limits.Silence = time.Minute, time.Minute
	return p
}

func TestS3_contract(t *testing.T) {
	contract(t, func(t *testing.T) depot.Place { return s3Server(t, nil) })
}

// Some servers do not know "only if there is none" and replace what is there; others
// say that they do not know it.
func TestS3_aServerThatReplacesIsAskedFirst(t *testing.T) {
	ways := map[string]func(http.Handler) http.Handler{
		"does not know the question": func(h http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				r.Header.Del("If-None-Match")
				h.ServeHTTP(w, r)
			})
		},
		"says that it does not": func(h http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPut && r.Header.Get("If-None-Match") != "" && !strings.HasSuffix(r.URL.Path, "/marker.waymark") {
					t.Error("asked again")
				}
				if r.Header.Get("If-None-Match") != "" {
					s3Error(w, http.StatusNotImplemented, "NotImplemented")
					return
				}
				h.ServeHTTP(w, r)
			})
		},
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := begun(t, s3Server(t, way))
			put(t, d, "segment/aa/1", "one")
			put(t, d, "segment/aa/1", "one")
			if err := d.Write(t.Context(), "segment/aa/1", []byte("another")); depot.KindOf(err) != depot.Taken {
				t.Errorf("other bytes: %v", err)
			}
			wantRead(t, d, "segment/aa/1", "one")
		})
	}
}

// The keys come from the database of the service: those of other programs on the PC,
// in their environment or files, are neither used nor looked for.
func TestS3_nothingComesFromTheEnvironment(t *testing.T) {
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": "other", "AWS_SECRET_ACCESS_KEY": "other", "AWS_PROFILE": "other", "AWS_REGION": "other", "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
		"AWS_ENDPOINT_URL_S3": "http://127.0.0.1:1", "AWS_S3_USE_ARN_REGION": "true", "AWS_USE_FIPS_ENDPOINT": "true", "AWS_USE_DUALSTACK_ENDPOINT": "true",
		"HTTP_PROXY": "http://127.0.0.1:1", "HTTPS_PROXY": "http://127.0.0.1:1",
	} {
		t.Setenv(name, value)
	}
	p := s3Server(t, func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if who := r.Header.Get("Authorization"); !strings.Contains(who, "Credential=key/") || !strings.Contains(who, "/us-east-1/s3/") {
				t.Errorf("signed by %s", who)
			}
			h.ServeHTTP(w, r)
		})
	})
	put(t, begun(t, p), "segment/aa/1", "one")
	p.Keys = depot.Keys{}
	if _, err := depot.Open(t.Context(), p); depot.KindOf(err) != depot.WrongKey {
		t.Errorf("without keys: %v", err)
	}
}

// A PC whose clock is wrong by days can meet: the store says what time it is.
func TestS3_clockOffByDays(t *testing.T) {
	for _, off := range []time.Duration{-72 * time.Hour, 72 * time.Hour} {
		t.Run(off.String(), func(t *testing.T) {
			p := s3Server(t, func(h http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("Date", time.Now().Add(off).UTC().Format(http.TimeFormat))
					h.ServeHTTP(w, r)
				})
			}, gofakes3.WithTimeSource(shifted{off}))
			d := begun(t, p)
			put(t, d, "segment/aa/1", "one")
			wantList(t, d, "", "segment/aa/1")
		})
	}
}

type shifted struct{ by time.Duration }

func (s shifted) Now() time.Time                  { return time.Now().Add(s.by) }
func (s shifted) Since(t time.Time) time.Duration { return s.Now().Sub(t) }

func s3Error(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	if code != "" {
		fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?><Error><Code>%s</Code><Message>Of the service</Message><Resource>/</Resource><RequestId>1</RequestId></Error>`, code)
	}
}

func TestS3_faultsAreToldApart(t *testing.T) {
	for _, c := range []struct {
		status int
		code   string
		want   depot.Kind
	}{
		{403, "InvalidAccessKeyId", depot.WrongKey}, {403, "SignatureDoesNotMatch", depot.WrongKey}, {400, "ExpiredToken", depot.WrongKey},
		{403, "AccessDenied", depot.Permission}, {403, "", depot.Permission}, {403, "NewCodeOfSomeServer", depot.Permission}, {401, "", depot.WrongKey},
		{403, "RequestTimeTooSkewed", depot.WrongClock}, {404, "NoSuchBucket", depot.NoBucket},
		{503, "SlowDown", depot.Busy}, {503, "", depot.Busy}, {500, "InternalError", depot.Busy}, {502, "", depot.Busy}, {429, "", depot.Busy}, {503, "XMinioServerNotInitialized", depot.Busy},
		{507, "XMinioStorageFull", depot.Full}, {301, "PermanentRedirect", depot.Elsewhere}, {307, "TemporaryRedirect", depot.Elsewhere}, {400, "AuthorizationHeaderMalformed", depot.Elsewhere}, {418, "", depot.Odd},
	} {
		t.Run(fmt.Sprint(c.status, c.code), func(t *testing.T) {
			asked := 0
			p := served(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				asked++
				s3Error(w, c.status, c.code)
			}), "/notes")
			_, err := depot.Open(t.Context(), p)
			if depot.KindOf(err) != c.want {
				t.Fatalf("open: kind %q, want %q: %v (%v)", depot.KindOf(err), c.want, err, errors.Unwrap(err))
			}
			if asked > 4 {
				t.Errorf("asked %d times", asked)
			}
			wantSentence(t, err, p)
			if _, err := depot.Try(t.Context(), p); depot.KindOf(err) != c.want {
				t.Errorf("try: kind %q, want %q: %v", depot.KindOf(err), c.want, err)
			}
			if _, err := depot.Services(t.Context(), p); depot.KindOf(err) != c.want {
				t.Errorf("services: kind %q, want %q: %v", depot.KindOf(err), c.want, err)
			}
		})
	}
}

// wantSentence checks that a person gets a sentence, and that neither it nor what is
// logged has a key in it.
func wantSentence(t *testing.T, err error, p depot.Place) {
	t.Helper()
	if data.CodeOf(err) == "" || !strings.HasSuffix(data.Sentence(err), ".") {
		t.Errorf("no sentence: %v", err)
	}
	for e := err; e != nil; e = errors.Unwrap(e) {
		if strings.Contains(e.Error(), p.Keys.Secret+"-very") || strings.Contains(e.Error(), "Signature=") {
			t.Errorf("the log shows a secret: %v", e)
		}
	}
}

func TestS3_whatIsNoStoreIsSaidSo(t *testing.T) {
	page := `<!DOCTYPE html><html><head><title>Welcome</title></head><body>Sign in to the guest network.</body></html>`
	for name, answer := range map[string]http.HandlerFunc{
		"a sign-in page": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, page)
		},
		"a page without kind": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			fmt.Fprint(w, strings.TrimPrefix(page, "<!DOCTYPE html>"))
		},
		"a redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://portal.example.org/", http.StatusFound)
		},
		"an empty answer": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) },
	} {
		t.Run(name, func(t *testing.T) {
			p := served(t, answer, "/notes")
			if _, err := depot.Services(t.Context(), p); depot.KindOf(err) != depot.Odd && depot.KindOf(err) != depot.Unreachable {
				t.Errorf("services: %q %v", depot.KindOf(err), err)
			}
			if says, err := depot.Try(t.Context(), p); err == nil {
				t.Errorf("try: %s", says)
			}
			if _, err := depot.Begin(t.Context(), p, marker); err == nil {
				t.Error("begun")
			}
		})
	}
}

func TestTry_says(t *testing.T) {
	for name, p := range map[string]depot.Place{"S3": s3Server(t, nil), "folder": folderPlace(t)} {
		t.Run(name, func(t *testing.T) {
			says, err := depot.Try(t.Context(), p)
			if err != nil || !strings.HasPrefix(says, "The store works.") {
				t.Fatalf("%q %v", says, err)
			}
			found, err := depot.Services(t.Context(), p)
			if err != nil || len(found) != 0 {
				t.Errorf("left: %v %v", found, err)
			}
			d := begun(t, p)
			if _, err := depot.Try(t.Context(), p); err != nil {
				t.Error(err)
			}
			wantList(t, d, "")
		})
	}
}

// A key may be allowed some of it only.
func TestTry_saysWhatIsNotAllowed(t *testing.T) {
	lists := func(r *http.Request) bool { return r.URL.Query().Has("list-type") }
	for verb, denied := range map[string]func(*http.Request) bool{
		"list":   lists,
		"read":   func(r *http.Request) bool { return r.Method == http.MethodGet && !lists(r) },
		"write":  func(r *http.Request) bool { return r.Method == http.MethodPut },
		"remove": func(r *http.Request) bool { return r.Method == http.MethodDelete },
	} {
		t.Run(verb, func(t *testing.T) {
			p := s3Server(t, func(h http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if denied(r) {
						s3Error(w, http.StatusForbidden, "AccessDenied")
						return
					}
					h.ServeHTTP(w, r)
				})
			})
			_, err := depot.Try(t.Context(), p)
			if depot.KindOf(err) != depot.Permission || !strings.Contains(data.Sentence(err), " "+verb+" files") {
				t.Fatalf("%v", err)
			}
		})
	}
}

// What a call left open, the end of the call closes.
func TestS3_givenUp(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	p := served(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}), "/notes")
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	_, err := depot.Open(ctx, p)
	if !errors.Is(err, context.DeadlineExceeded) || depot.KindOf(err) != "" {
		t.Fatalf("%q %v", depot.KindOf(err), err)
	}
}
