package ui

import "waymark/ui/kit"

// withSignIn adds the choice to have Waymark started when this user signs in: a
// reception has no settings.
func (s *Shell) withSignIn(list []command) []command {
	signIn := s.host.SignIn
	if signIn == nil {
		return list
	}
	starts, err := signIn.Starts()
	if err != nil {
		s.host.Fail("read the start at sign-in", err)
		return list
	}
	name := "Start Waymark when I sign in"
	if starts {
		name = "Do not start Waymark when I sign in"
	}
	return append(list, command{"Help", name, "", func(s *Shell) {
		if err := signIn.SetStarts(!starts); err != nil {
			kit.Message(s.host.Window, "Start at sign-in", s.host.Fail("set the start at sign-in", err))
			return
		}
		s.layOut()
	}})
}
