package change

// Holding says which compartments a device holds, and which the others hold that it
// works out for them.
type Holding struct {
	// Kind is "" for a device that holds everything.
	Kind string
	// Figures says that some device of the service holds figures and no clients.
	Figures bool
	// Clinics are the surgeries whose devices hold their clinics; of such a device, its
	// own.
	Clinics []Clinic
	// Partners are those of which some device holds the clients' records, and of no one
	// else; of such a device, its own.
	Partners []Partner
}

// Clinic is a surgery of which some device holds the clinics. Since is when that was
// said last of one, in milliseconds of Unix time: what was handed to it before may
// have gone to others only.
type Clinic struct {
	Surgery string
	Since   int64
}

// Partner is a partner of which some device holds the clients' records, and of no one
// else. Since is when the last such device was let in, in milliseconds of Unix time.
type Partner struct {
	ID    string
	Since int64
}

// HoldsFigures is the kind of a device that holds what reports count and no clients,
// HoldsClinics that of one which holds the clinics of its surgeries, and HoldsPartner
// that of one which holds the records of the clients of one partner.
const (
	HoldsFigures = "figures"
	HoldsClinics = "clinics"
	HoldsPartner = "partner"
)
