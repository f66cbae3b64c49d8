package load

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/ui/host"
	"waymark/ui/kit"
)

// tellEvery is how often a job says how far it is: often enough to be seen to
// go on, and seldom enough to cost nothing.
const tellEvery = 100 * time.Millisecond

// Job is long work of a page, one at a time. In place of what the page shows stands
// what is being done, how far it is, and a button that stops it. It is used on the
// UI goroutine.
type Job struct {
	h    *host.Host
	put  func(fyne.CanvasObject)
	back func()

	cancel  context.CancelFunc // nil when nothing is under way
	far     *kit.Text
	stop    *kit.Button
	stopped bool
	left    bool // another page is shown
}

// NewJob makes the job of a page. put shows an object in place of what the page
// shows, and back shows that again.
func NewJob(h *host.Host, put func(fyne.CanvasObject), back func()) *Job {
	return &Job{h: h, put: put, back: back}
}

// Running reports whether work is under way.
func (j *Job) Running() bool { return j.cancel != nil }

// Run does work off the UI goroutine, under a heading. The work may call tell as often
// as it likes. then gets what the work returned, and whether someone stopped it; what
// the page shows is there again by then. Nothing happens if work is under way, and then
// is not called after Leave.
func (j *Job) Run(heading string, work func(ctx context.Context, tell func(far string)) error, then func(err error, stopped bool)) {
	if j.Running() {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	j.cancel, j.stopped = cancel, false
	canvas := j.h.Window.Canvas()
	before := canvas.Focused()
	j.put(j.card(heading))
	canvas.Focus(j.stop)
	j.h.Background(func(program context.Context) func() {
		defer context.AfterFunc(program, cancel)()
		err := work(ctx, Teller(j.far))
		return func() {
			cancel()
			j.cancel = nil
			if j.left {
				return
			}
			focused := canvas.Focused() == j.stop
			j.back()
			if focused && before != nil {
				canvas.Focus(before)
			}
			then(err, j.stopped && err != nil)
		}
	})
}

// card is what stands in place of what the page shows.
func (j *Job) card(heading string) fyne.CanvasObject {
	head := kit.NewParagraph(heading, kit.Heading)
	j.far = kit.NewParagraph("", kit.Muted)
	for _, text := range []*kit.Text{head, j.far} {
		text.SetAlign(fyne.TextAlignCenter)
	}
	j.stop = kit.Secondary("Stop", j.Stop)
	return kit.NewCard("", "", kit.VStack(10, kit.Spacer(), head, j.far, container.NewCenter(j.stop), kit.Spacer()))
}

// Teller passes on how far work is, now and then. It may be called from anywhere.
func Teller(to *kit.Text) func(string) {
	var last time.Time
	return func(far string) {
		if now := time.Now(); now.Sub(last) >= tellEvery {
			last = now
			fyne.Do(func() { to.SetText(far) })
		}
	}
}

// Stop ends the work that is under way, if any is.
func (j *Job) Stop() {
	if !j.Running() {
		return
	}
	j.stopped = true
	j.stop.SetText("Stopping…")
	j.stop.Disable()
	j.cancel()
}

// Leave stops the work for a page that is left.
func (j *Job) Leave() {
	j.left = true
	j.Stop()
}
