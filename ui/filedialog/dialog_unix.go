//go:build !windows

package filedialog

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"github.com/godbus/dbus/v5"

	"waymark/ui/host"
)

// The portal of the desktop, which shows the file dialog that its own programs
// have. See flatpak.github.io/xdg-desktop-portal, FileChooser. It is called here and
// not through a wrapper, because the one that the toolkit brings turns a plus in the
// name of a file into a space.
const (
	portalName    = "org.freedesktop.portal.Desktop"
	portalPath    = "/org/freedesktop/portal/desktop"
	portalChooser = "org.freedesktop.portal.FileChooser"
	portalRequest = "org.freedesktop.portal.Request"
	folderSince   = 3 // the version of the chooser that can choose folders
)

// Of returns how a file is asked for in the dialog of the desktop.
func Of(w fyne.Window) func(context.Context, host.FileAsk) (string, error) {
	return func(ctx context.Context, ask host.FileAsk) (string, error) {
		conn, err := sessionBus(ctx)
		if err != nil {
			return "", fmt.Errorf("%w: %w", host.ErrNoFileDialog, err)
		}
		defer func() { _ = conn.Close() }()
		return portalFile(ctx, conn, parentHandle(w), ask)
	}
}

// parentHandle is the window that the dialog belongs to, "" where it has no name
// that another program knows.
func parentHandle(w fyne.Window) (handle string) {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return ""
	}
	fyne.DoAndWait(func() {
		native.RunNative(func(c any) {
			if x, ok := c.(driver.X11WindowContext); ok && x.WindowHandle != 0 {
				handle = fmt.Sprintf("x11:%x", x.WindowHandle)
			}
		})
	})
	return handle
}

// sessionBus connects to the bus of the desktop, and starts none.
func sessionBus(ctx context.Context) (*dbus.Conn, error) {
	conn, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	if err = conn.Auth(nil); err == nil {
		err = conn.Hello()
	}
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

// portalFile asks the portal for a file, and waits for the answer.
func portalFile(ctx context.Context, conn *dbus.Conn, parent string, ask host.FileAsk) (string, error) {
	portal := conn.Object(portalName, portalPath)
	version, err := portal.GetProperty(portalChooser + ".version")
	if err != nil {
		return "", fmt.Errorf("%w: %w", host.ErrNoFileDialog, err)
	}
	if v, ok := version.Value().(uint32); ask.Folder && (!ok || v < folderSince) {
		return "", host.ErrNoFileDialog
	}
	token := "waymark" + rand.Text()
	sender := strings.ReplaceAll(strings.TrimPrefix(conn.Names()[0], ":"), ".", "_")
	request := dbus.ObjectPath(portalPath + "/request/" + sender + "/" + token)
	answers := make(chan *dbus.Signal, 4)
	conn.Signal(answers)
	// Before the call: the answer may come before its reply.
	if err := conn.AddMatchSignal(dbus.WithMatchObjectPath(request), dbus.WithMatchInterface(portalRequest), dbus.WithMatchMember("Response")); err != nil {
		return "", err
	}
	var given dbus.ObjectPath
	if err := portal.CallWithContext(ctx, portalChooser+".OpenFile", 0, parent, ask.Title, portalOptions(ask, token)).Store(&given); err != nil {
		return "", fmt.Errorf("%w: %w", host.ErrNoFileDialog, err)
	}
	for {
		select {
		case <-ctx.Done():
			_ = conn.Object(portalName, request).Call(portalRequest+".Close", 0).Err // the program ends
			return "", ctx.Err()
		case answer, ok := <-answers:
			if !ok {
				return "", errors.New("the desktop went away while a file was chosen")
			}
			if answer.Path == request {
				return chosenFile(answer.Body)
			}
		}
	}
}

// portalOptions says what to ask for, as the portal wants it.
func portalOptions(ask host.FileAsk, token string) map[string]dbus.Variant {
	options := map[string]dbus.Variant{"handle_token": dbus.MakeVariant(token), "modal": dbus.MakeVariant(true), "directory": dbus.MakeVariant(ask.Folder)}
	if ask.Start != "" {
		options["current_folder"] = dbus.MakeVariant(append([]byte(ask.Start), 0))
	}
	if len(ask.Endings) == 0 || ask.Folder {
		return options
	}
	type rule struct {
		Kind    uint32
		Pattern string
	}
	type filter struct {
		Name  string
		Rules []rule
	}
	var rules []rule
	for _, e := range ask.Endings {
		rules = append(rules, rule{0, "*" + strings.ToLower(e)}, rule{0, "*" + strings.ToUpper(e)})
	}
	options["filters"] = dbus.MakeVariant([]filter{{"Files that can be used", rules}, {"All files", []rule{{0, "*"}}}})
	return options
}

// chosenFile reads the answer of the portal: 0 chosen, 1 cancelled, 2 failed.
func chosenFile(body []any) (string, error) {
	if len(body) != 2 {
		return "", errors.New("the desktop answered with something else than a file")
	}
	code, _ := body[0].(uint32)
	results, _ := body[1].(map[string]dbus.Variant)
	switch code {
	case 0:
	case 1:
		return "", nil
	default:
		return "", host.ErrNoFileDialog
	}
	uris, _ := results["uris"].Value().([]string)
	if len(uris) == 0 {
		return "", nil
	}
	file, err := url.Parse(uris[0])
	if err != nil || file.Scheme != "file" {
		return "", errors.New("what was chosen is not a file on this computer")
	}
	return file.Path, nil
}
