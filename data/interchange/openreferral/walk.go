package openreferral

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"waymark/data"
	"waymark/data/interchange/bound"
)

// walker goes through a JSON file and hands on one service after the other.
type walker struct {
	ctx   context.Context
	dec   *json.Decoder
	guard *bound.JSON
	file  string
	today data.Date
	pages paging
	row   int // number of the last service
	parts int // pages and elements of lists that were begun
	yield func(*data.SourceEntry, error) bool
	// see, if it is there, is given each service as it stands in place of yield.
	see func(node)
	// detail returns the full record of a service that a list gives in short; nil
	// if there is none. It may be nil itself.
	detail func(id string) node
}

// errStopped says that no one wants more services.
var errStopped = errors.New("stopped")

// deepest is how many objects a feed may wrap around its list of services.
const deepest = 8

// mostFields is how many fields an object may have; a service has about 50.
const mostFields = 10_000

// listNames are the fields in which feeds put their services, and those of the answers
// of portals and databases that wrap them once more.
var listNames = []string{"content", "contents", "services", "data", "items", "results", "organizations", "organisations",
	"value", "records", "docs", "nodes", "edges", "hits", "_embedded", "result", "response"}

// within are the fields of an element of a list in which its service stands.
var within = []string{"node", "_source", "attributes", "resource"}

// unwrapped is the service in an element of a list that only wraps it.
func unwrapped(o node) node {
	if text(o, "name") != "" || o.object("service") != nil {
		return o
	}
	for _, name := range within {
		inner, is := o[name].(map[string]any)
		if !is || text(node(inner), "name") == "" {
			continue
		}
		if _, has := inner["id"]; !has && o["id"] != nil {
			inner["id"] = o["id"]
		}
		return inner
	}
	return o
}

func isListName(name string) bool {
	for _, n := range listNames {
		if strings.EqualFold(n, name) {
			return true
		}
	}
	return false
}

// walk reads all values of the file: one list, or page after page.
func (w *walker) walk() error {
	values := 0
	for {
		t, err := w.dec.Token()
		switch {
		case errors.Is(err, io.EOF) && values == 0:
			return &data.Problem{Code: data.CodeInvalid, Cause: io.ErrUnexpectedEOF, Sentence: "The file is empty. Fetch it again."}
		case errors.Is(err, io.EOF):
			return nil
		case err == nil:
			values++
			if err = w.next(); err == nil {
				err = w.value(t)
			}
		}
		if err != nil {
			return w.broken(err)
		}
	}
}

// next begins a page or an element of a list.
func (w *walker) next() error {
	w.guard.Next()
	if w.parts++; w.parts > bound.MostEntries {
		return data.NewProblem(data.CodeInvalid, "This file has more than 1,000,000 entries. Split it, and import one part after the other.")
	}
	return w.ctx.Err()
}

// value reads the rest of the value that a token begins.
func (w *walker) value(t json.Token) error {
	switch t {
	case json.Delim('['):
		return w.array(nil)
	case json.Delim('{'):
		return w.object(0)
	}
	return w.take(t, nil)
}

// array takes the elements of a list whose bracket has been read.
func (w *walker) array(org node) error {
	for w.dec.More() {
		var v any
		if err := w.next(); err != nil {
			return err
		}
		if err := w.dec.Decode(&v); err != nil {
			return err
		}
		if err := w.take(v, org); err != nil {
			return err
		}
	}
	_, err := w.dec.Token()
	return err
}

// object reads an object whose brace has been read. It is a page when it has a
// list of services, which streams; else it is a service itself.
func (w *walker) object(depth int) error {
	if depth > deepest {
		return data.NewProblem(data.CodeInvalid, "The file wraps its services into too many layers to be a directory.")
	}
	fields, isPage, err := w.fields(depth)
	if err != nil {
		return err
	}
	_, err = w.dec.Token()
	if isPage {
		w.pages.note(fields)
	}
	if err != nil || isPage {
		return err
	}
	if depth == 0 && w.row == 0 && text(fields, "id", "name", "service_id") == "" && fields.object("service") == nil && !w.dec.More() {
		return data.NewProblem(data.CodeInvalid,
			"This file holds no services in the form of Open Referral. It may be a message from a website, or data of another kind. Fetch it again, or ask for the list as CSV.")
	}
	return w.take(map[string]any(fields), nil)
}

