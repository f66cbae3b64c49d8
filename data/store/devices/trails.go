package devices

import (
	"context"
	"encoding/json"

	"waymark/data/exchange/meeting"
	"waymark/data/exchange/segment"
	"waymark/data/store"
)

// textOf is what a segment said of audit trails as it is kept, "" for nothing.
func textOf(said *segment.Trails) (string, error) {
	if said == nil {
		return "", nil
	}
	text, err := json.Marshal(said)
	return string(text), err
}

func saidOf(text string) (*segment.Trails, error) {
	if text == "" {
		return nil, nil
	}
	said := &segment.Trails{}
	return said, json.Unmarshal([]byte(text), said)
}

// hearTrails keeps what the last segment of another device said of audit trails.
func hearTrails(t *store.Tx, device string, h *segment.Header) error {
	text, err := textOf(h.Trails)
	if err != nil {
		return err
	}
	return t.Derive("UPDATE device_other SET trail = ?2 WHERE device = ?1 AND trail <> ?2", device, text)
}

func readSentTrails(t *store.Tx, s *meeting.State) error {
	type row struct {
		meeting.Line
		meeting.SentTrail
	}
	return store.Each(t.Ctx, t, func(r *row) []any {
		return []any{&r.To, &r.Device, &r.Number, store.At(&r.At), &r.After, &r.Before}
	}, func(r *row) error {
		s.SentTrails[r.Line] = r.SentTrail
		return nil
	}, "SELECT recipient, device, seq, at, had, segment FROM audit_sent")
}

// SentTrail implements meeting.Keeper.
func (k *Keeper) SentTrail(ctx context.Context, l meeting.Line, s meeting.SentTrail) error {
	return k.write(ctx, func(t *store.Tx) error {
		return t.Derive("INSERT OR REPLACE INTO audit_sent (recipient, device, seq, at, had, segment) VALUES (?, ?, ?, ?, ?, ?)",
			l.To, l.Device, s.Number, store.Instant(s.At), s.After, s.Before)
	})
}
