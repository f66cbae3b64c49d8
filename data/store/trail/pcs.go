package trail

import (
	"context"
	"time"

	"waymark/data/store"
)

// ThisPC is the Device of a Filter for what happened on this PC.
const ThisPC = "this"

// PC is another PC of the service, with how far its trail is here.
type PC struct {
	Device, Name string
	// UpTo is when the last row that is here was written, by its clock; zero if none is
	// here yet.
	UpTo time.Time
	// Missing is how many rows it has said to have that are not here.
	Missing int64
	// Fault says what is wrong with its trail, "" if nothing is known to be.
	Fault string
}

// PCs are the other PCs whose trails come here. There are none on the PC of anyone but
// a manager, nor where one PC is the whole service.
func (s *Trail) PCs(ctx context.Context) ([]PC, error) {
	return store.Collect(ctx, s.db, func(p *PC) []any {
		return []any{&p.Device, &p.Name, store.AtOrNever(&p.UpTo), &p.Missing, &p.Fault}
	}, `SELECT k.device, k.name, coalesce((SELECT e.at FROM audit_elsewhere e WHERE e.chain = k.number AND e.seq = k.seq), ''),
		max(0, k.said - k.seq), k.fault FROM audit_chain k ORDER BY k.name, k.number`)
}
