// Package reminder proposes a letter or text to a client who could not be reached
// for a follow-up.
package reminder

import (
	"waymark/data"
	"waymark/data/letter"
	"waymark/data/rule"
	"waymark/data/store/letters"
	"waymark/ui/host"
)

// About is what the letter is about.
type About struct {
	ClientID data.ID
	FollowUp data.ID   // the one that is due longest
	Services []string  // names of the services
	NextOn   data.Date // when we will ring; zero if there is no further attempt
}

// Due reports whether a letter is proposed after so many attempts that reached
// no one.
func Due(attempts int) bool { return attempts >= rule.WriteAfter }

// Ask shows the letter and the text. What is made stands in the client’s story.
func Ask(h *host.Host, a About) {
	h.WriteToClient(letters.About{Kind: letter.FollowUp, ClientID: a.ClientID, Services: a.Services, On: a.NextOn}, a.FollowUp, nil)
}
