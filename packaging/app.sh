# What the packages say of the program, from FyneApp.toml, LICENSE and the commit.
# Sourced by the scripts beside it, in the root of the tree.
# shellcheck shell=bash disable=SC2034 # the variables are for those scripts

from_toml() { sed -n "s/^ *$1 *= *\"\{0,1\}\([^\"]*\)\"\{0,1\} *$/\1/p" FyneApp.toml | head -n 1; }

NAME=$(from_toml Name)
ID=$(from_toml ID)
VERSION=$(from_toml Version)
BUILD=$(from_toml Build)
ICON=$(from_toml Icon)
VENDOR=$NAME
SUMMARY="Social prescribing, followed up properly"
COPYRIGHT=$(sed -n 's/^Copyright (c) \(.*\)$/\1/p' LICENSE)
LICENCE=$(sed '1,/^Copyright/d' LICENSE | sed '1{/^$/d}; s/^$/./; s/^/ /')

[[ $VERSION =~ ^[0-9]+\.[0-9]+\.[0-9]+$ && -n $NAME && -n $ID && -n $BUILD ]] || {
  echo "FyneApp.toml does not give Name, ID, Version (three numbers) and Build." >&2
  exit 1
}

# Without git (a source archive) the date has to come from outside, and the
# program cannot say its commit.
COMMIT=$(git rev-parse HEAD 2>/dev/null || echo unknown)
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}"
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8
DATE=$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)

# guid NAME: a GUID that depends on the name, the version and the commit alone.
guid() {
  local h
  h=$(printf '%s %s %s %s' "$ID" "$1" "$VERSION.$BUILD" "$COMMIT" | sha256sum | tr a-f A-F)
  echo "${h:0:8}-${h:8:4}-5${h:13:3}-A${h:17:3}-${h:20:12}"
}

# fill TEMPLATE OUT: the template with @NAME@ and the like put in.
fill() {
  local text key
  text=$(<"$1")
  for key in NAME ID VERSION BUILD VENDOR SUMMARY COPYRIGHT LICENCE COMMIT DATE COMMANDS; do
    text=${text//@$key@/${!key-}}
  done
  printf '%s\n' "$text" >"$2"
}
