package host

import "waymark/data"

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
