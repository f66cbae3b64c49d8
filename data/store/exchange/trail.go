package exchange

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"waymark/data/access"
	"waymark/data/exchange/change"
	"waymark/data/exchange/segment"
	"waymark/data/exchange/trails"
	"waymark/data/store"
)

// The audit trail of each device goes to the devices of managers, beside the records
// and by none of their rules: rows are added as they are, and never merged.

// mostTrailRows is how many rows are in a piece of a trail.
const mostTrailRows = 5000

// TrailEnd is the last row of the trail of this device.
func (s *Exchange) TrailEnd(ctx context.Context) (segment.Head, error) {
	seq, hash, err := store.TrailEnd(ctx, s.db)
	return headOf(seq, hash), err
}

func headOf(seq int64, hash []byte) segment.Head {
	h := segment.Head{Number: seq}
	copy(h.Hash[:], hash)
	return h
}

// kept is a trail of another device as far as it is here.
type kept struct {
	store.TrailChain
	device, name, keys, fault string
	said                      int64
	saidHash                  []byte
}

func keptTrails(ctx context.Context, q store.Querier) (map[string]*kept, error) {
	list, err := store.Collect(ctx, q, func(k *kept) []any {
		return []any{&k.Number, &k.Seq, &k.Hash, &k.device, &k.name, &k.keys, &k.fault, &k.said, &k.saidHash}
	}, "SELECT number, seq, hash, device, name, keys, fault, said, said_hash FROM audit_chain ORDER BY number")
	all := map[string]*kept{}
	for i := range list {
		all[list[i].device] = &list[i]
	}
	return all, err
}

// TrailsHeld says how far the trails of other devices are here.
func (s *Exchange) TrailsHeld(ctx context.Context) (map[string]int64, error) {
	list, err := keptTrails(ctx, s.db)
	held := map[string]int64{}
	for device, k := range list {
		if k.Seq > 0 {
			held[device] = k.Seq
		}
	}
	return held, err
}

// NextPiece is what follows after a row in the trail of a device, "" being this one, up
// to another row at most; nil if nothing does. Of this one no one has signed the head
// yet.
func (s *Exchange) NextPiece(ctx context.Context, device string, after, upTo int64) (*trails.Piece, error) {
	number, most := int64(store.ThisTrail), mostTrailRows
	p := &trails.Piece{Device: device}
	if device != "" {
		if err := s.headAfter(ctx, device, after, &number, &p.Head); err != nil || p.Head.Number == 0 {
			return nil, err
		}
		upTo, most = p.Head.Number, int(p.Head.Number-after)
	}
	rows, err := store.TrailRows(ctx, s.db, number, after, upTo, most)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	if last := &rows[len(rows)-1]; device == "" {
		p.Head.Head = headOf(last.Seq, last.Hash)
	}
	p.Rows = encodeTrail(rows)
	return p, nil
}

// headAfter is the head that the device of a trail signed at whose row a piece after a
// row ends.
func (s *Exchange) headAfter(ctx context.Context, device string, after int64, number *int64, h *trails.Head) error {
	var hash []byte
	err := s.db.QueryRowContext(ctx, `SELECT h.chain, h.seq, h.hash, h.signed_at, h.signature FROM audit_head h JOIN audit_chain c ON c.number = h.chain
		WHERE c.device = ?1 AND h.seq > ?2 ORDER BY h.seq > ?2 + ?3, iif(h.seq > ?2 + ?3, h.seq, -h.seq) LIMIT 1`, device, after, mostTrailRows).
		Scan(number, &h.Number, &hash, &h.At, &h.Signature)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	copy(h.Hash[:], hash)
	return store.Problem(err)
}

// columnsOfTrail is how many values a row of a trail has on its way. Hashes are worked
// out again where it arrives, and so is what follows from a salt.
const columnsOfTrail = 10

