package release

import (
	"context"
	"crypto/ed25519"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"waymark/data"
)

const (
	mostBytes = 1 << 20          // of each of the two files
	longest   = 20 * time.Second // for both, from an address
)

// CheckPlace returns a Problem if a place cannot be one: neither the full path of a
// folder nor an https address. "" is right: nothing is asked.
func CheckPlace(place string) error {
	switch {
	case place == "", filepath.IsAbs(place):
		return nil
	case strings.HasPrefix(strings.ToLower(place), "https://"):
		if u, err := url.Parse(place); err == nil && u.Host != "" && u.User == nil && u.RawQuery == "" && u.Fragment == "" {
			return nil
		}
	}
	return data.NewProblem(data.CodeRefused, "Enter the full path of a folder, or an address that starts with https://")
}

// Read returns the newest version that a place tells of. Its errors are Problems
// for the person who set the place.
func Read(ctx context.Context, place string, keys []ed25519.PublicKey) (Release, error) {
	if err := CheckPlace(place); err != nil {
		return Release{}, err
	}
	if len(keys) == 0 {
		return Release{}, data.NewProblem(data.CodeRefused,
			"This build of Waymark has no key to check new versions with. Ask whoever built it.")
	}
	ctx, stop := context.WithTimeout(ctx, longest)
	defer stop()
	read := folderReader(place)
	if strings.HasPrefix(strings.ToLower(place), "https://") {
		read = addressReader(ctx, place, newClient())
	}
	file, err := read(FileName)
	if err != nil {
		return Release{}, notRead(place, err)
	}
	signature, err := read(SignatureName)
	if err != nil {
		return Release{}, notRead(place, err)
	}
	r, err := Parse(file, signature, keys)
	if err != nil {
		return Release{}, &data.Problem{Code: data.CodeRefused, Cause: err,
			Sentence: "The file about new versions is not signed by the makers of this Waymark, so it was ignored. Tell whoever looks after it."}
	}
	return r, nil
}

func notRead(place string, err error) error {
	sentence := "There is no file about new versions in this folder. Check the folder, and that this PC can open it."
	if !filepath.IsAbs(place) {
		sentence = "The address gave no file about new versions. Check the address, and that this PC can reach it."
	}
	return &data.Problem{Code: data.CodeRefused, Cause: err, Sentence: sentence}
}

func folderReader(folder string) func(name string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		f, err := os.Open(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		defer func() { _ = f.Close() }()
		return limited(f)
	}
}

// newClient follows a redirect only to https, and keeps nothing between requests.
func newClient() *http.Client {
	return &http.Client{
		Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if r.URL.Scheme != "https" || len(via) > 5 {
				return errors.New("redirected away from https")
			}
			return nil
		},
	}
}

// addressReader asks for nothing but the two files, and says nothing of the PC but
// that Waymark asks.
func addressReader(ctx context.Context, address string, client *http.Client) func(name string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimRight(address, "/")+"/"+name, nil)
		if err != nil {
			return nil, err
		}
		request.Header.Set("User-Agent", "Waymark")
		answer, err := client.Do(request)
		if err != nil {
			return nil, err
		}
		defer func() { _ = answer.Body.Close() }()
		if answer.StatusCode != http.StatusOK {
			return nil, errors.New(answer.Status)
		}
		return limited(answer.Body)
	}
}

func limited(r io.Reader) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(r, mostBytes+1))
	if err == nil && len(content) > mostBytes {
		err = errors.New("larger than a file about new versions is")
	}
	return content, err
}
