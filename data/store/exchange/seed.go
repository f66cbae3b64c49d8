package exchange

import (
	"context"
	"fmt"
	"strings"

	"waymark/data/store"
)

// A new device that may hold everything begins from a seed: a copy of the database of
// the device that let it in, made at the moment at which that one had gathered all
// that it has. What the seed has of clocks is as the new device would have it by rows:
// what the maker typed is of the maker, not of this device.

// seeded are the tables of one device whose rows the next one needs: where it stands
// with the others, and the log of changes, without what the maker keeps for itself.
// maker is the number under which the maker is known in the copy.
func seeded(maker int) map[string]string {
	device := fmt.Sprintf("iif(device = %d, %d, device)", self, maker)
	own := "'" + strings.Join(ownedKeys, "', '") + "'"
	return map[string]string{
		"setting": "* FROM main.setting WHERE key NOT IN (" + own + ")",
		"change_entry": fmt.Sprintf("* FROM main.change_entry WHERE NOT (tbl = %d AND typeof(row) = 'text' AND row IN (%s))",
			store.Tables()["setting"].Number, own),
		"tombstone":        "",
		"exchange_state":   "",
		"exchange_device":  fmt.Sprintf("iif(number = %d, %d, number), device FROM main.exchange_device", self, maker),
		"exchange_row":     "tbl, row, clock, " + device + ", iif(cells IS NULL, NULL, travelled_cells(cells)), 0 FROM main.exchange_row",
		"exchange_gone":    "tbl, row, erased, clock, " + device + ", 0 FROM main.exchange_gone",
		"exchange_same":    "tbl, gone_id, kept_id, 0 FROM main.exchange_same",
		"exchange_waiting": "tbl, id, part, clock, " + device + ", client_id, body FROM main.exchange_waiting",
		"exchange_heard":   "",
		"person_facts_of":  "",
		"clinic_held":      "surgery, tbl, row, clock, " + device + ", gone, 0, iif(has IS NULL, NULL, travelled_has(has)) FROM main.clinic_held",
		"clinic_due":       "",
		"clinic_follow":    "",
	}
}

// notSeeded says why the rows of a table of this device are not in a seed.
var notSeeded = map[string]string{
	"draft":           "what someone has half typed on the PC that made it",
	"service_mark":    "favourites of people on the PC that made it",
	"service_source":  "where the PC that made it took services from",
	"source_feed":     "feeds that the PC that made it reads",
	"practice":        "the national list of GP practices, which is imported again",
	"postcode":        "the national list of postcodes, which is imported again",
	"sign_in":         "passphrases belong to one database",
	"audit":           "who looked at what on the PC that made it",
	"audit_chain":     "the trails of other PCs, which each sends to managers’ PCs itself",
	"audit_elsewhere": "the trails of other PCs, which each sends to managers’ PCs itself",
	"audit_head":      "the trails of other PCs, which each sends to managers’ PCs itself",
	"audit_sent":      "how far the PC that made it has sent its trail",
	"answer_tap":      "answers that have no change entry yet: all have one when a seed is made",
	"stale":           "the kernel sees to it",
	"import_before":   "what an import on the PC that made it can put back",
	"exchange_news":   "what someone on the PC that made it should know",
	"clinic_leaving":  "only the PC of a surgery lets go of rows",
	"device_self":     "the keys of the PC that made it",
	"device_entry":    "who belongs to the service, which comes with what lets the PC in",
	"device_own":      "what the PC that made it sealed",
	"device_other":    "how far the PC that made it has come with the others; the segment says it",
	"device_owed":     "whom the PC that made it let in",
	"device_seed":     "which PCs begin from a seed of the PC that made it",
	"device_object":   "what the PC that made it has still to write to the store",
	"secret":          "secrets of one database",
}

// seedPlan says what is in a seed of this device.
func (w *work) seedPlan() store.SeedPlan {
	maker := len(w.devices)
	return store.SeedPlan{Take: seeded(maker), Functions: map[string]any{
		"travelled_cells": func(b []byte) ([]byte, error) {
			cells, err := readCells(b)
			return writeCells(&rowState{cells: ofMaker(cells, maker)}), err
		},
		"travelled_has": func(b []byte) ([]byte, error) {
			if len(b) == 0 {
				return b, nil
			}
			r, err := unpacked(b)
			if err != nil {
				return nil, err
			}
			if r.cells = ofMaker(r.cells, maker); r.device == self {
				r.device = maker
			}
			return packed(r), nil
		},
	}}
}

// ofMaker has the clocks that a device gave be those of another one.
func ofMaker(cells map[uint8]cell, maker int) map[uint8]cell {
	for group, c := range cells {
		if c.own = 0; c.device == self {
			c.device = maker
		}
		cells[group] = c
	}
	return cells
}

// GatherAndSeed is Gather, with a copy of everything as it is once that is gathered.
// Writing goes on while the copy is made.
func (s *Exchange) GatherAndSeed(ctx context.Context, after Cursor) (out Outgoing, seed *store.Seed, err error) {
	if err := s.HandOut(ctx, nil); err != nil {
		return out, nil, err
	}
	if err := s.workOutFacts(ctx); err != nil {
		return out, nil, err
	}
	seed, err = s.db.WriteAndSeed(ctx, func(t *store.Tx) (plan store.SeedPlan, err error) {
		w, err := begin(t)
		if err != nil {
			return plan, err
		}
		if w.holds != store.HoldsAll {
			return plan, notBegun()
		}
		if _, err := w.ready(int64(after), handOutAll()); err != nil {
			return plan, err
		}
		if out, err = w.gather(int64(after), ctx.Err); err != nil {
			return plan, err
		}
		w.state.sent = max(w.state.sent, w.state.own)
		return w.seedPlan(), w.end()
	})
	return out, seed, err
}

// Found says how far the changes of this device go that every other one has from a
// seed or a snapshot: all that there are.
func (s *Exchange) Found(ctx context.Context) (out Outgoing, err error) {
	err = s.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
		w, err := begin(t)
		if err != nil {
			return err
		}
		if err := w.fold(); err != nil {
			return err
		}
		out = Outgoing{Cursor: Cursor(w.state.own), Clock: max(w.state.own, w.state.met)}
		return w.end()
	})
	return out, err
}
