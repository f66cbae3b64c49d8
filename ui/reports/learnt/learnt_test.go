package learnt

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

var march = data.FigureFilter{From: data.MustDate("2026-03-01"), To: data.MustDate("2026-03-31")}

func open(d *uitest.Desk, filter data.FigureFilter) *page {
	p := New(d.Host, host.Route{Filter: filter}).(*page)
	d.Show(p)
	return p
}

// What is typed is shown as it will be printed, is kept when the program is
// killed, and is stored for its own period only.
func TestWordsAreWrittenKeptAndStored(t *testing.T) {
	d, ctx := uitest.New(t), context.Background()
	p := open(d, march)
	p.words.text.Focus()
	test.Type(p.words.text.Entry, "# What we learnt")
	p.words.insert("- ")
	test.Type(p.words.text.Entry, "ring when we said")
	d.Sees("What we learnt", "• ring when we said")

	p = open(d, march) // as after a crash
	d.Sees("• ring when we said")
	if !p.words.changed() {
		t.Fatal("the draft counts as saved")
	}
	left := false
	p.Leave(func() { left = true })
	if left {
		t.Error("left with unsaved words")
	}
	d.Window.Canvas().Overlays().Remove(d.Window.Canvas().Overlays().Top())
	p.Save()
	stored, err := d.Store.Figures.Learnt(ctx, march)
	d.Must(err)
	if stored.Body != "# What we learnt\n- ring when we said" {
		t.Errorf("stored %q", stored.Body)
	}
	p.Leave(func() { left = true })
	if !left {
		t.Error("saved words do not let go")
	}
	april := data.FigureFilter{From: data.MustDate("2026-04-01"), To: data.MustDate("2026-04-30")}
	p = open(d, april)
	if p.words.text.Text() != "" {
		t.Errorf("April begins with %q", p.words.text.Text())
	}
	p.words.takeOver()
	if p.words.text.Text() != stored.Body {
		t.Errorf("taken over: %q", p.words.text.Text())
	}
}

func TestPictureIsAddedWithItsCaption(t *testing.T) {
	d := uitest.New(t)
	p := open(d, march)
	var file bytes.Buffer
	d.Must(png.Encode(&file, image.NewRGBA(image.Rect(0, 0, 30, 20))))
	path := filepath.Join(t.TempDir(), "hall.png")
	d.Must(os.WriteFile(path, file.Bytes(), 0o600))
	from, caption, closed := kit.NewTextField("File"), kit.NewTextField("Description"), false
	p.words.addPicture(from, caption, func() { closed = true })
	if from.Error() == "" || closed {
		t.Error("no file was asked for")
	}
	from.SetText(path)
	p.words.addPicture(from, caption, func() { closed = true })
	if caption.Error() == "" || closed {
		t.Error("no caption was asked for")
	}
	caption.SetText("The hall on a Tuesday")
	p.words.addPicture(from, caption, func() { closed = true })
	if !closed || !strings.Contains(p.words.text.Text(), "![The hall on a Tuesday](picture:") {
		t.Fatalf("%q, %q", from.Error(), p.words.text.Text())
	}
	d.Sees("The hall on a Tuesday")
	from.SetText(filepath.Join(t.TempDir(), "nothing.png"))
	p.words.addPicture(from, caption, func() { t.Error("closed without a picture") })
	if from.Error() == "" {
		t.Error("a file that is not there was taken")
	}
}

// A story needs someone, a text and their consent; without the last it is
// kept, counted and not shown.
func TestStories(t *testing.T) {
	d, ctx := uitest.New(t), context.Background()
	c := data.Client{GivenNames: "Łucja", FamilyName: "Żak"}
	d.Must(d.Store.Casework.SaveClient(ctx, &c))
	p := open(d, march)
	p.which.Tap(1)
	d.Sees("No stories yet")

	f := p.stories.ask(data.Tale{Kind: data.TaleQuote, ToldOn: data.MustDate("2026-03-09")})
	if found := f.find("zak"); len(found) != 1 || found[0].ID != string(c.ID) {
		t.Errorf("found %v", found)
	}
	f.dialog.Close()

	told := data.Tale{ClientID: c.ID, Kind: data.TaleQuote, ToldOn: data.MustDate("2026-03-09"), Body: "They rang back."}
	f = &storyForm{s: p.stories, dialog: kit.Message(d.Window, "A story", "")}
	f.store(&told, nil)
	d.Sees("1 more is left out")
	d.SeesNot("They rang back.")

	// Their consent was saved as told in person, though no one had said so: it may have
	// been on the phone. So the form asks, and saves nothing until someone answers.
	f = p.stories.ask(data.Tale{Kind: data.TaleQuote, ToldOn: told.ToldOn, Body: "Now I sleep."})
	f.client.SetChosen(f.find("zak")[0])
	d.SeesNot("How did they tell you?")
	f.agreed.SetChecked(true)
	d.Sees("How did they tell you?")
	f.save()
	if f.how.Error() == "" {
		t.Error("saved without how they told it")
	}
	f.how.Choose("phone")
	f.save()
	d.Sees("They rang back.", "Now I sleep.", "2 stories and quotes can be printed.")
	d.SeesNot("Żak")
	record, err := d.Store.Overview.Record(ctx, c.ID)
	d.Must(err)
	if all := record.Consents; len(all) != 1 || all[0].How != "phone" || !all[0].Given {
		t.Errorf("the consent is %+v", all)
	}
}
