#!/usr/bin/env bash
# In Fyne a text field whose whole text is selected keeps the selection's state
# when the program empties it with SetText(""). The first character that the
# person types next is lost: "6/4/2026" becomes "/4/2026". With SetText of
# another text nothing is lost, and neither is it when an arrow key ends the
# selection first. Fields that empty themselves after Tab has selected them
# (dates, codes, amounts) drop a digit without a sign.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v2.8.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/selection >/dev/null 2>&1
cat >main_test.go <<'GO'
package selection

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// typedAfter selects a date, lets change alter the field, and types another date.
func typedAfter(t *testing.T, change func(*widget.Entry)) string {
	entry := widget.NewEntry()
	w := test.NewTempWindow(t, entry)
	w.Resize(fyne.NewSize(300, 60))
	w.Canvas().Focus(entry)
	entry.SetText("29/11/2026")
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	change(entry)
	for _, r := range "6/4/2026" {
		entry.TypedRune(r)
	}
	return entry.Text
}

func TestTyping(t *testing.T) {
	test.NewTempApp(t)
	fmt.Println("nothing changed:", typedAfter(t, func(*widget.Entry) {}))
	fmt.Println("emptied:", typedAfter(t, func(e *widget.Entry) { e.SetText("") }))
	fmt.Println("arrow key, then emptied:", typedAfter(t, func(e *widget.Entry) {
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		e.SetText("")
	}))
}
GO
go get "fyne.io/fyne/v2@$version" >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
seen=$(go test -tags migrated_fynedo -count=1 -v . | grep -E '^(nothing|emptied|arrow)')
echo "Fyne $version, $(go version | cut -d' ' -f3); 6/4/2026 was typed"
echo "$seen"
[[ $seen == $'nothing changed: 6/4/2026\nemptied: /4/2026\narrow key, then emptied: 6/4/2026' ]]
