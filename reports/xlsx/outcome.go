package xlsx

import (
	"waymark/reports"
)

// changed writes a sheet for each score, and another for the scores of
// its pairs where the report has them.
func (b *book) changed(c *reports.Chapter) {
	for start := 0; start < len(c.Parts); {
		end := start + 1
		for end < len(c.Parts) && c.Parts[end].Outcome == nil {
			end++
		}
		parts := c.Parts[start:end]
		o := parts[0].Outcome
		name := c.Title
		if o != nil {
			name += " " + o.ShortName
		}
		p := b.begin(name, widthsFor(parts)...)
		for i := range parts {
			p.part(&parts[i])
		}
		if o != nil {
			p.parts(o)
			b.scores(o)
		}
		start = end
	}
}

// outcome writes what one score shows, from its means to those who answered.
func (p *page) outcome(o *reports.Outcome) {
	p.heading(o.Finding, o.Text)
	for _, note := range []string{o.SmallSample, o.Note, o.Rights} {
		p.note(note)
	}
	p.gap(1)
	p.meansOf(o)
	p.answered(o)
	p.statistics(o)
	p.changes(o)
	p.spread(o)
}

// meansOf lists the means of the same people and those to hold them against,
// which the chart draws side by side.
func (p *page) meansOf(o *reports.Outcome) {
	head := p.next()
	p.open(o.ShortName+": mean score", "Mean", "People")
	p.add(text("First, people with both scores", p.style.text), p.value(o.Before, p.style.mean), p.count(o.Pairs))
	p.add(text("Follow-up, people with both scores", p.style.text), p.value(o.After, p.style.mean), p.count(o.Pairs))
	for i := range o.Comparators {
		c := &o.Comparators[i]
		p.add(text("Published mean: "+reports.ComparatorName(*c), p.style.text), p.value(&c.Value, p.style.mean))
	}
	p.shut()
	if o.Change != nil {
		p.means(o, head, p.next()-1)
	}
	p.gap(2)
}

// answered counts the questionnaires behind the figures.
func (p *page) answered(o *reports.Outcome) {
	p.keep(12 * linePoints)
	p.open(o.ShortName+": who answered", "Count")
	for _, c := range o.Answered() {
		p.add(text(c.Label, p.style.text), p.count(c.Cell))
	}
	p.shut()
	p.gap(2)
}

// statistics lists what the pairs come to.
func (p *page) statistics(o *reports.Outcome) {
	list := o.Statistics()
	p.keep(float64(len(list)+3) * linePoints)
	p.open(o.ShortName+": people with both scores", "Value")
	for i := range list {
		s := &list[i]
		value := p.value(s.Value, p.styleOf(s))
		if s.Key == "p" && s.Value != nil {
			value = number(*s.Value, p.style.probability) // rounded, the small ones would be 0
		}
		p.add(text(s.Label, p.style.text), value)
	}
	p.shut()
	p.gap(2)
}

// styleOf is how a statistic is printed: with the decimals that the other formats have.
func (p *page) styleOf(s *reports.Statistic) int {
	switch s.Decimals {
	case 0:
		return p.style.count
	case 1:
		return p.style.mean
	}
	return p.style.exact
}

func (p *page) changes(o *reports.Outcome) {
	if len(o.Changes) == 0 {
		return
	}
	p.keep(float64(len(o.Changes)+3) * linePoints)
	p.open(o.ShortName+": change in score, people with both scores", "Count", "Of (n)", "%")
	for _, g := range o.Changes {
		p.add(text(g.Label, p.style.text), p.count(g.Cell), p.whole(g.Cell), p.share(g.Cell))
	}
	p.shut()
	p.note(o.ChangesNote())
	p.gap(2)
}

// spread lists how the scores lie before and after.
func (p *page) spread(o *reports.Outcome) {
	if o.Spread == nil {
		return
	}
	p.keep(7 * linePoints)
	p.open(o.ShortName+": spread of scores", "First", "Follow-up")
	for i, label := range []string{"10th percentile", "25th percentile", "75th percentile", "90th percentile"} {
		if tenth := i == 0 || i == 3; tenth && o.Spread.Quarters {
			continue
		}
		p.add(text(label, p.style.text), p.value(&o.Spread.Before[i], p.style.mean), p.value(&o.Spread.After[i], p.style.mean))
	}
	p.shut()
	p.gap(2)
}

// parts writes how parts of the pairs changed.
func (p *page) parts(o *reports.Outcome) {
	for i := range o.Breakdowns {
		b := &o.Breakdowns[i]
		p.keep(float64(len(b.Rows)+6) * linePoints)
		p.heading(b.Title, b.Note)
		p.open(b.Heading, "People", "Mean, first", "Mean, follow-up", "Mean change", "95% CI lower", "95% CI upper")
		for _, r := range b.Rows {
			p.add(text(r.Label, p.style.text), p.count(r.Pairs), p.value(r.Before, p.style.mean), p.value(r.After, p.style.mean),
				p.value(r.Change, p.style.change), p.value(r.Low, p.style.change), p.value(r.High, p.style.change))
		}
		p.shut()
		p.gap(2)
	}
}
