package host

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/letter"
	"waymark/reports"
	"waymark/ui/kit"
)

// draft is a letter that is shown before it is made.
type draft struct {
	letter *letter.Letter
	text   string // the text message; "" for none
	size   letter.Size
	to     string // a line on where it goes, such as a phone number
	rows   []data.CodedRow
	sent   data.SentLetter // what is recorded; form, body and how it was handed over are filled in
}

// letterKind is what a letter dialog needs to know of a kind of letter.
type letterKind struct {
	title   string
	about   string              // a line above the letter
	options []fyne.CanvasObject // what may be added; each change shows the letter again
	forms   []data.LetterForm   // what it may be made as, the usual one first
	file    string              // the beginning of the file’s name, without personal data
	large   bool                // large print is offered, and ticked
	list    *kit.Check          // with the list for a practice; nil where there is none
	// make makes the letter as the options stand. It is called off the UI goroutine
	// with what ask read from them.
	ask  func() func(ctx context.Context) (*draft, error)
	then func()         // after it was recorded; may be nil
	in   *ReadingChoice // the language of the letter; nil for letters in English only
}

// print is how the letter is printed.
func (k *letterKind) print(large bool) reports.Print {
	if k.in == nil {
		return reports.Print{Large: large}
	}
	return k.in.Print(large)
}

// letterDialog shows a letter, makes it and records what was done with it.
type letterDialog struct {
	h      *Host
	kind   letterKind
	form   *kit.ChoiceRow
	large  *kit.Check
	how    *kit.Choice
	folder *kit.TextField
	fail   *kit.Banner
	page   *fyne.Container
	body   *fyne.Container
	dialog *kit.Dialog
	shown  *draft
	asked  int
	making bool
}

// notYet is the choice that a letter is only made.
const notYet = "Not sent yet"

// showLetter reads a letter and shows it.
func (h *Host) showLetter(kind letterKind) *letterDialog {
	d := &letterDialog{h: h, kind: kind, fail: kit.NewBanner(kit.Red, "", nil), page: kit.VStack(2)}
	d.fail.Hide()
	labels := make([]string, len(kind.forms))
	for i, f := range kind.forms {
		labels[i] = f.Label()
	}
	d.form = kit.NewChoiceRow("Format", labels, func(int) { d.draw() })
	d.form.SetSelected(0)
	d.large = kit.NewCheck("Large print", nil)
	d.large.Checked = kind.large
	var ways []kit.Option
	for _, way := range data.HandedHows() {
		ways = append(ways, kit.Option{ID: way, Label: way})
	}
	d.how = kit.NewChoice("How will you send it?", ways, nil).AllowNone(notYet)
	d.how.SetHint("You can record this later, from the record.")
	d.folder = kit.NewTextField("Folder")
	d.folder.SetText(h.DocumentsDir)
	d.folder.SetHint("The file stays in this folder until you delete it. Its name does not contain their name.")
	d.body = kit.VStack(12)
	d.arrange()
	d.dialog = kit.ShowForm(h.Window, kind.title, d.body, "Create and record", d.make)
	d.Again()
	return d
}

// arrange puts the parts of the dialog in reading order.
func (d *letterDialog) arrange() {
	d.body.Objects = nil
	if d.kind.about != "" {
		d.body.Add(kit.NewParagraph(d.kind.about, kit.Muted))
	}
	if len(d.kind.forms) > 1 {
		d.body.Add(d.form)
	}
	for _, o := range d.kind.options {
		d.body.Add(o)
	}
	d.body.Add(kit.NewCard("", "", d.page))
	d.body.Add(d.fail)
	d.body.Add(d.how)
	if d.as() == data.FormLetter {
		d.body.Add(d.large)
		if d.kind.list != nil {
			d.body.Add(d.kind.list)
		}
		d.body.Add(d.folder)
	}
}

func (d *letterDialog) as() data.LetterForm { return d.kind.forms[max(0, d.form.Selected())] }

// Again makes the letter as the options stand and shows it.
func (d *letterDialog) Again() {
	d.asked++
	asked, read := d.asked, d.kind.ask()
	d.h.Background(func(ctx context.Context) func() {
		made, err := read(ctx)
		return func() {
			if asked != d.asked {
				return
			}
			d.shown = made
			d.say("make a letter", err)
			d.draw()
		}
	})
}

// say shows why a letter cannot be made; nil takes that away.
func (d *letterDialog) say(what string, err error) {
	d.fail.Hide()
	d.folder.SetError("")
	switch {
	case err == nil:
	case errors.Is(err, errFolder):
		d.folder.SetError("We could not save the file there. Choose another folder, such as your Documents")
	default:
		d.fail.Set(kit.Red, d.h.Fail(what, err))
		d.fail.Show()
	}
}

// draw shows the letter in the form that is chosen.
func (d *letterDialog) draw() {
	d.page.Objects = nil
	if m := d.shown; m != nil {
		if d.as() == data.FormText {
			d.page.Add(kit.NewParagraph(m.text, kit.Body))
			d.page.Add(kit.NewParagraph(m.size.String(), kit.Muted))
		} else {
			d.drawLetter(m.letter)
		}
		if m.to != "" && d.as() != data.FormLetter {
			d.page.Add(kit.NewCopyLine(m.to, kit.Body))
		}
	}
	d.arrange()
	d.body.Refresh()
	if d.dialog != nil {
		d.dialog.Refresh()
	}
}

