package questionnaires

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/instrument"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// stage is how far a sitting has come.
type stage int

const (
	loading   stage = iota
	preparing       // the prescriber fills in the page before handing over
	handed          // the client has the laptop
	thanking        // the client has finished; the record stays hidden
	resulting       // the prescriber has it back
)

// sitting is one questionnaire, or a set of them, from the preparation to the
// result.
type sitting struct {
	host   *host.Host
	route  host.Route
	root   *fyne.Container
	stage  stage
	facts  *facts
	keeper *keeper // of the questionnaire that is under way
	plan   *plan   // those that come after it
	made   []data.ID
	way    wayBack // from the pad
	chosen data.Stage
	began  data.AnswerMode // how it was to be filled in when it was handed over
	size   int             // of the set
	in     *clienttext.Language
	view   view // how the pad looks, for this sitting only
	prep   *preparation
	sheet  *sheet
	thanks *thanks
	result *result
	back   bool // the laptop has just come back: the result takes the focus
}

func newSitting(h *host.Host, r host.Route) *sitting {
	s := &sitting{host: h, route: r, keeper: &keeper{host: h}}
	s.root = container.NewStack(kit.NewLoading("Loading…"))
	return s
}

// Content is the page.
func (s *sitting) Content() fyne.CanvasObject { return s.root }

// FullWindow is true while the laptop is, or may be, in the client's hands.
func (s *sitting) FullWindow() bool { return s.stage == handed || s.stage == thanking }

// In is the language of the pad. Part of host.InLanguage.
func (s *sitting) In() *clienttext.Language { return s.in }

// FirstFocus is the first thing to answer.
func (s *sitting) FirstFocus() fyne.Focusable {
	switch {
	case s.stage == preparing && s.prep != nil:
		return s.prep.first()
	case s.stage == resulting && s.result != nil:
		return s.result.first()
	default:
		return nil
	}
}

// Save hands the laptop over, as Ctrl+S saves any other form. Part of host.Saver.
func (s *sitting) Save() {
	if s.stage == preparing && s.prep != nil {
		s.prep.submit()
	}
}

// Leave lets the shell go elsewhere. From the pad that takes the prescriber's
// code; what was answered so far is stored already.
func (s *sitting) Leave(leave func()) {
	if !s.FullWindow() {
		leave()
		return
	}
	askCode(s.host, &s.way, func() {
		s.keeper.takeBack()
		s.stage = resulting
		s.host.Refresh()
		leave()
	})
}

// Reload reads what the preparation and the result show. While the client has
// the laptop nothing is read and nothing changes under their hands.
func (s *sitting) Reload() {
	if s.FullWindow() {
		return
	}
	s.load()
}

func (s *sitting) show(obj fyne.CanvasObject) {
	s.root.Objects = []fyne.CanvasObject{obj}
	s.root.Refresh()
}

// publish takes what was read. What has been typed on the preparation page
// stays: only a page that is not there yet is built.
func (s *sitting) publish(f *facts, err error) {
	if s.FullWindow() {
		return
	}
	if err != nil {
		if s.stage == loading {
			s.show(s.host.CannotShow("open a questionnaire", err, s.Reload))
		}
		return
	}
	s.facts = f
	switch {
	case s.stage == loading && f.response != nil && f.response.Finished:
		s.keeper.response = *f.response
		s.showResult()
	case s.stage == loading:
		s.prepare()
	case s.stage == preparing:
		s.prep.met.LookAgain()
	case s.stage == resulting:
		s.showResult()
	}
}

func (s *sitting) prepare() {
	s.stage = preparing
	s.prep = newPreparation(s)
	s.show(s.prep.content)
}

