#!/usr/bin/env bash
# wixl, which makes Windows installers elsewhere than on Windows, warns of attributes
# that it does not know. Some that it knows it passes over without a word: the package
# code of Package/@Id is a random one each time, so no two builds are alike; a product
# in British English (Language 2057) is marked American (1033) in the file's summary,
# though not in its properties; and Feature/@Absent="disallow" sets no bit, so whoever
# changes the installation may leave the program itself out. SOURCE_DATE_EPOCH is not
# looked at either.
# Exit status 0 while that is so, 1 when it changes, 2 where wixl does not start.
set -euo pipefail
version=0.101+repack-1 gcab=1.5-1 # of Debian 12, as the libraries beside them
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -o APT::Sandbox::User=root download "wixl=$version" "wixl-data=$version" "msitools=$version" "libmsi0=$version" "libgcab-1.0-0=$gcab" >/dev/null
for package in *.deb; do
	dpkg -x "$package" root
done
libraries=$PWD/root/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)
export LD_LIBRARY_PATH=$libraries SOURCE_DATE_EPOCH=1700000000
wixl=$PWD/root/usr/bin/wixl info=$PWD/root/usr/bin/msiinfo
"$wixl" --version >/dev/null || exit 2
echo text >program.txt
cat >in.wxs <<'WXS'
<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="5B1A2C1E-3F0C-4D4F-9A44-3F1D2A4B8F10" Name="Example" Language="2057" Version="1.0.0" Manufacturer="Example" UpgradeCode="5B1A2C1E-3F0C-4D4F-9A44-3F1D2A4B8F12">
    <Package Id="5B1A2C1E-3F0C-4D4F-9A44-3F1D2A4B8F11" InstallerVersion="500" Compressed="yes" InstallScope="perMachine"/>
    <Media Id="1" Cabinet="files.cab" EmbedCab="yes"/>
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="ProgramFiles64Folder">
        <Directory Id="INSTALLDIR" Name="Example">
          <Component Id="Program" Guid="*"><File Id="Text" Name="program.txt" Source="program.txt" KeyPath="yes"/></Component>
        </Directory>
      </Directory>
    </Directory>
    <Feature Id="Main" Level="1" Title="Example" Absent="disallow"><ComponentRef Id="Program"/></Feature>
  </Product>
</Wix>
WXS
"$wixl" -a x64 -o out.msi in.wxs 2>said.txt
summary=$("$info" suminfo out.msi)
code=$(sed -n 's/^Revision number (UUID): //p' <<<"$summary")
language=$(sed -n 's/^Template: //p' <<<"$summary")
property=$("$info" export out.msi Property | tr -d '\r' | sed -n 's/^ProductLanguage\t//p')
feature=$("$info" export out.msi Feature | tr -d '\r' | awk -F '\t' '$1 == "Main" {print $NF}')
created=$(sed -n 's/^Created: .* //p' <<<"$summary")
echo "wixl $version; lines of warning: $(wc -l <said.txt)"
echo "package code (5B1A2C1E-3F0C-4D4F-9A44-3F1D2A4B8F11 was said): $code"
echo "language in the summary: $language, in the properties: $property"
echo "attributes of the feature (16: may not be left out): $feature"
echo "made in: $created (2023 was said)"
[[ ! -s said.txt && $code != *5B1A2C1E* && $language == 'x64;1033' && $property == 2057 && $feature == 0 && $created != 2023 ]]
