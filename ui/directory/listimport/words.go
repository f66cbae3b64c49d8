package listimport

import (
	"fmt"
	"strconv"

	"waymark/data"
	"waymark/ui/kit"
)

// thousands sets commas into a number, which has to be 0 or more.
func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return thousands(n/1000) + fmt.Sprintf(",%03d", n%1000)
}

// services is a number of services in words: "1 service", "1,204 services".
func services(n int) string {
	if n == 1 {
		return "1 service"
	}
	return fmt.Sprintf("%s services", thousands(n))
}

// outcomeWords says each outcome as people read it.
var outcomeWords = map[data.Outcome]string{
	data.OutcomeNew: "New", data.OutcomeChanged: "Changed", data.OutcomeUnchanged: "Unchanged",
	data.OutcomeSkipped: "Skipped", data.OutcomeDoubtful: "Check", data.OutcomeGone: "Not in source",
}

// toneOf is the colour of an outcome: what someone should look at stands out.
func toneOf(o data.Outcome) kit.Tone {
	switch o {
	case data.OutcomeNew, data.OutcomeChanged:
		return kit.Accent
	case data.OutcomeSkipped:
		return kit.Red
	case data.OutcomeDoubtful:
		return kit.Amber
	}
	return kit.Neutral
}
