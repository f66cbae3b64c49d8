package program

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/release"
	"waymark/data/store/lists"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
	"waymark/ui/theme"
)

// VersionsTitle is the title of the part about new versions.
const VersionsTitle = "New versions"

// versions is the part about new versions of the program: which one this is,
// where to look for newer ones, and what is new. It installs nothing.
type versions struct {
	h       *host.Host
	p       page
	view    fyne.CanvasObject
	place   *kit.TextField
	saved   string // as it is stored
	finding *fyne.Container
	asked   int // each question has a number: only the answer to the last is shown
}

// Versions is the part about new versions of the program.
func Versions(h *host.Host, p page) *frame.Part { return newVersions(h, p).part() }

func newVersions(h *host.Host, p page) *versions {
	s := &versions{h: h, p: p, place: kit.NewTextField("Folder or address"), finding: kit.VStack(8)}
	s.place.SetHint("The folder, or the address that starts with https://, where whoever looks after Waymark puts new versions. " +
		"Leave it empty to look nowhere.")
	choose := kit.Secondary("Choose a folder…", func() {
		h.ChooseFile(host.FileAsk{Title: "Folder of new versions", Kind: "releases", Folder: true}, s.place.SetText)
	}).Compact()
	card := kit.NewCard("New versions", "", kit.VStack(12,
		kit.NewParagraph("This is Waymark "+h.Program.Edition+".", kit.Body),
		kit.NewParagraph("Waymark can tell you when there is a newer version. It reads one small signed file, when it starts and twice a day. "+
			"It sends nothing about you or your clients, and it never installs anything by itself.", kit.Muted),
		s.place, kit.Wrap(kit.Primary("Save and check", s.save).Compact(), choose), s.finding))
	s.view = kit.ScrollBeyond(kit.VStack(theme.Gap, card))
	return s
}

func (s *versions) part() *frame.Part {
	return &frame.Part{Title: VersionsTitle, View: s.view, Load: s.load}
}

func (s *versions) load(ctx context.Context) (func(), error) {
	place, err := s.h.Lists.Setting(ctx, lists.SettingReleases)
	if err != nil {
		return nil, err
	}
	return func() {
		if s.place.Text() == s.saved { // nothing typed is lost
			s.place.SetText(place)
		}
		s.saved = place
		s.look(place)
	}, nil
}

// save stores the place once it can be one, and looks there.
func (s *versions) save() {
	place := strings.Trim(strings.TrimSpace(s.place.Text()), `"`)
	s.place.SetError("")
	if err := release.CheckPlace(place); err != nil {
		s.place.SetError(data.Sentence(err))
		return
	}
	s.place.SetText(place)
	s.saved = place
	s.p.Write("save the settings", "Saved.", func(ctx context.Context) error {
		return s.h.Lists.SetSetting(ctx, lists.SettingReleases, place)
	}, nil)
}

// look asks the place beside everything else: a share may not answer for long.
func (s *versions) look(place string) {
	s.asked++
	question, newest := s.asked, s.h.Program.Newest
	if place == "" || newest == nil {
		s.tell()
		return
	}
	s.tell(kit.NewParagraph("Looking for a newer version…", kit.Muted))
	s.h.Background(func(ctx context.Context) func() {
		r, err := newest(ctx, place)
		return func() {
			if question != s.asked {
				return
			}
			if err != nil {
				s.tell(kit.NewBanner(kit.Amber, s.h.Fail("look for new versions", err), nil))
				return
			}
			s.tell(s.found(place, r)...)
		}
	})
}

func (s *versions) tell(objects ...fyne.CanvasObject) {
	s.finding.Objects = objects
	s.finding.Refresh()
}

// found says what a place tells.
func (s *versions) found(place string, r release.Release) []fyne.CanvasObject {
	mine := s.h.Program.Version
	if !r.NewerThan(mine) {
		sentence := fmt.Sprintf("You have the newest version. The newest there is %s, of %s.", r.Version, r.Released.Short())
		if mine == "" {
			sentence = fmt.Sprintf("This Waymark was built without a version, so we cannot compare it. The newest there is %s, of %s.", r.Version, r.Released.Short())
		}
		return []fyne.CanvasObject{kit.NewBanner(kit.Green, sentence, nil)}
	}
	rows := []fyne.CanvasObject{kit.NewBanner(kit.Neutral, fmt.Sprintf("Waymark %s of %s is available.", r.Version, r.Released.Short()), nil)}
	for _, change := range r.Changes {
		rows = append(rows, kit.NewParagraph("• "+change, kit.Body))
	}
	if filepath.IsAbs(place) {
		return append(rows, kit.NewParagraph("To install it, open the folder, or ask whoever looks after this PC.", kit.Muted),
			kit.Wrap(kit.Secondary("Open folder", func() { s.openFolder(place) }).Compact()))
	}
	return append(rows, kit.NewParagraph(fmt.Sprintf("Whoever looks after this PC can install it from %s", place), kit.Muted))
}

func (s *versions) openFolder(place string) {
	s.h.Background(func(context.Context) func() {
		err := s.h.OpenFile(place)
		return func() {
			if err != nil {
				s.h.Log.Error("open a folder", "error", err)
				s.p.Say(kit.Amber, fmt.Sprintf("We could not open the folder. You can find it at %s.", place))
			}
		}
	})
}
