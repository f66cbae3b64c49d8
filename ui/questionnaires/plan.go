package questionnaires

import (
	"context"
	"encoding/json"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/store/office"
	"waymark/ui/host"
)

// plan is what is left of a set of questionnaires: each response is made only
// when its turn comes, and this remembers the others, should the program be
// killed in between.
type plan struct {
	draft *host.Draft
	left  []*instrument.Definition
	stage data.Stage // that was chosen for the set
}

func planKey(client data.ID) string { return "questionnaires:" + string(client) }

// The fields of the draft: the IDs, with commas between, and the stage.
const (
	planThen  = "then"
	planStage = "stage"
)

// newPlan begins a set, of which the first is under way.
func newPlan(h *host.Host, client data.ID, then []*instrument.Definition, stage data.Stage) *plan {
	p := &plan{draft: host.NewDraft(h, planKey(client)), left: then, stage: stage}
	p.keep()
	return p
}

// next takes the next questionnaire off the plan, nil when none is left.
func (p *plan) next() *instrument.Definition {
	if len(p.left) == 0 {
		return nil
	}
	def := p.left[0]
	p.left = p.left[1:]
	return def
}

// keep stores what is left.
func (p *plan) keep() {
	if len(p.left) == 0 {
		p.draft.Keep(nil)
		return
	}
	ids := make([]string, len(p.left))
	for i, d := range p.left {
		ids[i] = d.ID
	}
	p.draft.Keep(map[string]string{planThen: strings.Join(ids, ","), planStage: string(p.stage)})
}

// readPlan reads what was left of a client's set. One that cannot be read is
// none: it only saves a few ticks.
func readPlan(ctx context.Context, db *office.Office, client data.ID) (then []string, stage data.Stage, err error) {
	body, _, ok, err := db.Lists.Draft(ctx, planKey(client))
	if err != nil || !ok {
		return nil, "", err
	}
	var fields map[string]string
	if json.Unmarshal(body, &fields) != nil || fields[planThen] == "" {
		return nil, "", nil
	}
	return strings.Split(fields[planThen], ","), data.Stage(fields[planStage]), nil
}
