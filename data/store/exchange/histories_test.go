package exchange_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"waymark/data"
	"waymark/data/exchange/change"
	"waymark/data/store/exchange"
	"waymark/data/store/offering"
)

// TestRandomHistories_endWithTheSameRecords has two to six devices work at random, with clocks that are wrong by
// up to three days, and hand their changes over late, twice and in any order. They are
// killed while they take something in, and restored from old copies. In the end all
// have the same records, and nothing that was acknowledged is missing.
// HISTORY_SEED replays one history; HISTORIES says how many are run.
func TestRandomHistories_endWithTheSameRecords(t *testing.T) {
	if text := os.Getenv("HISTORY_SEED"); text != "" {
		seed, err := strconv.ParseUint(text, 10, 64)
		must(t, err)
		runHistory(t, seed)
		return
	}
	count, err := strconv.Atoi(os.Getenv("HISTORIES"))
	if err != nil {
		count = 15
		if testing.Short() {
			count = 5
		}
	}
	first := uint64(1)
	if os.Getenv("HISTORIES") != "" {
		first = rand.Uint64N(1 << 40)
		if from, err := strconv.ParseUint(os.Getenv("HISTORY_FROM"), 10, 64); err == nil {
			first = from
		}
	}
	for i := range count {
		seed := first + uint64(i)
		if !t.Run(fmt.Sprintf("HISTORY_SEED=%d", seed), func(t *testing.T) { runHistory(t, seed) }) && os.Getenv("HISTORY_ALL") == "" {
			return
		}
	}
}

// history is one run.
type history struct {
	*service
	rng     *rand.Rand
	applied map[string]map[string][]bool // by device and sender
	facts   []fact                       // what was acknowledged
	copies  map[*device]copied
	renewed int
	offices []*device      // of partners, in every other history
	opens   int            // one more than the step at which they are let in
	holding change.Holding // what the devices that hold everything see to
	day     time.Time
	step    int
	theme   int
	log     []string
	desks   []*device // of surgeries
	clinics []change.Clinic
}

// all are the devices of all kinds.
func (h *history) all() []*device { return slices.Concat(h.devices, h.desks, h.offices) }

func runHistory(t *testing.T, seed uint64) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 7))
	exchange.LookAtOnce(t, []int{30, 200, 2000}[seed%3])
	h := &history{service: newServiceIn(t, historyDir(t), 2+rng.IntN(5), idsFrom(seed)), rng: rng, applied: map[string]map[string][]bool{}, copies: map[*device]copied{}, day: noon}
	t.Cleanup(func() {
		if (t.Failed() || testing.Verbose()) && os.Getenv("HISTORY_SEED") != "" {
			t.Log(strings.Join(h.log, "\n"))
		}
	})
	for _, d := range h.devices {
		h.applied[d.name] = map[string][]bool{}
		d.wrong = h.wrongClock()
	}
	h.theme = rng.IntN(len(themes))
	h.beginTogether()
	steps := 40 + rng.IntN(80)
	joins, late := rng.IntN(40), rng.IntN(80)
	for h.step = range steps {
		if h.step == 0 && seed%2 == 0 {
			h.opens = 1 + h.rng.IntN(40)
		}
		h.day = h.day.Add(time.Duration(rng.IntN(40)) * time.Minute)
		d := h.all()[rng.IntN(len(h.all()))]
		if h.opens == h.step+1 {
			h.openOffices()
		}
		if h.step == joins {
			h.openDesks()
		}
		if h.step == late && rng.IntN(2) == 0 {
			h.joinLate()
		}
		switch n := rng.IntN(100); {
		case n < 74 && d.surgery != "":
			h.workAtDesk(d)
		case n < 74:
			h.work(d)
		case n < 84:
			d.now = h.at(d)
			h.send(d)
		case n == 84:
			h.backUp(d)
		case n == 85:
			h.restore(d)
		case n == 86:
			h.giveOther()
		default:
			d.now = h.at(d)
			h.hearSome(d)
		}
	}
	for range 3 {
		for _, d := range h.all() {
			d.now = h.at(d)
			h.send(d)
		}
		for _, d := range h.all() {
			h.hearAll(d)
		}
	}
	for round := 0; ; round++ {
		news := 0
		for _, d := range h.all() {
			news += h.send(d)
			h.hearAll(d)
		}
		if news == 0 {
			break
		}
		if round > 20 {
			for _, d := range h.all() {
				t.Log(d.name, lastSent(t, h.sent[d.name]))
			}
			h.same() // whether they are at odds, or only say the same again and again
			t.Fatal("the devices never come to an end")
		}
	}
	h.same()
	h.desksAgree()
	h.officesAgree()
	h.nothingIsMissing()
	h.everyRowHolds()
	sound, err := h.devices[rng.IntN(len(h.devices))].Soundness.Check(ctx)
	must(t, err)
	if len(sound.Problems) > 0 {
		t.Errorf("the database is not sound: %q", sound.Problems)
	}
}

