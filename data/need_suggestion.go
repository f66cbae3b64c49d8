package data

// NeedSuggestion is a reason, and the services that may help with it by the words
// of their descriptions but are not marked so. It is proposed, and never set by
// itself.
type NeedSuggestion struct {
	Reason   Reason
	Services []SuggestedService
}

// SuggestedService is a service of a NeedSuggestion, with what suggests it.
type SuggestedService struct {
	ID           ID
	Name         string
	Organisation string
	NeedEvidence
}
