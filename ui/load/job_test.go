package load_test

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
	"waymark/ui/uitest"
)

// jobPage is a page with a button and a job.
type jobPage struct {
	*later
	body  *fyne.Container
	begin *kit.Button
	job   *load.Job
}

func newJobPage(t *testing.T) *jobPage {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	p := &jobPage{later: newLater(), begin: kit.Primary("Begin", nil)}
	p.Window = test.NewTempWindow(t, canvas.NewRectangle(nil))
	p.body = container.NewStack(p.begin)
	put := func(o fyne.CanvasObject) {
		p.body.Objects = []fyne.CanvasObject{o}
		p.body.Refresh()
	}
	p.job = load.NewJob(&p.Host, put, func() { put(p.begin) })
	p.Window.SetContent(p.body)
	p.Window.Resize(fyne.NewSize(500, 400))
	p.Window.Canvas().Focus(p.begin)
	return p
}

// stop is the button that stops the job; nil if it is not shown.
func (p *jobPage) stop() (found *kit.Button) {
	uitest.Walk(p.body, func(s uitest.Seen) {
		if b, ok := s.Object.(*kit.Button); ok && b != p.begin {
			found = b
		}
	})
	return found
}

func TestJob_pageIsShownAgainWithTheFocusWhereItWas(t *testing.T) {
	p := newJobPage(t)
	var heard error
	broken := errors.New("broken")
	p.job.Run("Reading the list", func(_ context.Context, tell func(string)) error { tell("5 rows"); return broken },
		func(err error, stopped bool) {
			heard = err
			if stopped {
				t.Error("no one stopped it")
			}
		})
	if stop := p.stop(); stop == nil || p.Window.Canvas().Focused() != fyne.Focusable(stop) {
		t.Fatal("while it runs, Enter has to stop it")
	}
	p.job.Run("Twice", func(context.Context, func(string)) error { return nil }, func(error, bool) { t.Error("two at once") })
	p.do(0)
	if !errors.Is(heard, broken) || p.job.Running() || len(p.work) != 1 {
		t.Errorf("heard %v, running %t, %d pieces of work", heard, p.job.Running(), len(p.work))
	}
	if p.stop() != nil || p.Window.Canvas().Focused() != fyne.Focusable(p.begin) {
		t.Error("the page is not shown as it was")
	}
}

func TestJob_stopAndLeaveEndTheWork(t *testing.T) {
	for _, leaves := range []bool{false, true} {
		p := newJobPage(t)
		called, stopped := false, false
		p.job.Run("Reading", func(ctx context.Context, _ func(string)) error { return ctx.Err() }, func(_ error, by bool) { called, stopped = true, by })
		if leaves {
			p.job.Leave()
		} else {
			test.Tap(p.stop())
		}
		p.do(0)
		if called == leaves || stopped == leaves {
			t.Errorf("left %t: then was called %t, stopped %t", leaves, called, stopped)
		}
	}
}