// lastSent has what the last segment of a device says.
func lastSent(t *testing.T, list []exchange.Incoming) string {
	var said strings.Builder
	if len(list) == 0 {
		return ""
	}
	for name, body := range list[len(list)-1].Parts {
		p, err := change.Read(body)
		must(t, err)
		must(t, p.Each(change.Visitor{Row: func(r *change.Row) error { fmt.Fprintln(&said, name, *r); return nil },
			Gone: func(g change.Gone) error {
				fmt.Fprintln(&said, name, "gone", g.Table, g.Left, g.Erased, g.Clock)
				return nil
			},
			Same: func(s change.Same) error { fmt.Fprintln(&said, name, "same", s); return nil }}))
	}
	return said.String()
}

// idsFrom makes ids that come again with the seed.
func idsFrom(seed uint64) func() data.ID {
	rng := rand.New(rand.NewPCG(seed, 11))
	return func() data.ID {
		var id uuid.UUID
		for i := range id {
			id[i] = byte(rng.IntN(256))
		}
		id[6], id[8] = 0x70|id[6]&0x0f, 0x80|id[8]&0x3f
		return data.ID(id.String())
	}
}

// beginTogether has the first device make some records, which the others get: from
// its segments, or from a snapshot of all.
func (h *history) beginTogether() {
	first := h.devices[0]
	for _, name := range []string{"add a client", "add a client", "add a client", "save a surgery", "save a member of staff", "save a service", "save a service"} {
		h.deed(first, name)
	}
	for range 4 {
		for _, name := range []string{"refer", "record a contact", "offer a service", "answer a questionnaire", "save a task", "flag a client", "book", "add a need", "record consent"} {
			h.deed(first, name)
		}
	}
	first.now = h.at(first)
	h.send(first)
	for _, d := range h.devices[1:] {
		d.now = h.at(d)
		switch h.rng.IntN(3) {
		case 0:
			h.hearAll(d)
			continue
		case 1:
			h.plant(first, d)
			continue
		}
		all, err := first.Exchange.Snapshot(ctx)
		must(h.t, err)
		_, err = d.Exchange.Apply(ctx, exchange.Incoming{Device: first.name, Clock: all.Clock, Parts: all.Parts})
		must(h.t, err)
	}
}

// joinLate has another device join, which may have worked before, and begin from a
// copy of what one of the others has.
func (h *history) joinLate() {
	from := h.devices[h.rng.IntN(len(h.devices))]
	d := h.join()
	h.applied[d.name] = map[string][]bool{}
	d.wrong = h.wrongClock()
	for range h.rng.IntN(5) {
		h.work(d)
	}
	if h.clinics != nil {
		must(h.t, d.Exchange.Hold(ctx, change.Holding{Clinics: h.clinics}))
	}
	h.plant(from, d)
	h.devices = append(h.devices, d)
}

