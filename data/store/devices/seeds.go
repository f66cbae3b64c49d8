package devices

import (
	"context"

	"waymark/data/exchange/meeting"
	"waymark/data/exchange/segment"
	"waymark/data/store"
)

func readSeeds(t *store.Tx, s *meeting.State) (err error) {
	s.Seeds, err = store.Collect(t.Ctx, t, func(x *meeting.Seeded) []any { return []any{&x.Device, &x.Number, &x.Tag} },
		"SELECT device, number, tag FROM device_seed ORDER BY device")
	return err
}

// keepSeed keeps for which devices a seed is in the store, if a segment tells of one.
func keepSeed(t *store.Tx, h *segment.Header) error {
	if h.Seed == nil {
		return nil
	}
	for _, device := range h.Seed.For {
		if err := t.Derive("INSERT OR REPLACE INTO device_seed (device, number, tag) VALUES (?, ?, ?)", device, h.Number, h.Seed.Tag); err != nil {
			return err
		}
	}
	return nil
}

// Unseed implements meeting.Keeper.
func (k *Keeper) Unseed(ctx context.Context, device string, again bool) error {
	return k.write(ctx, func(t *store.Tx) error {
		if err := t.Derive("DELETE FROM device_seed WHERE device = ?", device); err != nil || !again {
			return err
		}
		return t.Derive("INSERT OR IGNORE INTO device_owed (device, seed) VALUES (?, 1)", device)
	})
}
