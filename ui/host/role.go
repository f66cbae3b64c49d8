package host

import (
	"waymark/data"
	"waymark/data/access"
)

// Role returns what the service calls the people who see clients, for every
// text that names them: h.Role().One in a sentence, h.Role().Capital() where
// one begins. It is quick, and asked when a text is made: the service can
// change it in Settings.
func (h *Host) Role() data.RoleName {
	if h.role.One == "" {
		return data.DefaultRoleName
	}
	return h.role
}

// CallRole sets what Role returns. The shell does, when the program starts and
// when the setting changes.
func (h *Host) CallRole(name data.RoleName) { h.role = name }

// AccessRole is what a role of whoever signs in is called on screens.
func (h *Host) AccessRole(r access.Role) string {
	switch r {
	case access.Reception:
		return "Reception"
	case access.Volunteer:
		return "Volunteer"
	case access.Prescriber:
		return h.Role().Capital()
	case access.Coordinator:
		return "Coordinator"
	case access.Manager:
		return "Manager"
	}
	return "Does not sign in"
}
