package listimport

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

// detail shows in full what an import would do with one row.
type detail struct {
	card   *kit.Card
	body   *fyne.Container
	reader *kit.Reader
}

func newDetail() *detail {
	d := &detail{body: kit.VStack(12)}
	d.reader = kit.NewReader(d.body)
	d.card = kit.NewCard("", "", d.reader)
	return d
}

func (d *detail) clear() { d.put("") }

func (d *detail) put(title string, objects ...fyne.CanvasObject) {
	d.body.Objects = objects
	d.card.SetTitle(title)
	d.body.Refresh()
	d.reader.ScrollToTop()
	d.reader.Refresh()
}

// show shows a row; entry is the service as the source gives it, for one that is
// new, and else nil.
func (d *detail) show(row *data.ImportRow, entry *data.SourceEntry) {
	var chips []fyne.CanvasObject
	for _, c := range rowChips(row) {
		chips = append(chips, kit.NewChip(c.Text, c.Tone))
	}
	objects := []fyne.CanvasObject{kit.Wrap(chips...), kit.NewParagraph(placeOf(row), kit.Muted)}
	if row.Reason != "" {
		objects = append(objects, kit.NewBanner(kit.Red, row.Reason, nil))
	}
	for _, c := range row.Changes {
		objects = append(objects, changeObject(c))
	}
	if row.Outcome == data.OutcomeGone {
		objects = append(objects, kit.NewParagraph("It will stay in the directory with a note that the source no longer lists it, unless you close it.", kit.Body))
	}
	if entry == nil {
		objects = append(objects, doubtObjects(row.Doubts)...)
	} else {
		objects = append(objects, entryObjects(entry)[1:]...)
	}
	if len(objects) == 2 {
		objects = append(objects, kit.NewParagraph("No differences", kit.Body))
	}
	d.put(nameOr(row.Name), objects...)
}

// changeObject shows one field as it was and as it becomes.
func changeObject(c data.FieldChange) fyne.CanvasObject {
	if c.Kept {
		return kit.VStack(2, kit.Wrap(kit.NewText(c.Field, kit.Label), kit.NewChip("Your edit is kept", kit.Green)),
			kit.NewParagraph(blankWords(c.Was), kit.Body), kit.NewParagraph(fmt.Sprintf("Source: %s", blankWords(c.Becomes)), kit.Muted))
	}
	return kit.VStack(2, kit.NewText(c.Field, kit.Label),
		kit.NewParagraph(fmt.Sprintf("was %s", blankWords(c.Was)), kit.Muted), kit.NewParagraph("→ "+blankWords(c.Becomes), kit.Body))
}

func blankWords(text string) string {
	if strings.TrimSpace(text) == "" {
		return "(blank)"
	}
	return beginning(text)
}

// rowChips says what happens with a row; for a doubtful one also what is written.
func rowChips(row *data.ImportRow) []kit.ChipData {
	chips := []kit.ChipData{{Text: outcomeWords[row.Outcome], Tone: toneOf(row.Outcome)}}
	if row.Outcome == data.OutcomeDoubtful {
		chips = append([]kit.ChipData{{Text: outcomeWords[row.Written], Tone: toneOf(row.Written)}}, chips...)
	}
	return chips
}

// rowNote is the second line of a row: why, or which fields.
func rowNote(row *data.ImportRow) string {
	if row.Reason != "" {
		return lineOf(row) + row.Reason
	}
	if len(row.Doubts) > 0 {
		return lineOf(row) + doubtWords(row.Doubts[0])
	}
	fields := make([]string, len(row.Changes))
	for i, c := range row.Changes {
		fields[i] = c.Field
	}
	if len(fields) > 0 {
		return lineOf(row) + strings.Join(fields, ", ")
	}
	return strings.TrimSuffix(lineOf(row), " · ")
}

func lineOf(row *data.ImportRow) string {
	if row.At.Row == 0 {
		return ""
	}
	return fmt.Sprintf("row %d · ", row.At.Row)
}

// placeOf is where a row stands, and its id.
func placeOf(row *data.ImportRow) string {
	var parts []string
	if row.At.Row > 0 {
		parts = append(parts, fmt.Sprintf("Row %d of %s", row.At.Row, row.At.File))
	}
	if id := idWords(row.Key); id != "" {
		parts = append(parts, fmt.Sprintf("id %s", id))
	}
	return strings.Join(parts, " · ")
}
