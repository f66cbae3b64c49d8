package data

import (
	"slices"
	"strings"
)

// Delivery is one way in which a service reaches people.
type Delivery string

// The ways.
const (
	InPerson Delivery = "person"
	ByPhone  Delivery = "phone"
	Online   Delivery = "online"
	AtHome   Delivery = "home"
)

// DeliveryWays lists the ways.
func DeliveryWays() []Option[Delivery] {
	return []Option[Delivery]{{InPerson, "In person"}, {ByPhone, "By phone"}, {Online, "Online"}, {AtHome, "At home"}}
}

// Label is the way in words.
func (d Delivery) Label() string { return labelOf(DeliveryWays(), d) }

// Room is whether a service can take more people. Empty: no one has asked.
type Room string

// What may be known about room.
const (
	HasRoom Room = "room"
	FewLeft Room = "few"
	Full    Room = "full"
)

// Rooms lists what may be known about room.
func Rooms() []Option[Room] {
	return []Option[Room]{{HasRoom, "Has places"}, {FewLeft, "Few places left"}, {Full, "Full"}}
}

// Label is it in words, "Not recorded" when empty.
func (r Room) Label() string { return labelOf(Rooms(), r) }

// inOrder keeps the known values, each once, in the order of the options.
func inOrder[T ~string](options []Option[T], values []T) []T {
	var kept []T
	for _, o := range options {
		if slices.Contains(values, o.Value) {
			kept = append(kept, o.Value)
		}
	}
	return kept
}

// tidyList tidies each text and keeps those that are not blank, each once,
// capitals aside. A text with commas is a list of its own.
func tidyList(list []string) []string {
	var kept []string
	for _, t := range strings.Split(strings.Join(list, ","), ",") {
		if t = Tidy(t); t != "" && !slices.ContainsFunc(kept, func(k string) bool { return strings.EqualFold(k, t) }) {
			kept = append(kept, t)
		}
	}
	return kept
}
