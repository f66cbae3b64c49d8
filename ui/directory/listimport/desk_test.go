package listimport

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// desk is the import over a real database with the starting lists, and real files.
type desk struct {
	*uitest.Desk
	page *page
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{Desk: uitest.New(t)}
	d.Must(d.Store.AddStartingLists(d.Ctx()))
	d.show()
	return d
}

// show opens the page anew, as going there does.
func (d *desk) show() {
	d.T.Helper()
	d.page = New(d.Host, host.Route{Area: host.Directory, View: host.ViewImport}).(*page)
	d.Show(d.page)
}

// file writes a file and gives its path.
func (d *desk) file(name, text string) string {
	d.T.Helper()
	path := filepath.Join(d.Dir, name)
	d.Must(os.WriteFile(path, []byte(text), 0o600))
	return path
}

// open types a path and opens it.
func (d *desk) open(path string) {
	d.T.Helper()
	d.page.choosing.path.SetText("")
	test.Type(d.page.choosing.path.Entry, path)
	d.PressStart("Open")
}

// filter taps the filter chip that begins with a word.
func (d *desk) filter(word string) {
	d.T.Helper()
	var found *kit.FilterChip
	d.Each(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.FilterChip); ok && strings.HasPrefix(c.Text(), word) {
			found = c
		}
	})
	if found == nil {
		d.T.Fatalf("there is no filter %q among %q", word, d.Texts())
	}
	found.Tapped(&fyne.PointEvent{})
}

// step checks at which step the page is.
func (d *desk) step(want string) {
	d.T.Helper()
	if got := d.page.line.Text(); got != want {
		d.T.Fatalf("the page is at %q, want %q; it shows %q", got, want, d.Texts())
	}
}

// found is the names of the services in the directory.
func (d *desk) found() []string {
	d.T.Helper()
	got, err := d.Host.Directory.SearchServices(d.Ctx(), data.ServiceFilter{Closed: true})
	d.Must(err)
	names := make([]string, len(got.Rows))
	for i, r := range got.Rows {
		names[i] = r.Name
	}
	return names
}
