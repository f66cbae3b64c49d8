package store_test

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/letter"
	"waymark/data/store/letters"
)

// translated is a template with some texts filled in.
func translated(template string, texts map[string]string) string {
	for id, text := range texts {
		before, after, _ := strings.Cut(template, `msgctxt "`+id+`"`)
		after = strings.Replace(after, `msgstr ""`, `msgstr "`+text+`"`, 1)
		template = before + `msgctxt "` + id + `"` + after
	}
	return template
}

func TestTranslation_isLoadedSaidAndFallsBack(t *testing.T) {
	s, _ := newLetters(t)
	ctx := context.Background()
	template, err := s.Lists.TranslationTemplate(ctx, language.Polish)
	must(t, err)
	file := translated(template, map[string]string{
		"letter.appointment_reminder.heading": "Wizyta: {day}", "letter.appointment_reminder.text": "Wizyta {day}[ o {time}].",
		"date.tuesday": "wtorek, {date}", "date.april": "{day} kwietnia {year}", "time.am": "{time24}",
	})
	if _, err = s.Lists.AddTranslation(ctx, template); data.CodeOf(err) != data.CodeInvalid {
		t.Error("a template without a translation was loaded", err)
	}
	wrong := strings.Replace(file, "Wizyta {day}[", "Wizyta {dzień}[", 1)
	if _, err = s.Lists.AddTranslation(ctx, wrong); !strings.Contains(data.Sentence(err), "Line ") || !strings.Contains(data.Sentence(err), "{dzień} is not a field") {
		t.Error(err)
	}
	if list, err := s.Lists.Translations(ctx); err != nil || len(list) != 0 {
		t.Fatal(list, err)
	}
	loaded, err := s.Lists.AddTranslation(ctx, file)
	must(t, err)
	if loaded.Said() != 5 || loaded.Texts-len(loaded.Missing) != 5 {
		t.Errorf("%d of %d, %d missing", loaded.Said(), loaded.Texts, len(loaded.Missing))
	}
	c := &data.Client{GivenNames: "Łucja", FamilyName: "Nowak", Language: "polish"}
	must(t, s.Casework.SaveClient(ctx, c))
	r, err := s.Letters.Reading(ctx, c.ID)
	must(t, err)
	ready, err := s.Letters.ToClient(ctx, letters.About{Kind: letter.Reminder, ClientID: c.ID, On: data.MustDate("2026-04-07"), At: "09:30", In: r.Chosen})
	must(t, err)
	if ready.Letter.Heading != "Wizyta: wtorek, 7 kwietnia 2026" || ready.Text != "Wizyta wtorek, 7 kwietnia 2026 o 09:30." {
		t.Errorf("%q %q", ready.Letter.Heading, ready.Text)
	}
	if ready.Letter.English == nil || !strings.Contains(ready.Letter.English.Heading, "on Tuesday 7 April 2026") {
		t.Errorf("%+v", ready.Letter.English)
	}
}

func TestTranslation_ofAnotherWordingIsNotSaid(t *testing.T) {
	s, _ := newLetters(t)
	ctx := context.Background()
	template, err := s.Lists.TranslationTemplate(ctx, language.Polish)
	must(t, err)
	_, err = s.Lists.AddTranslation(ctx, translated(template, map[string]string{"letter.appointment_reminder.text": "Wizyta {day}.", "pad.next": "Dalej"}))
	must(t, err)
	own, err := s.Letters.Template(ctx, letter.Reminder)
	must(t, err)
	own.Text = "Our own words for {day}."
	must(t, s.Letters.SaveTemplate(ctx, own))
	list, err := s.Lists.Translations(ctx)
	must(t, err)
	if len(list[0].Changed) != 1 || list[0].Changed[0] != "letter.appointment_reminder.text" || list[0].Said() != 1 {
		t.Errorf("%v", list[0].Changed)
	}
	if text, ok := list[0].Language.Wording("letter.appointment_reminder.text"); ok || text != own.Text {
		t.Errorf("%q", text)
	}
	again, err := s.Lists.TranslationTemplate(ctx, language.Polish)
	must(t, err)
	if !strings.Contains(again, "Our own words for {day}.") || !strings.Contains(again, `msgstr "Dalej"`) {
		t.Error("the template has neither the own wording nor what was translated")
	}
	must(t, s.Lists.RemoveTranslation(ctx, "pl"))
	if err := s.Lists.RemoveTranslation(ctx, "pl"); data.CodeOf(err) != data.CodeNotFound {
		t.Error(err)
	}
}

func TestReading_isWhatWasChosenElseWhatTheySpeak(t *testing.T) {
	s, _ := newLetters(t)
	ctx := context.Background()
	template, err := s.Lists.TranslationTemplate(ctx, language.Urdu)
	must(t, err)
	_, err = s.Lists.AddTranslation(ctx, translated(template, map[string]string{"sheet.title": "آپ کا انتخاب"}))
	must(t, err)
	for _, c := range []struct{ reads, speaks, want string }{{"", "Urdu", "ur"}, {"", "اردو", "ur"}, {"ur", "Punjabi", "ur"}, {"en", "Urdu", ""}, {"", "", ""}, {"pl", "Urdu", ""}} {
		client := &data.Client{GivenNames: "A", FamilyName: "B", Reads: c.reads, Language: c.speaks}
		must(t, s.Casework.SaveClient(ctx, client))
		r, err := s.Letters.Reading(ctx, client.ID)
		must(t, err)
		if got := r.Chosen.Code(); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
	if clienttext.OwnNameOf(language.Urdu) != "اردو" {
		t.Error("Urdu does not know its own name")
	}
}
