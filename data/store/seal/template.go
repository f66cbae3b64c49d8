package seal

import "time"

// Template is the slots that a new file gets.
type Template struct{ h header }

// NewTemplate makes slots for a new data key.
func NewTemplate(key *Key, now time.Time, slots ...NewSlot) (*Template, error) {
	t := &Template{header{key: key.id}}
	err := key.with(func(data []byte) error {
		for _, n := range slots {
			s, err := newSlot(data, key.id, n.Owner, n.Secret, now)
			if err != nil {
				return err
			}
			t.h.slots = append(t.h.slots, s)
		}
		return nil
	})
	return t, err
}

// TemplateOf is the slots of the file at path.
func TemplateOf(path string) (*Template, error) {
	h, err := headerOf(path)
	if err != nil {
		return nil, err
	}
	return &Template{*h}, nil
}

// CreateFrom makes a sealed file without a page at path, with these slots and an
// id of its own. It is opened with QueryNew until its first page is written.
func (t *Template) CreateFrom(path string, key *Key) error {
	if t.h.key != key.id {
		return ErrWrongSecret
	}
	h := t.h
	return create(path, key, &h)
}

// KeyFor returns a key of this process that opens the file at path, or nil.
func KeyFor(path string) (*Key, error) {
	h, err := headerOf(path)
	if err != nil {
		return nil, err
	}
	keysMu.Lock()
	defer keysMu.Unlock()
	for _, k := range keys {
		if k.id == h.key {
			return k, nil
		}
	}
	return nil, nil
}
