package xlsx

import (
	"archive/zip"
	"cmp"
	"io"
	"runtime"
	"slices"
	"sync"
)

// archive is the zip file that the workbook's parts go into, those of excelize
// and those that this package adds. It puts them in a fixed order, so that the
// same report gives the same bytes, packs them on all processors while more
// come, and lets more be said at the end of a part than excelize does when it
// streams a sheet: its charts and its tables.
type archive struct {
	*zip.Writer // nil until it is known where to
	parts       []*part
	last        *part // the one that excelize is writing
	// before holds what goes before the closing tag of a part, by its name.
	before  map[string]inserted
	work    chan *part
	failed  chan error
	workers sync.WaitGroup
	stopped bool
}

// newArchive starts the packing. stop has to be called.
func newArchive() *archive {
	const waiting = 64
	a := &archive{before: map[string]inserted{}, work: make(chan *part, waiting), failed: make(chan error, 1)}
	for range runtime.GOMAXPROCS(0) {
		a.workers.Go(a.pack)
	}
	return a
}

// pack finishes parts until there are no more.
func (a *archive) pack() {
	for p := range a.work {
		if err := p.finish(); err != nil {
			select {
			case a.failed <- err:
			default: // one is enough
			}
		}
	}
}

// to says where the archive is written.
func (a *archive) to(w io.Writer) *archive {
	a.Writer = zip.NewWriter(w)
	return a
}

// add puts in a part. What it says is worked out where it is packed.
func (a *archive) add(name string, body func() string) {
	p := newPart(name, inserted{})
	p.body = body
	a.parts = append(a.parts, p)
	a.work <- p
}

// Create begins a part; the one before it is finished by then.
func (a *archive) Create(name string) (io.Writer, error) {
	a.end()
	a.last = newPart(name, a.before[name])
	a.parts = append(a.parts, a.last)
	return a.last, nil
}

func (a *archive) end() {
	if a.last != nil {
		a.work <- a.last
		a.last = nil
	}
}

// stop waits until all parts are packed.
func (a *archive) stop() {
	if a.stopped {
		return
	}
	a.stopped = true
	a.end()
	close(a.work)
	a.workers.Wait()
}

// Close writes the parts in order, first the one that lists them.
func (a *archive) Close() error {
	a.stop()
	select {
	case err := <-a.failed:
		return err
	default:
	}
	slices.SortFunc(a.parts, func(x, y *part) int {
		return cmp.Or(cmp.Compare(rank(x), rank(y)), cmp.Compare(x.header.Name, y.header.Name))
	})
	for _, p := range a.parts {
		p.header.CompressedSize64 = uint64(p.packed.Len())
		w, err := a.CreateRaw(&p.header)
		if err != nil {
			return err
		}
		if _, err := p.packed.WriteTo(w); err != nil {
			return err
		}
	}
	return a.Writer.Close()
}

func rank(p *part) int {
	if p.header.Name == contentTypes {
		return 0
	}
	return 1
}