func encodeTrail(rows []store.TrailRow) []byte {
	list := make([]any, 0, columnsOfTrail*len(rows))
	for i := range rows {
		r := &rows[i]
		var salt, mac any
		switch {
		case r.Salt != nil:
			salt = r.Salt
		case r.Mac != nil:
			mac = r.Mac
		}
		list = append(list, r.Seq, r.At, r.Actor, r.Action, r.Record, r.ID, r.Client, r.Fields, salt, mac)
	}
	return change.AppendValues(nil, list)
}

func decodeTrail(encoded []byte) ([]store.TrailRow, error) {
	list, err := change.Values(encoded)
	if err != nil || len(list)%columnsOfTrail != 0 {
		return nil, trails.ErrUnfit
	}
	rows := make([]store.TrailRow, len(list)/columnsOfTrail)
	for i := range rows {
		r, of := &rows[i], list[i*columnsOfTrail:]
		if !scanned(of, &r.Seq, &r.At, &r.Actor, &r.Action, &r.Record, &r.ID, &r.Client, &r.Fields, &r.Salt, &r.Mac) {
			return nil, trails.ErrUnfit
		}
	}
	return rows, nil
}

// scanned puts values where they belong, and reports whether each is of the kind that
// belongs there.
func scanned(values []any, dest ...any) bool {
	for i, d := range dest {
		ok := true
		switch d := d.(type) {
		case *int64:
			*d, ok = values[i].(int64)
		case *string:
			*d, ok = values[i].(string)
		case *[]byte:
			if values[i] != nil {
				*d, ok = values[i].([]byte)
			}
		}
		if !ok {
			return false
		}
	}
	return true
}

// TakePiece adds a piece to the trail of a device, whose signature on its head was
// checked. Done again it changes nothing. The error is trails.ErrUnfit if the rows are
// not what follows there, trails.ErrGap if rows before them are missing. byOwner says
// that the device itself sent it: then what does not follow is a fault of the trail.
func (s *Exchange) TakePiece(ctx context.Context, of *trails.Owner, p *trails.Piece, byOwner bool) error {
	if err := s.db.Ask(access.Read | access.Write); err != nil {
		return err
	}
	rows, err := decodeTrail(p.Rows)
	if err == nil {
		err = s.db.Write(ctx, store.Change{}, func(t *store.Tx) error { return takePiece(t, of, p, rows) })
	}
	switch {
	case errors.Is(err, store.ErrTrailGap):
		return trails.ErrGap
	case errors.Is(err, store.ErrTrailUnfit), errors.Is(err, trails.ErrUnfit):
		if !byOwner {
			return trails.ErrUnfit
		}
		return errors.Join(trails.ErrUnfit, s.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
			k, err := keptTrail(t, of)
			if err != nil {
				return err
			}
			return fault(t, k, otherTrail(of))
		}))
	}
	return err
}

func takePiece(t *store.Tx, of *trails.Owner, p *trails.Piece, rows []store.TrailRow) error {
	w, err := begin(t)
	if err != nil {
		return err
	}
	if err := w.fold(); err != nil { // what was erased here counts
		return err
	}
	k, err := keptTrail(t, of)
	if err != nil || p.Head.Number <= k.Seq {
		return err
	}
	if len(rows) == 0 || rows[len(rows)-1].Seq != p.Head.Number {
		return store.ErrTrailUnfit
	}
	if err := t.AddTrail(&k.TrailChain, rows, p.Head.Hash[:], w.hashErased); err != nil {
		return err
	}
	if err := t.Derive("INSERT OR IGNORE INTO audit_head (chain, seq, hash, signed_at, signature) VALUES (?, ?, ?, ?, ?)",
		k.Number, p.Head.Number, p.Head.Hash[:], p.Head.At, p.Head.Signature); err != nil {
		return err
	}
	return w.end()
}

