package soundness

import "context"

// checkAnswers compares the answers that the directory keeps with what it finds now.
func (s *Soundness) checkAnswers(ctx context.Context, r *CheckResult) error {
	hold, err := s.directory.AnswersHold(ctx)
	if err == nil && !hold {
		r.repairable("The prepared answers of the directory are out of date.")
	}
	return err
}
