package reports

import "context"

// MakeInTurn makes reports for one reader as Choices does.
func MakeInTurn(ctx context.Context, s Source, to Recipient, list ...Request) (made []*Report, err error) {
	m := newMaker(s)
	for _, q := range list {
		r, err := m.make(ctx, q, to)
		if err != nil {
			return nil, err
		}
		made = append(made, r)
	}
	return made, nil
}
