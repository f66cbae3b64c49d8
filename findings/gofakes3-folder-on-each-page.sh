#!/usr/bin/env bash
# S3 rolls all keys below a folder up into one entry of a list with a delimiter, on one
# page. gofakes3, which stands in for S3 in the tests of Go programs, remembers the last
# key of a page and not the folder: where a page ends with a folder, the next one begins
# with it again, once for each page that its keys take. A program that counts folders,
# or handles each as it comes, is tested against a store that does not exist.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v1.2.0 client=v1.114.3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/folders >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

func main() {
	backend := s3mem.New()
	if err := backend.CreateBucket("bucket"); err != nil {
		panic(err)
	}
	server := httptest.NewServer(gofakes3.New(backend).Server())
	defer server.Close()
	client := s3.New(s3.Options{Region: "us-east-1", BaseEndpoint: aws.String(server.URL), UsePathStyle: true,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "key", SecretAccessKey: "secret"}, nil
		})})
	ctx := context.Background()
	for _, key := range []string{"laptop/1", "laptop/2", "laptop/3", "ward/1", "ward/2"} {
		if _, err := client.PutObject(ctx, &s3.PutObjectInput{Bucket: aws.String("bucket"), Key: aws.String(key), Body: strings.NewReader("x")}); err != nil {
			panic(err)
		}
	}
	for _, most := range []int32{1000, 1} {
		fmt.Printf("pages of %d:", most)
		pages := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{Bucket: aws.String("bucket"), Delimiter: aws.String("/"), MaxKeys: aws.Int32(most)})
		for pages.HasMorePages() {
			page, err := pages.NextPage(ctx)
			if err != nil {
				panic(err)
			}
			for _, folder := range page.CommonPrefixes {
				fmt.Print(" ", *folder.Prefix)
			}
		}
		fmt.Println()
	}
}
GO
go get "github.com/johannesboyne/gofakes3@$version" "github.com/aws/aws-sdk-go-v2/service/s3@$client" >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
seen=$(go run .)
echo "gofakes3 $version, aws-sdk-go-v2/service/s3 $client, $(go version | cut -d' ' -f3)"
echo "the folders laptop/ with three objects and ward/ with two:"
echo "$seen"
[[ $seen == $'pages of 1000: laptop/ ward/\npages of 1: laptop/ laptop/ laptop/ ward/ ward/' ]]
