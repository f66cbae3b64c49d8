#!/usr/bin/env bash
# A text field that Fyne binds to a number (binding.IntToString, and so
# widget.NewEntryWithData) reads it as Go reads a literal in a program: "010" is octal
# and becomes 8, "0x10" becomes 16, and "08" is an error that leaves the number at 0.
# Whoever types minutes, doses or ages with a nought before them gets another number,
# and no word of it. The documentation says only that the text is parsed.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v2.8.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/octal >/dev/null 2>&1
cat >main_test.go <<'GO'
package octal

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2/data/binding"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestTyped(t *testing.T) {
	test.NewTempApp(t)
	for _, text := range []string{"10", "010", "08", "0x10"} {
		minutes := binding.NewInt()
		if err := minutes.Set(99); err != nil {
			t.Fatal(err)
		}
		entry := widget.NewEntryWithData(binding.IntToString(minutes))
		test.NewTempWindow(t, entry)
		entry.SetText("")
		test.Type(entry, text)
		n, err := minutes.Get()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Printf("typed %s: %d, accepted: %v\n", text, n, entry.Validate() == nil)
	}
}
GO
go get "fyne.io/fyne/v2@$version" >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
seen=$(go test -tags migrated_fynedo -count=1 -v . | grep -E '^typed')
echo "Fyne $version, $(go version | cut -d' ' -f3)"
echo "$seen"
[[ $seen == 'typed 10: 10, accepted: true'$'\n''typed 010: 8, accepted: true'$'\n''typed 08: 0, accepted: false'$'\n''typed 0x10: 16, accepted: true' ]]
