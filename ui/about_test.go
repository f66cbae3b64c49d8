package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/assets"
	"waymark/data/release"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

func TestAbout_saysTheVersionTheCommitAndTheLicences(t *testing.T) {
	d := uitest.New(t)
	s := New(Options{App: fyne.CurrentApp(), Window: d.Window, Store: d.Store, Clock: d.Host.Clock, Log: d.Host.Log, Background: d.Host.Background,
		Program: host.Program{Version: "0.6.0", Edition: "0.6.0, commit 25dab77c0a1b", Licences: assets.Licences}})
	d.Window.Resize(fyne.NewSize(1024, 640))
	s.about()
	d.Sees("Waymark 0.6.0, commit 25dab77c0a1b", "terms that come with each.")
}

func TestTellNewVersion_onlyOfANewerOne(t *testing.T) {
	s, _ := newShell(t)
	s.host.Program.Version = "0.6.0"
	line := s.rail.news
	for _, c := range []struct {
		version string
		shown   bool
	}{{"0.7.0", true}, {"0.6.0", false}, {"1.0.0", true}, {"", false}} {
		s.TellNewVersion(release.Release{Version: c.version})
		if line.Visible() != c.shown {
			t.Errorf("after %q: visible %v", c.version, line.Visible())
		}
	}
	s.TellNewVersion(release.Release{Version: "0.7.0"})
	line.OnTapped()
	if s.Route() != newVersionsRoute {
		t.Errorf("the line leads to %+v", s.Route())
	}
}
