package store

// Writes is how many transactions have been written since the database was
// opened. None is under way at that moment.
func (d *Door) Writes() int {
	d.store.writing.Lock()
	defer d.store.writing.Unlock()
	return d.store.commits
}

// WritesBefore is how many transactions were written before this one.
func (t *Tx) WritesBefore() int { return t.store.commits - 1 }
