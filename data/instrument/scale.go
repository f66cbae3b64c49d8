package instrument

// Direction says which way a score is good news.
type Direction string

// The directions. A score without one is better when it is higher.
const (
	HigherIsBetter Direction = "better"
	HigherIsWorse  Direction = "worse"
)

// Scale is a further score out of the answers to a questionnaire: a subscale,
// or one item that is looked at by itself.
type Scale struct {
	ID        string `json:"id"` // within the questionnaire, such as "emotional"
	Name      string `json:"name"`
	ShortName string `json:"short_name"`
	Items     []int  `json:"items"` // the numbers of the items that count

	Scoring     Scoring      `json:"scoring"` // Sum or Table
	Bands       []Band       `json:"bands,omitempty"`
	BandNote    string       `json:"band_note,omitempty"`
	Thresholds  *Thresholds  `json:"change,omitempty"`
	Comparators []Comparator `json:"comparators,omitempty"`
	Higher      Direction    `json:"higher,omitempty"`
}
