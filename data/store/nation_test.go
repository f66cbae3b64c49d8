package store_test

import (
	"encoding/json"
	"testing"

	"waymark/data"
)

// published is the file of GOV.UK with the lists that come with the program, and
// what change makes of them.
func published(t *testing.T, change func(map[data.Nation][]data.Holiday)) []byte {
	t.Helper()
	all := map[data.Nation][]data.Holiday{}
	for _, n := range data.Nations() {
		all[n.Value] = data.BankHolidays(n.Value)
	}
	change(all)
	type event struct {
		Title   string `json:"title"`
		Date    string `json:"date"`
		Notes   string `json:"notes"`
		Bunting bool   `json:"bunting"`
	}
	type division struct {
		Division data.Nation `json:"division"`
		Events   []event     `json:"events"`
	}
	file := map[data.Nation]division{}
	for n, list := range all {
		d := division{Division: n}
		for _, h := range list {
			d.Events = append(d.Events, event{Title: h.Title, Date: h.On.String()})
		}
		file[n] = d
	}
	body, err := json.Marshal(file)
	must(t, err)
	return body
}

func TestSetNation_movesWhatIsDue(t *testing.T) {
	s := open(t, on("2026-05-25"))
	n, err := s.Lists.Nation(bg)
	must(t, err)
	if n != data.NationEnglandWales {
		t.Errorf("a new database has the holidays of %s", n)
	}
	c, _, _ := chosen(t, s, "2026-05-25")
	if f := firstFollowUp(t, s, c.ID); f.DueOn != d("2026-06-15") {
		t.Fatalf("in England due on %v", f.DueOn)
	}
	must(t, s.Offering.SetNation(bg, data.NationScotland))
	f := firstFollowUp(t, s, c.ID)
	if f.DueOn != d("2026-06-16") || f.MovedBecause != "moved past World Cup bank holiday" {
		t.Errorf("in Scotland due on %v because %q", f.DueOn, f.MovedBecause)
	}
	moves, err := s.Offering.HolidayMoves(bg, "")
	must(t, err)
	if len(moves) != 1 || moves[0].From != d("2026-06-15") || moves[0].To != d("2026-06-16") {
		t.Errorf("moves %+v", moves)
	}
	must(t, s.Offering.SetNation(bg, data.NationEnglandWales))
	if f := firstFollowUp(t, s, c.ID); f.DueOn != d("2026-06-15") {
		t.Errorf("back in England due on %v", f.DueOn)
	}
	if errs := data.FieldErrorsOf(s.Offering.SetNation(bg, "jersey")); errs.For("Nation") == "" {
		t.Error("an unknown nation is kept")
	}
}

func TestLoadBankHolidays_isTakenWholeOrNotAtAll(t *testing.T) {
	s := open(t, on("2026-08-10"))
	c, _, _ := chosen(t, s, "2026-08-06") // due on Thursday 27 August
	extra := data.Holiday{On: d("2026-08-27"), Title: "A day proclaimed"}
	add := func(all map[data.Nation][]data.Holiday) {
		all[data.NationEnglandWales] = append(all[data.NationEnglandWales], extra)
	}
	if err := s.Offering.LoadBankHolidays(bg, published(t, func(all map[data.Nation][]data.Holiday) {
		add(all)
		delete(all, data.NationScotland)
	})); data.CodeOf(err) != data.CodeInvalid {
		t.Errorf("a file without Scotland: %v", err)
	}
	if f := firstFollowUp(t, s, c.ID); f.DueOn != d("2026-08-27") {
		t.Fatalf("a refused file moved it to %v", f.DueOn)
	}
	must(t, s.Offering.LoadBankHolidays(bg, published(t, add)))
	f := firstFollowUp(t, s, c.ID)
	if f.DueOn != d("2026-08-28") || f.MovedBecause != "moved past A day proclaimed" {
		t.Errorf("due on %v because %q", f.DueOn, f.MovedBecause)
	}
	reaches, err := s.Lists.HolidayReaches(bg)
	must(t, err)
	if len(reaches) != 3 || !reaches[0].Loaded || reaches[0].Last != d("2028-12-31") {
		t.Errorf("%+v", reaches)
	}
	// A later list without the day brings it back, and a day that the service
	// removed stays removed.
	must(t, s.Offering.RemoveHoliday(bg, d("2026-08-31")))
	must(t, s.Offering.LoadBankHolidays(bg, published(t, func(map[data.Nation][]data.Holiday) {})))
	if f := firstFollowUp(t, s, c.ID); f.DueOn != d("2026-08-27") {
		t.Errorf("with the later list due on %v", f.DueOn)
	}
	h, err := s.Lists.Holidays(bg)
	must(t, err)
	if !h.IsWorkingDay(d("2026-08-31")) {
		t.Error("the day that the service removed is back")
	}
}
