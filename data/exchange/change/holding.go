package change

// Holding says which compartments a device holds, and which the others hold that it
// works out for them.
type Holding struct {
	// Kind is "" for a device that holds everything.
	Kind string
	// Figures says that some device of the service holds figures and no clients.
	Figures bool
}

// HoldsFigures is the kind of a device that holds what reports count and no clients,
// HoldsClinics that of one which holds the clinics of its surgeries.
const (
	HoldsFigures = "figures"
	HoldsClinics = "clinics"
)
