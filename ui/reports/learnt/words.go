package learnt

import (
	"cmp"
	"context"
	"encoding/json"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// words is the editor on the left and, beside it, how it will be printed.
type words struct {
	p       *page
	content fyne.CanvasObject
	text    *kit.TextField
	preview *fyne.Container
	before  *kit.Button // takes over the words of the last report
	draft   *host.Draft
	stored  data.Learnt
	earlier *data.Learnt
	images  map[string]data.Picture
	filled  bool
}

const notation = "# heading, ## smaller heading, - bullet, 1. numbered list, > quote, *italic*, **bold**. Leave a blank line " +
	"between paragraphs."

func newWords(p *page) *words {
	w := &words{p: p, preview: kit.VStack(8), images: map[string]data.Picture{}}
	w.text = kit.NewTextArea("What we learned", data.MaxLearnt)
	w.text.SetHint(notation)
	w.text.SetRows(20)
	w.text.OnChanged = func(string) { w.typed() }
	w.draft = host.NewDraft(p.h, draftKey(p.filter))
	w.before = kit.Quiet("Start from the last report", w.takeOver).Compact()
	tools := kit.Wrap(
		kit.Secondary("Heading", func() { w.insert("# ") }).Compact(), kit.Secondary("List", func() { w.insert("- ") }).Compact(),
		kit.Secondary("Quotation", func() { w.insert("> ") }).Compact(), kit.Secondary("Picture…", w.askPicture).Compact(), w.before)
	left := kit.NewCard("", "", kit.ScrollBeyond(kit.VStack(10, tools, w.text)))
	right := kit.NewCard("Preview", "", kit.ScrollBeyond(w.preview))
	w.content = kit.Columns([]float32{1, 1}, left, right)
	return w
}

// draftKey is under which the words about a period are kept while they are typed.
func draftKey(f data.FigureFilter) string {
	return "learnt:" + f.From.String() + ":" + f.To.String() + ":" + string(cmp.Or(f.SurgeryID, f.PartnerID))
}

// wordsFound is what the database holds about the words of one period.
type wordsFound struct {
	stored  data.Learnt
	earlier *data.Learnt
	typed   string // a draft; "" for none
	images  map[string]data.Picture
}

func readWords(ctx context.Context, db *office.Office, f data.FigureFilter) (*wordsFound, error) {
	stored, err := db.Figures.Learnt(ctx, f)
	if err != nil {
		return nil, err
	}
	found := &wordsFound{stored: *stored}
	if found.earlier, err = db.Figures.LearntBefore(ctx, f); err != nil {
		return nil, err
	}
	body, _, ok, err := db.Lists.Draft(ctx, draftKey(f))
	if err != nil {
		return nil, err
	}
	if ok {
		var fields map[string]string
		if json.Unmarshal(body, &fields) == nil {
			found.typed = fields["Body"]
		}
	}
	found.images, err = db.Figures.Pictures(ctx, picturesIn(stored.Body+"\n"+found.typed))
	return found, err
}

// fill shows what was found. What is being typed is not overwritten.
func (w *words) fill(f *wordsFound) {
	w.earlier = f.earlier
	w.before.Hidden = f.earlier == nil
	for id, picture := range f.images {
		w.images[id] = picture
	}
	if !w.filled || !w.changed() {
		w.stored = f.stored
		w.text.SetText(f.stored.Body)
		if f.typed != "" && f.typed != f.stored.Body {
			w.text.SetText(f.typed)
			w.p.say(kit.Amber, "This draft was not saved.")
		}
	}
	w.filled = true
	w.show()
}

func (w *words) changed() bool { return w.filled && w.text.Text() != w.stored.Body }

func (w *words) typed() {
	if w.changed() {
		w.draft.Keep(map[string]string{"Body": w.text.Text()})
	} else {
		w.draft.Keep(nil)
	}
	w.show()
}

// insert begins a new line with a sign where the cursor is.
func (w *words) insert(sign string) {
	e := w.text.Entry
	if e.CursorColumn > 0 {
		sign = "\n" + sign
	}
	for _, r := range sign {
		if r == '\n' {
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			continue
		}
		e.TypedRune(r)
	}
	w.text.Focus()
}

func (w *words) takeOver() {
	if w.earlier == nil {
		return
	}
	text := w.earlier.Body
	if now := w.text.Text(); now != "" {
		text = now + "\n\n" + text
	}
	w.text.SetText(text)
	w.typed()
}

// save stores the words, then does what was waiting for it.
func (w *words) save(then func()) {
	if w.text.Problem() != "" || !w.filled {
		return
	}
	if w.p.filter.From.IsZero() {
		w.p.say(kit.Red, "Choose a period in Reports first. We keep what you wrote as a draft.")
		return
	}
	l := w.stored
	l.From, l.To, l.SurgeryID, l.PartnerID = w.p.filter.From, w.p.filter.To, w.p.filter.SurgeryID, w.p.filter.PartnerID
	l.Body = w.text.Text()
	w.p.h.Background(func(ctx context.Context) func() {
		err := w.p.h.Figures.SaveLearnt(ctx, &l)
		return func() {
			if err != nil {
				w.p.say(kit.Red, w.p.h.Fail("save what was learnt", err))
				return
			}
			w.stored = l
			w.stored.Body = w.text.Text()
			w.draft.Keep(nil)
			w.p.say(kit.Green, "Saved. We print it in the report for this period.")
			if then != nil {
				then()
			}
		}
	})
}
