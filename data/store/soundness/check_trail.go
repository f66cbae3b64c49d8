package soundness

import (
	"context"
	"encoding/json"
	"fmt"

	"waymark/data/exchange/member"
	"waymark/data/exchange/trails"
	"waymark/data/store"
)

// checkTrail follows the chains of the audit trails: that of this PC, and those of other
// PCs that are here.
func (s *Soundness) checkTrail(ctx context.Context, r *CheckResult) error {
	fault, err := store.CheckTrail(ctx, s.db)
	if fault != "" {
		r.Problems = append(r.Problems, fault+" Keep this file as it is. Compare the trail with that of a backup, and find out who had the file.")
		r.TrailBroken = true
	}
	if err != nil {
		return err
	}
	elsewhere, err := store.CheckTrailsElsewhere(ctx, s.db)
	if err != nil {
		return err
	}
	unsigned, err := s.unsignedTrails(ctx)
	for _, fault := range append(elsewhere, unsigned...) {
		r.Problems = append(r.Problems, fault)
		r.OtherTrails++
	}
	return err
}

// unsignedTrails are sentences about trails of other PCs whose last row the PC did not
// sign for.
func (s *Soundness) unsignedTrails(ctx context.Context) (faults []string, err error) {
	var service string
	if err := s.db.QueryRowContext(ctx, "SELECT coalesce((SELECT service FROM device_self), '')").Scan(&service); err != nil {
		return nil, store.Problem(err)
	}
	type head struct {
		device, name, keys string
		hash, signed       []byte
		trails.Head
	}
	list, err := store.Collect(ctx, s.db, func(h *head) []any {
		return []any{&h.device, &h.name, &h.keys, &h.hash, &h.Number, &h.signed, &h.At, &h.Signature}
	}, `SELECT k.device, k.name, k.keys, k.hash, coalesce(h.seq, 0), coalesce(h.hash, x''), coalesce(h.signed_at, 0), coalesce(h.signature, x'')
		FROM audit_chain k LEFT JOIN audit_head h ON h.chain = k.number AND h.seq = k.seq WHERE k.seq > 0 ORDER BY k.number`)
	for i := range list {
		h := &list[i]
		copy(h.Hash[:], h.signed)
		var keys member.Public
		if json.Unmarshal([]byte(h.keys), &keys) == nil && keys.ID() == h.device && string(h.hash) == string(h.signed) && h.SignedBy(service, h.device, keys.Sign) {
			continue
		}
		faults = append(faults, fmt.Sprintf("The end of the audit trail of “%s” is not what that PC signed. Keep this file as it is, and find out who had it.", h.name))
	}
	return faults, err
}
