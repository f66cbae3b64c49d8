package meet

import (
	"cmp"
	"context"
	"sync"
	"sync/atomic"
	"time"

	"waymark/data"
	"waymark/data/exchange/depot"
	"waymark/data/store"
	"waymark/data/store/devices"
	"waymark/data/store/office"
)

const (
	// fullyEvery is how often everything new is sent.
	fullyEvery = 3 * time.Minute
	// lookFolder and lookAway are how often a folder and a store on the web are looked
	// at: what cannot wait is to be on the other PC within 15 s over a folder, and
	// each look at a bucket costs money.
	lookFolder, lookAway = 8 * time.Second, time.Minute
	// againAfter is how long to wait for a store that could not be reached.
	againAfter = 30 * time.Second
	// together is how long one change waits for others of the same act.
	together = 300 * time.Millisecond
	// partingWithin is how long the last meeting may take, once the window is closed.
	partingWithin = 10 * time.Second
)

// Keeping has a PC meet the others of its service again and again, as long as its
// window is open. Its methods may be called from several goroutines.
type Keeping struct {
	meet *Meet
	// Told is called after each meeting, and when one begins, on its goroutine.
	Told func()

	soon chan struct{}
	mu   sync.Mutex
	news devices.News
	full time.Time   // when everything new was sent last
	card atomic.Bool // a lone-working card changed, here or by what came
}

// Keep makes the meetings of an open database. Run begins them.
func Keep(o *office.Office) *Keeping {
	return &Keeping{meet: New(o), Told: func() {}, soon: make(chan struct{}, 1)}
}

// Reached says how far a row has come that was saved on this PC.
func (k *Keeping) Reached(ctx context.Context, table string, id data.ID) (devices.Reach, error) {
	return k.meet.keeper.Reached(ctx, table, id)
}

// Try finds out whether a store does what Waymark needs.
func (k *Keeping) Try(ctx context.Context, at devices.Store) (string, error) {
	return k.meet.Try(ctx, at)
}

// Begin founds a service with this PC as the first.
func (k *Keeping) Begin(ctx context.Context, name string, at devices.Store) error {
	o, err := k.meet.Begin(ctx, name, at, k.step)
	return k.after(ctx, o, err)
}

// Join asks the service in a store to let this PC in.
func (k *Keeping) Join(ctx context.Context, at devices.Store) error {
	_, err := k.meet.Join(ctx, at, "")
	return k.after(ctx, nil, err)
}

// Move has the store be elsewhere from now on.
func (k *Keeping) Move(ctx context.Context, to devices.Store) error {
	return k.after(ctx, nil, k.meet.office.MoveStore(ctx, to, k.step))
}

// Leave takes this PC out of its service.
func (k *Keeping) Leave(ctx context.Context) error {
	o, err := k.meet.Leave(ctx)
	return k.after(ctx, o, err)
}

func (k *Keeping) step(step string, done, of int) {
	k.set(func(n *devices.News) { n.Busy, n.Done, n.Of = step, done, of })
}

// News returns how this PC and its service stand.
func (k *Keeping) News() devices.News {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.news
}

func (k *Keeping) set(change func(n *devices.News)) {
	k.mu.Lock()
	change(&k.news)
	k.mu.Unlock()
	k.Told()
}

// Soon has the next meeting be at once, and send everything that is new.
func (k *Keeping) Soon() {
	select {
	case k.soon <- struct{}{}:
	default: // one is due already
	}
}

// Read reads from the database how this PC stands, as at the start of a window.
func (k *Keeping) Read(ctx context.Context) error {
	s, err := k.meet.Status(ctx)
	if err != nil {
		return err
	}
	k.set(func(n *devices.News) { n.Standing, n.MetAt = s.Standing, s.MetAt })
	return nil
}

// Now has a meeting that a person asked for.
func (k *Keeping) Now(ctx context.Context) (*devices.Outcome, error) { return k.once(ctx, Fully) }

