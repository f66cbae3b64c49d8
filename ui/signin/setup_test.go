package signin_test

import (
	"testing"

	"waymark/ui/kit"
	"waymark/ui/signin"
	"waymark/ui/uitest"
)

// TestSetUp_saysWhatIsWrongWithThePassphraseFirst: someone whose passphrase was too
// short heard of it only after they had entered it twice.
func TestSetUp_saysWhatIsWrongWithThePassphraseFirst(t *testing.T) {
	d := uitest.New(t)
	form := signin.NewSetUp(d.Host, func() { t.Error("it was set up") }, func() {})
	d.Window.SetContent(form.Content())
	fields := uitest.All(d, func(*kit.TextField) bool { return true })
	fields[0].SetText("Zoe Marsh")
	fields[1].SetText("short")
	form.Submit()
	d.Sees("Enter at least 12 characters. Four words that do not belong together are easy to remember.")
	d.SeesNot("The two are not the same. Enter it again.")
	fields[1].SetText("blue kettle over seven hills")
	form.Submit()
	d.Sees("The two are not the same. Enter it again.")
}
