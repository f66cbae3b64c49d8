package instrument_test

import (
	"strings"
	"testing"
)

// The validated wording, typed here a second time: a change to a definition
// has to be meant.
var wemwbsItems = []string{
	"I’ve been feeling optimistic about the future",
	"I’ve been feeling useful",
	"I’ve been feeling relaxed",
	"I’ve been feeling interested in other people",
	"I’ve had energy to spare",
	"I’ve been dealing with problems well",
	"I’ve been thinking clearly",
	"I’ve been feeling good about myself",
	"I’ve been feeling close to other people",
	"I’ve been feeling confident",
	"I’ve been able to make up my own mind about things",
	"I’ve been feeling loved",
	"I’ve been interested in new things",
	"I’ve been feeling cheerful",
}

var wemwbsAnswers = []string{"None of the time", "Rarely", "Some of the time", "Often", "All of the time"}

func TestWordingIsTheValidatedOne(t *testing.T) {
	const instruction = "Below are some statements about feelings and thoughts. " +
		"Please tick the box that best describes your experience of each over the last 2 weeks."
	for id, want := range map[string]struct {
		items  []int
		rights string
	}{
		"wemwbs": {[]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14},
			"© NHS Health Scotland, University of Warwick and University of Edinburgh, 2006, all rights reserved"},
		"swemwbs": {[]int{1, 2, 3, 6, 7, 9, 11},
			"© NHS Health Scotland, University of Warwick and University of Edinburgh, 2008, all rights reserved"},
	} {
		d := byID(t, id)
		if d.Instruction != instruction || d.Rights != want.rights || d.Recall != "the last 2 weeks" {
			t.Errorf("%s: %q, %q, %q", id, d.Instruction, d.Rights, d.Recall)
		}
		if len(d.Items) != len(want.items) || len(d.Choices) != len(wemwbsAnswers) {
			t.Fatalf("%s has %d items and %d answers", id, len(d.Items), len(d.Choices))
		}
		for i, n := range want.items {
			if d.Items[i].Text != wemwbsItems[n-1] {
				t.Errorf("%s item %d is %q", id, i+1, d.Items[i].Text)
			}
		}
		for i, label := range wemwbsAnswers {
			if d.Choices[i].Label != label || d.Choices[i].Value != i+1 {
				t.Errorf("%s answer %d is %+v", id, i+1, d.Choices[i])
			}
		}
	}
}

func TestWordingOfTheOthers(t *testing.T) {
	for id, want := range map[string][]string{
		"ons4": {
			"Overall, how satisfied are you with your life nowadays?",
			"Overall, to what extent do you feel that the things you do in your life are worthwhile?",
			"Overall, how happy did you feel yesterday?",
			"On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, how anxious did you feel yesterday?",
		},
		"ucla3": {
			"How often do you feel that you lack companionship?",
			"How often do you feel left out?",
			"How often do you feel isolated from others?",
			"How often do you feel lonely?",
		},
		"ons-lonely": {"How often do you feel lonely?"},
		"djg6": {
			"I experience a general sense of emptiness",
			"There are plenty of people I can rely on when I have problems",
			"There are many people I can trust completely",
			"I miss having people around",
			"There are enough people I feel close to",
			"I often feel rejected",
		},
	} {
		d := byID(t, id)
		if len(d.Items) != len(want) {
			t.Fatalf("%s has %d items", id, len(d.Items))
		}
		for i, text := range want {
			if d.Items[i].Text != text {
				t.Errorf("%s item %d is %q", id, i+1, d.Items[i].Text)
			}
		}
	}
	for id, want := range map[string]string{
		"ons4":       "0 – Not at all|1|2|3|4|5|6|7|8|9|10 – Completely",
		"ucla3":      "Hardly ever or never|Some of the time|Often",
		"ons-lonely": "Often/always|Some of the time|Occasionally|Hardly ever|Never",
		"djg6":       "Yes|More or less|No",
	} {
		var labels []string
		for _, c := range byID(t, id).Choices {
			labels = append(labels, c.Label)
		}
		if got := strings.Join(labels, "|"); got != want {
			t.Errorf("%s has the answers %s", id, got)
		}
	}
}
