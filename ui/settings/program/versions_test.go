package program

import (
	"context"
	"testing"

	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/release"
	"waymark/data/store/lists"
)

func TestNewVersions_toldAndNeverInstalled(t *testing.T) {
	d := newDesk(t)
	d.Host.Program.Version, d.Host.Program.Edition = "0.6.0", "0.6.0, commit 57a473c"
	folder, version := t.TempDir(), "0.7.0"
	var asked []string
	d.Host.Program.Newest = func(_ context.Context, place string) (release.Release, error) {
		asked = append(asked, place)
		if place != folder {
			return release.Release{}, data.NewProblem(data.CodeRefused, "There is no file about new versions in this folder.")
		}
		return release.Release{Version: version, Released: data.MustDate("2026-12-01"), Changes: []string{"A guide in the program."}}, nil
	}
	p := d.Open(VersionsTitle)
	d.Sees("This is Waymark 0.6.0, commit 57a473c.")
	if len(asked) != 0 {
		t.Errorf("asked %q before a place was set", asked)
	}
	s := d.versions
	test.Type(s.place.Entry, "http://example.org")
	s.save()
	if s.place.Error() == "" || d.Setting(lists.SettingReleases) != "" {
		t.Error("an address without https was stored")
	}
	s.place.SetText(folder)
	s.save()
	d.Sees("Waymark 0.7.0 of 1 Dec 2026 is available.", "• A guide in the program.", "Open folder")
	if d.Setting(lists.SettingReleases) != folder {
		t.Errorf("stored %q", d.Setting(lists.SettingReleases))
	}
	s.openFolder(folder)
	if len(d.Opened) != 1 || d.Opened[0] != folder {
		t.Errorf("opened %q", d.Opened)
	}
	version = "0.6.0"
	p.Reload()
	d.Sees("You have the newest version.")
	d.SeesNot("A guide in the program.")
	s.place.SetText("/nowhere")
	s.save()
	d.Sees("There is no file about new versions in this folder.")
	s.place.SetText("")
	s.save()
	d.SeesNot("There is no file about new versions")
}
