package questionnaires

import "waymark/data"

// textSteps are the sizes of the pad's text; A− and A+ walk along them, and A
// goes back to the first.
var textSteps = []float32{1, 1.15, 1.3, 1.5}

// view is how the pad looks. It lasts as long as the sitting: the next person
// has other eyes.
type view struct {
	step     int  // of textSteps
	oneByOne bool // one question a page
	reading  bool // someone reads aloud and types
	// alone is true while a switch to reading aloud could still be taken back as
	// if it had not been: nothing has been answered since.
	alone bool
}

// The modes that the pad itself knows.
const (
	modeAlone     data.AnswerMode = "alone"
	modeReadAloud data.AnswerMode = "read_aloud"
	modePhone     data.AnswerMode = "phone"
	modeInterpret data.AnswerMode = "interpreter"
	modeProxy     data.AnswerMode = "proxy" // someone else answers
)

// readBySomebody is true for the modes in which the screen is the prescriber's.
func readBySomebody(m data.AnswerMode) bool {
	return m == modeReadAloud || m == modePhone || m == modeInterpret
}

// readAloud shows the questions to whoever reads them. Answers that are read
// aloud come out more positive, so a response that was begun alone says from
// now on that it was not.
func (s *sitting) readAloud() {
	s.view.reading = true
	k := s.keeper
	if k.response.Mode != modeAlone {
		return
	}
	s.view.alone = true
	k.response.Mode = modeReadAloud
	if k.response.FilledBy == "" {
		k.response.FilledBy = s.facts.staff
	}
	k.save(func(bool) { s.sheet.tell() })
}

// readAlone hands the screen back to the client. It was read aloud all the same
// if anything was answered in the meantime.
func (s *sitting) readAlone() {
	s.view.reading = false
	if !s.view.alone {
		return
	}
	s.view.alone = false
	s.keeper.response.Mode, s.keeper.response.FilledBy = modeAlone, ""
	s.keeper.save(func(bool) { s.sheet.tell() })
}

// modeOfNext says how the next of a set is filled in. Where the client began
// alone, each part says for itself whether it was read to them.
func (s *sitting) modeOfNext() {
	if s.began != modeAlone {
		return
	}
	r := &s.keeper.response
	s.view.alone = s.view.reading
	r.Mode, r.FilledBy = modeAlone, ""
	if s.view.reading {
		r.Mode, r.FilledBy = modeReadAloud, s.facts.staff
	}
}
