package openreferral

import (
	"context"
	"encoding/json"
	"errors"
	"hash/maphash"
	"io"
	"iter"
	"maps"

	"waymark/data"
)

// Page is what one answer of a feed says of itself: its services, and where in
// the feed it is.
type Page struct {
	Services []Brief
	Total    int    // pages that there are; 0: not said
	Items    int    // services that there are; 0: not said
	Zero     bool   // the first page is number 0
	Further  bool   // it says that more follow
	Next     string // the address of the next page; "": not given
}

// Brief is one service of a page, as far as fetching the rest needs it.
type Brief struct {
	ID   string // "" if it has none
	Thin bool   // the page has it in short: its full record is elsewhere
	Hash uint64 // equal for equal services, while the program runs
}

var briefSeed = maphash.MakeSeed()

// ScanPage reads what a page of a feed says of itself. What is no JSON, or JSON
// without services, gives a *data.Problem. One service is in memory at a time.
func ScanPage(ctx context.Context, r io.Reader) (*Page, error) {
	p := &Page{}
	w := &walker{ctx: ctx, see: func(o node) {
		if other := otherThing(o); other == "" {
			p.Services = append(p.Services, briefOf(o))
		}
	}}
	if err := w.read(r); err != nil {
		return nil, err
	}
	if w.pages.pages == 0 && len(p.Services) == 0 {
		return nil, data.NewProblem(data.CodeInvalid, "This is not a list of services in the form of Open Referral.")
	}
	p.Total, p.Items, p.Zero, p.Further, p.Next = w.pages.total, w.pages.items, w.pages.zero, w.pages.further, w.pages.next
	return p, nil
}

func briefOf(o node) Brief {
	b := Brief{ID: text(servicePart(o), "id"), Thin: thin(o)}
	if body, err := json.Marshal(o); err == nil { // keys in order
		b.Hash = maphash.Bytes(briefSeed, body)
	}
	return b
}

// thin reports whether an object of a list has a service only in short: it says
// nothing at all of when and where. Some lists have a telephone number.
func thin(o node) bool {
	silent := map[string]bool{}
	for _, field := range unsaid(servicePart(o)) {
		silent[field] = true
	}
	return silent["Days"] && silent["Address"] && text(o, "id") != ""
}

// completed is a service of a list with what its full record says, which counts
// where both speak. full may be nil.
func completed(short, full node) node {
	if full == nil {
		return short
	}
	whole := maps.Clone(short)
	for name, value := range full {
		if value != nil {
			whole[name] = value
		}
	}
	return whole
}

// ErrNoDetail is an answer that is not the full record of the service asked for.
var ErrNoDetail = errors.New("not the record of this service")

// CheckDetail returns an error if an answer is not the full record of the service
// with that id: ErrNoDetail, or that of broken JSON.
func CheckDetail(r io.Reader, id string) error {
	_, err := detailOf(r, id)
	return err
}

// detailOf reads the full record of a service, alone or wrapped.
func detailOf(r io.Reader, id string) (node, error) {
	dec := json.NewDecoder(asUTF8(r))
	dec.UseNumber()
	var o node
	var other *json.UnmarshalTypeError
	switch err := dec.Decode(&o); {
	case errors.As(err, &other):
		return nil, ErrNoDetail
	case err != nil:
		return nil, err
	}
	for _, name := range append([]string{"", "service"}, listNames...) {
		inner := o
		if name != "" {
			inner = o.object(name)
		}
		if inner != nil && text(inner, "id") == id && otherThing(inner) == "" {
			return inner, nil
		}
	}
	return nil, ErrNoDetail
}

// Fetched is a feed that was fetched page by page.
type Fetched struct {
	Name   string // what rows say they are from
	Pages  int
	Page   func(n int) (io.ReadCloser, error) // from 0
	Detail func(id string) io.ReadCloser      // of a service that a page has in short; nil if there is none
	// Partial is which part of the feed was fetched, "" for the whole.
	Partial string
}

// ReadFetched reads the services of a feed that was fetched, page by page, each
// that a page has in short with its full record. The reading can be repeated.
func ReadFetched(ctx context.Context, f *Fetched, today data.Date) iter.Seq2[*data.SourceEntry, error] {
	return func(yield func(*data.SourceEntry, error) bool) {
		w := &walker{ctx: ctx, file: f.Name, today: today, yield: yield, detail: f.full}
		err := f.each(w)
		if err == nil {
			err = w.sayPartial(f.Partial)
		}
		if err != nil && !errors.Is(err, errStopped) {
			yield(nil, err)
		}
	}
}

func (f *Fetched) each(w *walker) error {
	for n := range f.Pages {
		page, err := f.Page(n)
		if err != nil {
			return err
		}
		err = w.read(page)
		_ = page.Close() // it was only read
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *Fetched) full(id string) node {
	body := f.Detail(id)
	if body == nil {
		return nil
	}
	defer func() { _ = body.Close() }()
	detail, err := detailOf(body, id)
	if err != nil {
		return nil // it was looked at when it was fetched; the list has the service in short
	}
	return detail
}
