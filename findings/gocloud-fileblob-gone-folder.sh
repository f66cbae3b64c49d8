#!/usr/bin/env bash
# A bucket of gocloud.dev/blob over a folder that has gone (a share that went away, a
# stick pulled out) lists as empty, without an error, and a write makes the folder
# anew on the disk beneath. So "nothing there" cannot be told from "not there".
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v0.49.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/gone >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"gocloud.dev/blob/fileblob"
)

func main() {
	ctx := context.Background()
	above, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(above)
	share := filepath.Join(above, "share")
	if err := os.Mkdir(share, 0o700); err != nil {
		panic(err)
	}
	bucket, err := fileblob.OpenBucket(share, nil)
	if err != nil {
		panic(err)
	}
	defer bucket.Close()
	if err := bucket.WriteAll(ctx, "first", []byte("x"), nil); err != nil {
		panic(err)
	}
	if err := os.Rename(share, share+"-away"); err != nil {
		panic(err)
	}
	_, err = bucket.List(nil).Next(ctx)
	fmt.Print("list ends without an error: ", errors.Is(err, io.EOF))
	err = bucket.WriteAll(ctx, "second", []byte("x"), nil)
	_, made := os.Stat(share)
	fmt.Println(", written: ", err == nil, ", folder made anew: ", made == nil)
}
GO
go get "gocloud.dev@$version" >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
seen=$(go run .)
echo "gocloud.dev $version, $(go version | cut -d' ' -f3)"
echo "$seen"
[[ $seen == 'list ends without an error: true'* ]]
