package exchange_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/exchange"
	"waymark/data/store/office"
)

// device is a database of a service in a test.
type device struct {
	*office.Office
	name    string
	now     time.Time
	cursor  exchange.Cursor
	segment int64
	heard   map[string]int // how many segments of each other device it has
	path    string
	wrong   time.Duration // how far its clock is ahead
	newID   func() data.ID
	surgery data.ID // "" for a device that holds everything
	since   int64   // when it was let in for its surgery, in milliseconds
	partner data.ID // whose clients it holds only
}

// service is some devices and what they have sent.
type service struct {
	t       testing.TB
	devices []*device
	sent    map[string][]exchange.Incoming
	dir     string
	newID   func() data.ID
	made    int
	shared  []byte
}

var ctx = context.Background()

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var noon = time.Date(2026, 4, 8, 12, 0, 0, 0, time.UTC)

// template is an empty database with the starting lists, which every device copies.
var template []byte

func TestMain(m *testing.M) {
	os.Exit(m.Run())
}

func newDatabase(t testing.TB, path string) {
	t.Helper()
	if template == nil {
		dir := t.TempDir()
		s, err := office.Open(ctx, filepath.Join(dir, "t.db"), store.Options{Clock: func() time.Time { return noon.Add(-time.Hour) }})
		must(t, err)
		must(t, s.AddStartingLists(ctx))
		must(t, s.Close())
		template, err = os.ReadFile(filepath.Join(dir, "t.db"))
		must(t, err)
	}
	must(t, os.WriteFile(path, template, 0o600))
}

// newService begins a service of n devices: the first one founds it.
func newService(t testing.TB, n int) *service {
	t.Helper()
	return newServiceIn(t, t.TempDir(), n, nil)
}

func newServiceIn(t testing.TB, dir string, n int, newID func() data.ID) *service {
	t.Helper()
	s := &service{t: t, sent: map[string][]exchange.Incoming{}, dir: dir, newID: newID}
	for range n {
		s.devices = append(s.devices, s.join())
	}
	return s
}

// join adds a device to a service; the first founds it.
func (s *service) join() *device {
	t := s.t
	t.Helper()
	n := s.made
	s.made++
	d := &device{name: fmt.Sprintf("device%d", n), now: noon, heard: map[string]int{}, newID: s.newID, path: filepath.Join(s.dir, fmt.Sprint(n), "waymark.db")}
	must(t, os.Mkdir(filepath.Dir(d.path), 0o700))
	newDatabase(t, d.path)
	d.open(t)
	must(t, d.Exchange.Start(ctx, d.name, s.shared))
	if n == 0 {
		var err error
		s.shared, err = d.Exchange.Shared(ctx)
		must(t, err)
	}
	t.Cleanup(func() { must(t, d.Close()) })
	return d
}

func (d *device) open(t testing.TB) {
	t.Helper()
	var err error
	d.Office, err = office.Open(ctx, d.path, store.Options{Clock: func() time.Time { return d.now }, NewID: d.newID})
	must(t, err)
	d.Session.StaffAt("") // a surgery's PC opens as its reception, which may not hand changes over by hand
}

// send has a device hand over what it changed.
func (s *service) send(d *device) int {
	s.t.Helper()
	out, err := d.Exchange.Gather(ctx, d.cursor)
	must(s.t, err)
	if d.cursor = out.Cursor; out.Changes == 0 {
		return 0
	}
	d.segment++
	s.sent[d.name] = append(s.sent[d.name], exchange.Incoming{Device: d.name, Number: d.segment, Clock: out.Clock, Parts: out.Parts})
	return out.Changes
}

// hear has a device apply up to n segments of another.
func (s *service) hear(d *device, from string, n int) {
	s.t.Helper()
	for ; n > 0 && d.heard[from] < len(s.sent[from]); n-- {
		if _, err := d.Exchange.Apply(ctx, d.opened(s.sent[from][d.heard[from]])); err != nil {
			s.t.Fatalf("%s applies segment %d of %s: %v", d.name, d.heard[from]+1, from, err)
		}
		d.heard[from]++
	}
}

// opened has the parts that a device may open.
func (d *device) opened(in exchange.Incoming) exchange.Incoming {
	own := "clinic-" + string(d.surgery)
	switch {
	case d.partner != "":
		own = "casework-" + string(d.partner)
	case d.surgery == "":
		return in
	}
	parts := map[string][]byte{}
	for name, body := range in.Parts {
		if name == "lists" || name == own {
			parts[name] = body
		}
	}
	in.Parts = parts
	return in
}

