package exchange

import "waymark/data/store"

// What a surgery or partner has is kept by the row that a row became, and so is what is
// taken back. Devices learn that two rows are one at different times, so of a row that
// became another it is never sure how much of it a PC there has: then it is given all of
// it anew, or that is taken back.

// moveHanded notes that surgeries and partners which had a row have the one that it became,
// and not all of it.
func (w *work) moveHanded(t *table, gone, kept string) error {
	if !w.seesToClinics() {
		return nil
	}
	for _, c := range w.clinics {
		if !inPlace(c.name, t) {
			continue
		}
		if err := w.moveTo(c.name, t, gone, kept); err != nil {
			return err
		}
	}
	return nil
}

// moveTo is moveHanded for one surgery or partner.
func (w *work) moveTo(place string, t *table, gone, kept string) error {
	was, err := w.handedTo(place, t, gone)
	if err != nil || was == nil {
		return err
	}
	now, err := w.handedTo(place, t, kept)
	if err != nil {
		return err
	}
	live := was.live()
	if live {
		if err := w.putHanded(place, t, gone, &handed{at: was.at, gone: true}); err != nil {
			return err
		}
	}
	if now.live() {
		return w.lookAgain(place, t, kept)
	}
	if now != nil && w.newer(now.at, was.at) {
		if !live {
			return nil
		}
		was.at = now.at
	}
	if !live {
		return w.putHanded(place, t, kept, &handed{at: was.at, gone: true})
	}
	if err := w.movedByOthers(place, t, kept); err != nil {
		return err
	}
	return w.putHanded(place, t, kept, &handed{at: was.at, has: &rowState{clock: -1}})
}

// gaveAnother notes that another device gave a surgery or partner a row, not knowing that
// it had become this one.
func (w *work) gaveAnother(place string, t *table, kept string, at cell) error {
	h, err := w.handedTo(place, t, kept)
	if err != nil || h.live() {
		return err
	}
	if h != nil && w.newer(h.at, at) {
		at = h.at
	}
	if err := w.movedByOthers(place, t, kept); err != nil {
		return err
	}
	return w.putHanded(place, t, kept, &handed{at: at, has: &rowState{clock: -1}})
}

// lookAgain has a surgery or partner given the whole of a row anew, or has it taken back.
func (w *work) lookAgain(place string, t *table, key string) error {
	h, err := w.handedTo(place, t, key)
	if err != nil || !h.live() {
		return err
	}
	h.has, h.mine = &rowState{clock: -1}, 0
	return w.putHanded(place, t, key, h)
}

// leavesAsOne has what is left of two rows on the PC of a surgery or partner go or stay:
// what was said last of either counts, in whatever order it came. So it does for the
// devices that see to the place, and they say anew what counts of a row that became one.
func (w *work) leavesAsOne(t *table, gone, kept string) error {
	left, err := w.leftAt(t, gone)
	if err != nil {
		return err
	}
	was, err := w.leftAt(t, kept)
	if err != nil {
		return err
	}
	if was.clock >= 0 && (left.clock < 0 || w.newer(was, left)) {
		left = was
	}
	if left.clock < 0 { // nothing was taken back, but this PC may be of another place now
		if err := w.t.Derive("INSERT OR IGNORE INTO clinic_leaving (tbl, row) SELECT tbl, ?3 FROM clinic_leaving WHERE tbl = ?1 AND row = ?2",
			t.Number, store.KeyOf(gone), store.KeyOf(kept)); err != nil {
			return err
		}
	}
	if err := w.t.Derive("DELETE FROM clinic_leaving WHERE tbl = ? AND row = ?", t.Number, store.KeyOf(gone)); err != nil {
		return err
	}
	if left.clock < 0 {
		return nil
	}
	given, err := w.givenAt(t, kept)
	if err != nil {
		return err
	}
	if given.clock >= 0 && !w.newer(left, given) {
		return w.forgetLeft(t, kept)
	}
	if err := w.forgetWaiting(t, kept); err != nil {
		return err
	}
	return w.putLeft(t, kept, left)
}
