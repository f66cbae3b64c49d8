package lists

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// Surgeries is the list of the GP practices that refer people.
func Surgeries(h *host.Host, p page) *frame.Part {
	db, partners := h.Office, &belonging{}
	return newList(h, p, kind{
		title: "Surgeries", one: "surgery", many: "surgeries",
		about:   "GP practices that refer people. Used in reports.",
		retired: "Retired", gone: "retired", retire: "Retire", restore: "Restore",
		read: func(ctx context.Context) ([]item, error) {
			if err := partners.read(ctx, db.Lists); err != nil {
				return nil, err
			}
			records, err := db.Lists.Surgeries(ctx, true)
			return items(records, func(v *data.Surgery) item {
				return item{id: v.ID, name: v.Name, extra: v.Town, note: partners.note(v.Town, v.PartnerID), partner: v.PartnerID, retired: v.Retired}
			}), err
		},
		save: func(ctx context.Context, it item) error {
			v, _ := it.record.(data.Surgery)
			v.Name, v.Town, v.PartnerID, v.Retired = it.name, it.extra, it.partner, it.retired
			return db.Lists.SaveSurgery(ctx, &v)
		},
		partners: partners.all,
		find: func(take func(name, extra string), changed func()) (above, below fyne.CanvasObject) {
			f := newPracticeFinder(h, p, func(v data.Practice) { take(v.Name, v.Town) }, changed)
			return f.above, f.below
		},
		second: func() second {
			f := kit.NewTextField("Town")
			return second{object: f, name: "Town", get: f.Text, set: f.SetText, fail: f.SetError}
		},
	})
}

// Staff is the list of the people who work for the service or see its appointments.
func Staff(h *host.Host, p page) *frame.Part {
	db, partners := h.Office, &belonging{}
	return newList(h, p, kind{
		title: "Staff", one: "person", many: "people",
		about:   fmt.Sprintf("People who work for the service or can see its appointments. %s and coordinators can have their own clients.", h.Role().CapitalMany()),
		retired: "Left", gone: "left", retire: "Mark as left", restore: "Restore",
		read: func(ctx context.Context) ([]item, error) {
			if err := partners.read(ctx, db.Lists); err != nil {
				return nil, err
			}
			records, err := db.Lists.Staff(ctx, true)
			return items(records, func(v *data.Staff) item {
				it := item{id: v.ID, name: v.Name, extra: string(v.Role), note: partners.note(h.Role().Label(v.Role), v.PartnerID), partner: v.PartnerID, retired: v.Retired}
				if v.ID == db.Session.Person() {
					it.note += " · uses this PC"
				}
				return it
			}), err
		},
		save: func(ctx context.Context, it item) error {
			v, _ := it.record.(data.Staff)
			v.Name, v.Role, v.PartnerID, v.Retired = it.name, data.Role(it.extra), it.partner, it.retired
			return db.Lists.SaveStaff(ctx, &v)
		},
		second:   func() second { return roleField(h.Role()) },
		partners: partners.all,
		keep: func(it item) string {
			if it.id != db.Session.Person() {
				return ""
			}
			return "This person is using this PC. Choose someone else in “You and the service” first."
		},
	})
}

func roleField(name data.RoleName) second {
	roles := data.Roles()
	labels := make([]string, len(roles))
	for i, r := range roles {
		labels[i] = name.Label(r.Value)
	}
	f := kit.NewChoiceRow("Role", labels, nil)
	f.SetRequired(true)
	return second{object: f, name: "Role", fail: f.SetError,
		get: func() string {
			if i := f.Selected(); i >= 0 {
				return string(roles[i].Value)
			}
			return ""
		},
		set: func(v string) {
			for i, r := range roles {
				if string(r.Value) == v {
					f.SetSelected(i)
				}
			}
		}}
}

// Reasons is the list of the reasons for a referral.
func Reasons(h *host.Host, p page) *frame.Part {
	db := h.Office
	return newList(h, p, kind{
		title: "Reasons", one: "reason", many: "reasons",
		about:   "Reasons for referral and needs. Shown in this order on forms and in reports.",
		retired: "Retired", gone: "retired", retire: "Retire", restore: "Restore",
		read: func(ctx context.Context) ([]item, error) {
			records, err := db.Lists.Reasons(ctx, true)
			return items(records, func(v *data.Reason) item {
				return item{id: v.ID, name: v.Name, retired: v.Retired}
			}), err
		},
		save: func(ctx context.Context, it item) error {
			v, _ := it.record.(data.Reason)
			v.Name, v.Retired = it.name, it.retired
			return db.Lists.SaveReason(ctx, &v)
		},
		move: func(ctx context.Context, order []item) error {
			return saveOrder(order, func(v *data.Reason) *int { return &v.Position }, func(v *data.Reason) error { return db.Lists.SaveReason(ctx, v) })
		},
	})
}

// Categories is the list of the kinds of service in the directory.
func Categories(h *host.Host, p page) *frame.Part {
	db := h.Office
	return newList(h, p, kind{
		title: "Categories", one: "category", many: "categories",
		about:   "Types of service in the directory, for example lunch club. You can search for services by category.",
		retired: "Retired", gone: "retired", retire: "Retire", restore: "Restore",
		read: func(ctx context.Context) ([]item, error) {
			records, err := db.Lists.Categories(ctx, true)
			return items(records, func(v *data.Category) item {
				return item{id: v.ID, name: v.Name, retired: v.Retired}
			}), err
		},
		save: func(ctx context.Context, it item) error {
			v, _ := it.record.(data.Category)
			v.Name, v.Retired = it.name, it.retired
			return db.Lists.SaveCategory(ctx, &v)
		},
	})
}

// items turns the records of a list into entries, each with its record.
func items[T any](records []T, entry func(*T) item) []item {
	var list []item
	for i := range records {
		it := entry(&records[i])
		it.record = records[i]
		list = append(list, it)
	}
	return list
}

// saveOrder numbers entries from 1 in their order, and saves those that stand
// elsewhere than before.
func saveOrder[T any](order []item, position func(*T) *int, save func(*T) error) error {
	for i, it := range order {
		v, _ := it.record.(T)
		at := position(&v)
		if *at == i+1 {
			continue
		}
		*at = i + 1
		if err := save(&v); err != nil {
			return err
		}
	}
	return nil
}
