package uitest

import (
	"os"
	"path/filepath"

	"waymark/data/access"
	"waymark/data/meet"
	"waymark/data/store"
	"waymark/data/store/devices"
	"waymark/data/store/office"
)

// PC is another PC of the service of a Desk, with a database of its own.
type PC struct {
	*office.Office
	desk *Desk
	// Folder is where the PCs meet.
	Folder string
}

// SecondPC has the PC of a Desk begin a service in a folder, and lets another PC in.
func (d *Desk) SecondPC(role access.Role) *PC {
	d.T.Helper()
	pc := &PC{desk: d, Folder: filepath.Join(d.T.TempDir(), "shared")}
	d.Must(os.Mkdir(pc.Folder, 0o700))
	d.Host.Meets = meet.Keep(d.Store)
	d.Must(d.Host.Meets.Begin(d.Ctx(), "Desk", devices.Store{Address: pc.Folder}))
	var err error
	pc.Office, err = office.Open(d.Ctx(), filepath.Join(d.T.TempDir(), "laptop.db"), store.Options{Clock: d.Host.Clock})
	d.Must(err)
	d.T.Cleanup(func() { _ = pc.Close() })
	_, err = meet.New(pc.Office).Join(d.Ctx(), devices.Store{Address: pc.Folder}, "")
	d.Must(err)
	d.Meet()
	outcome, err := d.Store.Devices.Outcome(d.Ctx())
	d.Must(err)
	d.Must(d.Store.Devices.Admit(d.Ctx(), outcome.Requests[0].Asks(), "Laptop", role, nil))
	d.Meet()
	pc.Meet(meet.Fully)
	return pc
}

// Meet has the PC of a Desk meet the others, as “Exchange now” does.
func (d *Desk) Meet() {
	d.T.Helper()
	_, err := d.Host.Meets.Now(d.Ctx())
	d.Must(err)
	if page, ok := d.Page.(interface{ Met() }); ok {
		page.Met()
	}
}

// Meet has the PC meet the others.
func (pc *PC) Meet(how meet.How) {
	pc.desk.T.Helper()
	_, err := meet.New(pc.Office).Now(pc.desk.Ctx(), how, nil)
	pc.desk.Must(err)
}
