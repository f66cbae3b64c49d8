package lists

import (
	"context"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/settings/frame"
)

// Flags is the list of the kinds of warning about a client.
func Flags(h *host.Host, p page) *frame.Part {
	db := h.Office
	return newList(h, p, kind{
		title: "Flags", one: "kind", many: "kinds",
		about: "Kinds of warning for everyone who meets a client. Add a flag to a client’s record and set a review date. " +
			"Reception does not see flags.",
		retired: "Retired", gone: "retired", retire: "Retire", restore: "Restore",
		read: func(ctx context.Context) ([]item, error) {
			records, err := db.Flags.Kinds(ctx, true)
			return items(records, func(v *data.FlagKind) item { return item{id: v.ID, name: v.Name, retired: v.Retired} }), err
		},
		save: func(ctx context.Context, it item) error {
			v, _ := it.record.(data.FlagKind)
			v.Name, v.Retired = it.name, it.retired
			return db.Flags.SaveKind(ctx, &v)
		},
		move: func(ctx context.Context, order []item) error {
			return saveOrder(order, func(v *data.FlagKind) *int { return &v.Position }, func(v *data.FlagKind) error { return db.Flags.SaveKind(ctx, v) })
		},
	})
}