// fields reads the fields of an object but its lists of services, which stream.
func (w *walker) fields(depth int) (fields node, isPage bool, err error) {
	fields = node{}
	for w.dec.More() {
		if len(fields) > mostFields {
			return nil, false, data.NewProblem(data.CodeInvalid, "An object of this file has more than 10,000 fields, so it is not a service. Download it again, or ask for the list as CSV.")
		}
		t, err := w.dec.Token()
		if err != nil {
			return nil, false, err
		}
		name, _ := t.(string)
		if !isListName(name) {
			var v any
			if err := w.dec.Decode(&v); err != nil {
				return nil, false, err
			}
			fields[name] = v
			continue
		}
		page, err := w.pageList(name, fields, depth)
		if err != nil {
			return nil, false, err
		}
		isPage = isPage || page
	}
	return fields, isPage, nil
}

// pageList reads a field that may be a page's list, and says whether it is.
func (w *walker) pageList(name string, fields node, depth int) (bool, error) {
	t, err := w.dec.Token()
	if err != nil {
		return false, err
	}
	switch t {
	case json.Delim('['):
		w.pages.begin()
		return true, w.array(runner(name, fields))
	case json.Delim('{'):
		return true, w.object(depth + 1)
	}
	fields[name] = t
	return false, nil
}

// runner is the organisation that an object with a list of services is, nil
// when it is only a page.
func runner(list string, fields node) node {
	if list == "services" && text(fields, "id") != "" && text(fields, "name") != "" {
		return fields
	}
	return nil
}

// take takes a value that may be a service, a page or an organisation.
func (w *walker) take(v any, org node) error {
	switch v := v.(type) {
	case []any:
		return w.takeAll(v, org)
	case map[string]any:
		v = unwrapped(v)
		for _, name := range listNames {
			if list, ok := v[name].([]any); ok {
				w.pages.begin()
				w.pages.note(v)
				return w.takeAll(list, runner(name, v))
			}
		}
		return w.service(v, org)
	}
	return w.emit(&data.SourceEntry{Skip: "This is a single value where a service should be."})
}

func (w *walker) takeAll(list []any, org node) error {
	for _, v := range list {
		if err := w.take(v, org); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) service(o node, org node) error {
	if w.see != nil {
		w.row++
		w.see(o)
		return w.ctx.Err()
	}
	if w.detail != nil && thin(o) {
		o = completed(o, w.detail(text(o, "id")))
	}
	if other := otherThing(o); other != "" {
		return w.emit(&data.SourceEntry{Key: text(o, "id"), Service: data.Service{Name: text(o, "name")}, Skip: other})
	}
	r := recordOf(o)
	if org != nil && (r.Organization == nil || r.Organization.Name == "") {
		r.Organization = organizationOf(node{"organization": map[string]any(org)})
	}
	e := r.entry(data.Place{}, w.today)
	e.Unsaid = unsaid(servicePart(o))
	return w.emit(e)
}

// otherThing says what an object is that is published in the same way and is
// not a service, "" for a service.
func otherThing(o node) string {
	has := func(names ...string) bool {
		for _, n := range names {
			if _, there := o[n]; there {
				return true
			}
		}
		return false
	}
	switch {
	case has("service", "status", "organization", "organization_id", "service_at_locations"):
		return ""
	case has("legal_status", "tax_status", "year_incorporated"):
		return "This is an organisation and not a service."
	case has("location_type"):
		return "This is a place and not a service."
	case has("taxonomy", "taxonomy_detail", "term_uri", "parent_id", "vocabulary", "version"):
		return "This belongs to a taxonomy and is not a service."
	}
	return ""
}

// emit numbers an entry and hands it on.
func (w *walker) emit(e *data.SourceEntry) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if w.see != nil {
		return nil // it is no service
	}
	w.row++
	e.At = data.Place{File: w.file, Row: w.row}
	if !w.yield(e, nil) {
		return errStopped
	}
	return nil
}

// sayPartial hands on, last, which part of its feed the file is, if not the whole.
func (w *walker) sayPartial(part string) error {
	if part == "" {
		return nil
	}
	e := &data.SourceEntry{Partial: part, Skip: "The file is " + part + "."}
	e.At.File = w.file
	if !w.yield(e, nil) {
		return errStopped
	}
	return nil
}

// broken makes a sentence of what is wrong with the file itself.
func (w *walker) broken(err error) error {
	var syntax *json.SyntaxError
	where := "at its beginning"
	if w.row > 0 {
		where = fmt.Sprintf("after service %d", w.row)
	}
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF),
		errors.As(err, &syntax) && strings.Contains(syntax.Error(), "unexpected end"):
		return &data.Problem{Code: data.CodeInvalid, Cause: err,
			Sentence: "The file ends unexpectedly " + where + ". Download it again."}
	case errors.As(err, &syntax):
		return &data.Problem{Code: data.CodeInvalid, Cause: err,
			Sentence: "The file is not valid JSON " + where + ". Ask the supplier for a complete copy."}
	}
	return err
}
