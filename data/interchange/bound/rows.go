package bound

// Rows keeps the first rows of an import that someone should look at, so that a
// file of nothing but faults is not in memory whole.
type Rows[T any] struct {
	Kept []T
	Left int // further rows, which were only counted
}

// Add keeps a row if there is room for it.
func (r *Rows[T]) Add(row T) {
	if len(r.Kept) >= MostListed {
		r.Left++
		return
	}
	r.Kept = append(r.Kept, row)
}
