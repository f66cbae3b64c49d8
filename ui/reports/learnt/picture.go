package learnt

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/interchange/bound"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// askPicture asks for a file and what it shows, and puts the picture where the
// cursor is.
func (w *words) askPicture() {
	if kit.OverlayOpen(w.p.h.Window) {
		return
	}
	path, caption := kit.NewTextField("File"), kit.NewTextField("Description")
	path.SetHint("PNG or JPEG. We remove the location and camera details.")
	caption.SetHint("Printed below the picture. Do not use a picture of anyone who has not agreed to it.")
	choose := func() { w.browse(path) }
	path.SetKey(fyne.KeyF4, choose)
	browse := kit.NewAside("Choose a file… (F4)", choose).Outlined()
	content := kit.Fixed(520, 0, kit.VStack(10, path, kit.HStack(0, browse, kit.Spacer()), caption))
	var form *kit.Dialog
	form = kit.ShowForm(w.p.h.Window, "Add picture", content, "Add picture", func() bool {
		w.addPicture(path, caption, func() { form.Close() })
		return false // closed once it is stored
	})
	path.Focus()
}

func (w *words) browse(path *kit.TextField) {
	w.p.h.ChooseFile(host.FileAsk{Title: "Choose a picture", Kind: "picture"}, path.SetText)
}

// addPicture reads and stores the file off the UI goroutine.
func (w *words) addPicture(path, caption *kit.TextField, done func()) {
	path.SetError("")
	caption.SetError("")
	file, said := strings.Trim(strings.TrimSpace(path.Text()), `"`), strings.TrimSpace(caption.Text())
	switch {
	case file == "":
		path.SetError("Choose a file")
		return
	case said == "":
		caption.SetError("Enter a short description of the picture")
		return
	}
	w.p.h.Background(func(ctx context.Context) func() {
		var added *data.Picture
		body, err := bound.ReadFile(file, "a picture", 50)
		if err == nil {
			added, err = w.p.h.Figures.AddPicture(ctx, said, body)
		}
		return func() {
			if err != nil {
				path.SetError(w.p.h.Fail("add a picture", err))
				return
			}
			done()
			w.images[string(added.ID)] = *added
			w.insert("![" + strings.NewReplacer("[", "(", "]", ")").Replace(added.Caption) + "](picture:" + string(added.ID) + ")\n")
		}
	})
}
