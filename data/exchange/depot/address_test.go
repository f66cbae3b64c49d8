package depot_test

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/exchange/depot"
)

func TestParseAddress_forms(t *testing.T) {
	for typed, want := range map[string]depot.Address{
		"s3://notes?endpoint=http://127.0.0.1:9000&region=us-east-1&use_path_style=true": {Kind: depot.S3, Endpoint: "http://127.0.0.1:9000", Bucket: "notes", Region: "us-east-1", Style: depot.InPath},
		"s3://notes/county/east?endpoint=store.example.org":                              {Kind: depot.S3, Endpoint: "https://store.example.org", Bucket: "notes", Prefix: "county/east/", Region: "us-east-1"},
		"s3://notes?region=eu-west-2":                                                    {Kind: depot.S3, Endpoint: "https://s3.eu-west-2.amazonaws.com", Bucket: "notes", Region: "eu-west-2"},
		" “https://Store.example.org:9000/notes/” ":                                      {Kind: depot.S3, Endpoint: "https://store.example.org:9000", Bucket: "notes", Region: "us-east-1"},
		"https://store.example.org/notes/east?region=nl":                                 {Kind: depot.S3, Endpoint: "https://store.example.org", Bucket: "notes", Prefix: "east/", Region: "nl"},
		"https://notes.s3.eu-west-2.amazonaws.com/":                                      {Kind: depot.S3, Endpoint: "https://s3.eu-west-2.amazonaws.com", Bucket: "notes", Region: "eu-west-2"},
		"https://s3.eu-west-2.amazonaws.com/notes/x":                                     {Kind: depot.S3, Endpoint: "https://s3.eu-west-2.amazonaws.com", Bucket: "notes", Prefix: "x/", Region: "eu-west-2"},
		"https://charity.blob.core.windows.net/waymark":                                  {Kind: depot.Azure, Endpoint: "https://charity.blob.core.windows.net", Bucket: "waymark", Account: "charity"},
		"azblob://waymark/a/b?storage_account=charity":                                   {Kind: depot.Azure, Endpoint: "https://charity.blob.core.windows.net", Bucket: "waymark", Prefix: "a/b/", Account: "charity"},
		"azblob://waymark?endpoint=http://127.0.0.1:10000/devstoreaccount1":              {Kind: depot.Azure, Endpoint: "http://127.0.0.1:10000", Bucket: "waymark", Account: "devstoreaccount1"},
	} {
		got, err := depot.ParseAddress(typed)
		if err != nil || got != want {
			t.Errorf("%s\n got %+v\nwant %+v; %v", typed, got, want, err)
			continue
		}
		if again, err := depot.ParseAddress(got.String()); err != nil || again != want {
			t.Errorf("%s is written as %s and read as %+v; %v", typed, got, again, err)
		}
	}
}

func TestParseAddress_folders(t *testing.T) {
	dir := t.TempDir()
	for _, typed := range []string{dir, dir + string(filepath.Separator), ` "` + dir + `" `, "file:///" + strings.TrimPrefix(filepath.ToSlash(dir), "/")} {
		a, err := depot.ParseAddress(typed)
		if err != nil || a.Kind != depot.Folder || a.Folder != dir || a.NeedsKeys() || a.Unsealed() {
			t.Errorf("%s: %+v %v", typed, a, err)
		}
	}
}

func TestParseAddress_refusesWithASentence(t *testing.T) {
	for _, typed := range []string{
		"", "  ", "relative/folder", "store.example.org/notes", "ftp://store.example.org/notes", "gs://notes", "https://", "https:///notes", "https://store.example.org",
		"https://key:secret@store.example.org/notes", "s3://notes", "s3://Notes?region=eu-west-2", "s3://no_tes?region=eu-west-2", "s3://n?region=eu-west-2", "s3://notes/../x?region=eu-west-2",
		"s3://notes?region=eu-west-2&accessKey=verysecret", "s3://notes?region=a&region=b", "s3://notes?region=eu west", "s3://notes?endpoint=ftp://h", "s3://notes?endpoint=https://h/path",
		"s3://notes?endpoint=https://h&use_path_style=perhaps", "azblob://waymark", "azblob://waymark?storage_account=A", "azblob://waymark?storage_account=one&endpoint=https://another.blob.core.windows.net",
		"https://charity.blob.core.windows.net", "https://charity.blob.core.windows.net/waymark?sv=2024&sig=verysecret", "https://store.example.org/notes#x", "https://%zz/notes", "https://h/notes?a;b",
	} {
		a, err := depot.ParseAddress(typed)
		if err == nil {
			t.Errorf("%q is taken as %+v", typed, a)
			continue
		}
		if data.CodeOf(err) != data.CodeInvalid || strings.Contains(err.Error(), "verysecret") {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

func TestAddress_unsealed(t *testing.T) {
	for typed, want := range map[string]bool{
		"http://127.0.0.1:9000/notes": false, "http://localhost:9000/notes": false, "http://[::1]:9000/notes": false, "https://store.example.org/notes": false,
		"http://192.168.1.20:9000/notes": true, "http://store.example.org/notes": true, "http://localhost.example.org/notes": true, "http://127.0.0.1.example.org/notes": true,
	} {
		a, err := depot.ParseAddress(typed)
		if err != nil || a.Unsealed() != want {
			t.Errorf("%s: %v %v", typed, a.Unsealed(), err)
		}
		if !want {
			continue
		}
		if _, err := depot.Open(t.Context(), placed(t, a)); depot.KindOf(err) != depot.Refused {
			t.Errorf("%s was opened: %v", typed, err)
		}
	}
}

func TestKeys_areNotShown(t *testing.T) {
	p := depot.Place{Keys: depot.Keys{ID: "name-of-key", Secret: "very-secret"}}
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("place", "keys", p.Keys, "text", fmt.Sprintf("%v %+v %#v %s", p, p, p, p.Keys))
	if strings.Contains(log.String(), "secret") || strings.Contains(log.String(), "name-of-key") {
		t.Error(log.String())
	}
}

func FuzzParseAddress(f *testing.F) {
	for _, s := range []string{"/a", "s3://notes?region=x", "https://charity.blob.core.windows.net/waymark/x", "https://h:1/notes/x?region=a", "azblob://waymark?endpoint=http://127.0.0.1:10000/devstoreaccount1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		a, err := depot.ParseAddress(typed)
		if err != nil {
			if data.CodeOf(err) != data.CodeInvalid {
				t.Errorf("%q: %v", typed, err)
			}
			return
		}
		if again, err := depot.ParseAddress(a.String()); err != nil || again != a {
			t.Errorf("%q is %+v, is written as %q, is read as %+v; %v", typed, a, a.String(), again, err)
		}
	})
}
