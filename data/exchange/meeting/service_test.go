package meeting_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
	"waymark/data/store"
	"waymark/data/store/devices"
	"waymark/data/store/office"
)

var ctx = context.Background()

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// folder is a store of plain files. It can be made to fail, as a stick that is
// pulled out.
type folder struct {
	root  string
	lists int
	after int // calls until it fails; 0: never
	gone  error
}

var errPulled = errors.New("the stick was pulled out")

func (f *folder) call() error {
	if f.after > 0 {
		if f.after--; f.after == 0 {
			f.gone = errPulled
		}
	}
	return f.gone
}

func (f *folder) path(name string) string { return filepath.Join(f.root, filepath.FromSlash(name)) }

func (f *folder) List(_ context.Context, prefix string) ([]string, error) {
	f.lists++
	if err := f.call(); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(f.path(prefix))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var names []string
	for _, e := range entries {
		names = append(names, prefix+e.Name())
	}
	return names, err
}

func (f *folder) Read(_ context.Context, name string) ([]byte, error) {
	if err := f.call(); err != nil {
		return nil, err
	}
	body, err := os.ReadFile(f.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, data.NewProblem(data.CodeNotFound, "not there")
	}
	return body, err
}

func (f *folder) Write(_ context.Context, name string, body []byte) error {
	if err := f.call(); err != nil {
		return err
	}
	if there, err := os.ReadFile(f.path(name)); err == nil {
		if bytes.Equal(there, body) {
			return nil
		}
		return data.NewProblem(data.CodeConflict, "taken")
	}
	if err := os.MkdirAll(filepath.Dir(f.path(name)), 0o700); err != nil {
		return err
	}
	return os.WriteFile(f.path(name), body, 0o600)
}

