package visit

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"waymark/data"
	"waymark/data/interchange/bound"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/kit/answer"
)

// wordsCard holds the client's own words and the photos. What is typed is kept
// as a draft with every key, and saved to the record when the page goes on.
type wordsCard struct {
	p      *page
	card   *kit.Card
	text   *kit.TextField
	draft  *host.Draft
	saved  string // what the record holds
	photos *kit.Text
	ask    *kit.Button
	add    *kit.Button
	look   *kit.Button
}

const wordsField = "Words"

func newWordsCard(p *page) *wordsCard {
	c := &wordsCard{p: p, draft: host.NewDraft(p.h, "visit:"+string(p.visit))}
	c.text = kit.NewTextArea("", data.MaxNote)
	c.text.SetRows(4)
	c.text.OnChanged = func(text string) {
		if data.TidyNote(text) == c.saved {
			c.draft.Keep(nil)
			return
		}
		c.draft.Keep(map[string]string{wordsField: text})
	}
	c.photos = kit.NewParagraph("", kit.Muted)
	c.ask = kit.Secondary("Ask about photos", c.askConsent)
	c.add = kit.Secondary("Add photo…", c.askPhoto)
	c.look = kit.Quiet("View", c.showPhotos)
	c.card = kit.NewCard("In the client’s own words", "optional", kit.VStack(12, c.text,
		kit.Border(8, nil, nil, nil, kit.HStack(6, c.look, c.add, c.ask), c.photos)))
	c.text.SetText(p.record.Words)
	c.saved = p.record.Words
	c.resume()
	return c
}

// resume brings back what was typed when the program ended before it was saved.
func (c *wordsCard) resume() {
	c.p.h.Background(func(ctx context.Context) func() {
		body, _, found, err := c.p.h.Lists.Draft(ctx, c.draft.Key)
		return func() {
			var fields map[string]string
			if err != nil || !found || json.Unmarshal(body, &fields) != nil || fields[wordsField] == "" {
				return
			}
			if c.text.Text() == c.saved {
				c.text.SetText(fields[wordsField])
			}
		}
	})
}

// show brings the card in line with the record, unless something was typed.
func (c *wordsCard) show() {
	r := c.p.record
	if c.text.Text() == c.saved && r.Words != c.saved {
		c.text.SetText(r.Words)
	}
	c.saved = r.Words
	switch {
	case r.Visit.Photos == data.Yes && len(r.Photos) > 0:
		c.photos.SetText(fmt.Sprintf("Photos: agreed, %s", data.Plural(len(r.Photos), "photo", "photos")))
	case r.Visit.Photos == data.Yes:
		c.photos.SetText("Photos: the client has agreed")
	case r.Visit.Photos == data.No:
		c.photos.SetText("Photos: the client has not agreed")
	default:
		c.photos.SetText("Photos: not asked yet")
	}
	c.add.Hidden = r.Visit.Photos != data.Yes
	c.look.Hidden = len(r.Photos) == 0
	c.ask.SetText("Ask about photos")
	if r.Visit.Photos == data.Yes {
		c.ask.SetText("Change…")
	}
	c.card.Refresh()
}

// commit saves what was typed, and then goes on.
func (c *wordsCard) commit(then func()) {
	text := data.TidyNote(c.text.Text())
	if text == c.saved {
		then()
		return
	}
	c.p.write("save the client’s words", func(ctx context.Context) (func(), error) {
		err := c.p.h.Visits.SaveWords(ctx, c.p.visit, text)
		return func() {
			c.p.record.Words, c.saved = text, text
			c.draft.Keep(nil)
			then()
		}, err
	})
}

// askConsent asks before any photo is taken, and lets the client change their
// mind.
func (c *wordsCard) askConsent() {
	if kit.OverlayOpen(c.p.h.Window) {
		return
	}
	sentence := "Photos stay in this record. We make them smaller and remove the location and camera details."
	if n := len(c.p.record.Photos); n > 0 {
		sentence += " " + data.Plural(n, "photo is deleted if the client no longer agrees.", "photos are deleted if the client no longer agrees.")
	}
	answer.AskOne(c.p.h.Window, "Does the client agree to photos on this visit?", sentence, []string{"The client agrees", "The client does not agree"}, func(i int) {
		answer := data.Yes
		if i == 1 {
			answer = data.No
		}
		c.p.write("save the consent to photos", func(ctx context.Context) (func(), error) {
			err := c.p.h.Visits.SavePhotoConsent(ctx, c.p.visit, answer)
			return func() {
				c.p.record.Visit.Photos = answer
				if answer == data.No {
					c.p.record.Photos = nil
				}
			}, err
		})
	})
}

