package directory

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/store"
)

// SuggestedNeeds lists for each reason in use the services whose name or description
// has a word of it (data.NeedWords) and that are not marked for it, with the
// sentence that says so. Reasons without any are left out.
func (s *Directory) SuggestedNeeds(ctx context.Context) ([]data.NeedSuggestion, error) {
	reasons, err := s.lists.Reasons(ctx, false)
	if err != nil {
		return nil, err
	}
	var list []data.NeedSuggestion
	for _, r := range reasons {
		found, err := s.suggestedFor(ctx, r)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			list = append(list, data.NeedSuggestion{Reason: r, Services: found})
		}
	}
	return list, nil
}

// suggestedFor lets the index choose who may have the words, and the rule decide.
func (s *Directory) suggestedFor(ctx context.Context, r data.Reason) ([]data.SuggestedService, error) {
	words := data.NeedWords(r.Name)
	match := mentionsMatch(words)
	if match == "" {
		return nil, nil
	}
	type candidate struct {
		data.SuggestedService
		description string
	}
	list, err := store.Collect(ctx, s.db, func(c *candidate) []any {
		return []any{&c.ID, &c.Name, &c.Organisation, &c.description}
	}, `SELECT v.id, v.name, coalesce(g.name, ''), v.description FROM service v LEFT JOIN organisation g ON g.id = v.organisation_id
		WHERE v.seq IN (SELECT rowid FROM service_fts WHERE service_fts MATCH ?) AND v.merged_into IS NULL AND v.status <> 'defunct'
		AND NOT EXISTS (SELECT 1 FROM service_need n WHERE n.service_seq = v.seq AND n.reason_id = ?) ORDER BY v.sort_name, v.seq`, match, r.ID)
	if err != nil {
		return nil, err
	}
	var found []data.SuggestedService
	for _, c := range list {
		evidence := data.EvidenceIn(c.Name, words)
		if evidence == nil {
			evidence = data.EvidenceIn(c.description, words)
		}
		if evidence != nil {
			c.NeedEvidence = *evidence
			found = append(found, c.SuggestedService)
		}
	}
	return found, nil
}

// AddNeed marks services as helping with a reason, all or none of them, and returns
// those that were not marked so before: RemoveNeed of these undoes it.
func (s *Directory) AddNeed(ctx context.Context, reason data.ID, services []data.ID) (added []data.ID, err error) {
	return s.changeNeed(ctx, services, func(v *data.Service) bool {
		if slices.Contains(v.Needs, reason) {
			return false
		}
		v.Needs = append(v.Needs, reason)
		return true
	})
}

// RemoveNeed takes the mark of AddNeed from services, and returns those that had it.
func (s *Directory) RemoveNeed(ctx context.Context, reason data.ID, services []data.ID) (removed []data.ID, err error) {
	return s.changeNeed(ctx, services, func(v *data.Service) bool {
		at := slices.Index(v.Needs, reason)
		if at < 0 {
			return false
		}
		v.Needs = slices.Delete(v.Needs, at, at+1)
		return true
	})
}

// changeNeed saves those of the services that change says it changed.
func (s *Directory) changeNeed(ctx context.Context, services []data.ID, change func(*data.Service) bool) (changed []data.ID, err error) {
	err = s.db.Write(ctx, store.Change{Kind: store.ChangedDirectory}, func(t *store.Tx) error {
		changed = nil
		for _, id := range services {
			v, err := Service(t.Ctx, t, id)
			if err != nil {
				return err
			}
			if !change(v) {
				continue
			}
			if err := SaveService(t, v); err != nil {
				return err
			}
			changed = append(changed, id)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return changed, nil
}
