// Package governance says what a database holds and why, who can see it, where it
// goes, for how long and which measures stand: what a lead for information governance
// needs for a DPIA and for the DSPT. It says only what is so in this database now.
package governance

import (
	"context"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/devices"
	"waymark/data/store/lists"
	"waymark/data/store/people"
	"waymark/data/store/retention"
)

// Governance is what the information governance lead asks, as one session sees it.
type Governance struct {
	db        *store.Door
	people    *people.People
	retention *retention.Retention
	devices   *devices.Devices
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Governance {
	return &Governance{db: db.For(session, access.Erasing), people: people.New(db, session),
		retention: retention.New(db, session), devices: devices.New(db, session)}
}

// The settings that the service writes itself.
const (
	keyController = "governance_controller" // who decides about the data
	keyContact    = "governance_contact"    // who answers questions about it
	keyBasis      = "governance_basis"      // the lawful basis
	keyAbroad     = "governance_elsewhere"  // where copies go that Waymark does not know of
)

// Own is what the service has to say itself.
type Own struct{ Controller, Contact, Basis, Elsewhere string }

// OwnWords reads what the service says itself.
func (s *Governance) OwnWords(ctx context.Context) (o Own, err error) {
	for key, to := range o.fields() {
		if *to, err = lists.SettingOf(ctx, s.db, key); err != nil {
			return o, err
		}
	}
	return o, nil
}

func (o *Own) fields() map[string]*string {
	return map[string]*string{keyController: &o.Controller, keyContact: &o.Contact, keyBasis: &o.Basis, keyAbroad: &o.Elsewhere}
}

// SaveOwnWords saves what the service says itself.
func (s *Governance) SaveOwnWords(ctx context.Context, o Own) error {
	return s.db.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(t *store.Tx) error {
		for key, text := range o.fields() {
			before, err := lists.SettingOf(ctx, t, key)
			if err != nil {
				return err
			}
			if after := data.TidyNote(*text); after != before {
				if err := lists.SetSetting(t, key, after); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// Page works out the page from the database as it is now.
func (s *Governance) Page(ctx context.Context) (*data.Statement, error) {
	f, err := s.read(ctx)
	if err != nil {
		return nil, err
	}
	page := &data.Statement{Title: "What we hold and why", Made: s.db.Today(),
		Lead: "This page is worked out from the database on " + s.db.Today().Short() + ". It says what is so now. Training, incidents, contracts and " +
			"the PCs themselves are outside Waymark.",
		Foot: "What we hold and why, " + s.db.Today().Short()}
	page.Sections = []data.StatementSection{f.whose(), f.held(), f.basis(), f.seen(), f.goes(), f.howLong(), f.measures(), f.rights(), f.risks(), f.standards()}
	return page, nil
}
