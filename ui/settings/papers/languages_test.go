package papers

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLanguages_templateIsSavedAndTranslationLoaded(t *testing.T) {
	d := newDesk(t)
	d.Host.DocumentsDir = t.TempDir()
	d.Open("Languages")
	d.Sees("No languages yet.")
	d.Press("Save a template…")
	d.Field("Language code").Entry.SetText("urdo language")
	d.Press("Save")
	d.Sees("is not the code of a language")
	d.Field("Language code").Entry.SetText("ur")
	d.Press("Save")
	d.Sees("waymark-ur.po")
	path := filepath.Join(d.Host.DocumentsDir, "waymark-ur.po")
	body, err := os.ReadFile(path)
	d.Must(err)
	if guide, err := os.ReadFile(filepath.Join(d.Host.DocumentsDir, "How to translate.txt")); err != nil || !strings.Contains(string(guide), "msgstr") {
		t.Error(err)
	}
	before, after, _ := strings.Cut(string(body), `msgctxt "sheet.title"`)
	wrong := before + `msgctxt "sheet.title"` + strings.Replace(after, `msgstr ""`, `msgstr "آپ کا {انتخاب}"`, 1)
	d.Must(os.WriteFile(path, []byte(wrong), 0o600))
	d.Press("Load a translation…")
	d.Field("File").Entry.SetText(path)
	d.Press("Load")
	d.Sees("Line ")
	d.Must(os.WriteFile(path, []byte(strings.Replace(wrong, "{انتخاب}", "انتخاب", 1)), 0o600))
	d.Press("Load")
	d.Sees("Loaded. You can now choose this language.", "Urdu", "1 of ", "missing, in English", "on paper only")
	d.Press("Remove")
	d.Press("Remove")
	d.Sees("No languages yet.")
}