// askPhoto adds a photo from a file.
func (c *wordsCard) askPhoto() {
	if kit.OverlayOpen(c.p.h.Window) {
		return
	}
	path, caption := kit.NewTextField("File"), kit.NewTextField("What it shows")
	path.SetHint("PNG or JPEG. We remove the location and camera details. The original file stays where it is: delete it " +
		"afterwards.")
	caption.SetHint("For example, the stairs.")
	choose := func() { c.browse(path) }
	path.SetKey(fyne.KeyF4, choose)
	browse := kit.NewAside("Choose a file… (F4)", choose).Outlined()
	content := kit.Fixed(520, 0, kit.VStack(10, path, kit.HStack(0, browse, kit.Spacer()), caption))
	var form *kit.Dialog
	form = kit.ShowForm(c.p.h.Window, "Add photo", content, "Add photo", func() bool {
		c.addPhoto(path, caption.Text(), func() { form.Close() })
		return false // closed once it is stored
	})
	path.Focus()
}

func (c *wordsCard) browse(path *kit.TextField) {
	c.p.h.ChooseFile(host.FileAsk{Title: "Choose a photo", Kind: "photo"}, path.SetText)
}

func (c *wordsCard) addPhoto(path *kit.TextField, caption string, done func()) {
	path.SetError("")
	file := strings.Trim(strings.TrimSpace(path.Text()), `"`)
	if file == "" {
		path.SetError("Choose a file")
		return
	}
	c.p.h.Background(func(ctx context.Context) func() {
		body, err := bound.ReadFile(file, "a photo", 50)
		if err == nil {
			_, err = c.p.h.Visits.AddPhoto(ctx, c.p.visit, caption, body)
		}
		return func() {
			if err != nil {
				path.SetError(c.p.h.Fail("add a photo", err))
				return
			}
			done()
			c.p.Reload()
		}
	})
}

// showPhotos shows the photos one under another, each with a way to delete it.
func (c *wordsCard) showPhotos() {
	if kit.OverlayOpen(c.p.h.Window) {
		return
	}
	photos := c.p.record.Photos
	c.p.h.Background(func(ctx context.Context) func() {
		var read []data.VisitPhoto
		for _, p := range photos {
			whole, err := c.p.h.Visits.Photo(ctx, p.ID)
			if err != nil {
				return func() { kit.Message(c.p.h.Window, "Photos", c.p.h.Fail("read a photo", err)) }
			}
			read = append(read, *whole)
		}
		return func() { c.listPhotos(read) }
	})
}

func (c *wordsCard) listPhotos(photos []data.VisitPhoto) {
	list := kit.VStack(18)
	var shown *kit.Dialog
	for _, photo := range photos {
		picture := canvas.NewImageFromReader(bytes.NewReader(photo.Body), "photo.jpg")
		picture.FillMode = canvas.ImageFillContain
		remove := kit.Secondary("Delete", func() {
			shown.Close()
			c.remove(photo)
		}).Compact()
		list.Add(kit.VStack(6, kit.Fixed(0, 420, picture), kit.Border(8, nil, nil, nil, remove, kit.NewParagraph(photo.Caption, kit.Body))))
	}
	shown = kit.ShowLarge(c.p.h.Window, "Photos of this visit", list)
}

func (c *wordsCard) remove(photo data.VisitPhoto) {
	kit.Confirm(c.p.h.Window, "Delete this photo?", "This deletes the photo for good. The record shows only that there was one.", "Delete", true, func() {
		c.p.write("delete a photo", func(ctx context.Context) (func(), error) {
			err := c.p.h.Visits.RemovePhoto(ctx, photo.ID)
			return func() {
				var left []data.VisitPhoto
				for _, p := range c.p.record.Photos {
					if p.ID != photo.ID {
						left = append(left, p)
					}
				}
				c.p.record.Photos = left
			}, err
		})
	})
}
