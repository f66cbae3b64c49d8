#!/usr/bin/env bash
# minio-go ends a list without an error when its context ends between two pages, so a
# list that was cut by a deadline looks complete. Neither ListObjects nor
# ListObjectsIter sends an ObjectInfo with Err then.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v7.4.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/cut >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

func main() {
	// Two pages of one object each.
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/xml")
		key, more := "a", "<IsTruncated>true</IsTruncated><NextContinuationToken>b</NextContinuationToken>"
		if r.URL.Query().Get("continuation-token") == "b" {
			key, more = "b", "<IsTruncated>false</IsTruncated>"
		}
		fmt.Fprintf(w, "<ListBucketResult><Name>bucket</Name><Contents><Key>%s</Key></Contents>%s</ListBucketResult>", key, more)
	}))
	defer server.Close()
	client, err := minio.New(strings.TrimPrefix(server.URL, "http://"), &minio.Options{Region: "us-east-1", Creds: credentials.NewStaticV4("key", "secret", "")})
	if err != nil {
		panic(err)
	}
	for _, cancelled := range []bool{false, true} {
		ctx, cancel := context.WithCancel(context.Background())
		objects, failed := 0, false
		for object := range client.ListObjectsIter(ctx, "bucket", minio.ListObjectsOptions{Recursive: true}) {
			if object.Err != nil {
				failed = true
				continue
			}
			objects++
			if cancelled {
				cancel()
			}
		}
		cancel()
		fmt.Printf("cancelled %v: %d of 2, error: %v; ", cancelled, objects, failed)
	}
	fmt.Println()
}
GO
go get "github.com/minio/minio-go/v7@$version" >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
seen=$(go run .)
echo "minio-go $version, $(go version | cut -d' ' -f3)"
echo "$seen"
[[ $seen == 'cancelled false: 2 of 2, error: false; cancelled true: 1 of 2, error: false; ' ]]
