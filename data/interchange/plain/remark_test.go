package plain

import "testing"

func TestIsRemark(t *testing.T) {
	for text, want := range map[string]bool{
		"* Clients who declined are not listed": true, "Data correct as of 1 April 2026": true, "Total: 6 services": true, "NB no clubs in August": true,
		"Please tell us of changes: office@example.org": true, "Printed 04/05/2026": true, "Lunch clubs:": true, "Page 2 of 3": true,
		"These are the groups that meet in the town hall": true, "Closed over Christmas week.": true,
		"Age UK": false, "Total Fitness": false, "Key Changes": false, "Page Turners": false, "Notes Choir": false, "Note: closed in May": true, "Grand total 12": true, "Notable Women": false, "Keyham Social Club": false, "Ann Lee": false, "Pleasence Choir": false, "Knit and Natter": false,
		"St. John’s Church Hall Friendship Group": false, "Source of Joy Choir": false,
	} {
		if got := IsRemark(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	for text, want := range map[string]bool{"WARM SPACES": true, "Warm Spaces": false, "2026": false, "U3A": false} {
		if got := IsBanner(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
