package access

// Devices is the area of the PCs of a service and what they exchange. Meetings is
// the part of it that everyone may see: whether this PC is up to date.
const (
	Devices  Area = "devices"
	Meetings Area = "meetings"
)