func (d *letterDialog) drawLetter(l *letter.Letter) {
	if d.as() == data.FormLetter {
		if missing := d.unprintable(l); missing != "" {
			d.page.Add(kit.NewParagraph(fmt.Sprintf("The PDF cannot show these characters: %s Send an email or write by hand instead.",
				missing), kit.Bold))
		}
		if to := strings.Join(l.To, ", "); to != "" {
			d.page.Add(kit.NewParagraph(fmt.Sprintf("To %s", to), kit.Muted))
		}
	}
	for _, o := range LetterView(l) {
		d.page.Add(o)
	}
}

// LetterView draws a letter as a screen shows it.
func LetterView(l *letter.Letter) []fyne.CanvasObject {
	objs := []fyne.CanvasObject{kit.NewParagraph(l.Heading, kit.Bold)}
	for i, line := range l.Lines {
		style, text := kit.Body, line.Text
		switch line.Kind {
		case letter.Heading:
			style = kit.Bold
		case letter.Item:
			text = "•  " + text
		}
		if line.Apart || i == 0 {
			objs = append(objs, kit.Fixed(0, 6, kit.HStack(0)))
		}
		objs = append(objs, kit.NewParagraph(text, style))
	}
	return objs
}

// errFolder means that another folder would put it right.
var errFolder = errors.New("the folder cannot be written to")

// make makes the letter as it is shown, and records it.
func (d *letterDialog) make() bool {
	if d.making || d.shown == nil {
		return false
	}
	d.making = true
	as, read, how := d.as(), d.kind.ask(), d.how.Selected()
	job := letterJob{folder: strings.TrimSpace(d.folder.Text()), file: d.kind.file, as: d.kind.print(d.large.Checked), list: d.kind.list != nil && d.kind.list.Checked}
	d.h.Background(func(ctx context.Context) func() {
		made, err := read(ctx)
		var files []string
		if err == nil {
			if as == data.FormLetter {
				files, err = job.write(ctx, d.h, made)
			}
			if err == nil {
				err = d.h.record(ctx, made, as, how)
			}
			if err != nil {
				for _, f := range files {
					_ = os.Remove(f) // nothing leaves unrecorded
				}
			}
		}
		return func() {
			d.making = false
			if d.say("make a letter", err); err != nil {
				d.dialog.Refresh()
				return
			}
			d.dialog.Close()
			d.h.handOut(made, as, files)
			if d.kind.then != nil {
				d.kind.then()
			}
		}
	})
	return false
}

// record writes what was made to the story of the client.
func (h *Host) record(ctx context.Context, m *draft, as data.LetterForm, how string) error {
	l := m.sent
	l.Form, l.Body, l.MadeOn = as, m.letter.Plain(), h.Today()
	if as == data.FormText {
		l.Body = m.text
	}
	if how != "" {
		l.HandedOn, l.HandedHow = h.Today(), how
	}
	return h.Letters.RecordSent(ctx, &l)
}

// handOut opens the file that was written, or puts the text on the clipboard.
func (h *Host) handOut(m *draft, as data.LetterForm, files []string) {
	if as == data.FormLetter {
		if err := h.OpenFile(files[0]); err != nil {
			h.Log.Error("open a letter", "error", err)
			kit.Message(h.Window, "The letter is ready", fmt.Sprintf("It did not open automatically. You can find it in %s.", files[0]))
		}
		return
	}
	text := m.letter.Plain()
	if as == data.FormText {
		text = m.text
	}
	kit.CopyFor(h.Window, text)
	kit.Message(h.Window, "Text copied", "Paste it where you want to send it. We have added it to the record.")
}

// letterJob is where and how a letter is written.
type letterJob struct {
	folder, file string
	list         bool
	as           reports.Print
}

func (j letterJob) write(ctx context.Context, h *Host, m *draft) (files []string, err error) {
	if !filepath.IsAbs(j.folder) {
		return nil, errFolder
	}
	if err := os.MkdirAll(j.folder, 0o750); err != nil {
		return nil, errFolder
	}
	path := FreePath(j.folder, j.file+"-"+h.Today().String()+".pdf")
	if err := h.Documents.Letters(ctx, path, []*letter.Letter{m.letter}, j.as, nil); err != nil {
		return nil, folderOr(err)
	}
	files = append(files, path)
	if j.list && len(m.rows) > 0 {
		path = FreePath(j.folder, j.file+"-"+h.Today().String()+".csv")
		if err := h.Documents.SurgeryList(ctx, path, m.rows); err != nil {
			return files, folderOr(err)
		}
		files = append(files, path)
	}
	return files, nil
}

func folderOr(err error) error {
	var at *fs.PathError
	if errors.Is(err, fs.ErrNotExist) || errors.As(err, &at) {
		return errFolder
	}
	return err
}

func (d *letterDialog) unprintable(l *letter.Letter) string {
	if d.h.Documents == nil { // pictures of screens are drawn without
		return ""
	}
	return d.h.Documents.Unprintable(l)
}
