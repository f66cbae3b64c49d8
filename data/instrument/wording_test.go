package instrument_test

import (
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

func TestComparators(t *testing.T) {
	for _, c := range byID(t, "wemwbs").Comparators {
		if c.Year == 2011 && c.Value == 51.6 && c.Source == "Health Survey for England" {
			return
		}
	}
	t.Error("the population mean of the pilot’s report, 51.6, is missing")
}
