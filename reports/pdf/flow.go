package pdf

import "slices"

// columnGap stands between the two columns of a page.
const (
	columnGap   = 8.0
	columnWidth = (width - columnGap) / 2
)

// flow sets blocks in two columns, read down the first and then down the
// second, and over pages where it must. One alone has the whole width, and so
// has one that no column holds.
func (d *document) flow(blocks []block) {
	heights := d.heights(blocks, columnWidth)
	from := 0
	for i, h := range heights {
		if h > fullColumn && blocks[i].cut == nil {
			d.inColumns(blocks[from:i])
			d.alone(blocks[i])
			from = i + 1
		}
	}
	d.inColumns(blocks[from:])
}

// fullColumn is how high a column is below the heading of a chapter.
const fullColumn = pageHeight - top - bottom - chapterHeight

// alone sets a block over the whole width.
func (d *document) alone(b block) {
	h := d.heights([]block{b}, width)[0]
	if h > fullColumn {
		h = 40 // it goes over pages
	}
	d.together(h)
	b.set(d)
}

func (d *document) inColumns(blocks []block) {
	if len(blocks) == 1 && d.heights(blocks, width)[0] <= fullColumn {
		d.alone(blocks[0])
		return
	}
	for len(blocks) > 0 {
		if d.heading != nil && d.Y > top {
			// Where nothing would fit below the heading, it is set on the next page.
			if first, _ := d.fill(blocks, d.Room()-chapterGap-chapterHeight); len(first) == 0 {
				d.Next()
			}
		}
		d.together(d.least(blocks))
		first, second, rest := d.share(blocks)
		if len(first) == 0 { // never at the top of a page
			d.Next()
			continue
		}
		y, low := d.Y, d.Y
		for i, column := range [][]block{first, second} {
			d.Y = y
			for _, b := range column {
				d.within(left+float64(i)*(columnWidth+columnGap), columnWidth, func() { b.set(d) })
			}
			low = max(low, d.Y)
		}
		d.Y = low
		if blocks = rest; len(blocks) > 0 {
			d.Next()
		}
	}
}

// least is how much of the blocks stays with the heading above them: the first
// beside the second, or a part of the first.
func (d *document) least(blocks []block) float64 {
	const part = 45.0
	heights := d.heights(blocks, columnWidth)
	h := heights[0]
	if len(heights) > 1 {
		h = max(h, heights[1])
	}
	if h > part && blocks[0].cut != nil {
		return part
	}
	return min(h, fullColumn)
}

// share parts blocks over the columns of the room that is left: all of them, as
// evenly as can be, or as many as fit, with what is left for the next page.
func (d *document) share(blocks []block) (first, second, rest []block) {
	heights, room := d.heights(blocks, columnWidth), d.Room()+0.01
	best, at := room, -1
	for n := 1; n <= len(heights); n++ {
		if h := max(sum(heights[:n]), sum(heights[n:])); h < best {
			best, at = h, n
		}
	}
	if at > 0 {
		return blocks[:at], blocks[at:], nil
	}
	first, rest = d.fill(blocks, room)
	if len(first) == 0 && d.Y > top+chapterHeight {
		return nil, nil, blocks
	}
	if len(first) == 0 {
		first, rest = blocks[:1], blocks[1:] // higher than a page
	}
	second, rest = d.fill(rest, room)
	return first, second, rest
}

// fill takes as many of the first blocks as a column has room for, and cuts the
// last of them where there is room for a part of it.
func (d *document) fill(blocks []block, room float64) (column, rest []block) {
	heights := d.heights(blocks, columnWidth)
	n := fits(heights, room)
	column, rest = slices.Clone(blocks[:n]), blocks[n:]
	if len(rest) > 0 && rest[0].cut != nil {
		if part, other, ok := rest[0].cut(d, room-sum(heights[:n])); ok {
			return append(column, part), append([]block{other}, rest[1:]...)
		}
	}
	return column, rest
}

// fits is how many of the first blocks stand in a column.
func fits(heights []float64, room float64) int {
	n := 0
	for n < len(heights) && sum(heights[:n+1]) <= room {
		n++
	}
	return n
}

func sum(list []float64) float64 {
	s := 0.0
	for _, v := range list {
		s += v
	}
	return s
}

// beside sets two things side by side.
func (d *document) beside(one, other block, first float64) {
	second := width - columnGap - first
	d.need(max(d.heights([]block{one}, first)[0], d.heights([]block{other}, second)[0]))
	y := d.Y
	d.within(left, first, func() { one.set(d) })
	low := d.Y
	d.Y = y
	d.within(left+first+columnGap, second, func() { other.set(d) })
	d.Y = max(low, d.Y)
}
