# The Linux packages: a Debian package, an RPM and a tar. Sourced by dist.
# shellcheck shell=bash disable=SC2154

# The changes of this version, in the form that Debian packages have.
debian_changelog() {
  printf 'waymark (%s) unstable; urgency=medium\n\n' "$VERSION"
  awk -v v="## $VERSION" 'index($0, v) == 1 {on = 1; next} /^## / {on = 0} on && /^- / {print substr($0, 3)}' CHANGELOG.md |
    fold -s -w 74 | sed 's/ *$//' | awk -v first=1 '{print (first || new ? "  * " : "    ") $0; first = 0; new = /[.!?]$/}'
  printf '\n -- %s <waymark@example.org>  %s\n' "$VENDOR" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
}

# The manual page is made from what the program itself says.
manual() {
  # shellcheck disable=SC2034 # fill reads it by its name
  COMMANDS=$("$1" help | sed 's/\\/\\\\/g; s/^\([.'"'"']\)/\\\&\1/; s/-/\\-/g')
  fill packaging/linux/waymark.1 "$2"
  gzip -9n "$2"
}

linux() {
  step "Linux: the program"
  local at=$work/linux kind
  mkdir -p "$at"
  GOOS=linux GOARCH=amd64 build "$at/waymark"
  step "Linux: deb, rpm, tar.gz"
  fill packaging/linux/app.desktop "$at/$ID.desktop"
  fill packaging/linux/app.metainfo.xml "$at/$ID.metainfo.xml"
  fill packaging/linux/copyright "$at/copyright"
  fill packaging/linux/nfpm.yaml "$at/nfpm.yaml"
  manual "$at/waymark" "$at/waymark.1"
  cp "$work"/icons/icon* "$at/"
  debian_changelog | gzip -9n >"$at/changelog.gz"
  gzip -9nc assets/licences.txt >"$at/licences.txt.gz"
  desktop-file-validate "$at/$ID.desktop"
  appstreamcli validate --no-net "$at/$ID.metainfo.xml"
  settle "$at"
  for kind in deb rpm; do
    (cd "$at" && nfpm pkg -f nfpm.yaml -p "$kind" -t "$out/waymark-$VERSION-amd64.$kind" >/dev/null) # its paths begin there
  done
  linux_tar "$at"
  sbom linux "$at/waymark"
}

# The tar holds the same files below one folder, and needs no rights to unpack.
linux_tar() {
  local at=$1 top=$work/tar/waymark-$VERSION
  mkdir -p "$top"/{bin,share/applications,share/metainfo,share/man/man1,share/doc/waymark,share/icons/hicolor/{256x256,scalable}/apps}
  cp "$at/waymark" "$top/bin/"
  cp "$at/$ID.desktop" "$top/share/applications/"
  cp "$at/$ID.metainfo.xml" "$top/share/metainfo/"
  cp "$at/waymark.1.gz" "$top/share/man/man1/"
  cp "$at/icon-256.png" "$top/share/icons/hicolor/256x256/apps/$ID.png"
  cp "$at/icon.svg" "$top/share/icons/hicolor/scalable/apps/$ID.svg"
  cp LICENSE assets/licences.txt "$top/share/doc/waymark/"
  settle "$work/tar"
  tar --sort=name --owner=0 --group=0 --numeric-owner -C "$work/tar" -c "waymark-$VERSION" | gzip -9n >"$out/waymark-$VERSION-linux-amd64.tar.gz"
}
