package reports_test

import (
	"encoding/json"
	"strings"
	"testing"

	"waymark/reports/internal/fixture"
)

type tableShape struct {
	Recorded    int `json:"n"`
	Whole       int `json:"N"`
	NotRecorded int `json:"not_recorded"`
	Rows        []struct {
		Key, Label string
		N          *int
		Percent    *float64
	}
}

func TestJSON_shape(t *testing.T) {
	b, err := build(t, fixture.Pilot()).JSON()
	if err != nil {
		t.Fatal(err)
	}
	var j struct {
		Seen      int        `json:"clients_seen"`
		Whole     int        `json:"N"`
		Reasons   tableShape `json:"reasons"`
		FollowUps struct {
			Due    int `json:"due"`
			OnTime int `json:"on_time"`
			NotYet int `json:"not_yet_due"`
			tableShape
		} `json:"follow_ups"`
		Outcomes []struct {
			Instrument string
			Pairs      int      `json:"n_pairs"`
			Baselines  int      `json:"n_baseline"`
			Before     *float64 `json:"mean_baseline"`
			After      *float64 `json:"mean_follow_up"`
		}
	}
	if err := json.Unmarshal(b, &j); err != nil {
		t.Fatal(err)
	}
	if j.Seen != 69 || j.Whole != 69 || j.Reasons.Recorded != 68 || j.Reasons.Whole != 69 || j.Reasons.NotRecorded != 1 {
		t.Errorf("%+v", j)
	}
	rows := j.Reasons.Rows
	if len(rows) != 9 || *rows[0].N != 19 || *rows[0].Percent != 27.9412 || rows[8].Key != "not_recorded" || rows[8].Percent != nil {
		t.Errorf("rows %+v", rows)
	}
	if j.FollowUps.Due != 130 || j.FollowUps.OnTime != 112 || j.FollowUps.NotYet != 6 || len(j.FollowUps.Rows) != 6 {
		t.Errorf("follow-ups %+v", j.FollowUps)
	}
	if o := j.Outcomes[0]; o.Instrument != "wemwbs" || o.Pairs != 40 || o.Baselines != 60 || *o.Before != 32 || *o.After != 44 {
		t.Errorf("outcome %+v", o)
	}
}

// What does not exist is null, and what is hidden is nowhere.
func TestJSON_ofNothing(t *testing.T) {
	r := build(t, fixture.One())
	r.Reasons.Rows[0].Cell.N, r.Reasons.Rows[0].Cell.Hidden = 987654, true
	b, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if s := string(b); !strings.Contains(s, `"sd_change": null`) || strings.Contains(s, "987654") || !strings.Contains(s, `"hidden": true`) {
		t.Error(s)
	}
	if b, err = build(t, fixture.Empty()).JSON(); err != nil || strings.Contains(string(b), "NaN") || !strings.Contains(string(b), `"outcomes": []`) {
		t.Error(err, string(b))
	}
}
