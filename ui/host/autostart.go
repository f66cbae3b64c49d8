package host

// Autostart is whether the system starts Waymark when this user signs in to this PC.
type Autostart interface {
	// Starts reports whether it does.
	Starts() (bool, error)
	// SetStarts has it do so, or not.
	SetStarts(starts bool) error
}