// plant has a device begin from a seed. One that fails on the way changes nothing.
func (h *history) plant(from, d *device) {
	from.now, d.now = h.at(from), h.at(d)
	in, pages := h.makeSeed(from)
	h.sentBy(from)
	h.note(d, "begins from a seed of "+from.name)
	if h.rng.IntN(3) == 0 {
		in.Pages = bytes.NewReader(pages[:h.rng.IntN(len(pages))])
		if _, err := d.Exchange.BeginFrom(ctx, in); err == nil {
			h.t.Fatal("half a seed is taken")
		}
	}
	in.Pages = bytes.NewReader(pages)
	if _, err := d.Exchange.BeginFrom(ctx, in); err != nil {
		h.t.Fatalf("%s begins from a seed of %s: %v", d.name, from.name, err)
	}
}

// deed does one thing by its name.
func (h *history) deed(d *device, name string) {
	for _, do := range deeds() {
		if do.name == name {
			h.do(d, do)
			return
		}
	}
	h.t.Fatal("there is no deed ", name)
}

func historyDir(t *testing.T) string {
	t.Helper()
	if in := os.Getenv("HISTORY_DIR"); in != "" {
		dir, err := os.MkdirTemp(in, "history")
		must(t, err)
		t.Cleanup(func() { _ = os.RemoveAll(dir) })
		return dir
	}
	return t.TempDir()
}

// wrongClock is how far the clock of a PC is ahead.
func (h *history) wrongClock() time.Duration {
	return time.Duration(h.rng.Int64N(int64(6*24*time.Hour))) - 3*24*time.Hour
}

// at is the time that a device believes it is.
func (h *history) at(d *device) time.Time { return h.day.Add(d.wrong) }

func (h *history) hearSome(d *device) {
	other := h.all()[h.rng.IntN(len(h.all()))]
	sent := h.sent[other.name]
	if other == d || len(sent) == 0 {
		return
	}
	for range 1 + h.rng.IntN(3) {
		h.hearOne(d, other.name, h.rng.IntN(len(sent)))
	}
}

func (h *history) hearAll(d *device) {
	for _, from := range slices.Sorted(maps.Keys(h.sent)) { // also those that were restored
		if from == d.name {
			continue
		}
		for n := range h.sent[from] {
			if done := h.applied[d.name][from]; n >= len(done) || !done[n] {
				h.hearOne(d, from, n)
			}
		}
	}
}

func (h *history) hearOne(d *device, from string, n int) {
	if h.rng.IntN(12) == 0 {
		h.kill(d, from, n)
	}
	h.note(d, fmt.Sprintf("hears %d of %s", n, from))
	if _, err := d.Exchange.Apply(ctx, d.opened(h.sent[from][n])); err != nil {
		h.t.Fatalf("%s applies segment %d of %s: %v\n%v", d.name, n, from, err, h.log[max(0, len(h.log)-5):])
	}
	done := h.applied[d.name][from]
	for len(done) <= n {
		done = append(done, false)
	}
	done[n] = true
	h.applied[d.name][from] = done
}

func (h *history) note(d *device, what string) {
	h.log = append(h.log, fmt.Sprintf("%d %s %s", h.step, d.name, what))
}

// work does one thing at random on a device. What the program refuses is fine.
func (h *history) work(d *device) {
	all := slices.Concat(deeds(), moreDeeds(), peopleDeeds(), restDeeds(), furtherDeeds())
	if len(h.offices) > 0 && d.partner == "" {
		all = append(all, partnerDeeds()...)
	}
	h.some(d, all)
}

// themes are words of deeds that build on each other. All of them would seldom come to
// one record in one history.
var themes = []string{"", "", "visit photo card alone back arrive decision booked", "appointment book clinic session tell away move time day", "import left join record client",
	"follow-up offer service status goes holiday nation moved slips", "answer questionnaire pair refus tap episode", "letter template translation surgery codes consent",
	"access role code staff partner surgery", "restrict copy text erase keep longer record flag", "tale gap need task report learned picture handed"}

