package release

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
)

func keyPair(t *testing.T) (ed25519.PublicKey, ed25519.PrivateKey) {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return public, private
}

func fileOf(t *testing.T, r Release) []byte {
	t.Helper()
	file, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

var newest = Release{Program: "waymark", Version: "0.7.0", Released: data.MustDate("2026-12-01"), Changes: []string{"Backups open in one step."}}

// published is a folder with the two files.
func published(t *testing.T, file, signature []byte) string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range map[string][]byte{FileName: file, SignatureName: signature} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestRead_folderSignedByAnOwnKey(t *testing.T) {
	public, private := keyPair(t)
	other, _ := keyPair(t)
	file := fileOf(t, newest)
	r, err := Read(context.Background(), published(t, file, Sign(private, file)), []ed25519.PublicKey{other, public})
	if err != nil {
		t.Fatal(err)
	}
	if r.Version != "0.7.0" || r.Released != newest.Released || len(r.Changes) != 1 {
		t.Errorf("read %+v", r)
	}
}

func TestRead_refusesWhatNoOwnKeySigned(t *testing.T) {
	public, private := keyPair(t)
	_, stranger := keyPair(t)
	file := fileOf(t, newest)
	elsewhere := newest
	elsewhere.Program = "other"
	bad := newest
	bad.Version = "1.0"
	for name, c := range map[string][2][]byte{
		"signed by someone else": {file, Sign(stranger, file)},
		"changed after signing":  {[]byte(strings.Replace(string(file), "0.7.0", "9.7.0", 1)), Sign(private, file)},
		"no signature":           {file, nil},
		"another program":        {fileOf(t, elsewhere), Sign(private, fileOf(t, elsewhere))},
		"no version":             {fileOf(t, bad), Sign(private, fileOf(t, bad))},
		"too long":               {make([]byte, mostBytes+1), Sign(private, file)},
	} {
		_, err := Read(context.Background(), published(t, c[0], c[1]), []ed25519.PublicKey{public})
		if data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRead_saysWhatIsMissing(t *testing.T) {
	public, _ := keyPair(t)
	for place, want := range map[string]string{
		t.TempDir():                        "no file about new versions in this folder",
		filepath.Join(t.TempDir(), "gone"): "no file about new versions in this folder",
		"releases":                         "full path of a folder",
		"http://example.org/waymark":       "starts with https://",
		"https://user:pw@example.org":      "starts with https://",
	} {
		_, err := Read(context.Background(), place, []ed25519.PublicKey{public})
		if !strings.Contains(data.Sentence(err), want) {
			t.Errorf("%s: %q, want %q", place, data.Sentence(err), want)
		}
	}
	if _, err := Read(context.Background(), t.TempDir(), nil); !strings.Contains(data.Sentence(err), "has no key") {
		t.Errorf("without a key: %v", err)
	}
}

func TestAddressReader_asksForTheTwoFilesAlone(t *testing.T) {
	_, private := keyPair(t)
	file := fileOf(t, newest)
	var asked []string
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path+" "+r.UserAgent())
		switch r.URL.Path {
		case "/waymark/" + FileName:
			_, _ = w.Write(file)
		case "/waymark/" + SignatureName:
			_, _ = w.Write(Sign(private, file))
		case "/away/" + FileName:
			http.Redirect(w, r, "http://example.org/", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	client := server.Client()
	client.CheckRedirect = newClient().CheckRedirect
	read := addressReader(context.Background(), server.URL+"/waymark/", client)
	for _, name := range []string{FileName, SignatureName} {
		if content, err := read(name); err != nil || len(content) == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(asked) != 2 || asked[0] != "/waymark/release.json Waymark" {
		t.Errorf("asked for %q", asked)
	}
	for _, folder := range []string{"/away", "/nowhere"} {
		if _, err := addressReader(context.Background(), server.URL+folder, client)(FileName); err == nil {
			t.Errorf("%s was read", folder)
		}
	}
}

func TestNewerThan(t *testing.T) {
	for mine, want := range map[string]bool{
		"0.6.0": true, "0.6.9": true, "0.7.0": false, "0.7.1": false, "0.10.0": false, "1.0.0": false, "": false, "0.6": false, "v0.6.0": false,
	} {
		if newest.NewerThan(mine) != want {
			t.Errorf("0.7.0 against %q: %v", mine, !want)
		}
	}
}

func TestKeys_oneOnEachLine(t *testing.T) {
	public, _ := keyPair(t)
	line := base64.StdEncoding.EncodeToString(public)
	if keys := parseKeys("# a comment\n\n" + line + "\nno key\n" + line + "\n"); len(keys) != 2 || !keys[0].Equal(public) {
		t.Errorf("%d keys", len(keys))
	}
}
