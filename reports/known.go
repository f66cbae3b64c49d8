package reports

import (
	"math"

	"waymark/reports/disclosure"
)

// This file has what follows from numbers that are no counts: medians and quartiles.

// wait says what is known of the lengths of a wait: from how many on they are given,
// and how many the median and the quartiles leave on each side of them.
func (l *linker) wait(w *Wait, rule disclosure.Rule) {
	if w.Lengths == nil || l.tables[w.Key] == nil {
		return
	}
	still := disclosure.Ref(w.Key, notYetKey)
	there := func(least int) { l.most(-least, plus(still), minus(whole(w.Key))) }
	there(fewestWait(rule))
	l.length(w, 2, w.Lengths.Median)
	if w.Lengths.Quartiles {
		there(fewestQuarters(rule))
		l.length(w, 1, w.Lengths.Quarter)
		l.length(w, 3, w.Lengths.Three)
	}
}

// length says what it tells when so many quarters had got there: no fewer by the end
// of the band that it is in, of those who have; and fewer before that band, of all.
func (l *linker) length(w *Wait, quarters int, days *float64) {
	all, still := []string{whole(w.Key)}, []string{disclosure.Ref(w.Key, notYetKey)}
	var before []string
	for _, band := range waitBands {
		ref := disclosure.Ref(w.Key, band.key)
		if days != nil && (band.most < 0 || int(*days) <= band.most) {
			l.most(0, taken(quarters, all), taken(-quarters, still), taken(-4, append(before[:len(before):len(before)], ref)))
			break
		}
		before = append(before, ref)
	}
	l.most(-1, taken(4, before), taken(-quarters, all))
}

// scores says what the means, the medians, the quartiles and the tenths of scores tell
// of how many people are in each band, and changed by each size.
func (l *linker) scores(o *Outcome) {
	p := o.Paired
	if p == nil {
		return
	}
	l.mean(o.inBands(0), p.MeanBefore, p.N)
	l.mean(o.inBands(1), p.MeanAfter, p.N)
	l.mean(o.ofSizes(), p.Change, p.N)
	if p.Few {
		return
	}
	half := p.N / 2
	l.point(o.inBands(0), p.MedianBefore, p.N, [2]int{half, half})
	l.point(o.inBands(1), p.MedianAfter, p.N, [2]int{half, half})
	if o.Spread == nil {
		return
	}
	for i, share := range spreadShares {
		if o.Spread.Quarters && (i == 0 || i == len(spreadShares)-1) {
			continue
		}
		below := int(math.Ceil(share*float64(p.N))) - 1
		l.point(o.inBands(0), o.Spread.Before[i], p.N, [2]int{below, p.N - below})
		l.point(o.inBands(1), o.Spread.After[i], p.N, [2]int{below, p.N - below})
	}
}

// within is people whose values lie between two: how many they are is the sum of some
// numbers, less others.
type within struct {
	plus, minus string
	low, high   float64
}

// inBands lists the people by band, before or after.
func (o *Outcome) inBands(column int) []within {
	list := make([]within, len(o.BandEnds))
	for i, band := range o.BandEnds {
		list[i] = within{plus: disclosure.Ref(o.at()+"/bands", band.Key+"/"+bandColumns[column]), low: band.Low, high: band.High}
	}
	return list
}

// ofSizes lists the people by how far their score went up or down.
func (o *Outcome) ofSizes() []within {
	points := map[string]float64{}
	for _, g := range o.Changes {
		points[g.Key] = g.Points
	}
	if len(points) == 0 {
		return nil
	}
	at := func(key string) string { return disclosure.Ref(o.at()+"/changes", key) }
	all, small, large := o.Max-o.Min, points["rose_small"], points["rose_large"]
	return []within{
		{at("rose_large"), "", large, all}, {at("rose_small"), at("rose_large"), small, large}, {at("same"), "", -small, small},
		{at("fell"), at("fell_large"), -large, -small}, {at("fell_large"), "", -all, -large},
	}
}

// tenths is what ends of scores are multiplied by to be whole numbers.
const tenths = 10

// mean says what the mean of n people tells: their sum is no less than if all were at
// the lower ends, and no more than if all were at the upper ones.
func (l *linker) mean(list []within, mean float64, n int) {
	if len(list) == 0 {
		return
	}
	var least, most terms
	for _, w := range list {
		low, high := int(math.Floor(tenths*w.low)), int(math.Ceil(tenths*w.high))
		least, most = append(least, taken(low, []string{w.plus})...), append(most, taken(-high, []string{w.plus})...)
		if w.minus != "" {
			least, most = append(least, taken(-low, []string{w.minus})...), append(most, taken(high, []string{w.minus})...)
		}
	}
	sum, off := tenths*float64(n)*mean, tenths*float64(n)*roundedBy(n)
	l.most(int(math.Floor(sum+off+1e-6)), least)
	l.most(int(math.Floor(off-sum+1e-6)), most)
}

// roundedBy is how far a figure of n people may be from what is printed of it.
func roundedBy(n int) float64 {
	if n < manyScores {
		return 0.25
	}
	return 0.05
}

// point says that of n people no more than so many scored below a point, and no more
// than so many above it.
func (l *linker) point(list []within, at float64, n int, sides [2]int) {
	var under, over []string
	for _, w := range list {
		if w.high < at-roundedBy(n) {
			under = append(under, w.plus)
		}
		if w.low > at+roundedBy(n) {
			over = append(over, w.plus)
		}
	}
	l.most(sides[0], plus(under...))
	l.most(sides[1], plus(over...))
}

// answers says how those who answered are among the people.
func (l *linker) answers(at, first string) {
	of := func(key string) string { return disclosure.Ref(at, key) }
	l.same(of("people"), disclosure.Ref(first, "people"))
	l.same(of("refused"), disclosure.Ref(first, "refused"))
	// Who answered without a contact, and whose first score is from before the period,
	// are people whom anyone could count by subtracting.
	l.add(disclosure.People, plus(of("people")), minus(seenRef))
	l.add(disclosure.NotAbove, plus(of("people")), minus(seenRef, "unmet#questionnaires"))
	later := whole("later." + at[len(outcomePrefix):])
	l.add(disclosure.Nought, plus(later), minus(of("first")))
	l.add(disclosure.People, plus(later), minus(of("first")))
	l.add(disclosure.NotAbove, plus(later, of("refused")), minus(of("people")))
	l.add(disclosure.NotAbove, plus(of("adjusted")), minus(of("pairs")))
	l.add(disclosure.NotAbove, plus(of("estimated")), minus(of("pairs"), of("pairs")))
}
