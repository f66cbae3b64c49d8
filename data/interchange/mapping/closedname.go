package mapping

import (
	"regexp"
	"strings"

	"waymark/data"
)

// closedMark is what people write into the name of a service that is no longer there:
// “Yoga (CLOSED)”, “Temporarily closed - Bingo”, “Choir - no longer running”.
var closedMark = regexp.MustCompile(`(?i)[([]\s*(?:` + closedWords + `)(?:\s+(?:until|till|for|since|from|due|at|in|over|during|pending)\b[^)\]]*)?\s*[)\]]|` +
	`^\W*(?:` + closedWords + `)\s*[-–—:]+\s|\s[-–—:]+\s*(?:` + closedWords + `)\W*$|\*+\s*(?:` + closedWords + `)\s*\*+`)

const closedWords = `(?:now |currently |permanently |temporarily |temp )?(?:closed|suspended|ceased|discontinued|paused|cancelled|no longer (?:running|available|open|exists|meeting))(?: down| until further notice| permanently| temporarily| for now)?`

// closedInName takes a service whose name says that it is closed for closed, for
// someone to look at.
func (r *row) closedInName() {
	v := &r.e.Service
	mark := strings.Trim(closedMark.FindString(v.Name), " -–—:()[]*")
	if mark == "" || v.Status != data.ServiceActive {
		return
	}
	if v.Status, _ = readStatus(mark); v.Status == data.ServiceActive {
		v.Status = data.ServicePaused
	}
	r.doubt("Status", "The name says “"+mark+"”, so it was read as "+strings.ToLower(v.Status.Label())+". If it is open, open it again.")
}
