package office_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
	"waymark/data/store/devices"
	"waymark/data/store/office"
)

// meetings is one history of PCs that meet through a folder. Keys and ids are random, so
// a seed brings the same deeds again, and not the same order of PCs.
type meetings struct {
	*exchanged
	rng     *rand.Rand
	pcs     []*metPC
	elm     data.ID
	north   data.ID
	clients []data.ID
	erased  []data.ID // some of them on a PC that was restored before it said so
	log     []string
}

// metPC is a PC in such a history.
type metPC struct {
	at   int // in exchanged.all
	name string
	role access.Role // as which it joined
	copy []byte      // from before, nil for none
}

// TestRandomMeetings_keepTheTrailsWhole has PCs of every kind join, leave and be struck off,
// join again, become those of managers and of others, be restored, be off for months, open records and erase people. In
// the end each manager's PC has the same rows of each audit trail, which are those of its
// PC, in a whole chain. No other PC has any, and no row names who was erased.
// MEETINGS says how many histories are run, MEETINGS_FROM the first seed.
func TestRandomMeetings_keepTheTrailsWhole(t *testing.T) {
	count, err := strconv.Atoi(os.Getenv("MEETINGS"))
	if err != nil {
		count = 2
		if testing.Short() {
			count = 1
		}
	}
	from, err := strconv.ParseUint(os.Getenv("MEETINGS_FROM"), 10, 64)
	if err != nil {
		from = 1
	}
	for i := range uint64(count) {
		t.Run(fmt.Sprint("MEETINGS_FROM=", from+i), func(t *testing.T) { runMeetings(t, from+i) })
	}
}

func runMeetings(t *testing.T, seed uint64) {
	t.Helper()
	ctx := context.Background()
	e, first, ada := trailed(t)
	h := &meetings{exchanged: e, rng: rand.New(rand.NewPCG(seed, 3)), clients: []data.ID{ada.ID}, pcs: []*metPC{{name: "Manager’s PC"}}}
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(strings.Join(h.log, "\n"))
		}
	})
	elm, north := data.Surgery{Name: "Elm surgery"}, data.Partner{Name: "North"}
	must(t, first.Lists.SaveSurgery(ctx, &elm))
	must(t, first.Lists.SavePartner(ctx, &north))
	h.elm, h.north = elm.ID, north.ID
	h.joins(access.Manager)
	h.joins(access.Prescriber)
	for range 30 + h.rng.IntN(40) {
		h.step()
	}
	last := map[*metPC]*meeting.Report{}
	for range 6 { // after a day each PC leaves word
		h.now = h.now.Add(26 * time.Hour)
		for range 2 {
			h.now = h.now.Add(2 * time.Hour)
			for _, p := range h.pcs {
				last[p] = h.meet(h.of(p))
				h.note(p, fmt.Sprintf("%s: %q", last[p].Sentence, last[p].Notices), nil)
			}
		}
	}
	h.quiet(last)
	h.trailsAgree()
}

// quiet fails if the last meeting of a PC that belongs to the service went other than well,
// or if something of another one waits there.
func (h *meetings) quiet(last map[*metPC]*meeting.Report) {
	belongs := map[string]bool{}
	for _, d := range h.service(h.pcs[0]).Devices {
		belongs[d.ID] = d.Active()
	}
	for _, p := range h.pcs {
		r := last[p]
		if r.Standing != meeting.Belongs || !belongs[h.service(p).Me] {
			continue // what says that it was struck off may have been removed since
		}
		if r.Sentence != "Up to date" || r.Waiting > 0 {
			h.t.Errorf("%s: %s, %d changes wait here, %q", p.name, r.Sentence, r.Waiting, r.Notices)
		}
		for _, m := range r.Devices {
			if m.Waits > 0 || m.Problem != "" {
				h.t.Errorf("%s waits for %d of %s: %s", p.name, m.Waits, m.Device.Name, m.Problem)
			}
		}
	}
}

func (h *meetings) of(p *metPC) *office.Office { return h.all[p.at] }

// someManager is whoever works, on any PC.
var someManager = access.Identity{Person: "01900000-0000-7000-8000-00000000dddd", Role: access.Manager}

// service is what a PC knows of the service.
func (h *meetings) service(p *metPC) *devices.Service {
	h.t.Helper()
	h.of(p).Session.SignIn(someManager)
	of, err := h.of(p).Devices.Service(context.Background())
	must(h.t, err)
	return of
}

func (h *meetings) any() *metPC { return h.pcs[h.rng.IntN(len(h.pcs))] }

func (h *meetings) note(p *metPC, what string, err error) {
	h.log = append(h.log, fmt.Sprintf("%s %s %s: %v", h.now.Format("02 15:04"), p.name, what, err))
	if err != nil && data.CodeOf(err) == "" && len(data.FieldErrorsOf(err)) == 0 {
		h.t.Fatal(h.log[len(h.log)-1])
	}
}

