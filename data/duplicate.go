package data

// DuplicateClient says that a client who is being saved is here already: someone
// has the same NHS number, or the same name and date of birth. Nothing was saved.
// The sentence names no one, so that it can be logged; Same is for the screen.
type DuplicateClient struct {
	Same []Similar
}

// Error is the plain sentence.
func (d *DuplicateClient) Error() string { return Sentence(d.Unwrap()) }

// Unwrap returns the Problem, with CodeDuplicate.
func (d *DuplicateClient) Unwrap() error {
	why := "the same NHS number, or the same name and date of birth"
	if len(d.Same) > 0 {
		why = d.Same[0].Why
	}
	return NewProblem(CodeDuplicate, "A client with "+why+" is here already. Open that record, or save this one as another person.")
}
