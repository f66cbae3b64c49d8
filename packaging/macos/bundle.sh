#!/usr/bin/env bash
# Makes Waymark.app from a built program, on a Mac. UNTRIED: no Mac has run it.
# In the source tree, with Go and the command line tools:
#   go build -trimpath -tags sqlite_fts5,migrated_fynedo -ldflags "-s -w" -o waymark ./cmd/waymark
# then, beside the files of waymark-VERSION-macos-bundle.tar.gz:
#   ./bundle.sh /path/to/waymark [signing identity]
set -euo pipefail
program=$(realpath "${1:?usage: bundle.sh PROGRAM [IDENTITY]}")
identity=${2:-}
cd "$(dirname "$0")"
app=Waymark.app/Contents
rm -rf Waymark.app
mkdir -p "$app/MacOS" "$app/Resources"
cp "$program" "$app/MacOS/waymark"
cp Info.plist "$app/"
cp icon.icns licences.txt "$app/Resources/"
plutil -lint "$app/Info.plist"
# Apple's processors start only what is signed; "-" signs for this Mac alone.
codesign --force --options runtime --sign "${identity:--}" Waymark.app
codesign --verify --strict Waymark.app
echo "Waymark.app is made. To give it to others, sign it with a Developer ID and have Apple notarise it."
