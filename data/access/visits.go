package access

// Who goes on home visits, and who is out alone.
const (
	Visits Area = "visits"
	Lone   Area = "lone" // open to everyone, since anyone may have to act
)