func (k *Keeping) once(ctx context.Context, how How) (*devices.Outcome, error) {
	outcome, err := k.meet.Now(ctx, how, k.step)
	if err == nil && how != Look {
		k.mu.Lock()
		k.full = k.meet.office.Clock().Now()
		k.mu.Unlock()
	}
	return outcome, k.tell(ctx, outcome, err, how)
}

// after says how things stand after something that a person did.
func (k *Keeping) after(ctx context.Context, o *devices.Outcome, err error) error {
	err = k.tell(ctx, o, err, Fully)
	k.Soon()
	return err
}

func (k *Keeping) tell(ctx context.Context, outcome *devices.Outcome, err error, how How) error {
	status, read := k.meet.Status(context.WithoutCancel(ctx))
	k.set(func(n *devices.News) {
		n.Busy, n.Done, n.Of = "", 0, 0
		if read == nil {
			n.Standing = status.Standing
		}
		heard(n, outcome, err, how)
	})
	return cmp.Or(err, read)
}

// heard takes in what came of a meeting.
func heard(n *devices.News, o *devices.Outcome, err error, how How) {
	if err != nil {
		if !Stopped(err) {
			n.Failed = data.Sentence(err)
		}
		if o != nil && how != Look {
			n.Waiting = o.Waiting
		}
		return
	}
	n.Failed = ""
	if o == nil {
		return
	}
	n.MetAt, n.Notices, n.Odd = o.At, o.Notices, o.Waiting > 0
	if how != Look {
		n.Waiting = o.Waiting
	}
	for _, other := range o.Others {
		n.Odd = n.Odd || other.Problem != ""
	}
}

// Run meets until ctx ends: at once, every few minutes, and when something changed
// that cannot wait. Told must be set before.
func (k *Keeping) Run(ctx context.Context) {
	defer k.meet.office.Subscribe(k.changed)()
	next := time.NewTimer(0)
	defer next.Stop()
	for {
		how := k.due()
		select {
		case <-ctx.Done():
			return
		case <-next.C:
		case <-k.soon:
			how = Fully
			if !wait(ctx, together) {
				return
			}
		}
		if k.card.Swap(false) { // whoever goes out waits to know that it is here
			how = Confirm
		}
		_, err := k.once(ctx, how)
		switch {
		case err == nil || Stopped(err):
		case how == Look:
			_, _ = k.once(ctx, Fully) // which counts what waits here
		case how == Confirm:
			k.card.Store(true) // with the next one
		}
		next.Reset(k.pause(ctx))
	}
}

// changed has what cannot wait go at once: a walk-in sent through, an arrival, how
// the prescriber is, a lone-working card.
func (k *Keeping) changed(c store.Change) {
	alone := !k.News().Standing.Meets()
	if !alone && c.Is(store.ChangedLone) {
		k.card.Store(true)
	}
	if alone && c.Is(store.ChangedDevices) || !alone && c.Is(store.ChangedDiary, store.ChangedLone) {
		k.Soon()
	}
}

// due says how the next meeting is.
func (k *Keeping) due() How {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.news.Failed != "" || k.meet.office.Clock().Now().Sub(k.full) >= fullyEvery-lookFolder {
		return Fully
	}
	return Look
}

// pause is how long it is until the next meeting.
func (k *Keeping) pause(ctx context.Context) time.Duration {
	n := k.News()
	switch {
	case !n.Standing.Meets():
		return fullyEvery // a change of that is heard at once
	case n.Failed != "":
		return againAfter
	}
	if s, err := k.meet.keeper.Place(ctx); err == nil {
		if a, err := depot.ParseAddress(s.Store.Address); err == nil && a.Kind != depot.Folder {
			return lookAway
		}
	}
	return lookFolder
}

func wait(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// Part has the last meeting of a window that was closed, if the store could be
// reached: what is new here is on the other PCs in the morning.
func (k *Keeping) Part(ctx context.Context) {
	n := k.News()
	if !n.Standing.Meets() || n.Failed != "" || n.MetAt.IsZero() {
		return
	}
	ctx, stop := context.WithTimeout(ctx, partingWithin)
	defer stop()
	_, _ = k.meet.Now(ctx, Fully, nil) // what is not sent now waits for the next start
}
