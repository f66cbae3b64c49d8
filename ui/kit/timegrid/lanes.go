package timegrid

import (
	"cmp"
	"slices"
)

// Interval is a stretch of time or space, From inclusive and To exclusive.
type Interval struct{ From, To int }

// Lane is where an interval is drawn beside those that it overlaps: in lane Index
// of Count, over Span lanes.
type Lane struct{ Index, Count, Span int }

// Lanes puts intervals that overlap side by side. Each gets the first lane that
// is free where it begins, so there are never more lanes than intervals at one
// moment; those that overlap directly or through others share a Count, and one
// spreads over the lanes beside it that are empty for its whole length. Empty
// intervals take up the least there is.
func Lanes(list []Interval) []Lane {
	at := make([]int, len(list))
	for i := range at {
		at[i] = i
	}
	end := func(i int) int { return max(list[i].To, list[i].From+1) }
	slices.SortStableFunc(at, func(a, b int) int {
		return cmp.Or(cmp.Compare(list[a].From, list[b].From), cmp.Compare(end(b), end(a)))
	})
	lanes := make([]Lane, len(list))
	for len(at) > 0 {
		n := groupLength(at, list, end)
		layGroup(at[:n], list, end, lanes)
		at = at[n:]
	}
	return lanes
}

// groupLength is how many of the first intervals hang together by overlapping.
func groupLength(at []int, list []Interval, end func(int) int) int {
	last := end(at[0])
	for n := 1; n < len(at); n++ {
		if list[at[n]].From >= last {
			return n
		}
		last = max(last, end(at[n]))
	}
	return len(at)
}

func layGroup(group []int, list []Interval, end func(int) int, lanes []Lane) {
	var free []int // where each lane becomes free
	for _, i := range group {
		lane := slices.IndexFunc(free, func(until int) bool { return until <= list[i].From })
		if lane < 0 {
			lane = len(free)
			free = append(free, 0)
		}
		free[lane] = end(i)
		lanes[i].Index = lane
	}
	for _, i := range group {
		lanes[i].Count = len(free)
		lanes[i].Span = span(i, group, list, end, lanes, len(free))
	}
}

// span is how many lanes a interval may spread over: up to the next one that
// has something beside it.
func span(i int, group []int, list []Interval, end func(int) int, lanes []Lane, count int) int {
	until := count
	for _, j := range group {
		if lanes[j].Index > lanes[i].Index && list[j].From < end(i) && list[i].From < end(j) {
			until = min(until, lanes[j].Index)
		}
	}
	return until - lanes[i].Index
}
