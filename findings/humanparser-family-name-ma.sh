#!/usr/bin/env bash
# humanparser, which splits a full name into its parts, takes the last word for letters
# after the name where it is one of its list, whatever stands before. So "Lily Ma" and
# "Ma, Lily" have no family name but the degree MA; "Phil Md" is a doctor. The letters
# that stand after British names are not on the list: of "John Smith OBE" and
# "John Smith JP" the family names are OBE and JP, and Smith is a middle name. No error
# and no doubt is told, and a list of clients sorted by lastName loses Ma.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=2.7.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund "humanparser@$version" >/dev/null 2>&1
cat >main.mjs <<'JS'
import human from "humanparser";
for (const name of ["Lily Ma", "Ma, Lily", "Phil Md", "Anna Lee MA", "John Smith OBE", "John Smith JP"]) {
  const { firstName, middleName, lastName, suffix } = human.parseName(name);
  console.log(`${name}: first ${firstName}, middle ${middleName ?? "-"}, last ${lastName || "-"}, letters ${suffix ?? "-"}`);
}
JS
seen=$(node main.mjs)
echo "humanparser $version, Node $(node --version)"
echo "$seen"
[[ $seen == "Lily Ma: first Lily, middle -, last -, letters Ma
Ma, Lily: first Lily, middle -, last -, letters Ma
Phil Md: first Phil, middle -, last -, letters Md
Anna Lee MA: first Anna, middle -, last Lee, letters MA
John Smith OBE: first John, middle Smith, last OBE, letters -
John Smith JP: first John, middle Smith, last JP, letters -" ]]
