package tally

// Partnership says to which organisation of a partnership each surgery and each
// member of staff belongs, by their IDs.
type Partnership struct{ Surgeries, Staff map[string]string }

// partnership is a Partnership in the codes of a count.
type partnership struct{ surgeries, staff map[Code]Code }

// Join says who belongs to whom. It is called before anyone is added; without it the
// service is one organisation.
func (c *Count) Join(p Partnership) {
	code := func(of map[string]string) map[Code]Code {
		coded := make(map[Code]Code, len(of))
		for id, partner := range of {
			coded[c.words.Code(id)] = c.words.Code(partner)
		}
		return coded
	}
	c.partnership = partnership{code(p.Surgeries), code(p.Staff)}
}

// named says of which partner each surgery is, by their IDs.
func (p *partnership) named(words *Words) map[string]string {
	list := make(map[string]string, len(p.surgeries))
	for surgery, partner := range p.surgeries {
		list[words.Word(surgery)] = words.Word(partner)
	}
	return list
}
