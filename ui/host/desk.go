package host

// The areas of a surgery's own PC. Staff reach the first from Today and the
// calendar; Route.Record is then the surgery.
const (
	Reception Area = "reception"
	Clinics   Area = "coming clinics"
	Referral  Area = "referral"
)

// DeskPage is a Page of a surgery's desk: Ctrl+B and Ctrl+T go there.
type DeskPage interface {
	// Book begins to book someone.
	Book()
	// SendThrough begins to send someone through who has no appointment.
	SendThrough()
}
