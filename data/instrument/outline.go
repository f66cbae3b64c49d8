package instrument

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// outline is a walk through the file of a questionnaire, token by token, along
// the fields of Definition. It finds what encoding/json lets pass or does not
// place: on which line each field is, fields that the format does not have,
// fields that are there twice, and values of the wrong kind.
type outline struct {
	dec   *json.Decoder
	lines []int          // where each line ends, for finding the line of a token
	at    map[string]int // the line of each field
	wrong Faults
}

// outlineOf walks through content, which is to be valid JSON.
func outlineOf(content []byte) (*outline, error) {
	o := &outline{dec: json.NewDecoder(bytes.NewReader(content)), at: map[string]int{}}
	o.dec.UseNumber()
	for i, b := range content {
		if b == '\n' {
			o.lines = append(o.lines, i)
		}
	}
	if err := o.value(reflect.TypeFor[Definition](), ""); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return o, nil
}

// line is the line of the token read last. No token goes over a line's end.
func (o *outline) line() int {
	before, _ := slices.BinarySearch(o.lines, int(o.dec.InputOffset()))
	return before + 1
}

// lineOf is the line of a field, or of the nearest thing around it when the
// field is not in the file.
func (o *outline) lineOf(field string) int {
	for field != "" {
		if line, ok := o.at[field]; ok {
			return line
		}
		field = field[:max(0, strings.LastIndexAny(field, ".["))]
	}
	return o.at[""]
}

func (o *outline) fault(field, format string, args ...any) {
	o.wrong = append(o.wrong, Fault{Line: o.line(), Field: field, What: fmt.Sprintf(format, args...)})
}

// value reads one value that is to become a t.
func (o *outline) value(t reflect.Type, path string) error {
	token, err := o.dec.Token()
	if err != nil {
		return err
	}
	if _, known := o.at[path]; !known {
		o.at[path] = o.line()
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	open, _ := token.(json.Delim)
	switch {
	case open == '{' && t.Kind() == reflect.Struct:
		return o.object(path, fieldsOf(t))
	case open == '{' && t.Kind() == reflect.Map:
		return o.object(path, keysOf(t))
	case open == '[' && t.Kind() == reflect.Slice:
		return o.list(t.Elem(), path)
	case !fits(token, t.Kind()):
		o.fault(path, "is %s; %s is expected", described(token), wanted(t.Kind()))
	}
	if open != 0 {
		return o.skip()
	}
	return nil
}

// skip reads on to the end of the object or list that was just opened.
func (o *outline) skip() error {
	for depth := 1; depth > 0; {
		token, err := o.dec.Token()
		if err != nil {
			return err
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	return nil
}

func (o *outline) list(elem reflect.Type, path string) error {
	for i := 0; o.dec.More(); i++ {
		if err := o.value(elem, fmt.Sprintf("%s[%d]", path, i)); err != nil {
			return err
		}
	}
	_, err := o.dec.Token()
	return err
}

// object reads the fields of an object; typeOf gives the type of each, or nil
// for one that does not belong here.
func (o *outline) object(path string, typeOf func(key string) reflect.Type) error {
	seen := map[string]bool{}
	for o.dec.More() {
		token, err := o.dec.Token()
		if err != nil {
			return err
		}
		key, _ := token.(string)
		field := strings.TrimPrefix(path+"."+key, ".")
		t := typeOf(key)
		switch {
		case t == nil:
			o.fault(path, "has an unknown field %q", shortened(key))
			t = reflect.TypeFor[any]()
		case seen[key]:
			o.fault(field, "appears twice")
		default:
			o.at[field] = o.line()
		}
		seen[key] = true
		if err := o.value(t, field); err != nil {
			return err
		}
	}
	_, err := o.dec.Token()
	return err
}

// fieldsOf knows the fields of a struct by their names in the file.
func fieldsOf(t reflect.Type) func(string) reflect.Type {
	return func(key string) reflect.Type {
		for _, f := range reflect.VisibleFields(t) {
			if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name == key && name != "" {
				return f.Type
			}
		}
		return nil
	}
}

// keysOf takes any key that a map can have.
func keysOf(t reflect.Type) func(string) reflect.Type {
	return func(key string) reflect.Type {
		if t.Key().Kind() == reflect.Int {
			if n, err := strconv.Atoi(key); err != nil || strconv.Itoa(n) != key {
				return nil
			}
		}
		return t.Elem()
	}
}
