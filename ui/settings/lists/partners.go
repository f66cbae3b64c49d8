package lists

import (
	"context"
	"sync/atomic"

	"waymark/data"
	"waymark/data/store/lists"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// Partners is the list of the organisations of a partnership.
func Partners(h *host.Host, p page) *frame.Part {
	db := h.Office
	return newList(h, p, kind{
		title: "Partners", one: "partner", many: "partners",
		about:   "Only for several organisations that are one service. Clients belong to the partner of their surgery, or of their prescriber if they have none.",
		empty:   "One organisation needs none. In a partnership, add each organisation, then choose it for its surgeries and staff.",
		retired: "Retired", gone: "retired", retire: "Retire", restore: "Restore",
		read: func(ctx context.Context) ([]item, error) {
			records, err := db.Lists.Partners(ctx, true)
			return items(records, func(v *data.Partner) item { return item{id: v.ID, name: v.Name, retired: v.Retired} }), err
		},
		save: func(ctx context.Context, it item) error {
			v, _ := it.record.(data.Partner)
			v.Name, v.Retired = it.name, it.retired
			return db.Lists.SavePartner(ctx, &v)
		},
	})
}

// belonging has the partners that the entries of a list can belong to. They are read
// with the list, off the UI goroutine.
type belonging struct {
	list atomic.Pointer[[]data.Partner]
}

func (b *belonging) read(ctx context.Context, from *lists.Lists) error {
	list, err := from.Partners(ctx, true)
	if err == nil {
		b.list.Store(&list)
	}
	return err
}

// all are the partners as they were read last.
func (b *belonging) all() []data.Partner {
	if list := b.list.Load(); list != nil {
		return *list
	}
	return nil
}

// note is what a row says beneath the name, with the partner if there is one.
func (b *belonging) note(text string, partner data.ID) string {
	for _, v := range b.all() {
		if v.ID == partner {
			if text == "" {
				return v.Name
			}
			return text + " · " + v.Name
		}
	}
	return text
}

// partnerField is the field of the partner that an entry belongs to; nil for a list
// whose entries belong to none, and in a service of one organisation.
func (l *list) partnerField(it item) *kit.Choice {
	if l.kind.partners == nil {
		return nil
	}
	if who := l.h.Session.Identity(); it.id == "" && who.OnePartner {
		it.partner = who.Partner
	}
	return frame.PartnerChoice(l.kind.partners(), it.partner)
}
