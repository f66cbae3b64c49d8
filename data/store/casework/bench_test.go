package casework_test

import (
	"context"
	"fmt"
	"testing"

	"waymark/data"
	"waymark/data/store/casework"
	"waymark/data/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func BenchmarkClientSearch(b *testing.B) {
	for _, words := range storetest.Keystrokes("carter al") {
		b.Run(fmt.Sprintf("%q", words), func(b *testing.B) {
			s, bare := storetest.Bench(b)
			f := data.ClientFilter{Words: words}
			count, page, args := casework.ClientSQL(f, storetest.Day)
			storetest.InTurn(b, func() error { _, _, err := s.Casework.Clients(context.Background(), f); return err },
				func() error {
					if err := storetest.Drain(bare, count, args...); err != nil {
						return err
					}
					return storetest.Drain(bare, page, append(args, 200, 0)...)
				})
		})
	}
}
