package mapping

// Field is what a column holds.
type Field string

// What a column may hold.
const (
	ID           Field = "id"
	Name         Field = "name"
	OtherNames   Field = "other_names"
	Organisation Field = "organisation"
	Description  Field = "description"
	Category     Field = "category"
	Need         Field = "need"
	Phone        Field = "phone"
	Email        Field = "email"
	Web          Field = "web"
	Contact      Field = "contact"
	Address      Field = "address"
	Town         Field = "town"
	Postcode     Field = "postcode"
	Area         Field = "area"
	Latitude     Field = "latitude"
	Longitude    Field = "longitude"
	Cost         Field = "cost"
	Days         Field = "days"
	Eligibility  Field = "eligibility"
	Referring    Field = "referring"
	Ages         Field = "ages"
	MinAge       Field = "min_age"
	MaxAge       Field = "max_age"
	Language     Field = "language"
	Delivery     Field = "delivery"
	Wheelchair   Field = "wheelchair"
	Access       Field = "access"
	Room         Field = "room"
	Waiting      Field = "waiting"
	Status       Field = "status"
	ClosedUntil  Field = "closed_until"
	Checked      Field = "checked"
	From         Field = "from"
	Until        Field = "until"
	On           Field = "on"
	Note         Field = "note"
)

// FieldOption is a Field with what people read about it.
type FieldOption struct {
	Field Field
	Label string
	Help  string
	// Several is true when more than one column may hold it.
	Several bool
}

var fieldOptions = []FieldOption{
	{ID, "Their id", "the source’s own number or code; the same in the next file", false},
	{Name, "Name", "what the service is called", false},
	{OtherNames, "Other names", "found by the search, too", true},
	{Organisation, "Organisation", "who runs it", false},
	{Description, "Description", "what it is; HTML becomes plain text", true},
	{Category, "Category", "several with ; between", true},
	{Need, "Need", "named as in your list of reasons", true},
	{Phone, "Phone", "", true},
	{Email, "Email", "", false},
	{Web, "Web", "", false},
	{Contact, "Contact person", "", false},
	{Address, "Address", "its parts are joined", true},
	{Town, "Town", "in the address, and the area when there is no other", false},
	{Postcode, "Postcode", "when none is mapped, it is looked for in the text", false},
	{Area, "Area", "the town or area it serves", false},
	{Latitude, "Latitude", "in degrees, or a northing", false},
	{Longitude, "Longitude", "in degrees, or an easting", false},
	{Cost, "Cost", "", true},
	{Days, "Days and times", "a column for each weekday is joined", true},
	{Eligibility, "Who it is for", "", true},
	{Referring, "How to refer", "", true},
	{Ages, "Ages", "such as 16+, 50 and over, 11–18", false},
	{MinAge, "Youngest age", "", false},
	{MaxAge, "Oldest age", "", false},
	{Language, "Languages", "spoken beside English", true},
	{Delivery, "How", "in person, by phone, online, at home", true},
	{Wheelchair, "Step-free", "yes or no", false},
	{Access, "Access", "in words", true},
	{Room, "Room", "has room, few places, full", false},
	{Waiting, "Waiting time", "", false},
	{Status, "Open or closed", "", false},
	{ClosedUntil, "Closed until", "a date", false},
	{Checked, "Last checked", "a date", false},
	{From, "First day", "a date; before it the times do not count", false},
	{Until, "Last day", "a date; after it the service is closed", false},
	{On, "Only day", "the date of an event", false},
	{Note, "Note", "at the end of the description, under its heading", true},
}

// Fields lists what a column may hold, in the order of the form.
func Fields() []FieldOption { return append([]FieldOption(nil), fieldOptions...) }

func optionOf(f Field) (FieldOption, bool) {
	for _, o := range fieldOptions {
		if o.Field == f {
			return o, true
		}
	}
	return FieldOption{}, false
}
