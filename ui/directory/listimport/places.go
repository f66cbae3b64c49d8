package listimport

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/data/interchange/postcodes"
	"waymark/ui/kit"
)

// places is the card that takes in a list of postcodes with where they are.
type places struct {
	p    *page
	card *kit.Card
	path *kit.TextField
	held *kit.Text
}

func newPlaces(p *page) *places {
	l := &places{p: p, path: kit.NewTextField("List of postcodes"), held: kit.NewParagraph("", kit.Body)}
	l.path.SetPlaceHolder("A CSV file, a zip or a folder")
	l.path.OnSubmitted = func(string) { l.take() }
	about := kit.NewParagraph("Import a postcode list to see how far away services are. The ONS Postcode Directory or Lookup and Code-Point Open are free. "+
		"You can also use a CSV file with postcode, latitude and longitude. The list stays on this PC.", kit.Muted)
	l.card = kit.NewCard("Postcodes for distances", "", kit.ScrollBeyond(kit.VStack(12, about, l.held, l.path,
		browseBeside(p.h, l.path, l.path.SetText), kit.Wrap(kit.Secondary("Import postcodes", l.take)))))
	return l
}

// tell says how many postcodes there are.
func (l *places) tell(n int) {
	if n == 0 {
		l.held.SetText("No list yet. Import one to see distances.")
	} else {
		l.held.SetText(fmt.Sprintf("%s postcodes imported.", thousands(n)))
	}
	l.card.Refresh()
}

// take reads the list and stores where each postcode is; all of it, or nothing.
func (l *places) take() {
	path := typedPath(l.path.Text())
	if path == "" {
		l.p.complain(l.path, "Choose the list, or type its path")
		return
	}
	l.path.SetError("")
	n, left := 0, 0
	l.p.run("Importing postcodes", func(ctx context.Context, tell func(string)) error {
		list, err := postcodes.Open(path)
		if err != nil {
			return err
		}
		n, err = l.p.h.Sources.ImportPostcodes(ctx, func(yield func(data.PostcodePlace, error) bool) {
			read := 0
			for place, err := range list.Places(ctx) {
				read++
				if read%1000 == 0 {
					tell(fmt.Sprintf("%s read", thousands(read)))
				}
				if !yield(place, err) {
					return
				}
			}
		})
		left = list.Left
		return err
	}, func(err error, stopped bool) {
		switch {
		case stopped:
			l.p.say(kit.Neutral, "Stopped. The postcodes have not changed.")
		case err != nil:
			l.p.complain(l.path, l.p.h.Fail("import postcodes", err))
		default:
			l.taken(n, left)
		}
	})
}

func (l *places) taken(n, left int) {
	text := fmt.Sprintf("%s postcodes imported.", thousands(n))
	if left > 0 {
		text += " " + data.Plural(left, "row has no location and was not imported.", "rows have no location and were not imported.")
	}
	l.path.SetText("")
	l.p.say(kit.Green, text)
	l.p.choosing.load()
}
