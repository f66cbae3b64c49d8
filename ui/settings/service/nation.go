package service

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/lists"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// nationChoice chooses whose bank holidays count, and says where each nation's
// list ends.
type nationChoice struct {
	h      *host.Host
	p      page
	choice *kit.Choice
	ends   *kit.Text
	load   *kit.Button
}

func newNationChoice(h *host.Host, p page) *nationChoice {
	c := &nationChoice{h: h, p: p, ends: kit.NewParagraph("", kit.Muted)}
	options := make([]kit.Option, 0, len(data.Nations()))
	for _, n := range data.Nations() {
		options = append(options, kit.Option{ID: string(n.Value), Label: n.Label})
	}
	c.choice = kit.NewChoice("Bank holidays for", options, c.choose)
	c.load = kit.Secondary("Load published list…", c.askFile).Compact()
	return c
}

func (c *nationChoice) object() fyne.CanvasObject {
	return kit.VStack(8, c.choice, c.ends)
}

func (c *nationChoice) show(n data.Nation, reaches []lists.HolidayReach) {
	c.choice.SetSelected(string(n))
	words := make([]string, 0, len(reaches))
	alike := true // then what is said of the days below is enough
	for _, r := range reaches {
		alike = alike && r.Last == reaches[0].Last && r.Loaded == reaches[0].Loaded
		word := fmt.Sprintf("%s to %s", r.Nation.Label(), r.Last.Short())
		if r.Loaded {
			word += " (loaded)"
		}
		words = append(words, word)
	}
	c.ends.SetText(fmt.Sprintf("Listed up to: %s.", strings.Join(words, " · ")))
	c.ends.Hidden = alike
}

func (c *nationChoice) choose(id string) {
	n := data.Nation(id)
	c.p.Write("choose whose bank holidays count", fmt.Sprintf("Saved. We use the bank holidays for %s.", n.Label()),
		func(ctx context.Context) error { return c.h.Offering.SetNation(ctx, n) }, nil)
}

// askFile asks for the file that GOV.UK publishes.
func (c *nationChoice) askFile() {
	if kit.OverlayOpen(c.h.Window) {
		return
	}
	path := kit.NewTextField("File")
	path.SetHint("Save www.gov.uk/bank-holidays.json from a browser, then choose it here. It covers all nations.")
	browse := kit.Secondary("Choose a file…", func() { frame.ChooseFile(c.h, "holidays", path, ".json") }).Compact()
	fail := func(errs data.FieldErrors) { path.SetError(errs.For("File")) }
	c.p.Form("Load published bank holidays", "Load", []fyne.CanvasObject{path, kit.HStack(0, browse, kit.Spacer())}, fail,
		func() (string, func(context.Context) error, error) {
			file := strings.Trim(strings.TrimSpace(path.Text()), `"`)
			if file == "" {
				return "", nil, data.FieldErrors{{Field: "File", Sentence: "Choose a file"}}
			}
			return "Loaded. Follow-ups due on a new holiday have moved.",
				func(ctx context.Context) error { return c.loadFile(ctx, file) }, nil
		})
}

// mostRead is how much of a file is read: the list is some 20 kB.
const mostRead = 2 << 20

func (c *nationChoice) loadFile(ctx context.Context, path string) error {
	wrong := data.FieldErrors{{Field: "File", Sentence: "We could not open this file. Check its name, or choose it with the button"}}
	file, err := os.Open(path)
	if err != nil {
		return wrong
	}
	defer func() { _ = file.Close() }()
	body, err := io.ReadAll(io.LimitReader(file, mostRead))
	if err != nil {
		return wrong
	}
	err = c.h.Offering.LoadBankHolidays(ctx, body)
	if data.CodeOf(err) == data.CodeInvalid {
		return data.FieldErrors{{Field: "File", Sentence: data.Sentence(err)}}
	}
	return err
}
