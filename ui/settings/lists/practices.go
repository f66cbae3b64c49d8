package lists

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/interchange/practices"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// mostPractices is how many practices of the national list are shown at a time.
const mostPractices = 6

// practiceFinder finds a GP practice in the national list of the NHS, if this PC has
// it, and else offers to take the list in.
type practiceFinder struct {
	h       *host.Host
	p       page
	above   *fyne.Container // the search, where there is a list
	below   *fyne.Container // else how to get one
	find    *kit.Finder
	about   *kit.Text
	take    func(data.Practice)
	changed func()
	latest  *load.Latest
}

// newPracticeFinder makes one that calls take with the practice that was picked, and
// changed when its size is another.
func newPracticeFinder(h *host.Host, p page, take func(data.Practice), changed func()) *practiceFinder {
	f := &practiceFinder{h: h, p: p, find: kit.NewFinder("Find in the NHS list"), about: kit.NewParagraph("", kit.Muted), take: take, changed: changed, latest: load.New(h)}
	f.find.SetHint("A name, a town or a postcode. Or type the name below.")
	found := map[string]data.Practice{}
	f.find.OnType = func(query string) { f.search(query, found) }
	f.find.OnPick = func(o kit.Option) {
		if practice, ok := found[o.ID]; ok {
			f.take(practice)
		}
		f.changed()
	}
	f.above, f.below = kit.VStack(8), kit.VStack(8)
	f.look("")
	return f
}

// look shows the search, or how to get the list.
func (f *practiceFinder) look(said string) {
	f.h.Background(func(ctx context.Context) func() {
		_, held, err := f.h.Sources.Practices(ctx, "", 1)
		return func() {
			switch {
			case err != nil:
				f.h.Log.Error("read the list of practices", "error", err)
				return
			case held > 0:
				f.above.Objects, f.below.Objects = []fyne.CanvasObject{f.find}, nil
			default:
				f.about.SetText("If you get the file epraccur.csv from the NHS and import it here, you can find a surgery by its name or town.")
				f.below.Objects = []fyne.CanvasObject{f.about, kit.Wrap(kit.Secondary("Import the NHS list…", f.browse).Compact())}
			}
			if said != "" {
				f.below.Add(kit.NewParagraph(said, kit.Muted))
			}
			f.changed()
			if held > 0 && kit.OverlayOpen(f.h.Window) {
				f.h.Window.Canvas().Focus(f.find.Entry)
			}
		}
	})
}

func (f *practiceFinder) search(query string, found map[string]data.Practice) {
	if query == "" {
		return
	}
	load.Do(f.latest, func(ctx context.Context) ([]data.Practice, error) {
		list, _, err := f.h.Sources.Practices(ctx, query, mostPractices)
		return list, err
	}, func(list []data.Practice, err error) {
		if err != nil {
			f.h.Log.Error("search the list of practices", "error", err)
			return
		}
		options := make([]kit.Option, len(list))
		for i := range list {
			found[list[i].Code] = list[i]
			options[i] = kit.Option{ID: list[i].Code, Label: list[i].Label()}
		}
		f.find.Offer(query, options, "No GP practice in the list matches. Type the name below.")
		f.changed()
	})
}

// browse asks for the file of the list and takes it in.
func (f *practiceFinder) browse() {
	f.h.ChooseFile(host.FileAsk{Kind: "practices", Title: "The NHS list of GP practices", Endings: []string{".csv"}}, func(path string) {
		f.about.SetText("Reading the list…")
		f.h.Background(func(ctx context.Context) func() {
			n, err := f.read(ctx, path)
			return func() {
				if err != nil {
					f.about.SetText(f.h.Fail("import the list of practices", err))
					f.changed()
					return
				}
				f.look(fmt.Sprintf("%s are in the list.", data.Plural(n, "open GP practice", "open GP practices")))
			}
		})
	})
}

func (f *practiceFinder) read(ctx context.Context, path string) (int, error) {
	list, err := practices.Open(path)
	if err != nil {
		return 0, err
	}
	return f.h.Sources.ImportPractices(ctx, list.Practices(ctx, f.h.Today()))
}
