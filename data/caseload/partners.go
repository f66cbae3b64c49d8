package caseload

import (
	"fmt"
	"math/rand/v2"

	"waymark/data"
	"waymark/data/store/office"
)

// partnerNames are those of invented partners; more have a number.
var partnerNames = []string{"Thanet Neighbours", "Dover Good Company", "Ashford Open Doors", "Swale Side by Side", "Deal and Sandwich Friends"}

// writePartners writes the partners of a partnership, if one was asked for. They have
// their own source of chance, so that the people are the same as without them.
func (g *generator) writePartners(b *office.Bulk) ([]data.ID, error) {
	chance := rand.New(rand.NewPCG(g.options.Seed, 0x706172746e6572)) //nolint:gosec // G404: IDs need to be different, not secret
	ids := make([]data.ID, 0, g.options.Partners)
	for i := range g.options.Partners {
		name := partnerNames[i%len(partnerNames)]
		if i >= len(partnerNames) {
			name = fmt.Sprintf("%s %d", name, i/len(partnerNames)+1)
		}
		p := data.Partner{ID: makeID(chance, g.at(g.start)), Name: name, Stamp: g.stamp(g.start, "")}
		if err := b.Add(&p); err != nil {
			return nil, err
		}
		ids = append(ids, p.ID)
	}
	return ids, nil
}

// byTurns is the partner of the entry at a place of a list; "" in a service of one
// organisation.
func byTurns(partners []data.ID, i int) data.ID {
	if len(partners) == 0 {
		return ""
	}
	return partners[i%len(partners)]
}
