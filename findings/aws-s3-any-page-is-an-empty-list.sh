#!/usr/bin/env bash
# The S3 client of AWS takes any XML document as an answer to ListObjectsV2: the
# sign-in page of a guest network is a bucket with no objects, without an error. To
# PutObject it is an object that was stored. Only what is missing tells: the list has
# no name of a bucket, the write no ETag.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v1.114.3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/page >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

func main() {
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<html><body><p>Sign in to the guest network.</p></body></html>")
	})
	server := httptest.NewServer(page)
	defer server.Close()
	client := s3.New(s3.Options{Region: "us-east-1", BaseEndpoint: aws.String(server.URL), UsePathStyle: true,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "key", SecretAccessKey: "secret"}, nil
		})})
	ctx := context.Background()
	list, err := client.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Bucket: aws.String("bucket")})
	fmt.Printf("list: error %v", err)
	if err == nil {
		fmt.Printf(", %d objects, name of the bucket: %v", len(list.Contents), list.Name != nil)
	}
	put, err := client.PutObject(ctx, &s3.PutObjectInput{Bucket: aws.String("bucket"), Key: aws.String("key"), Body: strings.NewReader("x")})
	fmt.Printf("; write: error %v", err)
	if err == nil {
		fmt.Printf(", ETag: %v", put.ETag != nil)
	}
	fmt.Println()
}
GO
go get "github.com/aws/aws-sdk-go-v2/service/s3@$version" >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
seen=$(go run .)
echo "aws-sdk-go-v2/service/s3 $version, $(go version | cut -d' ' -f3)"
echo "$seen"
[[ $seen == 'list: error <nil>, 0 objects, name of the bucket: false; write: error <nil>, ETag: false' ]]