// step has something happen at random.
func (h *meetings) step() {
	p := h.any()
	switch n := h.rng.IntN(100); {
	case n < 35:
		h.works(p)
	case n < 70:
		r, err := h.of(p).Meet(context.Background(), nil)
		h.note(p, fmt.Sprintf("meets, %q", r.Notices), err)
		if r.Standing == meeting.Left || r.Standing == meeting.Struck {
			h.gone(p)
		}
	case n < 79:
		h.now = h.now.Add(time.Duration(h.rng.IntN(240)) * time.Minute)
	case n < 80:
		h.offForMonths(p)
	case n < 85:
		if len(h.pcs) < 6 {
			h.joins([]access.Role{access.Manager, access.Prescriber, access.Reception, access.Coordinator, ""}[h.rng.IntN(5)])
		}
	case n < 90:
		h.alters(p)
	case n < 92:
		if p != h.pcs[0] {
			h.note(p, "is to leave", h.of(p).Devices.Leave(context.Background()))
		}
	case n < 95:
		h.reopened(p.at, func(path string) {
			var err error
			p.copy, err = os.ReadFile(path)
			must(h.t, err)
		})
		h.note(p, "is backed up", nil)
	default:
		if p.copy != nil {
			h.note(p, "is restored", nil)
			h.reopened(p.at, func(path string) { must(h.t, os.WriteFile(path, p.copy, 0o600)) })
			p.copy = nil
		}
	}
}

// offForMonths has a PC be off for so long that no one waits for it, while the others meet.
func (h *meetings) offForMonths(off *metPC) {
	h.note(off, "is off for months", nil)
	for range 4 {
		h.now = h.now.Add(20 * 24 * time.Hour)
		for _, p := range slices.Clone(h.pcs) {
			if p == off {
				continue
			}
			r, err := h.of(p).Meet(context.Background(), nil)
			h.note(p, fmt.Sprintf("meets, %q", r.Notices), err)
			if r.Standing == meeting.Left || r.Standing == meeting.Struck {
				h.gone(p)
			}
		}
	}
}

// works has someone do something about a client on a PC.
func (h *meetings) works(p *metPC) {
	ctx, s := context.Background(), h.of(p)
	h.now = h.now.Add(6 * time.Minute) // the same read within five minutes is one row
	s.Session.SignIn(someManager)
	client := h.clients[h.rng.IntN(len(h.clients))]
	switch n := h.rng.IntN(10); {
	case n < 6:
		_, err := s.Overview.Record(ctx, client)
		h.note(p, "opens "+string(client), err)
		must(h.t, s.FlushNotes(ctx))
	case n < 9:
		c := &data.Client{GivenNames: "Bo", FamilyName: fmt.Sprint("Quill", h.rng.IntN(1e6)), SurgeryID: h.elm}
		err := s.Casework.SaveClientAsAnother(ctx, c)
		h.note(p, "adds someone", err)
		if err == nil {
			h.clients = append(h.clients, c.ID)
		}
	default:
		_, err := s.Casework.EraseClient(ctx, client)
		h.note(p, "erases "+string(client), err)
		if err == nil {
			h.erased = append(h.erased, client)
		}
	}
}

// joins lets a new PC in, "" for a partner's.
func (h *meetings) joins(role access.Role) {
	ctx, first := context.Background(), h.of(h.pcs[0])
	p := &metPC{at: len(h.all), name: fmt.Sprintf("PC %d %s", len(h.all), role), role: role}
	h.joinAs(first, func(r *member.Request) error {
		switch role {
		case "":
			return first.Devices.AdmitForPartner(ctx, r, p.name, h.north)
		case access.Reception:
			return first.Devices.Admit(ctx, r, p.name, role, []data.ID{h.elm})
		}
		return first.Devices.Admit(ctx, r, p.name, role, nil)
	})
	h.pcs = append(h.pcs, p)
	h.note(p, "joins", nil)
}

// alters has a manager give a PC another role, or strike it off; not the first.
func (h *meetings) alters(by *metPC) {
	ctx := context.Background()
	p := h.any()
	of := h.service(p)
	switch {
	case p == h.pcs[0] || p == by:
	case h.rng.IntN(3) == 0:
		h.note(p, "is struck off by "+by.name, h.of(by).Devices.Strike(ctx, of.Me))
	default:
		role := []access.Role{access.Manager, access.Prescriber}[h.rng.IntN(2)]
		h.note(p, "is made a "+string(role)+"’s by "+by.name, h.of(by).Devices.Alter(ctx, of.Me, p.name, role, nil))
	}
}

// gone forgets a PC that is of the service no longer, or lets it in again as it is.
func (h *meetings) gone(p *metPC) {
	if (p.role == access.Manager || p.role == access.Prescriber) && h.rng.IntN(2) == 0 {
		h.joinsAgain(p)
		return
	}
	h.note(p, "is gone", nil)
	for i, x := range h.pcs {
		if x == p {
			h.pcs = append(h.pcs[:i:i], h.pcs[i+1:]...)
		}
	}
}

