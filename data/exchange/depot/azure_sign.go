package depot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// azurePass lets requests into a container: by the key of the account, which signs
// each, or by a signature that its owner made beforehand (SAS), for the container
// alone and until a day.
type azurePass struct {
	account string
	key     []byte
	shared  url.Values
}

func newAzurePass(account string, keys Keys) (azurePass, error) {
	secret := strings.TrimSpace(keys.Secret)
	if keys.ID != "" && keys.ID != account {
		return azurePass{}, notAKey(errors.New("the key is of another account"))
	}
	switch {
	case secret == "":
		return azurePass{}, noKeys()
	case strings.Contains(secret, "sig="):
		// It may come with the address before it.
		_, after, found := strings.Cut(secret, "?")
		if !found {
			after = secret
		}
		shared, err := url.ParseQuery(after)
		if err != nil || shared.Get("sig") == "" {
			return azurePass{}, notAKey(errors.New("a signature that cannot be read"))
		}
		return azurePass{account: account, shared: shared}, nil
	}
	// A whole connection string, as the portal offers it.
	for part := range strings.SplitSeq(secret, ";") {
		if key, ok := strings.CutPrefix(part, "AccountKey="); ok {
			secret = key
		}
	}
	key, err := base64.StdEncoding.DecodeString(secret)
	if err != nil || len(key) < 16 {
		return azurePass{}, notAKey(errors.New("a key that cannot be read"))
	}
	return azurePass{account: account, key: key}, nil
}

// dated reports whether what is signed has the time in it.
func (p azurePass) dated() bool { return p.key != nil }

// sign lets a request in.
func (p azurePass) sign(r *http.Request) {
	if p.key == nil {
		query := r.URL.Query()
		maps.Copy(query, p.shared)
		r.URL.RawQuery = query.Encode()
		return
	}
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(p.stringToSign(r)))
	r.Header.Set("Authorization", "SharedKey "+p.account+":"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
}

// stringToSign is what Azure wants signed of a request ("Authorize with Shared Key",
// version 2015-02-21 and later: no length if it is 0).
func (p azurePass) stringToSign(r *http.Request) string {
	length := ""
	if r.ContentLength > 0 {
		length = strconv.FormatInt(r.ContentLength, 10)
	}
	lines := []string{r.Method, r.Header.Get("Content-Encoding"), r.Header.Get("Content-Language"), length, r.Header.Get("Content-MD5"), r.Header.Get("Content-Type"),
		"", // the date is in a header of Azure's own
		r.Header.Get("If-Modified-Since"), r.Header.Get("If-Match"), r.Header.Get("If-None-Match"), r.Header.Get("If-Unmodified-Since"), r.Header.Get("Range")}
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		if own := strings.ToLower(name); strings.HasPrefix(own, "x-ms-") {
			lines = append(lines, own+":"+strings.Join(r.Header[name], ","))
		}
	}
	lines = append(lines, "/"+p.account+r.URL.EscapedPath())
	query := r.URL.Query()
	for _, name := range slices.Sorted(maps.Keys(query)) {
		values := slices.Sorted(slices.Values(query[name]))
		lines = append(lines, fmt.Sprintf("%s:%s", strings.ToLower(name), strings.Join(values, ",")))
	}
	return strings.Join(lines, "\n")
}