// some does one of some deeds that the program allows, of the theme of the history more
// often than others.
func (h *history) some(d *device, all []deed) {
	words := strings.Fields(themes[h.theme])
	of := slices.DeleteFunc(slices.Clone(all), func(do deed) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(do.name, w) })
	})
	for range 4 {
		from := all
		if len(of) > 0 && h.rng.IntN(3) > 0 {
			from = of
		}
		if h.do(d, from[h.rng.IntN(len(from))]) {
			return
		}
	}
}

// do reports whether a device did something.
func (h *history) do(d *device, do deed) bool {
	d.now = h.at(d)
	err := do.do(h, d)
	h.note(d, fmt.Sprintf("%s: %v", do.name, err))
	var fields data.FieldErrors
	var double *data.DuplicateClient
	if err != nil && data.CodeOf(err) == "" && !errors.As(err, &fields) && !errors.As(err, &double) && !errors.Is(err, errNothing) {
		h.t.Fatalf("%s cannot %s: %v", d.name, do.name, err)
	}
	return err == nil
}

var errNothing = errors.New("there is nothing to do it with")

// any returns the id of a row of a table, as a device has it.
func (h *history) any(d *device, query string, args ...any) (data.ID, error) {
	var ids []data.ID
	rows, err := reader(d).QueryContext(ctx, query, args...)
	if err != nil {
		return "", err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id data.ID
		if err := rows.Scan(&id); err != nil {
			return "", err
		}
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return "", errors.Join(errNothing, rows.Err())
	}
	slices.Sort(ids)
	return ids[h.rng.IntN(len(ids))], rows.Err()
}

func (h *history) word(list ...string) string { return list[h.rng.IntN(len(list))] }

// today is the day that a device believes it is.
func (h *history) today(d *device) data.Date { return data.DateOf(d.now) }

func (h *history) text() string { return fmt.Sprintf("note %d", h.rng.IntN(1000)) }

type deed struct {
	name string
	do   func(*history, *device) error
}

