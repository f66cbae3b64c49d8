package lists

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
)

func TestAWordPeopleUseIsAddedChangedAndTakenOut(t *testing.T) {
	d := newDesk(t)
	d.Must(d.Host.Directory.SaveService(d.Ctx(), &data.Service{Name: "Kettle repairs"}))
	finds := func(words string) int {
		_, n, err := d.Host.Directory.Services(d.Ctx(), data.ServiceFilter{Words: words})
		d.Must(err)
		return n
	}
	d.Open("Search words")
	d.Sees("debt", "also finds money advice")

	d.Press("Add a word…")
	d.Keys(fyne.KeyReturn)
	d.Sees("Enter the word that people use.", "Enter what it means in the directory")
	d.Type("Bust jug")
	d.Host.Window.Canvas().FocusNext()
	d.Type("repairs")
	d.Keys(fyne.KeyReturn)
	d.Sees("Bust jug", "also finds repairs")
	if finds("bust jug") != 1 {
		t.Error("the new word finds nothing")
	}

	d.Rows().Focus()
	d.Press("Remove") // the first of the list
	list, err := d.Host.Lists.Synonyms(d.Ctx())
	d.Must(err)
	if len(list) != len(data.StartingSynonyms()) {
		t.Errorf("%d words after one was added and one taken out", len(list))
	}
	d.Sees("is removed. Searches for it")
}
