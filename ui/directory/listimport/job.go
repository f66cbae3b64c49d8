package listimport

import "context"

// run shows words in place of the step while work goes on. tell may be called
// from the work as often as it likes. then gets what work returned, and whether
// someone stopped it; the step is shown again by then.
func (p *page) run(words string, work func(ctx context.Context, tell func(string)) error, then func(err error, stopped bool)) {
	if p.job.Running() {
		return
	}
	p.hush()
	p.bar.Hide()
	p.job.Run(words, work, then)
}

// showStep shows the step again after a job.
func (p *page) showStep() {
	p.bar.Show()
	p.put(p.path[p.at].view())
}
