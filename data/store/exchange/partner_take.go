package exchange

import (
	"slices"

	"waymark/data/exchange/change"
	"waymark/data/store"
)

// takeFromPartner applies what the PC of a partner changed, as from any other device. It
// is given back, also a row that is new here: the record may have been taken from that
// PC and given to it anew since, and what was typed before went with it. Where it still
// is, that changes nothing.
func (w *work) takeFromPartner(place string, t *table, key string, cells []incoming) error {
	if err := w.applyRow(t, key, slices.Clone(cells)); err != nil {
		return err
	}
	// What became another row hangs together with that one from here on.
	key = w.canonical(t, key)
	h, err := w.handedTo(place, t, key)
	if err != nil {
		return err
	}
	if h != nil {
		return w.isDue(t, key)
	}
	if err := w.movedByOthers(place, t, key); err != nil {
		return err
	}
	return w.putHanded(place, t, key, &handed{has: &rowState{clock: -1}})
}

// removedByPartners has rows that the PC of a partner removed, and that stay because
// someone changed them meanwhile, given to it again.
func (w *work) removedByPartners(parts []*namedPart) error {
	if !w.seesToClinics() {
		return nil
	}
	for _, p := range parts {
		if !isPartner(p.name) {
			continue
		}
		if err := p.Each(change.Visitor{Gone: func(g change.Gone) error {
			t := w.byNumber[g.Table]
			if g.Left || g.Erased || t == nil || !t.ofPartners() {
				return nil
			}
			return w.lookAgain(p.name, t, w.canonical(t, g.Key))
		}}); err != nil {
			return err
		}
	}
	return nil
}

// What a partner has is kept by the row that a row became, and so is what is taken back
// from it. Devices learn that two rows are one at different times, so of a row that
// became another it is never sure how much of it a PC of the partner has: then it is
// given all of it anew, or that is taken back.

// moveToPartner is moveHanded for one partner.
func (w *work) moveToPartner(place string, t *table, gone, kept string) error {
	if !t.ofPartners() {
		return nil
	}
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

// gaveAnother notes that another device gave a partner a row, not knowing that it had
// become this one.
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

// lookAgain has a partner given the whole of a row anew, or has it taken back.
func (w *work) lookAgain(place string, t *table, key string) error {
	h, err := w.handedTo(place, t, key)
	if err != nil || !h.live() {
		return err
	}
	h.has, h.mine = &rowState{clock: -1}, 0
	return w.putHanded(place, t, key, h)
}

// leavesAsOne has what is left of two rows on the PC of a partner go or stay: what was
// said last of either counts, in whatever order it came. So it does for the devices that
// see to the partner, and they say anew what counts of a row that became one.
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
	if left.clock < 0 { // nothing was taken back, but this PC may be another partner’s now
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

// forgetBefore removes what an import kept of a client who is to go from the PC of a
// partner, so that the import could be taken back.
func (w *work) forgetBefore(t *table, key string) error {
	if w.holds != store.HoldsPartner || t.Name != "client" {
		return nil
	}
	return w.t.Derive("DELETE FROM import_before WHERE client_id = ?", key)
}

// forgetRow removes what the PC of a partner keeps beside a row that it lets go of: what
// someone began to type, and what it was told of the row.
func (w *work) forgetRow(t *table, key string) error {
	if w.holds != store.HoldsPartner {
		return nil
	}
	if err := w.t.Derive("DELETE FROM draft WHERE instr(key, ?) > 0", key); err != nil {
		return err
	}
	return w.t.Derive("DELETE FROM exchange_news WHERE record = ?1 AND record_id = ?2 OR record = ?1 AND other_id = ?2", t.Name, key)
}
