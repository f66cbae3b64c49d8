package ui

import (
	"waymark/ui/guide"
	"waymark/ui/kit"
)

// withHelp adds what everyone finds in the menu Help: the guide, what this program is, and the choice to
// have Waymark started when this user signs in, for a reception has no settings.
func (s *Shell) withHelp(list []command) []command {
	return s.withAutostart(append(list, command{"Help", "Guide", "", "manual how handbook read", everyone, (*Shell).showGuide},
		command{"Help", "About Waymark", "", "version licence program", everyone, (*Shell).about}))
}

// showGuide opens the guide in a window of its own, to be read while working.
func (s *Shell) showGuide() {
	if s.guide != nil {
		s.guide.RequestFocus()
		return
	}
	w, err := guide.Open(s.app)
	if err != nil {
		kit.Message(s.host.Window, "Guide", s.host.Fail("read the guide", err))
		return
	}
	s.guide = w
	w.SetOnClosed(func() { s.guide = nil })
	w.Show()
}

func (s *Shell) withAutostart(list []command) []command {
	auto := s.host.Autostart
	if auto == nil {
		return list
	}
	starts, err := auto.Starts()
	if err != nil {
		s.host.Fail("read the start at sign-in", err)
		return list
	}
	name := "Start Waymark when I sign in"
	if starts {
		name = "Do not start Waymark when I sign in"
	}
	return append(list, command{"Help", name, "", "autostart boot log on begin", everyone, func(s *Shell) {
		if err := auto.SetStarts(!starts); err != nil {
			kit.Message(s.host.Window, "Start at sign-in", s.host.Fail("set the start at sign-in", err))
			return
		}
		s.layOut()
	}})
}
