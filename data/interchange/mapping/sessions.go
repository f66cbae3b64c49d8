package mapping

import (
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"waymark/data"
)

// timeFields are the fields in which the sessions of one service differ.
var timeFields = map[Field]bool{Days: true, On: true, From: true, Until: true}

// Sessions tells the rows of a list that are one service at several times: a timetable
// has one row for each. Nil for a list without times.
type Sessions struct {
	same  []int // columns of what stays the same, other than the id
	times []int
	name  int
}

// Sessions is for a list with these headings.
func (m *Mapping) Sessions(header []string) *Sessions {
	s := &Sessions{name: -1}
	for i, f := range m.fields(header) {
		switch {
		case f == "" || f == ID:
		case timeFields[f]:
			s.times = append(s.times, i)
		default:
			s.same = append(s.same, i)
			if f == Name {
				s.name = i
			}
		}
	}
	if len(s.times) == 0 || s.name < 0 {
		return nil
	}
	return s
}

// Key is the same for the sessions of one service, and differs for nearly all other
// rows. ok is false for a row that is no session.
func (s *Sessions) Key(cells []string) (key uint64, ok bool) {
	cell := func(i int) string {
		if i < len(cells) {
			return strings.TrimSpace(cells[i])
		}
		return ""
	}
	if cell(s.name) == "" || !slices.ContainsFunc(s.times, func(i int) bool { return cell(i) != "" }) {
		return 0, false
	}
	h := fnv.New64a()
	for _, i := range s.same {
		_, _ = io.WriteString(h, cell(i)) // never fails
		_, _ = h.Write([]byte{0})
	}
	return h.Sum64(), true
}

// Join adds the times of another session of a service to it. One that is over adds none
// to one that is not.
func Join(e, session *data.SourceEntry) {
	v, other := &e.Service, &session.Service
	over, otherOver := v.Status != data.ServiceActive, other.Status != data.ServiceActive
	switch {
	case over && !otherOver:
		v.Status, v.ClosedUntil, v.Days = other.Status, other.ClosedUntil, other.Days
		e.Doubts = slices.DeleteFunc(e.Doubts, ofStatus)
	case !over && otherOver:
		session.Doubts = slices.DeleteFunc(session.Doubts, ofStatus)
	default:
		v.Days = strings.Trim(v.Days+"; "+other.Days, "; ")
	}
	for _, d := range session.Doubts {
		if !slices.Contains(e.Doubts, d) {
			e.Doubts = append(e.Doubts, d)
		}
	}
}

func ofStatus(d data.Doubt) bool { return d.Field == "Status" }
