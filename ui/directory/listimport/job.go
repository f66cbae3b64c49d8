package listimport

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/ui/kit"
)

// job is work that goes on while the page shows how far it is, and that can be
// stopped.
type job struct {
	cancel  context.CancelFunc
	far     *kit.Text
	stop    *kit.Button
	stopped bool
}

// tellEvery is how often a job says how far it is: often enough to be seen to
// go on, and seldom enough to cost nothing.
const tellEvery = 100 * time.Millisecond

// run shows words in place of the step while work goes on. tell may be called
// from the work as often as it likes. then gets what work returned, and whether
// someone stopped it; the step is shown again by then.
func (p *page) run(words, stop string, work func(ctx context.Context, tell func(string)) error, then func(err error, stopped bool)) {
	if p.job != nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	j := &job{cancel: cancel, far: kit.NewParagraph("", kit.Muted)}
	j.far.SetAlign(fyne.TextAlignCenter)
	j.stop = kit.Secondary(stop, p.stop)
	p.job = j
	head := kit.NewParagraph(words, kit.Heading)
	head.SetAlign(fyne.TextAlignCenter)
	p.hush()
	p.bar.Hide()
	p.put(kit.NewCard("", "", kit.VStack(10, kit.Spacer(), head, j.far, container.NewCenter(j.stop), kit.Spacer())))
	p.content.Refresh()
	p.h.Window.Canvas().Focus(j.stop)
	p.h.Background(func(hostCtx context.Context) func() {
		defer context.AfterFunc(hostCtx, cancel)()
		err := work(ctx, j.teller())
		return func() {
			cancel()
			p.job = nil
			if p.left {
				return
			}
			p.bar.Show()
			p.put(p.path[p.at].view())
			p.content.Refresh()
			then(err, j.stopped && err != nil)
		}
	})
}

// teller passes on how far a job is, now and then.
func (j *job) teller() func(string) {
	var last time.Time
	return func(far string) {
		if now := time.Now(); now.Sub(last) >= tellEvery {
			last = now
			fyne.Do(func() { j.far.SetText(far) })
		}
	}
}

// stop ends what is under way, if anything is.
func (p *page) stop() {
	if p.job == nil {
		return
	}
	p.job.stopped = true
	p.job.stop.SetText("Stopping…")
	p.job.stop.Disable()
	p.job.cancel()
}
