#!/usr/bin/env bash
# cyclonedx-gomod lists what a Go program is made of, with -licenses the licences too.
# If one module was replaced by a folder (replace … => ./fork in go.mod, as for a patched
# copy), it asks Go to download ./fork together with 19 others, gets none of them, and
# says "module not in cache" of each: up to 20 modules have no licence in the list,
# though only one has no version to look for. The command ends with status 0. The
# program itself hides them in the same way if it has no version (a build outside Git).
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v1.10.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
GOBIN=$work go install "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@$version" >/dev/null 2>&1
mkdir program
cd program
go mod init example.org/program >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"

	"github.com/google/uuid"
	"github.com/mattn/go-runewidth"
)

func main() { fmt.Println(uuid.Nil, runewidth.StringWidth("x")) }
GO
go get github.com/google/uuid@v1.6.0 github.com/mattn/go-runewidth@v0.0.24 >/dev/null 2>&1
cp -r "$(go list -m -f '{{.Dir}}' github.com/google/uuid)" fork
chmod -R u+w fork
go build -o plain .
go mod edit -replace github.com/google/uuid=./fork
go build -o patched .
# licence PROGRAM VERSION: that of go-runewidth, which was not replaced.
licence() {
	../cyclonedx-gomod bin -json -licenses ${2:+-version "$2"} -output "$1.json" "$1" 2>/dev/null
	node -e '
		const c = JSON.parse(require("fs").readFileSync(process.argv[1])).components.find((c) => c.name.endsWith("/go-runewidth"));
		console.log(c.evidence ? c.evidence.licenses[0].license.id : "none");' "$1.json"
}
seen="plain $(licence plain v1.0.0), another module replaced $(licence patched v1.0.0), without a version $(licence plain "")"
echo "cyclonedx-gomod $version, $(go version | cut -d' ' -f3)"
echo "licence of go-runewidth: $seen"
[[ $seen == 'plain MIT, another module replaced none, without a version none' ]]
