#!/usr/bin/env bash
# PSPP writes the dates of a survey into a CSV file as month/day/year, whatever format
# the variable has: 3 April 2026, shown as 03.04.2026 by its format EDATE10, becomes
# 04/03/2026, which a British reader takes for 4 March. A missing answer becomes one
# space, not an empty cell. TEXTOPTIONS FORMAT=VARIABLE keeps the day first.
# Exit status 0 while that is so, 1 when it changes, 2 where PSPP does not start.
set -euo pipefail
version=1.6.2-2 gsl=2.7.1+dfsg-5+deb12u1 # of Debian 12, as the libraries beside them
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -o APT::Sandbox::User=root download "pspp=$version" "libgsl27=$gsl" "libgslcblas0=$gsl" >/dev/null
for package in *.deb; do
	dpkg -x "$package" root
done
libraries=root/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)
export LD_LIBRARY_PATH=$PWD/$libraries:$PWD/$libraries/pspp
root/usr/bin/pspp --version >/dev/null || exit 2
printf 'id,day,score\n1,03.04.2026,21\n2,13.04.2026,\n' >in.csv
cat >in.sps <<'SPS'
GET DATA /TYPE=TXT /FILE='in.csv' /ARRANGEMENT=DELIMITED /DELIMITERS=','
  /FIRSTCASE=2 /VARIABLES=id F4.0 day EDATE10 score F3.0.
SAVE TRANSLATE /OUTFILE='plain.csv' /TYPE=CSV /FIELDNAMES.
SAVE TRANSLATE /OUTFILE='shown.csv' /TYPE=CSV /FIELDNAMES /TEXTOPTIONS FORMAT=VARIABLE.
SPS
root/usr/bin/pspp in.sps
echo "PSPP $version, from 03.04.2026 and 13.04.2026:"
cat plain.csv
echo "with FORMAT=VARIABLE:"
cat shown.csv
[[ $(<plain.csv) == $'id,day,score\n1,04/03/2026,21\n2,04/13/2026, ' && $(<shown.csv) == *1,03.04.2026,* ]]
