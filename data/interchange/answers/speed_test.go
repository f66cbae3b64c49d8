package answers

import (
	"context"
	"fmt"
	"testing"
)

func BenchmarkRead15000(b *testing.B) {
	rows := [][]string{append([]string{"id", "time", "date"}, numberedHeadings("wemwbs%d", 14)...)}
	for n := range 15000 {
		rows = append(rows, append([]string{fmt.Sprint("K", n/2), []string{"pre", "post"}[n%2], "2025-04-07"}, cells(story["K1"][n%2])...))
	}
	path, o := list(b, "big.csv", rows), options(b, "wemwbs")
	for b.Loop() {
		l, err := Open(context.Background(), path, o)
		if err != nil {
			b.Fatal(err)
		}
		for _, err := range l.Sets(context.Background()) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
