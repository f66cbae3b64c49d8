package depot_test

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"os"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/exchange/depot"
)

// TestRemote_contract runs against a real server, if DEPOT_TEST_URL has the address
// of a bucket or container, and DEPOT_TEST_ID and DEPOT_TEST_SECRET its keys. With
// DEPOT_TEST_CREATE it is made first.
// Make's minio-test does that.
func TestRemote_contract(t *testing.T) {
	p, ok := remote(t)
	if !ok {
		t.Skip("no DEPOT_TEST_URL")
	}
	fresh := func(*testing.T) depot.Place {
		p := p
		p.Address.Prefix += fmt.Sprintf("t%x/", rand.Text()[:8])
		return p
	}
	contract(t, fresh)
	t.Run("on a bad line", func(t *testing.T) { onTheLine(t, fresh(t)) })
	t.Run("it works", func(t *testing.T) {
		if says, err := depot.Try(t.Context(), fresh(t)); err != nil {
			t.Errorf("%q %v", says, err)
		}
	})
	t.Run("wrong keys and names are told apart", func(t *testing.T) {
		p := fresh(t)
		right := p.Keys
		p.Keys.Secret = map[bool]string{true: "F", false: "E"}[right.Secret[0] == 'E'] + right.Secret[1:]
		_, err := depot.Try(t.Context(), p)
		// Azure's emulator has another code for it than Azure.
		if kind := depot.KindOf(err); kind != depot.WrongKey && (p.Address.Kind != depot.Azure || kind != depot.Permission) {
			t.Errorf("wrong secret: %q %v", kind, err)
		}
		p.Keys = right
		p.Address.Bucket = "none-of-that-name"
		_, err = depot.Try(t.Context(), p)
		if depot.KindOf(err) != depot.NoBucket || data.CodeOf(err) != data.CodeNotFound {
			t.Errorf("no bucket: %q %v", depot.KindOf(err), err)
		}
	})
}

// A container can be opened by a signature that its owner made, for it alone.
func TestRemote_sharedSignature(t *testing.T) {
	p, ok := remote(t)
	if !ok || p.Address.Kind != depot.Azure {
		t.Skip("no DEPOT_TEST_URL of a container")
	}
	p.Address.Prefix += fmt.Sprintf("t%x/", rand.Text()[:8])
	key, err := base64.StdEncoding.DecodeString(p.Keys.Secret)
	if err != nil {
		t.Fatal(err)
	}
	const version = "2020-12-06"
	until := time.Now().Add(time.Hour).UTC().Format(time.RFC3339)
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "rcwdl\n\n%s\n/blob/%s/%s\n\n\n\n%s\nc\n\n\n\n\n\n\n", until, p.Address.Account, p.Address.Bucket, version)
	query := url.Values{"sv": {version}, "sr": {"c"}, "sp": {"rcwdl"}, "se": {until}, "sig": {base64.StdEncoding.EncodeToString(mac.Sum(nil))}}
	p.Keys = depot.Keys{Secret: "?" + query.Encode()}
	if _, err := depot.Try(t.Context(), p); err != nil {
		t.Fatal(err, errors.Unwrap(err))
	}
	put(t, begun(t, p), "segment/aa/1", "one")
}

func remote(t *testing.T) (depot.Place, bool) {
	t.Helper()
	at := os.Getenv("DEPOT_TEST_URL")
	if at == "" {
		return depot.Place{}, false
	}
	a, err := depot.ParseAddress(at)
	if err != nil {
		t.Fatal(err)
	}
	p := placed(t, a)
	p.Keys = depot.Keys{ID: os.Getenv("DEPOT_TEST_ID"), Secret: os.Getenv("DEPOT_TEST_SECRET")}
	if os.Getenv("DEPOT_TEST_CREATE") != "" {
		if err := depot.Create(t.Context(), p); err != nil {
			t.Fatal(err, errors.Unwrap(err))
		}
	}
	return p, true
}
