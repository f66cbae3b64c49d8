package letter

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
)

// piece is a part of a template: words, a field, or a part in brackets.
type piece struct {
	words    string
	field    Field
	optional []piece // in brackets, with at least one field
}

// parse reads a template. The error is one sentence about the first thing that
// is wrong with it.
func parse(k Kind, text string) ([]piece, error) {
	p := parser{rest: text, kind: k}
	return p.pieces(false)
}

type parser struct {
	rest string
	kind Kind
}

// pieces reads up to the end, or within brackets up to the closing one.
func (p *parser) pieces(inside bool) ([]piece, error) {
	var list []piece
	for {
		at := strings.IndexAny(p.rest, "{}[]")
		if at < 0 {
			at = len(p.rest)
		}
		if at > 0 {
			list = append(list, piece{words: p.rest[:at]})
			p.rest = p.rest[at:]
		}
		if p.rest == "" {
			if inside {
				return nil, wrong("A [ has no ] after it. Add the ], or take the [ out.")
			}
			return list, nil
		}
		sign := p.rest[0]
		p.rest = p.rest[1:]
		if sign == ']' && inside {
			return list, nil
		}
		next, err := p.after(sign, inside)
		if err != nil {
			return nil, err
		}
		list = append(list, next...)
	}
}

// after reads what a sign other than the awaited ] begins.
func (p *parser) after(sign byte, inside bool) ([]piece, error) {
	switch sign {
	case '{':
		f, err := p.field()
		return []piece{{field: f}}, err
	case '}':
		return nil, wrong("A } has no { before it. A field is written like {name}.")
	case ']':
		return nil, wrong("A ] has no [ before it. Add the [, or take the ] out.")
	}
	if inside {
		return nil, wrong("There are square brackets within square brackets. Close the first with ] before you open the next.")
	}
	part, err := p.pieces(true)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(part, func(c piece) bool { return c.field != "" }) {
		// Brackets without a field are only words.
		return slices.Concat([]piece{{words: "["}}, part, []piece{{words: "]"}}), nil
	}
	return []piece{{optional: part}}, nil
}

func (p *parser) field() (Field, error) {
	end := strings.IndexAny(p.rest, "{}[]\n")
	if end < 0 || p.rest[end] != '}' {
		return "", wrong("A { has no } after it. A field is written like {name}.")
	}
	typed := p.rest[:end]
	p.rest = p.rest[end+1:]
	name := Field(strings.ToLower(data.Tidy(typed)))
	names := make([]string, 0, 16)
	for _, f := range FieldsOf(p.kind) {
		if f.Field == name {
			return name, nil
		}
		names = append(names, "{"+string(f.Field)+"}")
	}
	return "", wrong(fmt.Sprintf("{%s} is not a field of this letter. Choose from %s.", data.Tidy(typed), data.JoinAnd(names)))
}

func wrong(sentence string) error { return data.NewProblem(data.CodeInvalid, sentence) }
