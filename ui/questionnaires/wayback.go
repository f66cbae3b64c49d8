package questionnaires

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"strings"
	"time"
	"unicode"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/rule"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// initials returns the first letter of every part of a name: "Siân Prŷs-Okafor"
// gives "SPO". A client can guess them, so they are refused as a code.
func initials(name string) string {
	var b strings.Builder
	parts := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	for _, p := range parts {
		for _, r := range p {
			if unicode.IsLetter(r) {
				b.WriteRune(unicode.ToUpper(r))
				break
			}
		}
	}
	return b.String()
}

// minCode is the shortest code, so that it is not found by pressing keys.
const minCode = 4

// newCode proposes a code of four figures, which no one can guess from a name.
// Four equal figures are not proposed.
func newCode() string {
	for {
		n, err := rand.Int(rand.Reader, big.NewInt(10_000))
		if err != nil {
			return "" // the field says that a code is needed
		}
		code := fmt.Sprintf("%04d", n.Int64())
		if strings.Trim(code, code[:1]) != "" {
			return code
		}
	}
}

// proposedCode is the code that this member of staff used last while the program
// has been open, or a new one.
func proposedCode(h *host.Host) string {
	if code := h.PadCodes[h.Session.Person()]; code != "" {
		return code
	}
	return newCode()
}

// keepCode remembers the code for the next pad, until the program is closed.
func keepCode(h *host.Host, code string) {
	if h.PadCodes == nil {
		h.PadCodes = map[data.ID]string{}
	}
	h.PadCodes[h.Session.Person()] = code
}

// checkCode returns what is wrong with the code that staff chose, or "".
func checkCode(code, staff string) string {
	switch {
	case len([]rune(data.Tidy(code))) < minCode:
		return "Enter at least 4 letters or figures. You type them when the laptop comes back."
	case sameCode(code, initials(staff)):
		return "Choose another code: a client could guess your initials."
	}
	return ""
}

func sameCode(typed, agreed string) bool {
	return strings.EqualFold(data.Tidy(typed), data.Tidy(agreed))
}

// wayBack is the code of one sitting, and how often another was tried. Closing
// the dialog and opening it again starts no new count.
type wayBack struct {
	code  string
	wrong int
	until time.Time // no code counts before
	in    *clienttext.Language
}

// try returns "" for the right code, or the sentence for the person at the pad. It
// never tells how near an attempt was.
func (w *wayBack) try(typed string, now time.Time) string {
	if now.Before(w.until) {
		return w.in.Say("pad.wait", seconds(w.until.Sub(now)))
	}
	if sameCode(typed, w.code) {
		w.wrong = 0
		return ""
	}
	w.wrong++
	wait := rule.PadWait(w.wrong)
	w.until = now.Add(wait)
	if wait == 0 {
		return w.in.Say("pad.wrong_code")
	}
	return w.in.Say("pad.wrong_code.wait", seconds(wait))
}

func seconds(left time.Duration) int { return int((left + time.Second - 1) / time.Second) }

// askCode asks for the code and calls back when it is the one agreed. The dialog
// says nothing about the client, nor how long the code is or what it is made of:
// the client may be reading it.
func askCode(h *host.Host, w *wayBack, back func()) {
	if kit.OverlayOpen(h.Window) {
		return
	}
	code := kit.NewTextField("Staff code")
	code.Entry.Password = true
	accepted := false
	dialog := kit.ShowForm(h.Window, "For staff only", code, "Go back", func() bool {
		problem := w.try(code.Text(), h.Clock())
		accepted = problem == ""
		if !accepted {
			code.SetText("")
			code.SetError(problem)
			code.Focus()
		}
		return accepted
	})
	// Once it is gone, since it gives the focus back to the page beneath.
	dialog.OnClosed = func() {
		if accepted {
			back()
		}
	}
	code.Focus()
}
