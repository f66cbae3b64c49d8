package instrument

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
)

// fits reports whether a single token can become a value of the kind. Anything
// fits an interface: that is the value of a field that is refused anyway.
func fits(token json.Token, kind reflect.Kind) bool {
	if kind == reflect.Interface {
		return true
	}
	switch value := token.(type) {
	case string:
		return kind == reflect.String
	case bool:
		return kind == reflect.Bool
	case json.Number:
		var err error
		switch kind {
		case reflect.Int:
			_, err = strconv.Atoi(value.String())
		case reflect.Float64:
			_, err = strconv.ParseFloat(value.String(), 64)
		default:
			return false
		}
		return err == nil
	}
	return false
}

// described is a token in the words of someone who writes the file.
func described(token json.Token) string {
	switch value := token.(type) {
	case string:
		return fmt.Sprintf("the text %q", shortened(value))
	case json.Number:
		return "the number " + shortened(value.String())
	case bool:
		return "true or false"
	case json.Delim:
		if value == '[' {
			return "a list in [ ]"
		}
		return "an object in { }"
	default:
		return "null"
	}
}

// wanted is what a kind looks like in the file.
func wanted(kind reflect.Kind) string {
	switch kind {
	case reflect.String:
		return "a text in quotation marks"
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.Slice:
		return "a list in [ ]"
	default:
		return "an object in { }"
	}
}

// shortened keeps a message readable when the file holds something long.
func shortened(text string) string {
	const most = 40
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most]) + "…"
}
