package answers

import (
	"fmt"
	"slices"
	"strings"
)

// byWords finds the columns whose headings have the wording of an item, whole
// or in words that only one item has.
func (l *lookout) byWords(free []int) (found *cluster, ask string) {
	c := &cluster{class: byName, blocks: map[moment]map[int]int{}}
	open := map[moment]map[int][]int{} // columns that may be several items
	for _, column := range free {
		if namesOf(roleDate)[headingKey(l.header[column])] { // “Completed on” is not “completely anxious”
			continue
		}
		items, when, ok := l.readWords(l.header[column])
		switch {
		case !ok || len(items) == 0:
		case len(items) == 1:
			c.add(reading{column: column, item: items[0], when: when})
		default:
			if open[when] == nil {
				open[when] = map[int][]int{}
			}
			open[when][column] = items
		}
	}
	for when, columns := range open {
		if block := c.blocks[when]; block != nil {
			eliminate(block, columns)
		}
	}
	for when, items := range c.blocks {
		if len(items)*2 <= len(l.def.Items) {
			delete(c.blocks, when)
		}
	}
	if len(c.blocks) == 0 {
		return nil, ""
	}
	if len(c.twice) > 0 {
		return nil, fmt.Sprintf("Two columns seem to hold the same item, one of them “%s”. Enter with --map which columns are meant.", l.header[slices.Min(c.twice)])
	}
	return c, ""
}

// eliminate gives a column that may be several items the only one that no
// other column is.
func eliminate(block map[int]int, columns map[int][]int) {
	for again := true; again; {
		again = false
		for column, items := range columns {
			left := slices.DeleteFunc(slices.Clone(items), func(item int) bool { _, taken := block[item]; return taken })
			if len(left) == 1 {
				block[left[0]], again = column, true
				delete(columns, column)
			}
		}
	}
}

// readWords reads a heading as an item's wording and a time.
func (l *lookout) readWords(heading string) (items []int, when moment, ok bool) {
	if item, before, after, whole := l.wording.whole(heading); whole {
		return []int{item}, l.timeAround(before, after), true
	}
	rest, _ := l.withoutNames(tokens(heading))
	var content, times []string
	for i, w := range rest {
		_, isTime := timeWords[w]
		switch {
		case isTime || isDigits(w) || units[w] > 0 && i > 0 && isDigits(rest[i-1]) || l.timed(rest, i) || ordinals[w] > 0:
			times = append(times, w)
		case generic[w]:
			if i+1 < len(rest) && isDigits(rest[i+1]) {
				times = append(times, w)
			}
		default:
			content = append(content, w)
		}
	}
	times = withoutLabels(times)
	if when, ok = timeOf(times); !ok || len(content) == 0 {
		return nil, when, false
	}
	return l.wording.candidates(content), when, true
}

// timed is true for a noun or letter that belongs to the number behind it, as
// in T1, w2.
func (l *lookout) timed(words []string, i int) bool {
	return timeNouns[words[i]] && i+1 < len(words) && isDigits(words[i+1])
}

// withoutLabels takes the numbers of questions, as in q23, out.
func withoutLabels(words []string) []string {
	var rest []string
	for i := 0; i < len(words); i++ {
		if generic[words[i]] && !timeNouns[words[i]] && i+1 < len(words) && isDigits(words[i+1]) {
			i++
			continue
		}
		rest = append(rest, words[i])
	}
	return rest
}

// timeAround is the time that stands beside the wording of an item, when it is
// little more than that.
func (l *lookout) timeAround(before, after string) moment {
	for _, text := range []string{after, before} {
		rest, _ := l.withoutNames(tokens(text))
		rest = withoutLabels(rest)
		if len(rest) > 1 && isDigits(rest[0]) { // "1. I've been …"
			rest = rest[1:]
		}
		if len(rest) > 3 { // the sentence above the items
			rest = rest[:1]
			if timeNouns[rest[0]] {
				rest = strings.Fields(text)[:1]
			}
		}
		if when, ok := timeOf(rest); ok && when.kind != noTime && (when.kind != numbered || when.label != fmt.Sprint(when.n) || text == after) {
			return when
		}
	}
	return moment{}
}
