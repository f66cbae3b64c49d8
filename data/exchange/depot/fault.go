package depot

import (
	"errors"

	"waymark/data"
)

// Kind is what kind of fault a store had, for a program to go by. People read the
// sentence.
type Kind string

// The kinds of fault.
const (
	NotFound    Kind = "not_found"   // the store shows no object of that name, now
	Taken       Kind = "taken"       // the name is of an object with other bytes
	NoMarker    Kind = "no_marker"   // the store shows no sign of the service
	Foreign     Kind = "foreign"     // the marker is of another service, or forged
	Gone        Kind = "gone"        // the folder is not there any more
	Unreachable Kind = "unreachable" // nothing answers, or it fell silent
	Busy        Kind = "busy"        // the store asks to come back later
	WrongKey    Kind = "wrong_key"   // the store does not know the key, or its secret is another
	Permission  Kind = "permission"  // the key, or the user of this PC, may not do that
	WrongClock  Kind = "wrong_clock" // the clock of this PC is too far from the store's
	Certificate Kind = "certificate" // this PC does not trust the server
	Elsewhere   Kind = "elsewhere"   // the bucket is in another region
	NoBucket    Kind = "no_bucket"   // there is no such bucket or container
	Full        Kind = "full"        // no room
	Refused     Kind = "refused"     // we do not do that
	TooLarge    Kind = "too_large"   // the object is larger than any of ours
	Odd         Kind = "odd"         // what answers is no store, or not one that we know
)

// failure carries the kind of a fault inside its data.Problem.
type failure struct {
	kind  Kind
	cause error
}

// Error is the technical error, for the log.
func (f *failure) Error() string {
	if f.cause == nil {
		return "depot: " + string(f.kind)
	}
	return "depot: " + string(f.kind) + ": " + f.cause.Error()
}

// Unwrap returns the technical error beneath.
func (f *failure) Unwrap() error { return f.cause }

func fault(kind Kind, cause error, code data.Code, sentence string) error {
	return &data.Problem{Code: code, Sentence: sentence, Cause: &failure{kind, cause}}
}

// KindOf returns what kind of fault err is, or "" if it is not one of a store.
func KindOf(err error) Kind {
	var f *failure
	if errors.As(err, &f) {
		return f.kind
	}
	return ""
}

func missing(cause error) error {
	return fault(NotFound, cause, data.CodeNotFound, "The store does not show a file that should be there. It may be on its way. Waymark looks again at the next meeting.")
}

func tooLarge(cause error) error {
	return fault(TooLarge, cause, data.CodeDamaged, "The store holds a file that is larger than any of Waymark’s. It was left alone.")
}
