package settings

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
)

func TestAWordPeopleUseIsAddedChangedAndTakenOut(t *testing.T) {
	d := newDesk(t)
	d.must(d.h.Store.SaveService(d.ctx(), &data.Service{Name: "Kettle repairs"}))
	finds := func(words string) int {
		_, n, err := d.h.Store.Services(d.ctx(), data.ServiceFilter{Words: words})
		d.must(err)
		return n
	}
	d.open("Words people use")
	d.sees("debt", "also finds money advice")

	d.press("Add a word")
	d.keys(fyne.KeyReturn)
	d.sees("Please give the word that people use.", "Please give what it means in the directory")
	d.typed("Bust jug")
	d.h.Window.Canvas().FocusNext()
	d.typed("repairs")
	d.keys(fyne.KeyReturn)
	d.sees("Bust jug", "also finds repairs")
	if finds("bust jug") != 1 {
		t.Error("the new word finds nothing")
	}

	d.rows().Focus()
	d.press("Take out") // the first of the list
	list, err := d.h.Store.Synonyms(d.ctx())
	d.must(err)
	if len(list) != len(data.StartingSynonyms()) {
		t.Errorf("%d words after one was added and one taken out", len(list))
	}
	d.sees("is searched for as it stands")
}