func deeds() []deed {
	return []deed{
		{"add a client", func(h *history, d *device) error {
			return d.Casework.SaveClientAsAnother(ctx, &data.Client{GivenNames: h.word("Ann", "Bob", "Cy", "Di"), FamilyName: h.word("Archer", "Baker", "Cole", "Dunn", "Eve"),
				Phone: h.word("", "01632 960001", "01632 960002")})
		}},
		{"add a client", func(h *history, d *device) error {
			return d.Casework.SaveClientAsAnother(ctx, &data.Client{GivenNames: fmt.Sprint("Name", h.rng.IntN(1e6)), FamilyName: "Ward", Email: "a@example.org"})
		}},
		{"refer", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM client")
			if err != nil {
				return err
			}
			r := &data.Referral{ClientID: id, ReceivedOn: h.today(d), Source: "gp", Note: h.text()}
			r.SurgeryID, _ = h.any(d, "SELECT id FROM surgery")
			r.ReasonID, _ = h.any(d, "SELECT id FROM reason")
			if f, err := h.any(d, "SELECT id FROM reason"); err == nil && f != r.ReasonID {
				r.Further = []data.ID{f}
			}
			return d.Casework.AddReferral(ctx, r)
		}},
		{"refer again", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM client")
			if err != nil {
				return err
			}
			return d.Casework.AddReferral(ctx, &data.Referral{ClientID: id, ReceivedOn: h.today(d), Source: "self"})
		}},
		{"change a client", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM client")
			if err != nil {
				return err
			}
			c, err := d.Casework.Client(ctx, id)
			if err != nil {
				return err
			}
			switch h.rng.IntN(4) {
			case 0:
				c.Phone = h.word("", "01632 960003", "01632 960004")
			case 1:
				c.Matters = h.text()
			case 2:
				c.FamilyName = h.word("Archer", "Baker", "Fox")
			case 3:
				c.Prescriber, _ = h.any(d, "SELECT id FROM staff")
				c.SurgeryID, _ = h.any(d, "SELECT id FROM surgery")
			}
			return d.Casework.SaveClientAsAnother(ctx, c)
		}},
		{"save a surgery", func(h *history, d *device) error {
			return d.Lists.SaveSurgery(ctx, &data.Surgery{Name: h.word("Hill", "Vale", "Lake", "hill"), Town: h.word("", "Ton", "Ville")})
		}},
		{"save a member of staff", func(h *history, d *device) error {
			return d.Lists.SaveStaff(ctx, &data.Staff{Name: h.word("Pat", "Sam", "Lee"), Role: "prescriber"})
		}},
		{"save a reason", func(h *history, d *device) error {
			return d.Lists.SaveReason(ctx, &data.Reason{Name: h.word("Debt", "Food", "Housing")})
		}},
		{"rename a surgery", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM surgery")
			if err != nil {
				return err
			}
			list, err := d.Lists.Surgeries(ctx, true)
			if err != nil {
				return err
			}
			for i := range list {
				if list[i].ID == id {
					list[i].Name = h.word("Hill", "Vale", "Lake", "Moor")
					return d.Lists.SaveSurgery(ctx, &list[i])
				}
			}
			return errNothing
		}},
		{"close an episode", func(h *history, d *device) error {
			e, err := h.episode(d, "SELECT id FROM episode WHERE status <> 'closed'")
			if err != nil {
				return err
			}
			e.Status, e.CloseReason, e.ClosedOn, e.CloseNote = data.EpisodeClosed, data.CloseReason(h.word("goals_met", string(data.CloseDied))), h.today(d), h.text()
			return d.Casework.SaveEpisode(ctx, e)
		}},
		{"open an episode again", func(h *history, d *device) error {
			e, err := h.episode(d, "SELECT id FROM episode WHERE status = 'closed'")
			if err != nil {
				return err
			}
			e.Status, e.CloseReason, e.ClosedOn = data.EpisodeOpen, "", data.Date{}
			return d.Casework.SaveEpisode(ctx, e)
		}},
		{"record a contact", (*history).contact}, {"record a contact", (*history).contact}, {"record a contact", (*history).contact},
		{"change a contact", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM contact WHERE removed_at IS NULL")
			if err != nil {
				return err
			}
			c, err := d.Casework.Contact(ctx, id)
			if err != nil {
				return err
			}
			c.Note = h.text()
			return d.Casework.SaveContact(ctx, c)
		}},
		{"remove a contact", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM contact WHERE removed_at IS NULL")
			if err != nil {
				return err
			}
			return d.Casework.RemoveContact(ctx, id, "in error")
		}},
		{"add a need", func(h *history, d *device) error {
			episode, client, err := h.open(d)
			if err != nil {
				return err
			}
			n := &data.Need{EpisodeID: episode, ClientID: client, FoundOn: h.today(d)}
			if n.ReasonID, err = h.any(d, "SELECT id FROM reason"); err != nil {
				return err
			}
			return d.Casework.AddNeed(ctx, n)
		}},
		{"record consent", func(h *history, d *device) error {
			_, client, err := h.open(d)
			if err != nil {
				return err
			}
			return d.Casework.AddConsent(ctx, &data.Consent{ClientID: client, Kind: data.ConsentKinds()[0].Value, Given: h.rng.IntN(2) == 0, On: h.today(d), How: data.ConsentHows()[0].Value})
		}},
		{"answer a questionnaire", (*history).answer}, {"answer a questionnaire", (*history).answer},
		{"change answers", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM response")
			if err != nil {
				return err
			}
			r, err := d.Measure.Response(ctx, id)
			if err != nil {
				return err
			}
			r.Answers[1+h.rng.IntN(7)] = 1 + h.rng.IntN(5)
			return d.Measure.SaveResponse(ctx, r)
		}},
		{"tap an answer", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM response WHERE finished = 0")
			if err != nil {
				return err
			}
			v := 1 + h.rng.IntN(5)
			return d.Measure.SaveAnswer(ctx, id, 1+h.rng.IntN(7), &v)
		}},
		{"save a service", func(h *history, d *device) error {
			v := &data.Service{Name: h.word("Lunch club", "Walks", "Choir"), Organisation: h.word("", "Age Aid", "Mind Well"), Status: data.ServiceActive, Cost: h.word("", "Free", "£3")}
			if r, err := h.any(d, "SELECT id FROM reason"); err == nil {
				v.Needs = []data.ID{r}
			}
			return d.Directory.SaveService(ctx, v)
		}},
		{"change a service", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM service WHERE merged_into IS NULL")
			if err != nil {
				return err
			}
			v, err := d.Directory.Service(ctx, id)
			if err != nil {
				return err
			}
			if v.Description, v.Languages = h.text(), []string{h.word("Urdu", "Polish")}; h.rng.IntN(2) == 0 {
				if r, err := h.any(d, "SELECT id FROM reason"); err == nil {
					v.Needs = []data.ID{r}
				}
			}
			return d.Directory.SaveService(ctx, v)
		}},
		{"offer a service", (*history).offer}, {"offer a service", (*history).offer},
		{"complete a follow-up", (*history).complete}, {"complete a follow-up", (*history).complete},
		{"attempt a follow-up", (*history).attempt}, {"attempt a follow-up", (*history).attempt},
		{"move a follow-up", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM follow_up WHERE status = 'open'")
			if err != nil {
				return err
			}
			return d.Offering.MoveFollowUp(ctx, id, h.today(d).AddDays(h.rng.IntN(9)), h.text())
		}},
		{"set a status", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM prescription")
			if err != nil {
				return err
			}
			return d.Offering.SetPrescriptionStatus(ctx, id, data.PrescriptionStatuses()[h.rng.IntN(4)].Value, h.today(d), h.text())
		}},
		{"save a task", func(h *history, d *device) error {
			_, client, err := h.open(d)
			if err != nil {
				return err
			}
			return d.Tasks.Add(ctx, &data.Task{ClientID: client, Kind: "other", Title: "Ring them", DueOn: h.today(d), Status: data.TaskOpen})
		}},
		{"do a task", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM task WHERE status = 'open'")
			if err != nil {
				return err
			}
			return d.Tasks.Done(ctx, id, h.today(d), "By phone", h.text())
		}},
		{"put a task off", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM task WHERE status = 'open'")
			if err != nil {
				return err
			}
			return d.Tasks.PutOff(ctx, id, h.today(d).AddDays(3), h.text())
		}},
		{"flag a client", func(h *history, d *device) error {
			_, client, err := h.open(d)
			if err != nil {
				return err
			}
			kind, err := h.any(d, "SELECT id FROM flag_kind")
			if err != nil {
				return err
			}
			return d.Flags.Set(ctx, &data.Flag{ClientID: client, KindID: kind, Why: "Seen", SetOn: h.today(d), ReviewOn: h.today(d).AddDays(90)}, false)
		}},
		{"lift a flag", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM flag WHERE lifted_on IS NULL")
			if err != nil {
				return err
			}
			return d.Flags.Lift(ctx, id, "Gone")
		}},
		{"save a kind of flag", func(h *history, d *device) error {
			return d.Flags.SaveKind(ctx, &data.FlagKind{Name: h.word("Cats", "Stairs")})
		}},
		{"book", func(h *history, d *device) error {
			_, client, err := h.open(d)
			if err != nil {
				return err
			}
			staff, _ := h.any(d, "SELECT id FROM staff")
			return d.Diary.Book(ctx, &data.Appointment{ClientID: client, StaffID: staff, Kind: "phone", On: data.MustDate("2026-05-12"), At: h.word("09:00", "09:30"), Minutes: 30, State: data.AppointmentBooked})
		}},
		{"cancel an appointment", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM appointment WHERE state = 'booked'")
			if err != nil {
				return err
			}
			return d.Diary.Cancel(ctx, id, "ill")
		}},
		{"set a setting", func(h *history, d *device) error {
			return d.Lists.SetSetting(ctx, h.word("service_name", "prorate", "minimum_cell", "text_scale"), h.word("", "yes", "5"))
		}},
		{"add a holiday", func(h *history, d *device) error {
			return d.Offering.AddHoliday(ctx, data.Holiday{On: h.today(d).AddDays(h.rng.IntN(40)), Title: h.text()})
		}},
		{"remove a holiday", func(h *history, d *device) error {
			return d.Offering.RemoveHoliday(ctx, h.today(d).AddDays(h.rng.IntN(40)))
		}},
		{"save a comparator", func(h *history, d *device) error {
			return d.Figures.SaveComparator(ctx, &data.Comparator{InstrumentID: "wemwbs", Source: h.text(), Year: 2020, Group: "England", Value: 50})
		}},
		{"remove a comparator", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM comparator")
			if err != nil {
				return err
			}
			return d.Figures.RemoveComparator(ctx, id)
		}},
		{"save a tale", func(h *history, d *device) error {
			_, client, err := h.open(d)
			if err != nil {
				return err
			}
			return d.Casework.SaveTale(ctx, &data.Tale{ClientID: client, Kind: data.TaleKinds()[0].Value, ToldOn: h.today(d), Heading: "Better", Body: h.text()})
		}},
		{"merge services", func(h *history, d *device) error {
			a, err := h.any(d, "SELECT id FROM service WHERE merged_into IS NULL")
			if err != nil {
				return err
			}
			b, err := h.any(d, "SELECT id FROM service WHERE merged_into IS NULL AND id <> ?", a)
			if err != nil {
				return err
			}
			_, err = d.Directory.MergeServices(ctx, a, b)
			return err
		}},
		{"print slips", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT client_id FROM prescription")
			if err != nil {
				return err
			}
			_, err = d.Offering.OfferSheet(ctx, id, nil)
			return err
		}},
		{"pair answers", func(h *history, d *device) error {
			r, err := h.any(d, "SELECT id FROM response WHERE finished = 1")
			if err != nil {
				return err
			}
			client, err := h.any(d, "SELECT client_id FROM response WHERE id = ?", r)
			if err != nil {
				return err
			}
			episode, err := h.any(d, "SELECT episode_id FROM response WHERE id = ?", r)
			if err != nil {
				return err
			}
			p := &data.Pairing{ClientID: client, EpisodeID: episode, InstrumentID: "swemwbs", BeforeID: r, Reason: h.text()}
			p.AfterID, _ = h.any(d, "SELECT id FROM response WHERE episode_id = ? AND id <> ?", episode, r)
			return d.Measure.SavePairing(ctx, p)
		}},
		{"undo a pairing", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM pairing")
			if err != nil {
				return err
			}
			return d.Measure.DropPairing(ctx, id)
		}},
		{"note what was learned", func(h *history, d *device) error {
			v := &data.Learnt{Body: h.text()}
			v.From, v.To = data.MustDate("2026-01-01"), data.MustDate("2026-03-31")
			v.SurgeryID, _ = h.any(d, "SELECT id FROM surgery")
			return d.Figures.SaveLearnt(ctx, v)
		}},
		{"erase a client", func(h *history, d *device) error {
			if h.rng.IntN(4) > 0 {
				return errNothing
			}
			id, err := h.any(d, "SELECT id FROM client")
			if err != nil {
				return err
			}
			if _, err := d.Casework.EraseClient(ctx, id); err != nil {
				return err
			}
			h.acknowledge(fact{by: d, client: string(id), erased: true})
			return nil
		}},
	}
}

