//go:build !windows

package filedialog

import (
	"bufio"
	"context"
	"errors"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/godbus/dbus/v5"

	"waymark/ui/host"
)

// desktopBus starts a bus like that of a desktop, with no one on it.
func desktopBus(t *testing.T) {
	t.Helper()
	daemon, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("there is no dbus-daemon here")
	}
	cmd := exec.Command(daemon, "--session", "--nofork", "--print-address")
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))
}

// portal is a desktop's portal whose user answers at once.
type portal struct {
	conn    *dbus.Conn
	mu      sync.Mutex
	title   string
	options map[string]dbus.Variant
	code    uint32
	uri     string
	version uint32
}

// OpenFile is the method of the portal.
func (p *portal) OpenFile(sender dbus.Sender, _, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.title, p.options = title, options
	token, _ := options["handle_token"].Value().(string)
	request := dbus.ObjectPath(portalPath + "/request/" + strings.ReplaceAll(strings.TrimPrefix(string(sender), ":"), ".", "_") + "/" + token)
	results := map[string]dbus.Variant{}
	if p.code == 0 {
		results["uris"] = dbus.MakeVariant([]string{p.uri})
	}
	_ = p.conn.Emit(request, portalRequest+".Response", p.code, results) // before the reply, as it may be
	return request, nil
}

// Get is how the version is asked for.
func (p *portal) Get(string, string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(p.version), nil
}

func newPortal(t *testing.T) *portal {
	t.Helper()
	desktopBus(t)
	conn, err := sessionBus(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	p := &portal{conn: conn, version: 4}
	for _, face := range []string{portalChooser, "org.freedesktop.DBus.Properties"} {
		if err := conn.Export(p, portalPath, face); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := conn.RequestName(portalName, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return p
}

func askPortal(t *testing.T, ask host.FileAsk) (string, error) {
	t.Helper()
	conn, err := sessionBus(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	return portalFile(context.Background(), conn, "", ask)
}

func TestFileOfTheDesktop(t *testing.T) {
	p := newPortal(t)
	for uri, want := range map[string]string{
		"file:///home/sian/lists/groups.csv": "/home/sian/lists/groups.csv",
		// A plus is no space, and what is escaped is read back.
		"file:///home/si%C3%A2n/tea%20+%20chat%25.csv": "/home/siân/tea + chat%.csv",
	} {
		p.uri = uri
		got, err := askPortal(t, host.FileAsk{Title: "Import a file", Start: "/home/sian", Endings: []string{".csv"}})
		if err != nil || got != want {
			t.Errorf("%s: %q, %v", uri, got, err)
		}
	}
	if p.title != "Import a file" || string(p.options["current_folder"].Value().([]byte)) != "/home/sian\x00" {
		t.Errorf("asked %q in %q", p.title, p.options["current_folder"])
	}
	if filters := p.options["filters"].String(); !strings.Contains(filters, "*.csv") || !strings.Contains(filters, "*.CSV") {
		t.Errorf("the filters are %s", filters)
	}
	p.uri = "mtp://phone/x.jpg"
	if _, err := askPortal(t, host.FileAsk{}); err == nil {
		t.Error("a file that is not on this computer was taken")
	}
}

func TestFileOfTheDesktop_cancelledOrNot(t *testing.T) {
	p := newPortal(t)
	p.code = 1
	if path, err := askPortal(t, host.FileAsk{}); path != "" || err != nil {
		t.Errorf("cancelled: %q, %v", path, err)
	}
	p.code = 2
	if _, err := askPortal(t, host.FileAsk{}); !errors.Is(err, host.ErrNoFileDialog) {
		t.Errorf("failed: %v", err)
	}
	p.version = 2
	if _, err := askPortal(t, host.FileAsk{Folder: true}); !errors.Is(err, host.ErrNoFileDialog) {
		t.Errorf("a portal that chooses no folders: %v", err)
	}
}

func TestPortal_noneOnTheBus(t *testing.T) {
	desktopBus(t) // with no one on it
	if _, err := askPortal(t, host.FileAsk{}); !errors.Is(err, host.ErrNoFileDialog) {
		t.Errorf("without a portal: %v", err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
	if _, err := sessionBus(context.Background()); err == nil {
		t.Error("without a bus")
	}
}
