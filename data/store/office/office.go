// Package office opens a database with everything that is done with it: a slice
// for each kind of work, all of one session. It also writes whole records in
// bulk, and does at the start what an update of the program left to do.
package office

import (
	"context"
	"errors"

	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/desk"
	"waymark/data/store/devices"
	"waymark/data/store/diary"
	"waymark/data/store/directory"
	"waymark/data/store/exchange"
	"waymark/data/store/figures"
	"waymark/data/store/flags"
	"waymark/data/store/governance"
	"waymark/data/store/handed"
	"waymark/data/store/letters"
	"waymark/data/store/lists"
	"waymark/data/store/lone"
	"waymark/data/store/measure"
	"waymark/data/store/moving"
	"waymark/data/store/offering"
	"waymark/data/store/overview"
	"waymark/data/store/people"
	"waymark/data/store/retention"
	"waymark/data/store/rights"
	"waymark/data/store/round"
	"waymark/data/store/soundness"
	"waymark/data/store/sources"
	"waymark/data/store/tasks"
	"waymark/data/store/trail"
	"waymark/data/store/visits"
	"waymark/data/store/whole"
)

// Office is an open database with the session that works with it, and a slice
// for each kind of work.
type Office struct {
	*store.Store
	Session    *access.Session
	Lists      *lists.Lists
	Directory  *directory.Directory
	Sources    *sources.Sources
	Casework   *casework.Casework
	Diary      *diary.Diary
	Measure    *measure.Measure
	Moving     *moving.Moving
	Offering   *offering.Offering
	Retention  *retention.Retention
	Governance *governance.Governance
	Round      *round.Round
	Figures    *figures.Figures
	Handed     *handed.Handed
	Letters    *letters.Letters
	Tasks      *tasks.Tasks
	Overview   *overview.Overview
	Flags      *flags.Flags
	Soundness  *soundness.Soundness
	Desk       *desk.Desk
	Visits     *visits.Visits
	Lone       *lone.Lone
	People     *people.People
	Trail      *trail.Trail
	Whole      *whole.Whole
	Devices    *devices.Devices
	Exchange   *exchange.Exchange
	Rights     *rights.Rights
	db         *store.Door
	gate       *store.Door // before anyone has signed in
}

// Open opens the database at path, as store.Open does, and begins a session of
// who uses this PC: the service's staff, who may do everything, or the reception
// of a surgery; see SetThisPC and Session.SwitchTo.
func Open(ctx context.Context, path string, o store.Options) (*Office, error) {
	db, err := store.Open(ctx, path, o)
	if err != nil {
		return nil, err
	}
	session := access.NewSession("", access.Everything, db.Clock())
	s := of(db, session)
	if !o.ReadOnly {
		if err := s.catchUp(ctx); err != nil {
			_ = db.Close()
			return nil, store.Problem(err)
		}
	}
	session.In(func() access.Held {
		return map[store.Holds]access.Held{store.HoldsFigures: access.HeldFigures, store.HoldsClinics: access.HeldClinics}[db.Holds()]
	})
	s.followPeople(context.WithoutCancel(ctx))
	pc, _, err := s.ThisPC()
	if err != nil && o.Log != nil {
		o.Log.Error("read who uses this PC", "error", errors.Unwrap(err))
	}
	must, err := s.MustSignIn(ctx)
	if err == nil && must && !o.ReadOnly {
		err = s.forgetEnded(ctx) // what a meeting that was stopped left
	}
	if err != nil || must {
		if s.Session.Close(); err != nil {
			_ = db.Close()
			return nil, err
		}
		return s, nil
	}
	s.take(pc, "")
	return s, nil
}

// of makes the slices of a session.
func of(db *store.Store, session *access.Session) *Office {
	o := &Office{
		Store: db, Session: session,
		Visits: visits.New(db, session), Lone: lone.New(db, session), Whole: whole.New(db, session),
		Moving: moving.New(db, session), Devices: devices.New(db, session), Exchange: exchange.New(db, session),
		Rights: rights.New(db, session),
		Lists:  lists.New(db, session), Directory: directory.New(db, session), Sources: sources.New(db, session),
		Casework: casework.New(db, session), Diary: diary.New(db, session), Measure: measure.New(db, session), Offering: offering.New(db, session),
		Figures: figures.New(db, session), Handed: handed.New(db, session), Letters: letters.New(db, session), Overview: overview.New(db, session), Soundness: soundness.New(db, session),
		Round: round.New(db, session), Retention: retention.New(db, session),
		Governance: governance.New(db, session), Desk: desk.New(db, session), Tasks: tasks.New(db, session), Flags: flags.New(db, session),
		People: people.New(db, session), Trail: trail.New(db, session),
		db:   db.For(session, access.Bulk),
		gate: db.For(access.NewSession("", access.Everything, db.Clock()), access.People),
	}
	if slots := db.FileSlots(); slots != nil {
		o.People.Slots = slots // a passphrase to sign in with opens the file as well
	}
	return o
}
