package instrument

// Derive picks the answers to this questionnaire out of the answers to the
// one it is derived from, under this one's own item numbers.
func (d *Definition) Derive(source Answers) Answers {
	own := Answers{}
	for _, item := range d.Items {
		if value, answered := source[item.Source]; answered && item.Source > 0 {
			own[item.Number] = value
		}
	}
	return own
}

// derivesFrom reports whether every answer to source that this questionnaire
// takes over is one of its own. Another version of source may have fewer items,
// or other answers to them.
func (d *Definition) derivesFrom(source *Definition) bool {
	if d.Scoring.DerivedFrom == "" || d.Scoring.DerivedFrom != source.ID {
		return false
	}
	for _, item := range d.Items {
		from, ok := source.Item(item.Source)
		if !ok {
			return false
		}
		for _, c := range source.ChoicesOf(from) {
			if placeOf(d.ChoicesOf(item), c.Value) < 0 {
				return false
			}
		}
	}
	return true
}