// keptTrail is the trail of a device, which begins here if there is nothing of it yet.
func keptTrail(t *store.Tx, of *trails.Owner) (*kept, error) {
	list, err := keptTrails(t.Ctx, t)
	if err != nil || list[of.Device] != nil {
		return list[of.Device], err
	}
	keys, err := json.Marshal(of.Keys)
	if err != nil {
		return nil, err
	}
	k := &kept{TrailChain: store.TrailChain{Number: int64(len(list)) + 1}, device: of.Device, name: of.Name}
	if err := t.Value(&k.Number, "SELECT coalesce(max(number), 0) + 1 FROM audit_chain"); err != nil {
		return nil, err
	}
	return k, t.Derive("INSERT INTO audit_chain (number, device, name, keys) VALUES (?, ?, ?, ?)", k.Number, of.Device, of.Name, string(keys))
}

// fault keeps what is wrong with a trail; the first thing stays.
func fault(t *store.Tx, k *kept, sentence string) error {
	k.fault = sentence
	return t.Derive("UPDATE audit_chain SET fault = ? WHERE number = ? AND fault = ''", sentence, k.Number)
}

func otherTrail(of *trails.Owner) string {
	return fmt.Sprintf("What “%s” sent of its audit trail does not follow what came before. Someone may have changed the trail on that PC. Keep both PCs as they are, and find out who had that one.", of.Name)
}

func shorterTrail(of *trails.Owner) string {
	return fmt.Sprintf("The audit trail on “%s” went back to an older state. Someone may have put an older file there. Find out who had that PC.", of.Name)
}

// HearTrails compares what the devices of the service say of their trails with what is
// here. It returns a sentence for each trail that something was found to be wrong with
// now.
func (s *Exchange) HearTrails(ctx context.Context, list []trails.Owner) (faults []string, err error) {
	have, err := keptTrails(ctx, s.db)
	if err != nil {
		return nil, err
	}
	var news []*trails.Owner
	for i := range list {
		if of, k := &list[i], have[list[i].Device]; k == nil || k.name != of.Name || k.said != of.Said.Number || !bytes.Equal(k.saidHash, of.Said.Hash[:]) {
			news = append(news, of)
		}
	}
	if len(news) == 0 {
		return nil, nil
	}
	err = s.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
		faults = nil
		for _, of := range news {
			found, err := hearTrail(t, of)
			if err != nil {
				return err
			}
			if found != "" {
				faults = append(faults, found)
			}
		}
		return nil
	})
	return faults, err
}

func hearTrail(t *store.Tx, of *trails.Owner) (found string, err error) {
	k, err := keptTrail(t, of)
	if err != nil {
		return "", err
	}
	if k.fault == "" {
		if found, err = contradicts(t, k, of); err == nil && found != "" {
			err = fault(t, k, found)
		}
		if err != nil {
			return "", err
		}
	}
	return found, t.Derive("UPDATE audit_chain SET name = ?, said_hash = ?, said = ? WHERE number = ?",
		of.Name, of.Said.Hash[:], of.Said.Number, k.Number)
}

// contradicts says what is wrong with what a device says of its trail, "" if nothing is.
func contradicts(t *store.Tx, k *kept, of *trails.Owner) (string, error) {
	said := of.Said
	if said.Number < k.said || said.Number == k.said && k.said > 0 && !bytes.Equal(said.Hash[:], k.saidHash) {
		return shorterTrail(of), nil
	}
	var other bool
	err := t.Value(&other, "SELECT EXISTS (SELECT 1 FROM audit_elsewhere WHERE chain = ? AND seq = ? AND hash <> ?)", k.Number, said.Number, said.Hash[:])
	if err != nil || !other {
		return "", err
	}
	return otherTrail(of), nil
}

// DropTrail lets go of the trail of a device, which this one may not hold any longer.
func (s *Exchange) DropTrail(ctx context.Context, device string) error {
	return s.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
		for _, statement := range []func() error{
			func() error {
				return t.Derive("DELETE FROM audit_head WHERE chain = (SELECT number FROM audit_chain WHERE device = ?)", device)
			},
			func() error {
				return t.Derive("DELETE FROM audit_elsewhere WHERE chain = (SELECT number FROM audit_chain WHERE device = ?)", device)
			},
			func() error { return t.Derive("DELETE FROM audit_chain WHERE device = ?", device) },
		} {
			if err := statement(); err != nil {
				return err
			}
		}
		return nil
	})
}
