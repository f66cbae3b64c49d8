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

// forgetBefore removes what an import kept of a client who is to go from the PC of a
// partner, so that the import could be taken back.
func (w *work) forgetBefore(t *table, key string) error {
	if w.holds != store.HoldsPartner || t.Name != "client" {
		return nil
	}
	return w.t.Derive("DELETE FROM import_before WHERE client_id = ?", key)
}

// forgetRow removes what the PC of a surgery or partner keeps beside a row that it lets go of:
// what someone began to type, and what it was told of the row.
func (w *work) forgetRow(t *table, key string) error {
	if err := w.t.ForgetDrafts(key); err != nil {
		return err
	}
	return w.t.Derive("DELETE FROM exchange_news WHERE record = ?1 AND record_id = ?2 OR record = ?1 AND other_id = ?2", t.Name, key)
}
