package exchange_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/exchange/change"
	"waymark/data/store"
)

// seeTo tells the devices that hold everything what others hold, as every meeting does.
func (h *history) seeTo() {
	for _, d := range h.devices {
		must(h.t, d.Exchange.Hold(ctx, h.holding))
	}
}

// openOffices makes a partnership of the service and lets in one to three PCs of its
// partners, which begin from what the others sent.
func (h *history) openOffices() {
	h.t.Helper()
	first := h.devices[0]
	first.now = h.at(first)
	for _, name := range []string{"North", "South"} {
		must(h.t, first.Lists.SavePartner(ctx, &data.Partner{Name: name}))
	}
	for range 6 {
		for _, do := range partnerDeeds() {
			h.do(first, do)
		}
		h.belong(first)
	}
	since := h.day.UnixMilli() - int64(4*24*3600*1000) // by a clock that may be wrong
	for range 1 + h.rng.IntN(3) {
		d := h.join()
		d.wrong = first.wrong
		d.now = h.at(d)
		h.applied[d.name] = map[string][]bool{}
		var err error
		d.partner, err = h.any(first, "SELECT id FROM partner")
		must(h.t, err)
		own := change.Partner{ID: string(d.partner), Since: since}
		must(h.t, d.Exchange.Hold(ctx, change.Holding{Kind: change.HoldsPartner, Partners: []change.Partner{own}}))
		h.note(d, "is the PC of "+string(d.partner))
		if !slices.Contains(h.holding.Partners, own) {
			h.holding.Partners = append(h.holding.Partners, own)
		}
		h.offices = append(h.offices, d)
	}
	h.seeTo()
	h.send(first)
	for _, d := range h.offices {
		h.hearAll(d)
	}
}

// partnerDeeds are what managers do about whose is what.
func partnerDeeds() []deed {
	partner := func(h *history, d *device) data.ID {
		id, _ := h.any(d, "SELECT id FROM partner")
		if h.rng.IntN(5) == 0 {
			return ""
		}
		return id
	}
	return []deed{
		{"give a surgery to a partner", func(h *history, d *device) error {
			list, err := d.Lists.Surgeries(ctx, true)
			if err != nil || len(list) == 0 {
				return errNothing
			}
			v := list[h.rng.IntN(len(list))]
			v.PartnerID = partner(h, d)
			return d.Lists.SaveSurgery(ctx, &v)
		}},
		{"give staff to a partner", func(h *history, d *device) error {
			list, err := d.Lists.Staff(ctx, true)
			if err != nil || len(list) == 0 {
				return errNothing
			}
			v := list[h.rng.IntN(len(list))]
			v.PartnerID = partner(h, d)
			return d.Lists.SaveStaff(ctx, &v)
		}},
		{"save a surgery of a partner", func(h *history, d *device) error {
			return d.Lists.SaveSurgery(ctx, &data.Surgery{Name: fmt.Sprint("Surgery ", h.rng.IntN(9)), PartnerID: partner(h, d)})
		}},
		{"move a client", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM client")
			if err != nil {
				return err
			}
			c, err := d.Casework.Client(ctx, id)
			if err != nil {
				return err
			}
			if c.SurgeryID, err = h.any(d, "SELECT id FROM surgery"); err != nil {
				return err
			}
			return d.Casework.SaveClientAsAnother(ctx, c)
		}},
	}
}

// officesAgree fails if the PC of a partner has other records than the devices that hold
// everything, lacks one of its clients’, or has one of anyone else.
func (h *history) officesAgree() {
	h.t.Helper()
	if len(h.offices) == 0 {
		return
	}
	full := h.devices[0]
	whose := h.clientsOf(full)
	for _, d := range h.offices {
		own := whose[h.becameOf(full, "partner", d.partner)]
		if own == nil {
			own = map[string]bool{}
		}
		for name, t := range store.Tables() {
			if t.Records && name != "person_facts" && name != "setting" {
				h.officeAgrees(d, full, name, t.Key, own)
			}
		}
		must(h.t, store.ForeignKeysHold(ctx, reader(d)))
		for _, table := range []string{"exchange_waiting", "clinic_leaving"} {
			if rows := dumpRows(h.t, reader(d), "SELECT * FROM "+table); len(rows) > 0 {
				h.t.Errorf("%s has rows of %s: %s", d.name, table, rows)
			}
		}
	}
}

