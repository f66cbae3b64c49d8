package openreferral

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// partOf reads a file and returns what it says of itself, and how many services
// were read.
func partOf(t *testing.T, content string) (part string, services int) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "feed.json")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	for e, err := range ReadJSON(context.Background(), path) {
		switch {
		case err != nil:
			t.Fatal(err)
		case e.Partial != "":
			part = e.Partial
		default:
			services++
		}
	}
	return part, services
}

// Each API says in its own way that a file is not the whole: Open Referral UK,
// Spring, Laravel, Django, JSON:API and links.
func TestReadJSON_saysWhichPartOfTheFeedAFileIs(t *testing.T) {
	const two = `[{"id":"1","name":"A"},{"id":"2","name":"B"}]`
	for content, want := range map[string]string{
		`{"total_items":4,"total_pages":2,"page_number":1,"contents":` + two + `}`:                                                                       "page 1 of 2",
		`{"contents":` + two + `,"totalElements":9,"totalPages":5,"number":2,"last":false}`:                                                              "page 3 of 5",
		`{"content":` + two + `,"page":{"size":2,"totalElements":9,"totalPages":5,"number":4}}`:                                                          "page 5 of 5",
		`{"data":` + two + `,"meta":{"current_page":1,"last_page":7,"total":"14"}}`:                                                                      "page 1 of 7",
		`{"count":30,"next":"https://example.org/?page=2","results":` + two + `}`:                                                                        "a page that is not the last",
		`{"data":` + two + `,"links":{"next":{"href":"https://example.org/2"}}}`:                                                                         "a page that is not the last",
		`{"total_items":5,"contents":` + two + `}`:                                                                                                       "2 of 5 services",
		`{"_embedded":{"services":` + two + `},"page":{"size":2,"totalElements":80,"totalPages":40,"number":0}}`:                                         "page 1 of 40",
		`{"value":` + two + `,"@odata.nextLink":"https://example.org/2"}`:                                                                                "a page that is not the last",
		`{"response":{"numFound":9,"start":0,"docs":` + two + `}}`:                                                                                       "2 of 9 services",
		`{"data":{"services":{"edges":[{"node":{"id":"1","name":"A"}},{"node":{"id":"2","name":"B"}}],"pageInfo":{"hasNextPage":true}}}}`:                "a page that is not the last",
		`{"data":[{"type":"services","id":"1","attributes":{"name":"A"}},{"type":"services","id":"2","attributes":{"name":"B"}}],"links":{"next":"/2"}}`: "a page that is not the last",
		`{"data":{"services":` + two + `,"total_pages":3}}`:                                                                                              "1 of 3 pages",
		`{"total_pages":3,"page_number":1,"contents":` + two + `}{"total_pages":3,"page_number":2,"contents":` + two + `}`:                               "2 of 3 pages",
		// The whole, however it is said, and feeds that say nothing.
		two: "",
		`{"total_items":2,"total_pages":1,"page_number":1,"last_page":true,"contents":` + two + `}`:                        "",
		`{"total_pages":2,"page_number":1,"contents":` + two + `}{"total_pages":2,"page_number":2,"contents":` + two + `}`: "",
		`{"next":null,"previous":null,"results":` + two + `}`:                                                              "",
		`{"next":"/2","results":` + two + `}{"next":null,"results":` + two + `}`:                                           "",
		`{"services":` + two + `,"id":"o","name":"Trust"}`:                                                                 "",
	} {
		if part, n := partOf(t, content); part != want || n < 2 {
			t.Errorf("%s\n is read as %q with %d services, want %q", content, part, n, want)
		}
	}
}
