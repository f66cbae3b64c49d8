package questionnaires

import (
	"waymark/data"
)

func labels[T ~string](options []data.Option[T]) []string {
	out := make([]string, len(options))
	for i, o := range options {
		out[i] = o.Label
	}
	return out
}

// indexOf is the place of a value among its options, -1 when it is none.
func indexOf[T ~string](options []data.Option[T], v T) int {
	for i, o := range options {
		if o.Value == v {
			return i
		}
	}
	return -1
}

// valueAt is the value at a place, empty when nothing is chosen.
func valueAt[T ~string](options []data.Option[T], i int) T {
	var none T
	if i < 0 || i >= len(options) {
		return none
	}
	return options[i].Value
}