// clientsOf are the clients of each partner, "" for none, as the rule of the field has it.
func (h *history) clientsOf(d *device) map[string]map[string]bool {
	surgeries, staff := map[string]string{}, map[string]string{}
	for table, of := range map[string]map[string]string{"surgery": surgeries, "staff": staff} {
		must(h.t, store.Each(ctx, reader(d), func(r *[2]string) []any { return []any{&r[0], &r[1]} }, func(r *[2]string) error {
			of[r[0]] = r[1]
			return nil
		}, "SELECT id, coalesce(partner_id, '') FROM "+table))
	}
	all := map[string]map[string]bool{}
	must(h.t, store.Each(ctx, reader(d), func(r *[4]string) []any { return []any{&r[0], &r[1], &r[2], &r[3]} }, func(r *[4]string) error {
		partner := data.PartnerOf(r[1], r[2], surgeries, staff)
		if r[1] == "" && r[2] == "" {
			partner = staff[r[3]]
		}
		if all[partner] == nil {
			all[partner] = map[string]bool{}
		}
		all[partner][r[0]] = true
		return nil
	}, "SELECT id, coalesce(surgery_id, ''), coalesce(prescriber_id, ''), created_by FROM client"))
	return all
}

// becameOf is what a row of a list is on a device: it may have become another.
func (h *history) becameOf(d *device, table string, id data.ID) string {
	list, err := store.Collect(ctx, reader(d), func(k *any) []any { return []any{k} },
		"WITH RECURSIVE b(id) AS (SELECT ?1 UNION SELECT kept_id FROM exchange_same JOIN b ON gone_id = b.id AND tbl = ?2) SELECT id FROM b", store.KeyOf(id), store.Tables()[table].Number)
	must(h.t, err)
	return store.KeyText(list[len(list)-1])
}

// everywhere are the tables of which every PC of a partner has all rows.
var everywhere = strings.Fields("handed comparator report_reader")

func (h *history) officeAgrees(d, full *device, table string, key []string, own map[string]bool) {
	h.t.Helper()
	columns, err := store.Collect(ctx, reader(d), func(c *string) []any { return []any{c} }, "SELECT name FROM pragma_table_info(?) WHERE name <> 'seq'", table)
	must(h.t, err)
	client := "''"
	switch {
	case table == "client":
		client = "id"
	case slices.Contains(columns, "client_id"):
		client = "coalesce(client_id, '')"
	}
	read := func(d *device) (lines, clients map[string]string) {
		lines, clients = map[string]string{}, map[string]string{}
		type row struct{ key, client, line string }
		must(h.t, store.Each(ctx, reader(d), func(r *row) []any { return []any{&r.key, &r.client, &r.line} }, func(r *row) error {
			lines[r.key], clients[r.key] = r.line, r.client
			return nil
		}, "SELECT "+strings.Join(key, " || '|' || ")+", "+client+", concat_ws('|', "+quoted(columns)+") FROM "+table))
		return lines, clients
	}
	theirs, of := read(full)
	here, ofHere := read(d)
	lists := slices.Contains(everywhere, table) || slices.Contains(listTables, table)
	for _, k := range slices.Sorted(maps.Keys(here)) {
		if theirs[k] != here[k] {
			h.t.Errorf("%s has of %s\n  %s\nnot\n  %s", d.name, table, here[k], theirs[k])
		}
		if client := ofHere[k]; client != "" && !own[client] {
			h.t.Errorf("%s has of %s what is of another partner’s client %s: %s", d.name, table, client, here[k])
		}
	}
	for _, k := range slices.Sorted(maps.Keys(theirs)) {
		if _, has := here[k]; !has && (lists || of[k] != "" && own[of[k]]) {
			h.t.Errorf("%s lacks of %s %s", d.name, table, theirs[k])
		}
	}
}

func quoted(columns []string) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = "quote(" + c + ")"
	}
	return strings.Join(list, ", ")
}

// listTables are those that every device has: written here once more, so that a change
// of the register is seen.
var listTables = strings.Fields(`surgery staff partner reason category flag_kind organisation service service_merge service_distinct synonym holiday bank_holiday
	questionnaire letter_template translation clinical_code person_access`)
