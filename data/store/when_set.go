package store

// WhenSet has do run in the transaction that gives a setting another value, so
// that what was worked out with the old one is worked out again. Each setting
// has one such function at most.
func (s *Store) WhenSet(key string, do func(*Tx) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.whenSet[key] = do
}

// WasSet does what follows from another value of a setting.
func (t *Tx) WasSet(key string) error {
	t.store.mu.Lock()
	do := t.store.whenSet[key]
	t.store.mu.Unlock()
	if do == nil {
		return nil
	}
	t.Also(Change{Kind: ChangedResponse})
	return do(t)
}
