package mapping

import "fmt"

// IDQuestion is a sentence about a column that is called an id and has the same
// one on many rows, so that it was not taken for the id of the services; "" when
// there is none, or another column is the id. Such a list imports by names.
func IDQuestion(header []string, sample [][]string) string {
	heading := ""
	for i, h := range header {
		cells := lookAt(sample, i)
		if cells.filled < 2 || headingScore(headingKey(h), namesOf(ID)) == 0 {
			continue
		}
		if cells.allows(ID) {
			return ""
		}
		if heading == "" && cells.full > 0.5 && cells.distinct <= mostRepeated {
			heading = h
		}
	}
	if heading == "" {
		return ""
	}
	return fmt.Sprintf("Many rows have the same value under “%s”, so that it cannot be their id. Their names stand for one. Is that right?", heading)
}