// joinsAgain lets in a PC that was struck off or has left, under the same name and with the
// database that it has.
func (h *meetings) joinsAgain(p *metPC) {
	s, first := h.of(p), h.of(h.pcs[0])
	s.Session.SignIn(someManager)
	r := h.letIn(s, first, func(r *member.Request) error {
		return first.Devices.Admit(context.Background(), r, p.name, p.role, nil)
	})
	h.note(p, fmt.Sprintf("joins again, %s %q", r.Standing, r.Notices), nil)
}

// trailRows are the rows of trails on a PC, by the id of the device of the trail; of its own
// trail by "".
func trailRows(t testing.TB, s *office.Office) map[string][][]byte {
	t.Helper()
	db, err := sql.Open("sqlite3", s.Path())
	must(t, err)
	defer func() { _ = db.Close() }()
	const columns = "seq, concat_ws('|', at, actor, action, record, record_id, client_id, fields, hex(salt), hex(mac), hex(hash))"
	rows, err := db.Query("SELECT (SELECT device FROM audit_chain WHERE number = chain), " + columns + " FROM audit_elsewhere UNION ALL SELECT '', " + columns + " FROM audit ORDER BY 1, 2")
	must(t, err)
	defer func() { must(t, rows.Close()) }()
	all := map[string][][]byte{}
	for rows.Next() {
		var device string
		var seq int64
		var line []byte
		must(t, rows.Scan(&device, &seq, &line))
		all[device] = append(all[device], fmt.Appendf(nil, "%d %s", seq, line))
	}
	must(t, rows.Err())
	return all
}

// trailsAgree is what has to hold in the end.
func (h *meetings) trailsAgree() {
	roles := map[string]access.Role{}
	for _, d := range h.service(h.pcs[0]).Devices {
		if d.Active() {
			roles[d.ID] = d.Role
		}
	}
	var gone []data.ID
	for _, id := range h.erased {
		if _, err := h.of(h.pcs[0]).Casework.Client(context.Background(), id); data.CodeOf(err) == data.CodeNotFound {
			gone = append(gone, id)
		}
	}
	rows, ids := map[*metPC]map[string][][]byte{}, map[*metPC]string{}
	var managers []*metPC
	for _, p := range h.pcs {
		s := h.of(p)
		of := h.service(p)
		if roles[of.Me] == "" {
			continue // it has been struck off, or left
		}
		rows[p], ids[p] = trailRows(h.t, s), of.Me
		if roles[of.Me] == access.Manager {
			managers = append(managers, p)
		} else if len(rows[p]) > 1 {
			h.t.Errorf("%s has the trails of %d others", p.name, len(rows[p])-1)
		}
		if fault := checked(h.t, s); fault != "" {
			h.t.Errorf("%s: %s", p.name, fault)
		}
		for _, client := range gone {
			for device, list := range rows[p] {
				if bytes.Contains(bytes.Join(list, nil), []byte(client)) {
					h.t.Errorf("%s: the trail of %q names who was erased", p.name, device)
				}
			}
		}
	}
	for _, m := range managers {
		for p, id := range ids {
			if p != m {
				h.isTrailOf(m, p.name, rows[m][id], rows[p][""])
			}
		}
		for _, other := range managers {
			for device, list := range rows[other] {
				if device != "" && device != ids[m] {
					h.sameTrail(m, other, device, rows[m][device], list)
				}
			}
		}
	}
}

// isTrailOf fails if what a manager's PC has of a trail is not how that trail begins. What
// was written since the PC last said something is on its way.
func (h *meetings) isTrailOf(m *metPC, name string, has, is [][]byte) {
	h.t.Helper()
	const onTheWay = 12
	if len(has) > len(is) || len(has) < len(is)-onTheWay {
		h.t.Errorf("%s has %d rows of the trail of %s, which has %d", m.name, len(has), name, len(is))
		return
	}
	for i := range has {
		if !bytes.Equal(has[i], is[i]) {
			h.t.Errorf("%s has of the trail of %s\n%s\nnot\n%s", m.name, name, has[i], is[i])
			return
		}
	}
}

func (h *meetings) sameTrail(a, b *metPC, device string, one, other [][]byte) {
	h.t.Helper()
	n := min(len(one), len(other))
	if !bytes.Equal(bytes.Join(one[:n], nil), bytes.Join(other[:n], nil)) {
		h.t.Errorf("%s and %s have other rows of the trail of %s", a.name, b.name, device)
	}
	if n == 0 && len(other) > 0 {
		h.t.Errorf("%s has nothing of the trail of %s, %s has %d rows", a.name, device, b.name, len(other))
	}
}
