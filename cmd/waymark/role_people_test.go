package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/argon2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/data/store/people"
)

// caller is someone who signs in, by the letter that stands for them in a table.
type caller struct {
	letter, name string
	role         access.Role
	// onePartner: they see the clients of the first partner only.
	onePartner bool
	// own: prescribers see their own clients only while they work.
	own bool
	id  data.ID
	// sees has the family names of the clients that they may see.
	sees []string
}

// callers are one person for each way to work with a database.
func callers() []*caller {
	return []*caller{
		{letter: "M", name: "Rosalind Achebe", role: access.Manager},
		{letter: "T", name: "Thea Marsh", role: access.Manager, onePartner: true},
		{letter: "C", name: "Cora Lind", role: access.Coordinator},
		{letter: "P", name: "Pia Holm", role: access.Prescriber},
		{letter: "O", name: "Oskar Dahl", role: access.Prescriber, own: true},
		{letter: "V", name: "Vera Stone", role: access.Volunteer},
		{letter: "R", name: "Rita Brook", role: access.Reception},
	}
}

func (c *caller) passphrase() string { return "harbour velvet " + c.name }

// roleDatabase is the sample of a partnership that every kind of caller signs in to.
// Each client has a family name that is nowhere else, and O and V look after some.
type roleDatabase struct {
	folder  string
	path    string // all prescribers see all clients
	own     string // the same, and they see their own
	callers []*caller
	names   []string // the family names of all clients
	client  data.ID  // one whom every manager sees
	surgery string
}

func newRoleDatabase(t *testing.T, folder string) *roleDatabase {
	t.Helper()
	d := &roleDatabase{folder: folder, path: filepath.Join(folder, "all.db"), own: filepath.Join(folder, "own.db"), callers: callers()}
	succeeds(t, "sample", "--db", d.path, "--clients", "12", "--services", "12", "--partners", "2")
	s, err := office.Open(context.Background(), d.path, store.Options{})
	testMust(t, err)
	d.addPeople(t, s)
	d.nameClients(t, s)
	d.letSignIn(t, s)
	testMust(t, s.Close())
	for _, c := range d.callers {
		testMust(t, os.WriteFile(d.secretOf(c), []byte(c.passphrase()+"\n"), 0o600))
	}
	copyOf(t, d.path, d.own)
	s, err = office.Open(context.Background(), d.own, store.Options{})
	testMust(t, err)
	testMust(t, s.SignIn(context.Background(), d.callers[0].id, d.callers[0].passphrase()))
	testMust(t, s.Lists.SetSetting(context.Background(), lists.SettingPrescribersSee, lists.OwnClients))
	testMust(t, s.Close())
	for _, c := range d.callers {
		d.lookWhom(t, c)
	}
	return d
}

func (d *roleDatabase) secretOf(c *caller) string { return filepath.Join(d.folder, "secret-"+c.letter) }

// of returns the file that a caller works with.
func (d *roleDatabase) of(c *caller) string {
	if c.own {
		return d.own
	}
	return d.path
}

// addPeople adds the callers, each with a role.
func (d *roleDatabase) addPeople(t *testing.T, s *office.Office) {
	t.Helper()
	ctx := context.Background()
	partners, err := s.Lists.Partners(ctx, false)
	testMust(t, err)
	surgeries, err := s.Lists.Surgeries(ctx, false)
	testMust(t, err)
	d.surgery = surgeries[0].Name
	for _, c := range d.callers {
		p := people.Person{Name: c.name, Role: c.role, Partner: partners[0].ID, AllPartners: !c.onePartner}
		if c.role == access.Reception {
			p.Surgeries = []data.ID{surgeries[0].ID}
		}
		testMust(t, s.People.Save(ctx, &p))
		c.id = p.ID
	}
}

// nameClients gives each client a name of their own, and some to those who see
// only theirs.
func (d *roleDatabase) nameClients(t *testing.T, s *office.Office) {
	t.Helper()
	ctx := context.Background()
	rows, _, err := s.Casework.Clients(ctx, data.ClientFilter{})
	testMust(t, err)
	for i, row := range rows {
		c, err := s.Casework.Client(ctx, row.ID)
		testMust(t, err)
		c.FamilyName = fmt.Sprintf("Zq%cuill", 'a'+i)
		switch i {
		case 0, 1:
			c.Prescriber = d.idOf("O")
		case 2, 3:
			c.Prescriber = d.idOf("V")
		}
		testMust(t, s.Casework.SaveClient(ctx, c))
		d.names = append(d.names, c.FamilyName)
	}
}

func (d *roleDatabase) idOf(letter string) data.ID {
	return d.callers[slices.IndexFunc(d.callers, func(c *caller) bool { return c.letter == letter })].id
}

// letSignIn gives each caller a passphrase. It is hashed in less memory and passes than
// the program takes, since hundreds of commands sign in with it.
func (d *roleDatabase) letSignIn(t *testing.T, s *office.Office) {
	t.Helper()
	testMust(t, s.For(s.Session, access.People).Write(context.Background(), store.Change{Kind: store.ChangedLists}, func(tx *store.Tx) error {
		for _, c := range d.callers {
			salt := []byte("a salt of a test")
			key := argon2.IDKey([]byte(c.passphrase()), salt, 1, 64, 1, 32)
			hash := fmt.Sprintf("argon2id m=64 t=1 p=1 %s %s", base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
			if err := tx.Derive("INSERT INTO sign_in (staff_id, hash, once, until, wrong, wrong_at, last_at) VALUES (?, ?, 0, '', 0, '', '')", c.id, hash); err != nil {
				return err
			}
		}
		return nil
	}))
}

// lookWhom notes whom a caller sees, by their own session.
func (d *roleDatabase) lookWhom(t *testing.T, c *caller) {
	t.Helper()
	ctx := context.Background()
	s, err := office.Open(ctx, d.of(c), store.Options{})
	testMust(t, err)
	defer func() { _ = s.Close() }()
	testMust(t, s.SignIn(ctx, c.id, c.passphrase()))
	rows, _, err := s.Casework.Clients(ctx, data.ClientFilter{})
	if c.role == access.Reception || c.role == access.Coordinator {
		if data.CodeOf(err) != data.CodeRefused {
			t.Fatalf("%s sees the list of clients: %v", c.name, err)
		}
		return
	}
	testMust(t, err)
	if c.onePartner {
		d.client = rows[0].ID
	}
	for _, row := range rows {
		for _, name := range d.names {
			if strings.HasSuffix(row.Name, name) {
				c.sees = append(c.sees, name)
			}
		}
	}
}

func copyOf(t *testing.T, from, to string) {
	t.Helper()
	body, err := os.ReadFile(from)
	testMust(t, err)
	testMust(t, os.WriteFile(to, body, 0o600))
}

func testMust(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