// handOver stores the beginning and gives the window to the client.
func (s *sitting) handOver(r data.Response, m data.Meeting, then []*instrument.Definition, chosen data.Stage, code string) {
	s.way, s.chosen, s.size = wayBack{code: code}, chosen, 1+len(then)+len(s.made)
	for _, id := range s.made {
		if id == r.ID {
			s.size--
		}
	}
	s.keeper.response, s.keeper.meeting, s.began = r, m, r.Mode
	s.saysLanguage()
	s.view.reading, s.view.alone = readBySomebody(r.Mode), false
	var err error
	if s.keeper.pad, err = s.host.Measure.HandOver(r.ClientID); err != nil {
		s.prep.refused(s.host.Fail("hand a questionnaire over", err))
		return
	}
	s.keeper.save(func(ok bool) {
		if !ok {
			s.keeper.pad = nil
			s.prep.refused(s.keeper.problem)
			return
		}
		keepCode(s.host, code)
		s.plan = newPlan(s.host, r.ClientID, then, chosen)
		s.note()
		s.stage = handed
		s.showSheet()
		s.host.Refresh()
		s.sheet.focusFirst()
	})
}

// note remembers that the response under way belongs to this sitting.
func (s *sitting) note() {
	id := s.keeper.response.ID
	for _, known := range s.made {
		if known == id {
			return
		}
	}
	s.made = append(s.made, id)
}

func (s *sitting) showSheet() {
	s.sheet = newSheet(s)
	s.show(s.sheet.content)
}

// instrument is the questionnaire that is under way, in the language of the pad if it
// has that.
func (s *sitting) instrument() *instrument.Definition {
	return s.facts.shelf.of(&s.keeper.response).In(s.in.Code())
}

// saysLanguage notes in which language the questions are asked: that of the pad, if
// the questionnaire has it.
func (s *sitting) saysLanguage() {
	r := &s.keeper.response
	r.Language = ""
	if _, worded := s.facts.shelf.of(r).Translations[s.in.Code()]; worded {
		r.Language = s.in.Code()
	}
}

// finish is called when the client is done with the last page.
func (s *sitting) finish() {
	s.keeper.response.Finished = true
	s.keeper.save(func(ok bool) {
		switch {
		case !ok:
			// It stays open, with every answer on the screen, to be tried again.
			s.keeper.response.Finished = false
			s.show(s.sheet.content)
			s.sheet.tell()
		case len(s.plan.left) > 0:
			s.rest()
		default:
			s.thank()
		}
	})
}

func (s *sitting) thank() {
	s.stage = thanking
	s.thanks = newThanks(s.in, s.staffButton(), s.view.reading, s.takeBack)
	s.show(s.thanks.content)
	s.host.Refresh()
	s.host.Window.Canvas().Focus(s.thanks.button)
}

// takeBack is the deliberate step: the prescriber's code, then the result.
func (s *sitting) takeBack() {
	askCode(s.host, &s.way, func() {
		s.keeper.takeBack()
		s.stage, s.back = resulting, true
		s.show(kit.NewLoading("Loading…"))
		s.host.Refresh()
		s.load()
	})
}

func (s *sitting) showResult() {
	s.stage = resulting
	s.result = newResult(s.host, s.facts, s.resultActions())
	s.show(s.result.content)
	if s.back {
		s.back = false
		s.host.Window.Canvas().Focus(s.result.primary)
	}
}

// resultActions are the ways on from the result; the primary one is last.
func (s *sitting) resultActions() []*kit.Button {
	if s.facts.response == nil || s.facts.response.Finished && (s.plan == nil || len(s.plan.left) == 0) {
		return []*kit.Button{kit.Primary("Back to record", s.toRecord)}
	}
	return []*kit.Button{kit.Secondary("Back to record", s.toRecord), kit.Primary("Continue", s.carryOn)}
}

// carryOn goes back from a halfway result to the preparation.
func (s *sitting) carryOn() {
	s.prepare()
	s.host.Window.Canvas().Focus(s.prep.first())
}

func (s *sitting) toRecord() {
	s.host.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: s.facts.client.ID})
}
