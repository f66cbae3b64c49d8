package records

import (
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data/store"
	"waymark/ui/kit"
)

// fields returns the text fields that are shown, by label.
func (d *desk) fields() map[string]*kit.TextField {
	found := map[string]*kit.TextField{}
	d.Each(func(o fyne.CanvasObject) {
		if f, ok := o.(*kit.TextField); ok && f.Visible() {
			found[f.Label()] = f
		}
	})
	return found
}

func TestProtection_isTurnedOnWithWordsOnPaper(t *testing.T) {
	d := newDesk(t)
	var asked []store.NewSlot
	d.Host.ChangeProtection = func(slots []store.NewSlot) { asked = slots }
	d.Open("Data and backups")
	d.Sees("This database is not protected")
	d.Press("Protect…")
	d.fields()["New passphrase"].SetText("plough seven")
	d.fields()["New passphrase again"].SetText("plough eight")
	d.Press("Next")
	d.Sees("The two passphrases are different")
	d.fields()["New passphrase again"].SetText("plough seven")
	d.Press("Next")
	d.Sees("Write these 12 words on paper")
	d.Press("Protect")
	d.Sees("This is a different word")
	if asked != nil {
		t.Fatal("protected before the words were confirmed")
	}
	words := wordsShown(d)
	if len(words) != 12 {
		t.Fatalf("shown %q", words)
	}
	d.fields()["Word 3 from your paper"].SetText(words[2])
	d.fields()["Word 9 from your paper"].SetText(" " + strings.ToUpper(words[8]))
	d.Press("Protect")
	if len(asked) != 2 || asked[0].Secret.Kind() != store.PassphraseSlot || asked[1].Secret.Kind() != store.RecoverySlot {
		t.Errorf("asked for %d slots", len(asked))
	}
}

var numbered = regexp.MustCompile(`^\d+\. ([a-z]+)$`)

// wordsShown are the numbered words in their order.
func wordsShown(d *desk) (words []string) {
	for _, text := range d.Texts() {
		if m := numbered.FindStringSubmatch(text); m != nil {
			words = append(words, m[1])
		}
	}
	return words
}
