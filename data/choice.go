package data

// Option is one of a short fixed list of answers: what is stored, and what
// people read.
type Option[T ~string] struct {
	Value T
	Label string
}

func labelOf[T ~string](options []Option[T], v T) string {
	for _, o := range options {
		if o.Value == v {
			return o.Label
		}
	}
	return "Not recorded"
}

func known[T ~string](options []Option[T], v T) bool {
	for _, o := range options {
		if o.Value == v {
			return true
		}
	}
	return false
}
