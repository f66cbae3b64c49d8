package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"waymark/data"
	"waymark/data/store/office"
)

// wordsOfMany are words as services have them, in many scripts and with marks
// of every kind.
var wordsOfMany = []string{
	"Café", "Łódź", "O’Brien", "Siân", "Prŷs", "Tŷ", "Ŵyn", "naïve", "Škoda", "Ærø", "Straße", "Ngũgĩ", "Ọláwálé", "Nguyễn", "Đorđe",
	"مقهى", "الأنصاري", "קפה", "咖啡", "Кафе", "Ελλάδα", "চায়ের", "चाय", "Women’s", "T’ai-chi", "well-being", "50+", "R&D", "“Talking”",
	"ﬁne", "Ⅻ", "№5", "İstanbul", "ẞ", "coöperative", "fiancée", "Żółć", "Ångström", "Dvořák", "São", "Muñoz", "l’été",
}

// Whatever a service is called, and however what is typed was composed, the
// search finds it: by the beginning of each of its words, in any order.
func TestSearchFindsWhateverWasTyped(t *testing.T) {
	ctx := context.Background()
	random := rand.New(rand.NewPCG(1, 2))
	s := open(t, on("2026-04-08"))
	var names []string
	must(t, s.Load(ctx, "test", func(b *office.Bulk) error {
		for n := range 150 {
			var words []string
			for range 2 + random.IntN(3) {
				words = append(words, wordsOfMany[random.IntN(len(wordsOfMany))])
			}
			name := strings.Join(words, " ") + fmt.Sprintf(" no%d", n)
			if random.IntN(2) == 0 {
				name = norm.NFD.String(name)
			}
			names = append(names, name)
			if err := b.Add(&data.Service{Name: name, Status: data.ServiceActive}); err != nil {
				return err
			}
		}
		return nil
	}))
	for _, name := range names {
		words := strings.Fields(name)
		random.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
		typed := strings.Join(words, " ")
		for _, typed := range []string{typed, norm.NFD.String(typed), norm.NFC.String(typed), norm.NFKC.String(typed), strings.ToUpper(norm.NFC.String(typed)), strings.ReplaceAll(typed, "’", "'")} {
			rows, _, err := s.Directory.Services(ctx, data.ServiceFilter{Words: typed, Exact: true, Limit: 500})
			must(t, err)
			if !contains(rows, name) {
				t.Errorf("%q (%+q) does not find %q", typed, typed, name)
			}
		}
	}
}

func contains(rows []data.ServiceRow, name string) bool {
	for _, r := range rows {
		if r.Name == name {
			return true
		}
	}
	return false
}
