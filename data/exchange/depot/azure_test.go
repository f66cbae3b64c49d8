package depot_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/exchange/depot"
)

// azureKey is made up.
const azureKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

func azureServed(t *testing.T, handler http.HandlerFunc) depot.Place {
	t.Helper()
	p := served(t, handler, "/notes")
	p.Address.Kind, p.Address.Account, p.Address.Region = depot.Azure, "charity", ""
	p.Keys = depot.Keys{Secret: azureKey}
	return p
}

func azureError(w http.ResponseWriter, status int, code string) {
	if code != "" {
		w.Header().Set("X-Ms-Error-Code", code)
	}
	w.WriteHeader(status)
}

func TestAzure_faultsAreToldApart(t *testing.T) {
	for _, c := range []struct {
		status int
		code   string
		want   depot.Kind
	}{
		{403, "AuthenticationFailed", depot.WrongKey}, {403, "AuthorizationPermissionMismatch", depot.Permission}, {403, "", depot.Permission},
		{404, "ContainerNotFound", depot.NoBucket}, {503, "ServerBusy", depot.Busy}, {500, "InternalError", depot.Busy}, {502, "", depot.Busy},
		{403, "AccountIsDisabled", depot.Permission}, {409, "BlobImmutableDueToPolicy", depot.Permission}, {400, "InvalidUri", depot.Odd}, {302, "", depot.Odd},
	} {
		t.Run(fmt.Sprint(c.status, c.code), func(t *testing.T) {
			p := azureServed(t, func(w http.ResponseWriter, _ *http.Request) { azureError(w, c.status, c.code) })
			_, err := depot.Open(t.Context(), p)
			if depot.KindOf(err) != c.want {
				t.Fatalf("open: kind %q, want %q: %v (%v)", depot.KindOf(err), c.want, err, errors.Unwrap(err))
			}
			wantSentence(t, err, p)
			if _, err := depot.Try(t.Context(), p); depot.KindOf(err) != c.want {
				t.Errorf("try: kind %q, want %q: %v", depot.KindOf(err), c.want, err)
			}
		})
	}
}

// The code may be in the body alone.
func TestAzure_codeInTheBody(t *testing.T) {
	p := azureServed(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, `<?xml version="1.0"?><Error><Code>AuthenticationFailed</Code><Message>m</Message></Error>`)
	})
	if _, err := depot.Open(t.Context(), p); depot.KindOf(err) != depot.WrongKey {
		t.Errorf("%q %v", depot.KindOf(err), err)
	}
}

// A PC whose clock is wrong by days can meet: what it signs is dated by Azure's.
func TestAzure_clockOffByDays(t *testing.T) {
	const off = 72 * time.Hour
	asked := 0
	p := azureServed(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		now := time.Now().Add(off)
		w.Header().Set("Date", now.UTC().Format(http.TimeFormat))
		dated, err := http.ParseTime(r.Header.Get("X-Ms-Date"))
		if err != nil || now.Sub(dated).Abs() > 15*time.Minute {
			azureError(w, http.StatusForbidden, "AuthenticationFailed")
			return
		}
		w.Header().Set("Content-Type", "application/octet-stream")
		_, _ = w.Write(marker)
	})
	d, err := depot.Open(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	if _, err := d.Read(t.Context(), "segment/aa/1"); err != nil || asked != 3 {
		t.Errorf("asked %d times: %v", asked, err)
	}
}

func TestAzure_keys(t *testing.T) {
	var authorization, query string
	p := azureServed(t, func(w http.ResponseWriter, r *http.Request) {
		authorization, query = r.Header.Get("Authorization"), r.URL.RawQuery
		azureError(w, http.StatusServiceUnavailable, "ServerBusy")
	})
	p.Limits.Attempts = 1
	for secret, want := range map[string]depot.Kind{
		azureKey: depot.Busy,
		"DefaultEndpointsProtocol=https;AccountName=charity;AccountKey=" + azureKey + ";EndpointSuffix=core.windows.net": depot.Busy,
		"?sv=2022-11-02&sr=c&sp=rcwdl&sig=c2VjcmV0LXZlcnk%3D":                                                            depot.Busy,
		"https://charity.blob.core.windows.net/notes?sv=2022-11-02&sr=c&sp=rcwdl&sig=c2VjcmV0LXZlcnk%3D":                 depot.Busy,
		"": depot.WrongKey, "password": depot.WrongKey, "AAAA": depot.WrongKey, "?sig=": depot.WrongKey,
	} {
		authorization, query = "", ""
		p.Keys = depot.Keys{Secret: secret}
		_, err := depot.Open(t.Context(), p)
		if depot.KindOf(err) != want {
			t.Errorf("%q: %q %v", secret, depot.KindOf(err), err)
		}
		switch {
		case want != depot.Busy:
		case strings.Contains(secret, "sig=") && (authorization != "" || !strings.Contains(query, "sig=c2VjcmV0LXZlcnk%3D")):
			t.Errorf("%q: %q %q", secret, authorization, query)
		case !strings.Contains(secret, "sig=") && (!strings.HasPrefix(authorization, "SharedKey charity:") || query != ""):
			t.Errorf("%q: %q %q", secret, authorization, query)
		}
	}
	p.Keys = depot.Keys{ID: "another", Secret: azureKey}
	if _, err := depot.Open(t.Context(), p); data.CodeOf(err) != data.CodeInvalid {
		t.Errorf("the key of another account: %v", err)
	}
}

// The signature is part of the address of each request, and so of the errors of the
// HTTP client.
func TestAzure_noSignatureInErrors(t *testing.T) {
	p := azureServed(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	p.Keys.Secret = "?sv=2022-11-02&sr=c&sp=rcwdl&sig=c2VjcmV0LXZlcnk%3D"
	_, err := depot.Open(t.Context(), p)
	if depot.KindOf(err) != depot.Unreachable {
		t.Fatalf("%q %v", depot.KindOf(err), err)
	}
	for e := err; e != nil; e = errors.Unwrap(e) {
		if strings.Contains(e.Error(), "sig") || strings.Contains(e.Error(), "c2Vj") {
			t.Errorf("%v", e)
		}
	}
}

func TestAzure_listsThatAreNone(t *testing.T) {
	for name, body := range map[string]string{
		"cut":                `<?xml version="1.0"?><EnumerationResults ContainerName="notes"><Blobs><Blob><Name>a/b</Name></Blob>`,
		"another document":   `<?xml version="1.0"?><html><body>Welcome</body></html>`,
		"that goes on at it": `<?xml version="1.0"?><EnumerationResults><Blobs/><NextMarker>same</NextMarker></EnumerationResults>`,
		"empty":              ``,
	} {
		t.Run(name, func(t *testing.T) {
			p := azureServed(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/xml")
				fmt.Fprint(w, body)
			})
			if found, err := depot.Services(t.Context(), p); err == nil {
				t.Errorf("%v", found)
			}
		})
	}
}
