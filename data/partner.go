package data

// Partner is an organisation of a partnership: several organisations that are one
// service. Its surgeries and staff belong to it. A service of one organisation has
// none.
type Partner struct {
	ID      ID     `json:"id"`
	Name    string `json:"name"`
	Retired bool   `json:"retired"` // no longer offered in forms
	Stamp
}

// Validate tidies the name and returns FieldErrors if it cannot be saved.
func (p *Partner) Validate() error {
	var c check
	p.Name = Tidy(p.Name)
	c.that(p.Name != "", "Name", "Enter a name for the partner.")
	c.length("Name", "The name", p.Name, MaxName)
	return c.err()
}

// PartnerOf returns whose client someone is: the partner of their surgery, and of
// their prescriber only where they have no surgery. Surgeries come first because a
// partnership shares out surgeries, and those do not change when a colleague of
// another partner covers for someone or a prescriber leaves. So the clients of one
// surgery are always those of one partner. surgeries and staff say which partner each
// belongs to; the result is the zero V where neither says.
func PartnerOf[K comparable, V any](surgery, prescriber K, surgeries, staff map[K]V) V {
	var none K
	if surgery != none {
		return surgeries[surgery]
	}
	if prescriber != none {
		return staff[prescriber]
	}
	var no V
	return no
}
