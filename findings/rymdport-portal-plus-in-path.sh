#!/usr/bin/env bash
# The file dialog of a Linux desktop (xdg-desktop-portal) returns what was chosen as
# a file: URI, in which a plus is a plus (RFC 3986; only forms write a space so).
# rymdport/portal, which Fyne uses for it, reads the URI as a form: the file
# "tea+chat.csv" comes back as "tea chat.csv", which is not there.
# A portal whose user chooses that file stands in for the desktop's own.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v0.4.2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/plus >/dev/null 2>&1
go get "github.com/rymdport/portal@$version" github.com/godbus/dbus/v5@v5.2.2 >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/rymdport/portal/filechooser"
)

const path = "/org/freedesktop/portal/desktop"

type desktop struct{ conn *dbus.Conn }

func (d desktop) OpenFile(sender dbus.Sender, _, _ string, _ map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	request := dbus.ObjectPath(path + "/request/1/1")
	uris := map[string]dbus.Variant{"uris": dbus.MakeVariant([]string{"file:///home/sian/tea+chat.csv"})}
	answer := &dbus.Message{Type: dbus.TypeSignal, Body: []any{uint32(0), uris}, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldDestination: dbus.MakeVariant(string(sender)), // to the caller alone, as the portal does
		dbus.FieldPath:        dbus.MakeVariant(request),
		dbus.FieldInterface:   dbus.MakeVariant("org.freedesktop.portal.Request"),
		dbus.FieldMember:      dbus.MakeVariant("Response"),
		dbus.FieldSignature:   dbus.MakeVariant(dbus.SignatureOf(uint32(0), uris)),
	}}
	go func() {
		for { // again and again: the caller listens only once it has the reply
			d.conn.Send(answer, nil)
			time.Sleep(50 * time.Millisecond)
		}
	}()
	return request, nil
}

func main() {
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		panic(err)
	}
	if err := conn.Export(desktop{conn}, path, "org.freedesktop.portal.FileChooser"); err != nil {
		panic(err)
	}
	if _, err := conn.RequestName("org.freedesktop.portal.Desktop", dbus.NameFlagDoNotQueue); err != nil {
		panic(err)
	}
	uris, err := filechooser.OpenFile("", "Open", &filechooser.OpenFileOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Println(strings.TrimPrefix(uris[0], "file://"))
}
GO
go mod tidy >/dev/null 2>&1
go build -o plus .
seen=$(timeout 60 dbus-run-session -- ./plus)
echo "rymdport/portal $version, $(go version | cut -d' ' -f3)"
echo "the chosen file is /home/sian/tea+chat.csv, given: $seen"
[[ $seen == "/home/sian/tea chat.csv" ]]
