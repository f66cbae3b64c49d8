package diary_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store/office"
)

// TestHistory_noDoubleBookingGoesUnreported lets bookings, moves, cancellations,
// marks, absences and changed sessions happen at random, and now and then has rows
// arrive as another PC has written them. Whatever collides in the end is reported,
// unless someone has decided to keep it; and what was booked here only never
// collides.
func TestHistory_noDoubleBookingGoesUnreported(t *testing.T) {
	for seed := range uint64(4) {
		twoPCs := seed%2 == 1
		t.Run(fmt.Sprintf("seed %d, two PCs %t", seed, twoPCs), func(t *testing.T) {
			h := &history{week: newWeek(t), r: rand.New(rand.NewPCG(seed, 7)), kept: map[[2]data.ID]bool{}}
			for i := range 6 {
				h.clients = append(h.clients, h.client(fmt.Sprint("Client ", i)))
			}
			for range 250 {
				h.now = h.now.Add(7 * time.Minute)
				h.happens(twoPCs)
			}
			h.check(twoPCs)
		})
	}
}

type history struct {
	*week
	r       *rand.Rand
	clients []data.ID
	kept    map[[2]data.ID]bool
}

func oneOf[T any](h *history, list []T) T { return list[h.r.IntN(len(list))] }

func (h *history) all() []data.AppointmentRow {
	h.t.Helper()
	rows, err := h.Diary.Appointments(bg, data.AppointmentFilter{Cancelled: true})
	must(h.t, err)
	return rows
}

// appointment is one that may be booked: in a clinic or not, on a few days only, so
// that times are often taken.
func (h *history) appointment() *data.Appointment {
	a := &data.Appointment{ClientID: oneOf(h, h.clients), Kind: oneOf(h, []data.ContactKind{"clinic", "phone", "home_visit"}), StaffID: oneOf(h, []data.ID{h.sian, h.tom}),
		On: d("2026-03-10").AddDays(h.r.IntN(3)), At: data.ClockOf(9*60 + 15*h.r.IntN(12)), Minutes: []int{0, 15, 30, 60}[h.r.IntN(4)]}
	switch h.r.IntN(3) {
	case 0:
		a.ClinicID, a.On = h.tuesdays.ID, d("2026-03-10")
	case 1:
		a.ClinicID, a.On = h.wednesdays.ID, d("2026-03-11")
	}
	return a
}

func (h *history) happens(twoPCs bool) {
	var err error
	rows := h.all()
	what := h.r.IntN(10)
	if len(rows) == 0 {
		what = 0
	}
	switch what {
	case 0, 1, 2, 3:
		err = h.Diary.Book(bg, h.appointment())
	case 4:
		a := h.appointment()
		err = h.Diary.Move(bg, oneOf(h, rows).ID, data.FreeSlot{ClinicID: a.ClinicID, Day: a.On, At: a.At, StaffID: a.StaffID})
	case 5:
		err = h.Diary.Cancel(bg, oneOf(h, rows).ID, "")
	case 6:
		err = h.Diary.Mark(bg, oneOf(h, rows).ID, oneOf(h, data.AppointmentStates()).Value, "")
	case 7:
		_, err = h.Diary.ChangeSession(bg, data.SessionChange{ClinicID: h.tuesdays.ID, Day: d("2026-03-10"),
			State: oneOf(h, []data.SessionState{data.SessionOn, data.SessionOn, data.SessionCancelled}), StaffID: oneOf(h, []data.ID{"", h.sian, h.tom})})
	case 8:
		_, err = h.Diary.SaveAbsence(bg, &data.Absence{StaffID: oneOf(h, []data.ID{h.sian, h.tom}), From: d("2026-03-12"), To: d("2026-03-12"), Kind: "leave",
			FromAt: data.ClockOf(60 * (8 + h.r.IntN(8)))})
	default:
		if twoPCs {
			h.arrives()
		}
	}
	if err != nil && data.CodeOf(err) == "" {
		h.t.Fatal(err) // no refusal
	}
}

// arrives writes an appointment as the exchange does: no one asks whether the time
// is taken. Now and then someone keeps a pair that collides.
func (h *history) arrives() {
	a := h.appointment()
	a.State = oneOf(h, data.AppointmentStates()).Value
	must(h.t, h.Load(bg, "exchange", func(b *office.Bulk) error { return b.Add(a) }))
	clashes, err := h.Diary.Clashes(bg, d("2026-03-01"), d("2026-03-31"))
	must(h.t, err)
	if len(clashes) > 0 && h.r.IntN(3) == 0 {
		c := oneOf(h, clashes)
		must(h.t, h.Diary.KeepClash(bg, c.A.ID, c.B.ID, ""))
		h.kept[[2]data.ID{c.A.ID, c.B.ID}], h.kept[[2]data.ID{c.B.ID, c.A.ID}] = true, true
	}
}

// check holds what is reported against every pair there is.
func (h *history) check(twoPCs bool) {
	h.t.Helper()
	clashes, err := h.Diary.Clashes(bg, d("2026-03-01"), d("2026-03-31"))
	must(h.t, err)
	reported := map[[2]data.ID]bool{}
	for _, c := range clashes {
		reported[[2]data.ID{c.A.ID, c.B.ID}], reported[[2]data.ID{c.B.ID, c.A.ID}] = true, true
	}
	same := func(a, b data.ID) bool { return a != "" && a == b }
	span := func(a *data.AppointmentRow) (from, to int) {
		from = data.MinuteOf(a.At)
		return from, from + max(a.Minutes, 1)
	}
	rows, double := h.all(), 0
	for i := range rows {
		for j := range rows[:i] {
			a, b := &rows[i], &rows[j]
			if a.State == data.AppointmentCancelled || b.State == data.AppointmentCancelled || a.State == data.AppointmentMissed || b.State == data.AppointmentMissed ||
				a.On != b.On || !same(a.StaffID, b.StaffID) && !same(a.ClinicID, b.ClinicID) && !same(a.ClientID, b.ClientID) {
				continue
			}
			from, to := span(a)
			begin, end := span(b)
			if from >= end || begin >= to {
				continue
			}
			double++
			pair := [2]data.ID{a.ID, b.ID}
			if !reported[pair] && !h.kept[pair] {
				h.t.Errorf("not reported: %+v\nand %+v", a.Appointment, b.Appointment)
			}
		}
	}
	handedOver := false
	for i := range rows {
		handedOver = handedOver || rows[i].ClinicID == h.tuesdays.ID && rows[i].StaffID == h.tom
	}
	switch {
	case twoPCs && double == 0:
		h.t.Error("nothing collided: the test shows nothing")
	case !twoPCs && double > 0 && !handedOver:
		h.t.Errorf("%d pairs collide although all were booked here", double)
	}
}
