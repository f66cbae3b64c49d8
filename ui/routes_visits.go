package ui

import (
	"waymark/ui/clients/visit"
	"waymark/ui/host"
)

func init() {
	views[host.ViewVisits], views[host.ViewPlanVisit] = visit.NewDay, visit.NewPlan
	views[host.ViewLeaving], views[host.ViewVisit] = visit.NewLeaving, visit.New
}
