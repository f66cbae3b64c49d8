#!/usr/bin/env bash
# Confidence High of golang.org/x/text/language says that a speaker of the wished
# language will read the one that was found. It also says so where CLDR only names what
# is read where that language is spoken: with Turkish, Arabic, Russian and Chinese to
# choose from beside English, a Kurd is given Turkish, Sorani Arabic, Kazakh Russian
# and Uyghur Chinese, and Somali and Tigrinya are English, each with High, as is
# Moldavian for Romanian, which is the same language. So High does not tell a reader of
# the language from someone who may not read it. Fyne chooses the words of its own
# dialogs by this matcher (closestSupportedLocale in lang), and leaves out only No.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v0.44.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/matcher >/dev/null 2>&1
go get "golang.org/x/text@$version" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

func main() {
	there := []language.Tag{language.English, language.Turkish, language.Arabic, language.Russian, language.Chinese, language.Romanian}
	m := language.NewMatcher(there)
	name := display.English.Tags()
	for _, code := range []string{"ku", "ckb", "kk", "ug", "so", "ti", "ro-MD"} {
		_, i, confidence := m.Match(language.MustParse(code))
		fmt.Printf("%s: %s, %s\n", code, name.Name(there[i]), confidence)
	}
}
GO
seen=$(go run .)
echo "golang.org/x/text $version, $(go version | cut -d' ' -f3)"
echo "$seen"
[[ $seen == "ku: Turkish, High
ckb: Arabic, High
kk: Russian, High
ug: Chinese, High
so: English, High
ti: English, High
ro-MD: Romanian, High" ]]
