#!/usr/bin/env bash
# On a page that says Name: and a name in Hebrew, Arabic or Urdu, pdftotext takes the
# whole line for one from the right: in its text the name comes first and "Name:" last.
# The line has marks that the page does not have, U+202B and U+202A before and U+202C
# behind each part. They are unseen, so the line looks right in an editor, but whoever
# looks for "Name: " and what follows it finds nothing. With -raw "Name:" comes first,
# the words of the name come last to first, each with marks. No option leaves them out.
# Exit status 0 while that is so, 1 when it changes, 2 without pdftotext.
set -euo pipefail
export LC_ALL=C.UTF-8
# poppler-utils 22.12.0 of Debian 12 (apt-get install poppler-utils=22.12.0-2+deb12u3)
lib=1.17.1 fontkit=1.1.1 fonts=2.37.3
version=$(pdftotext -v 2>&1 | awk 'NR == 1 {print $NF}') || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund "pdf-lib@$lib" "@pdf-lib/fontkit@$fontkit" "dejavu-fonts-ttf@$fonts" >/dev/null 2>&1
cat >main.js <<'JS'
const { PDFDocument } = require("pdf-lib");
const { readFileSync, writeFileSync } = require("fs");
(async () => {
  const file = await PDFDocument.create();
  file.registerFontkit(require("@pdf-lib/fontkit"));
  const font = await file.embedFont(readFileSync(require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf")));
  const page = file.addPage([400, 100]);
  page.drawText("Name: ", { x: 50, y: 50, size: 20, font });
  page.drawText("שלום רב", { x: 50 + font.widthOfTextAtSize("Name: ", 20), y: 50, size: 20, font });
  writeFileSync("out.pdf", await file.save());
})();
JS
node main.js
# marked shows the marks of a text by their numbers, and leaves out the end of the page.
marked() { tr -d '\f' <<<"$1" | sed -e $'s/\u202a/[202A]/g; s/\u202b/[202B]/g; s/\u202c/[202C]/g' -e '/^$/d'; }
plain=$(marked "$(pdftotext out.pdf -)")
raw=$(marked "$(pdftotext -raw out.pdf -)")
echo "poppler $version, pdf-lib $lib, Node $(node --version)"
echo "Name: שלום רב is drawn; the text, in the order of its characters:"
for text in "$plain" "$raw"; do
	grep -oP '\[202.\]|\p{Hebrew}+|[A-Za-z:]+' <<<"$text" | xargs
done
[[ $plain == '[202B]שלום רב [202A]Name:[202C][202C]' && $raw == 'Name: [202B]רב[202C] [202B]שלום[202C]' ]]