// open is an open episode and its client.
func (h *history) open(d *device) (episode, client data.ID, err error) {
	if episode, err = h.any(d, "SELECT id FROM episode WHERE status = 'open'"); err != nil {
		return "", "", err
	}
	client, err = h.any(d, "SELECT client_id FROM episode WHERE id = ?", episode)
	return episode, client, err
}

func (h *history) episode(d *device, query string) (*data.Episode, error) {
	id, err := h.any(d, query)
	if err != nil {
		return nil, err
	}
	client, err := h.any(d, "SELECT client_id FROM episode WHERE id = ?", id)
	if err != nil {
		return nil, err
	}
	record, err := d.Overview.Record(ctx, client)
	if err != nil {
		return nil, err
	}
	if record.Episode == nil || record.Episode.ID != id {
		return nil, errNothing
	}
	return record.Episode, nil
}

func (h *history) contact(d *device) error {
	episode, client, err := h.open(d)
	if err != nil {
		return err
	}
	c := &data.Contact{EpisodeID: episode, ClientID: client, Kind: "phone", Outcome: data.ContactAttended, On: h.today(d), Note: h.text()}
	c.StaffID, _ = h.any(d, "SELECT id FROM staff")
	c.SurgeryID, _ = h.any(d, "SELECT id FROM surgery")
	if err := d.Casework.SaveContact(ctx, c); err != nil {
		return err
	}
	h.keep(d, "contact", c.ID, client)
	return nil
}

