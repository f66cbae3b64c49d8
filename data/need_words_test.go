package data

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNeedWords(t *testing.T) {
	for name, want := range map[string]string{
		"Benefits/Financial": "debt*", "Housing": "eviction*", "Assistance in Home": "grab rails", "Befriending/Isolation": "lunch club*",
		"Employability": "cv", "Bereavement": "griev*", "Mental Health": "counselling", "DEBT and money": "universal credit", "Carers": "respite",
		"Pet care": "care", "Help with archery": "archery",
	} {
		if words := NeedWords(name); !slices.Contains(words, want) {
			t.Errorf("%q gives %q", name, words)
		}
	}
	for _, name := range []string{"", "General Referral", "Other", "Not known"} {
		if words := NeedWords(name); len(words) > 0 && name != "Not known" {
			t.Errorf("%q gives %q", name, words)
		}
	}
	if slices.Contains(NeedWords("Homework club"), "home help") || slices.Contains(NeedWords("Network"), "cv") {
		t.Error("a theme is taken from within a word")
	}
}

func TestEvidenceIn(t *testing.T) {
	debt := NeedWords("Benefits/Financial")
	for text, want := range map[string]string{
		"Free, confidential help. We can sort out your debts and bills. Ring us.": "We can sort out your [debts] and bills",
		"MONEY ADVICE for all":                 "[MONEY ADVICE] for all",
		"Help with Money-advice":               "Help with [Money-advice]",
		"A choir for people who love singing.": "", "Indebted to our volunteers": "", "": "",
		"İİİİ benefits": "İİİİ [benefits]",
	} {
		got := ""
		if e := EvidenceIn(text, debt); e != nil {
			got = e.Quote[:e.From] + "[" + e.Quote[e.From:e.To] + "]" + e.Quote[e.To:]
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	long := strings.Repeat("word ", 60) + "a carer’s break " + strings.Repeat("more ", 60)
	e := EvidenceIn(long, NeedWords("Carers"))
	if e == nil || e.Quote[e.From:e.To] != "carer’s" || len(e.Quote) > 2*quoteMost+30 || !strings.HasPrefix(e.Quote, "…") || !strings.HasSuffix(e.Quote, "…") {
		t.Errorf("a long sentence is quoted as %+v", e)
	}
}

func TestNeedThemesAreWritable(t *testing.T) {
	for _, theme := range needThemes {
		for _, w := range slices.Concat(theme.names, theme.words) {
			if w != strings.ToLower(w) || w == "" || strings.TrimSpace(w) != w {
				t.Errorf("%q is not in small letters", w)
			}
		}
		for _, w := range theme.words {
			if e := EvidenceIn("We offer "+strings.TrimSuffix(w, "*")+" here.", []string{w}); e == nil {
				t.Errorf("%q is not found in a sentence", w)
			}
		}
	}
}

func FuzzEvidenceIn(f *testing.F) {
	f.Add("We can sort out your debts. And “tea”.", "Debt")
	f.Add("ǅİß’'…", "Mental health")
	f.Fuzz(func(t *testing.T, text, reason string) {
		e := EvidenceIn(text, NeedWords(reason))
		if e == nil {
			return
		}
		if e.From < 0 || e.To > len(e.Quote) || e.From >= e.To {
			t.Fatalf("%q: %+v", text, e)
		}
		if utf8.ValidString(text) && !utf8.ValidString(e.Quote) {
			t.Fatalf("%q is cut within a character: %q", text, e.Quote)
		}
	})
}
