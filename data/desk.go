package data

// DeskPerson is a person as a surgery's desk may know them.
type DeskPerson struct {
	ID        ID     `json:"id"`
	Name      string `json:"name"`
	KnownAs   string `json:"known_as"`
	BirthDate Date   `json:"birth_date"`
	Phone     string `json:"phone"`
	// Surgery is their surgery's name, "" for one of the desk's own.
	Surgery string `json:"surgery"`
}