func (h *history) answer(d *device) error {
	episode, client, err := h.open(d)
	if err != nil {
		return err
	}
	r := &data.Response{EpisodeID: episode, ClientID: client, InstrumentID: "swemwbs", Stage: data.Baseline, AnsweredOn: h.today(d), Mode: data.AnswerModes()[0].Value,
		Answers: map[int]int{}, Finished: h.rng.IntN(2) == 0}
	for i := range 7 {
		r.Answers[i+1] = 1 + h.rng.IntN(5)
	}
	if err := d.Measure.SaveResponse(ctx, r); err != nil {
		return err
	}
	h.keep(d, "response", r.ID, client)
	return nil
}

func (h *history) offer(d *device) error {
	_, client, err := h.open(d)
	if err != nil {
		return err
	}
	service, err := h.any(d, "SELECT id FROM service WHERE merged_into IS NULL")
	if err != nil {
		return err
	}
	_, err = d.Offering.SaveSitting(ctx, offering.Sitting{ClientID: client, On: h.today(d), Offers: []offering.SittingOffer{
		{ServiceID: service, Decision: data.Chosen, Kind: data.PrescriptionKinds()[0].Value, Words: h.text()}}})
	return err
}

func (h *history) complete(d *device) error {
	id, err := h.any(d, "SELECT id FROM follow_up WHERE status = 'open'")
	if err != nil {
		return err
	}
	_, err = d.Offering.CompleteFollowUp(ctx, id, offering.Completion{On: h.today(d), Note: h.text()})
	return err
}

func (h *history) attempt(d *device) error {
	id, err := h.any(d, "SELECT id FROM follow_up WHERE status = 'open'")
	if err != nil {
		return err
	}
	client, err := h.any(d, "SELECT client_id FROM follow_up WHERE id = ?", id)
	if err != nil {
		return err
	}
	a := &data.Attempt{FollowUpID: id, On: h.today(d), Result: data.AttemptResults()[0].Value, Note: h.text()}
	if err := d.Offering.RecordAttempt(ctx, a); err != nil {
		return err
	}
	h.keep(d, "attempt", a.ID, client)
	return nil
}
