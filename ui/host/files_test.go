package host_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func TestChooseFile_remembersTheFolderByKind(t *testing.T) {
	d := uitest.New(t)
	other := t.TempDir()
	var asks []host.FileAsk
	answer := filepath.Join(other, "groups.csv")
	d.Host.Files = func(_ context.Context, ask host.FileAsk) (string, error) {
		asks = append(asks, ask)
		return answer, nil
	}
	got := ""
	choose := func(ask host.FileAsk) { d.Host.ChooseFile(ask, func(path string) { got = path }) }
	choose(host.FileAsk{Kind: "list"})
	if got != answer {
		t.Errorf("chosen %q", got)
	}
	choose(host.FileAsk{Kind: "list"})
	choose(host.FileAsk{Kind: "picture"})
	if asks[0].Start != d.Dir || asks[1].Start != other || asks[2].Start != d.Dir {
		t.Errorf("began in %q, %q, %q", asks[0].Start, asks[1].Start, asks[2].Start)
	}
	d.Must(os.RemoveAll(other))
	answer, got = "", "untouched"
	choose(host.FileAsk{Kind: "list"})
	if asks[3].Start != d.Dir {
		t.Errorf("a folder that is gone: %q", asks[3].Start)
	}
	if got != "untouched" || kit.OverlayOpen(d.Window) {
		t.Error("cancelled, yet something was chosen or asked again")
	}
}

// TestChooseFile_fallsBack: where the system has no dialog, or it fails, the
// window's own opens; a second press does nothing while one is open.
func TestChooseFile_fallsBack(t *testing.T) {
	for name, err := range map[string]error{"none": host.ErrNoFileDialog, "broken": errors.New("no answer")} {
		d := uitest.New(t)
		d.Host.Files = func(context.Context, host.FileAsk) (string, error) { return "", err }
		d.Hold()
		d.Host.ChooseFile(host.FileAsk{Kind: "list", Endings: []string{".csv"}}, func(string) {})
		d.Host.ChooseFile(host.FileAsk{Kind: "list"}, func(string) {})
		if d.Held() != 1 {
			t.Errorf("%s: asked %d times at once", name, d.Held())
		}
		d.Release()
		if d.Window.Canvas().Overlays().Top() == nil {
			t.Errorf("%s: nothing opened", name)
		}
	}
	d := uitest.New(t)
	d.Host.ChooseFile(host.FileAsk{Folder: true}, func(string) {})
	if d.Window.Canvas().Overlays().Top() == nil {
		t.Error("without a dialog of the system nothing opened")
	}
}

func TestChooseFile_escapeClosesTheWindowsOwnDialog(t *testing.T) {
	d := uitest.New(t)
	d.Host.ChooseFile(host.FileAsk{Folder: true}, func(string) { t.Error("something was chosen") })
	d.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if kit.OverlayOpen(d.Window) {
		t.Error("it is still open")
	}
	if d.Window.Canvas().OnTypedKey() != nil {
		t.Error("it still takes the keys of the page")
	}
}
