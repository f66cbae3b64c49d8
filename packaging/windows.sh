# The Windows packages: a setup for one user, an MSI for everyone on a PC, and a
# zip that needs no setup. Sourced by dist.
# shellcheck shell=bash disable=SC2154

# The icon, the version and the manifest become a resource beside the package
# main, where the Go compiler finds it. It is made for the build and removed.
windows_resource() {
  local folder=$work/winres
  mkdir -p "$folder"
  cp "$work"/icons/icon-*.png "$folder/"
  fill packaging/windows/winres.json "$folder/winres.json"
  go-winres make --in "$folder/winres.json" --arch amd64 --out cmd/waymark/rsrc
}

windows() {
  local at=$work/windows
  mkdir -p "$at/stage"
  step "Windows: the program"
  trap 'rm -f cmd/waymark/rsrc_windows_amd64.syso' EXIT
  windows_resource
  (
    export GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc CXX=x86_64-w64-mingw32-g++
    build "$at/stage/waymark.exe" -H=windowsgui
    # The same program with a console: one built for the window has none that a
    # script could wait for or read from.
    build "$at/stage/waymark-cli.exe"
  )
  rm -f cmd/waymark/rsrc_windows_amd64.syso
  sed 's/$/\r/' assets/licences.txt >"$at/stage/licences.txt"
  cp packaging/windows/angle/*.dll "$at/stage/"
  sign "$at"/stage/*.exe "$at"/stage/*.dll
  settle "$at"
  windows_zip "$at"
  windows_setup "$at"
  windows_msi "$at"
  sbom windows "$at/stage/waymark.exe"
}

windows_zip() {
  step "Windows: portable zip"
  mkdir -p "$work/zip"
  cp -a "$1/stage" "$work/zip/waymark-$VERSION"
  settle "$work/zip"
  (cd "$work/zip" && find "waymark-$VERSION" -type f | sort | zip -9qX "$out/waymark-$VERSION-windows-amd64.zip" -@)
}

windows_setup() {
  step "Windows: setup for one user"
  local at=$1 setup=$out/waymark-$VERSION-setup.exe file
  # What setup put there is what removing takes away.
  # shellcheck disable=SC2016 # the dollars are NSIS's
  (cd "$at/stage" && find . -type f | sort | sed 's|^\./||; s|/|\\|g; s|.*|Delete "$INSTDIR\\&"|') >"$at/stage.nsh"
  makensis -V2 -DNAME="$NAME" -DVERSION="$VERSION" -DBUILD="$BUILD" -DVENDOR="$VENDOR" -DCOPYRIGHT="$COPYRIGHT" \
    -DSTAGE="$at/stage" -DICO="$work/icons/icon.ico" -DOUT="$setup" packaging/windows/waymark.nsi
  sign "$setup"
}

# wixl writes the present time and a random package code: the clock is stopped for
# it, and the code is set afterwards. It takes no absolute paths.
windows_msi() {
  step "Windows: MSI for everyone on a PC"
  local at=$1 msi=$out/waymark-$VERSION.msi clock
  clock="@$(date -u -d "@$SOURCE_DATE_EPOCH" '+%F %T')"
  cp packaging/windows/waymark.wxs "$work/icons/icon.ico" "$at/stage/"
  (
    cd "$at/stage" || exit
    faketime -f "$clock" wixl -a x64 -D Name="$NAME" -D Vendor="$VENDOR" -D Version="$VERSION" -D ProductCode="$(guid product)" -o "$msi" waymark.wxs
    faketime -f "$clock" msibuild "$msi" -s "$NAME $VERSION" "$VENDOR" "x64;2057" "{$(guid package)}"
  )
  sign "$msi"
}

# sign FILE ...: with the certificate of SIGN=, if there is one. Each signature is
# then verified, against SIGN_CA or what is in the certificate file. The time in it
# is the commit's, so that it too is the same twice; a time server would be asked
# with SIGN_TIME_SERVER=address, and answers differently each time.
sign() {
  [[ -n $SIGN ]] || return 0
  local file offline=() password=(-pass "") in=(-passin pass:) ca=${SIGN_CA:-$work/signer.pem}
  if [[ -n ${SIGN_PASSWORD_FILE:-} ]]; then
    password=(-readpass "$SIGN_PASSWORD_FILE") in=(-passin "file:$SIGN_PASSWORD_FILE")
  fi
  openssl pkcs12 -in "$SIGN" -nokeys "${in[@]}" -out "$work/signer.pem" || { echo "$SIGN could not be read: is SIGN_PASSWORD_FILE the file with its password?" >&2; exit 1; }
  # Version 2.5, of Debian 12 itself, asks for no lists of withdrawn certificates.
  if osslsigncode verify --help 2>&1 | grep -q ignore-cdp; then offline=(-ignore-cdp); fi
  for file in "$@"; do
    osslsigncode sign -pkcs12 "$SIGN" "${password[@]}" -h sha256 -n "$NAME $VERSION" -time "$SOURCE_DATE_EPOCH" \
      ${SIGN_TIME_SERVER:+-ts "$SIGN_TIME_SERVER"} -in "$file" -out "$file.signed" >/dev/null
    mv "$file.signed" "$file"
    if ! osslsigncode verify "${offline[@]}" -CAfile "$ca" -in "$file" >"$work/verify.txt" 2>&1; then
      tail -n 20 "$work/verify.txt" >&2
      echo "The signature of $(basename "$file") could not be verified. If the certificate file does not hold its root, give it with SIGN_CA=root.pem." >&2
      exit 1
    fi
    echo "signed and verified: $(basename "$file")"
  done
}
