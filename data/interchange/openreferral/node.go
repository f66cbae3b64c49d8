package openreferral

import (
	"encoding/json"
	"strings"
)

// source is one object of a JSON file or one row of a CSV file.
type source interface {
	// raw is the text of the first of these names that is not blank, as it
	// stands.
	raw(names ...string) string
}

// text is the first of these names that is not blank, without white space
// around it.
func text(s source, names ...string) string { return strings.TrimSpace(s.raw(names...)) }

// node is one JSON object, whatever its fields are.
type node map[string]any

func (n node) raw(names ...string) string {
	return firstText(names, func(name string) string { return textOf(n[name]) })
}

// firstText is the first text that is not blank; when all are, the first. It
// leaves out the character 0, which no text can hold.
func firstText(names []string, get func(string) string) string {
	for _, name := range names {
		if t := strings.ReplaceAll(get(name), "\x00", ""); strings.TrimSpace(t) != "" {
			return t
		}
	}
	return strings.ReplaceAll(get(names[0]), "\x00", "")
}

// textOf takes any value for a text: a number as it is written, the texts of
// a list with commas, the name of an object.
func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		if v {
			return "true"
		}
		return "false"
	case []any:
		return strings.Join(textsOf(v), ", ")
	case map[string]any:
		return node(v).raw("name", "label", "value", "description")
	}
	return ""
}

// textsOf is the texts of a list that are not blank; a value alone counts as a
// list of one.
func textsOf(v any) []string {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var texts []string
	for _, e := range list {
		if t := strings.TrimSpace(textOf(e)); t != "" {
			texts = append(texts, t)
		}
	}
	return texts
}

// texts is the texts under the first of these names that has any.
func (n node) texts(names ...string) []string {
	for _, name := range names {
		if t := textsOf(n[name]); len(t) > 0 {
			return t
		}
	}
	return nil
}

// object is the object under the first of these names that is one, or the
// first of a list of them; else nil.
func (n node) object(names ...string) node {
	if list := n.list(names...); len(list) > 0 {
		return list[0]
	}
	return nil
}

// list is the objects under the first of these names that has any. An object
// alone counts as a list of one.
func (n node) list(names ...string) []node {
	for _, name := range names {
		switch v := n[name].(type) {
		case map[string]any:
			if len(v) > 0 {
				return []node{v}
			}
		case []any:
			if objects := objectsIn(v); len(objects) > 0 {
				return objects
			}
		}
	}
	return nil
}

func objectsIn(list []any) []node {
	var objects []node
	for _, e := range list {
		if m, ok := e.(map[string]any); ok {
			objects = append(objects, m)
		}
	}
	return objects
}

// each makes a part of every object that the names hold.
func each[T any](n node, part func(node) T, names ...string) []T {
	var parts []T
	for _, o := range n.list(names...) {
		parts = append(parts, part(o))
	}
	return parts
}