// meet has all devices meet until there is nothing new.
func (s *service) meet() {
	s.t.Helper()
	for round := range 12 {
		news := 0
		for _, d := range s.devices {
			for _, other := range s.devices {
				if other != d {
					s.hear(d, other.name, 1<<30)
				}
			}
			news += s.send(d)
		}
		if news == 0 {
			return
		}
		if round == 11 {
			s.t.Fatal("the devices never come to an end")
		}
	}
}

// same fails if two devices have other records.
func (s *service) same() {
	s.t.Helper()
	first := dump(s.t, s.devices[0])
	for _, d := range s.devices[1:] {
		other := dump(s.t, d)
		for name, rows := range first {
			if bytes.Equal(rows, other[name]) {
				continue
			}
			s.t.Errorf("%s and %s differ in %s:\n%s", s.devices[0].name, d.name, name, difference(string(rows), string(other[name])))
		}
	}
	for _, d := range s.devices {
		must(s.t, store.ForeignKeysHold(ctx, reader(d)))
		var waiting int
		must(s.t, reader(d).QueryRowContext(ctx, "SELECT count(*) FROM exchange_waiting").Scan(&waiting))
		if waiting > 0 {
			s.t.Errorf("%s still waits for %d: %s", d.name, waiting, dumpRows(s.t, reader(d), "SELECT tbl, id, count(*) FROM exchange_waiting GROUP BY 1, 2"))
		}
	}
}

func difference(a, b string) string {
	var out strings.Builder
	left, right := strings.Split(a, "\n"), strings.Split(b, "\n")
	for _, l := range left {
		if !slices.Contains(right, l) {
			out.WriteString("  - " + l + "\n")
		}
	}
	for _, r := range right {
		if !slices.Contains(left, r) {
			out.WriteString("  + " + r + "\n")
		}
	}
	return out.String()
}

// reader reads a database whole, whoever its session is of.
func reader(d *device) store.Querier {
	return d.For(access.NewSession("", access.Everything, data.SystemClock()), access.Whole)
}

// dump has every exchanged table of a device, without numbers of its own.
func dump(t testing.TB, d *device) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	q := reader(d)
	for name, table := range store.Tables() {
		query := ""
		switch {
		case table.Records:
			columns, err := store.Collect(ctx, q, func(c *string) []any { return []any{c} },
				"SELECT name FROM pragma_table_info(?) WHERE name <> 'seq'", name)
			must(t, err)
			query = "SELECT " + strings.Join(columns, ", ") + " FROM " + name + " ORDER BY " + strings.Join(table.Key, ", ")
			if name == "setting" {
				query = "SELECT key, value FROM setting WHERE key NOT IN ('current_staff', 'text_scale') ORDER BY key"
			}
		case strings.HasPrefix(name, "service_") && table.Parts:
			query = "SELECT v.id, n." + table.Key[1] + " FROM " + name + " n JOIN service v ON v.seq = n.service_seq ORDER BY 1, 2"
		case table.Parts || name == "score":
			query = "SELECT * FROM " + name + " ORDER BY 1, 2"
		default:
			continue
		}
		all[name] = dumpRows(t, q, query)
	}
	return all
}

func dumpRows(t testing.TB, q store.Querier, query string) []byte {
	t.Helper()
	rows, err := q.QueryContext(ctx, query)
	must(t, err)
	defer func() { must(t, rows.Close()) }()
	var b bytes.Buffer
	names, err := rows.Columns()
	must(t, err)
	for rows.Next() {
		values := make([]any, len(names))
		dest := make([]any, len(names))
		for i := range values {
			dest[i] = &values[i]
		}
		must(t, rows.Scan(dest...))
		for i, v := range values {
			fmt.Fprintf(&b, "%s=%v|", names[i], v)
		}
		b.WriteByte('\n')
	}
	must(t, rows.Err())
	return b.Bytes()
}

func (d *device) addClient(t testing.TB, given, family string) *data.Client {
	t.Helper()
	c := &data.Client{GivenNames: given, FamilyName: family}
	must(t, d.Casework.SaveClientAsAnother(ctx, c))
	return c
}

func (d *device) refer(t testing.TB, client data.ID) *data.Referral {
	t.Helper()
	r := &data.Referral{ClientID: client, ReceivedOn: data.MustDate("2026-04-01"), Source: "gp"}
	must(t, d.Casework.AddReferral(ctx, r))
	return r
}