func (f *folder) Remove(_ context.Context, name string) error {
	if err := f.call(); err != nil {
		return err
	}
	err := os.Remove(f.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// notes are the simplest records: a set of texts, of which each device adds some.
type notes struct {
	device string
	own    []string
	parts  []string // the compartment of each of own
	erases []bool
	all    map[string]string // compartment by text
	calls  int
	begun  string // the seed that it began from
}

func (n *notes) add(compartment, text string) {
	n.own, n.parts, n.erases = append(n.own, text), append(n.parts, compartment), append(n.erases, false)
	n.all[text] = compartment
}

func (n *notes) erase(text string) {
	c := n.all[text]
	delete(n.all, text)
	n.own, n.parts, n.erases = append(n.own, "-"+text), append(n.parts, c), append(n.erases, true)
}

func (n *notes) Start(_ context.Context, device string, _ []byte) error {
	n.device = device
	return nil
}
func (n *notes) Renew(_ context.Context, device string) error { n.device = device; return nil }
func (n *notes) Shared(context.Context) ([]byte, error)       { return []byte("shared"), nil }

func (n *notes) Gather(_ context.Context, after meeting.Cursor) (meeting.Outgoing, error) {
	out := meeting.Outgoing{Cursor: meeting.Cursor(len(n.own)), Parts: map[string][]byte{}}
	lists := map[string][]string{}
	for i := int(after); i < len(n.own); i++ {
		lists[n.parts[i]] = append(lists[n.parts[i]], n.own[i])
		if out.Changes++; n.erases[i] {
			out.Erasures++
		}
	}
	return out, encode(lists, out.Parts)
}

func (n *notes) Unsent(_ context.Context, after meeting.Cursor) (int, error) {
	return len(n.own) - int(after), nil
}

func encode(lists map[string][]string, parts map[string][]byte) (err error) {
	for c, list := range lists {
		slices.Sort(list)
		if parts[c], err = json.Marshal(list); err != nil {
			return err
		}
	}
	return nil
}

func (n *notes) Snapshot(context.Context) (meeting.Outgoing, error) {
	out := meeting.Outgoing{Cursor: meeting.Cursor(len(n.own)), Parts: map[string][]byte{}, Changes: len(n.all)}
	lists := map[string][]string{}
	for text, c := range n.all {
		lists[c] = append(lists[c], text)
	}
	return out, encode(lists, out.Parts)
}

func (n *notes) Apply(_ context.Context, in meeting.Incoming) (sum meeting.Summary, err error) {
	n.calls++
	for c, body := range in.Parts {
		var list []string
		if err := json.Unmarshal(body, &list); err != nil {
			return sum, err
		}
		for _, text := range list {
			if gone, erased := strings.CutPrefix(text, "-"); erased {
				delete(n.all, gone)
				n.all[text] = c
				continue
			}
			if _, erased := n.all["-"+text]; erased {
				continue
			}
			if _, there := n.all[text]; !there {
				n.all[text] = c
				sum.Changes++
			}
		}
	}
	return sum, nil
}

// texts are the notes that are not erased.
func (n *notes) texts() []string {
	var list []string
	for text := range n.all {
		if !strings.HasPrefix(text, "-") {
			list = append(list, text)
		}
	}
	slices.Sort(list)
	return list
}

// pc is a PC with a real database and the simplest records.
type pc struct {
	t      testing.TB
	name   string
	path   string
	office *office.Office
	keeper *devices.Keeper
	notes  *notes
	world  *world
}

// world is a service: its PCs, the time and the store between them.
type world struct {
	t     testing.TB
	now   time.Time
	store *folder
	pcs   map[string]*pc
	seeds bool // new PCs begin from seeds
}

func newWorld(t testing.TB) *world {
	return &world{t, time.Date(2026, 4, 7, 9, 0, 0, 0, time.UTC), &folder{root: t.TempDir()}, map[string]*pc{}, false}
}

func (w *world) clock() time.Time { return w.now }

func (w *world) pc(name string) *pc {
	p := &pc{t: w.t, name: name, path: filepath.Join(w.t.TempDir(), name+".db"), notes: &notes{all: map[string]string{}}, world: w}
	w.pcs[name] = p
	p.open()
	return p
}

func (p *pc) open() {
	p.t.Helper()
	var err error
	store.Templates()
	p.office, err = office.Open(ctx, p.path, store.Options{Clock: p.world.clock})
	must(p.t, err)
	p.keeper = devices.NewKeeper(p.office.Store)
	opened := p.office
	p.t.Cleanup(func() { _ = opened.Close() })
}

func (p *pc) meeting() meeting.Meeting {
	m := meeting.Meeting{Depot: p.world.store, Keeper: p.keeper, Records: p.notes, Clock: p.world.clock}
	if p.world.seeds {
		m.Records = seeding{p.notes}
	}
	return m
}

func (p *pc) meet() *meeting.Report {
	p.t.Helper()
	r, err := meeting.Meet(ctx, p.meeting(), nil)
	must(p.t, err)
	return r
}

// founded is a service with a manager's PC.
func founded(t testing.TB) (*world, *pc) {
	w := newWorld(t)
	m := w.pc("manager")
	_, err := m.office.Devices.Begin(ctx, "Manager’s PC", devices.Store{})
	must(t, err)
	return w, m
}

func (p *pc) service() *devices.Service {
	p.t.Helper()
	s, err := p.office.Devices.Service(ctx)
	must(p.t, err)
	return s
}

func (p *pc) id() string { return p.service().Me }

// join lets a new PC in by way of the store.
func (w *world) join(by *pc, name string, role access.Role, surgeries ...data.ID) *pc {
	w.t.Helper()
	p := w.pc(name)
	w.admit(by, p, role, surgeries...)
	return p
}

func (w *world) admit(by, p *pc, role access.Role, surgeries ...data.ID) {
	w.t.Helper()
	s, err := p.office.Devices.Join(ctx, by.service().ID, by.service().Marker, devices.Store{})
	must(w.t, err)
	if r := p.meet(); r.Standing != meeting.Asked {
		w.t.Fatalf("%s stands %q before it was let in", p.name, r.Standing)
	}
	asks := by.meet().Requests
	at := slices.IndexFunc(asks, func(r *member.Request) bool { return r.ID() == s.Me })
	if at < 0 {
		w.t.Fatalf("%s does not see the request of %s", by.name, p.name)
	}
	if got := asks[at].Words(); !slices.Equal(got, s.Words) || len(got) != 6 {
		w.t.Errorf("%q on one PC and %q on the other", got, s.Words)
	}
	must(w.t, by.office.Devices.Admit(ctx, asks[at], p.name, role, surgeries))
	by.meet()
	if r := p.meet(); r.Standing != meeting.Belongs {
		w.t.Fatalf("%s stands %q after it was let in", p.name, r.Standing)
	}
}

// settle has all PCs meet until nothing moves any more.
func (w *world) settle() {
	w.t.Helper()
	for range 3 {
		for _, name := range slices.Sorted(maps.Keys(w.pcs)) {
			w.pcs[name].meet()
		}
	}
}

func (w *world) all(want ...string) {
	w.t.Helper()
	slices.Sort(want)
	for _, name := range slices.Sorted(maps.Keys(w.pcs)) {
		if got := w.pcs[name].notes.texts(); !slices.Equal(got, want) {
			w.t.Errorf("%s has %q, want %q", name, got, want)
		}
	}
}
