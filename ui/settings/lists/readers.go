package lists

import (
	"context"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/settings/frame"
)

// Readers is the list of who reports are handed over to.
func Readers(h *host.Host, p page) *frame.Part {
	db := h.Office
	return newList(h, p, kind{
		title: "Readers of reports", one: "reader", many: "readers",
		about:   "Funders and partners who get reports. Use one name for one reader: a new report is checked against all that they have.",
		empty:   "Add a funder or partner, then hand a report over to them.",
		retired: "Retired", gone: "retired", retire: "Retire", restore: "Bring back",
		read: func(ctx context.Context) ([]item, error) {
			records, err := db.Handed.Readers(ctx, true)
			return items(records, func(v *data.Reader) item { return item{id: v.ID, name: v.Name, retired: v.Retired} }), err
		},
		save: func(ctx context.Context, it item) error {
			v, _ := it.record.(data.Reader)
			v.Name, v.Retired = it.name, it.retired
			return db.Handed.SaveReader(ctx, &v)
		},
	})
}
