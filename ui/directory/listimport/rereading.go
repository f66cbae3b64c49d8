package listimport

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/ui/kit"
	"waymark/ui/load"
)

// rereading reads a list again while its settings stay in view and can be changed further: a
// line says how far it is, and a button stops it. Another reading ends the one before.
type rereading struct {
	p       *page
	content *fyne.Container
	far     *kit.Text
	button  *kit.Button
	cancel  context.CancelFunc // nil while nothing is read
	stopped bool
	n       int // of the reading
}

func newRereading(p *page) *rereading {
	a := &rereading{p: p, far: kit.NewText("", kit.Muted)}
	a.button = kit.Secondary("Stop", func() {
		a.stopped = true
		a.stop()
	}).Compact()
	a.content = kit.HStack(12, a.far, a.button)
	a.content.Hide()
	return a
}

// stop ends the reading that is under way, if any is.
func (a *rereading) stop() {
	if a.cancel != nil {
		a.cancel()
	}
}

// run reads off the UI goroutine. then gets what work returned, and whether someone
// stopped it.
func (a *rereading) run(work func(ctx context.Context, tell func(string)) error, then func(err error, stopped bool)) {
	a.stop()
	ctx, cancel := context.WithCancel(context.Background())
	a.n++
	n := a.n
	a.cancel, a.stopped = cancel, false
	a.far.SetText("Reading the file again…")
	a.content.Show()
	a.p.background(func(program context.Context) error {
		defer context.AfterFunc(program, cancel)()
		if err := work(ctx, load.Teller(a.far)); err != nil {
			return err
		}
		return ctx.Err() // stopped when all was read
	}, func(err error) {
		cancel()
		stopped := a.stopped && err != nil
		if n == a.n {
			a.cancel = nil
			a.content.Hide()
		}
		then(err, stopped)
	})
}
