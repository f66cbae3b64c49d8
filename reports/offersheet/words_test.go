package offersheet

import (
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports/internal/typeset"
)

func TestShortenEndsWithASentence(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"Short.", 20, "Short."},
		{"One thing. Another thing. A third.", 26, "One thing. Another thing."},
		{"Come in e.g. on Mondays with Mr. Smith and all of us", 32, "Come in e.g. on Mondays with Mr…"},
		{"Hi. A very long sentence that goes on and on and on", 30, "Hi. A very long sentence that…"},
		{"Łódź, Łódź, Łódź, Łódź", 12, "Łódź, Łódź…"},
		{strings.Repeat("Ł", 30), 10, strings.Repeat("Ł", 10) + "…"},
		{"  two\n\nlines ", 50, "two lines"},
	} {
		if got := shorten(c.text, c.most); got != c.want {
			t.Errorf("shorten(%q, %d) = %q, want %q", c.text, c.most, got, c.want)
		}
	}
}

func TestWhatHappensNext(t *testing.T) {
	today := data.MustDate("2026-04-07")
	s := &data.OfferSheet{Prescriber: "Sam", On: today}
	for name, c := range map[string]struct {
		item data.OfferSheetItem
		want string
	}{
		"referral with consent": {
			data.OfferSheetItem{Kind: data.ReferralOn, PersonMayAsk: true, Service: data.Service{Waiting: "3 weeks."}},
			"We will contact them for you and give them your name. They should then get in touch with you.|Waiting time: 3 weeks.",
		},
		"referral that was rung": {
			data.OfferSheetItem{Kind: data.ReferralOn, Contact: data.OfferSheetContact{On: today, How: "By phone"}},
			"We contacted them on Tuesday" + string(typeset.Hard) + "7" + string(typeset.Hard) + "April" + string(typeset.Hard) + "2026 (by phone). They should get in touch with you.",
		},
		"referral where they go already": {
			data.OfferSheetItem{Kind: data.ReferralOn, Contact: data.OfferSheetContact{On: today, Began: true}},
			"We contacted them on Tuesday" + string(typeset.Hard) + "7" + string(typeset.Hard) + "April" + string(typeset.Hard) + "2026.",
		},
		"referral that need not be made": {
			data.OfferSheetItem{Kind: data.ReferralOn, PersonMayAsk: true, Contact: data.OfferSheetContact{NotNeeded: true}},
			"We agreed not to contact them for you. Sam can tell you more.",
		},
		"referral without": {
			data.OfferSheetItem{Kind: data.ReferralOn},
			"Sam will arrange this with you. We will only share your name if you agree.",
		},
		"signpost, consent or not": {
			data.OfferSheetItem{Kind: data.Signpost, PersonMayAsk: true, FollowUpOn: today.AddDays(14)},
			"You can contact them yourself when you are ready.|Sam will ask you around Tuesday 21 April 2026 how it went.",
		},
		"follow-up overdue": {
			data.OfferSheetItem{Kind: data.Signpost, FollowUpOn: today.AddDays(-3)},
			"You can contact them yourself when you are ready.|Sam will ask you soon how it went.",
		},
		"closed for now": {
			data.OfferSheetItem{Kind: data.Signpost, Service: data.Service{Status: data.ServicePaused, ClosedUntil: today.AddDays(-1)}},
			"This service is closed at the moment.|You can contact them yourself when you are ready.",
		},
		"closed for good": {
			data.OfferSheetItem{Kind: data.ReferralOn, PersonMayAsk: true, Service: data.Service{Status: data.ServiceDefunct}},
			"This service has now closed. Sam will look for something else with you.",
		},
	} {
		if got := strings.Join(next(nil, s, &c.item), "|"); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestFactsLeaveOutWhatIsNotKnown(t *testing.T) {
	if got := facts(nil, &data.Service{Delivery: []data.Delivery{data.InPerson}, Wheelchair: data.No}); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	v := &data.Service{Address: "1 Mill Lane, CT9 1LB", Postcode: "CT9 1LB", Area: "Margate"}
	if got := where(v); got != "1 Mill Lane, CT9 1LB" {
		t.Errorf("the postcode is there twice or not at all: %q", got)
	}
	if got := where(&data.Service{Area: "Margate"}); got != "Margate" {
		t.Errorf("got %q", got)
	}
	if got := quote(nil, "“Yes.”"); got != "You said: “Yes.”" {
		t.Errorf("got %q", got)
	}
	if quote(nil, " ") != "" {
		t.Error("nothing was said, yet it is quoted")
	}
}
