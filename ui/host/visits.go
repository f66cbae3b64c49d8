package host

// The views of home visits, in the area Calendar.
const (
	ViewVisits    View = "visits"     // the home visits of a day; Route.Filter.From, Route.Record to select one
	ViewPlanVisit View = "plan visit" // a form; Route.Client, Route.Record for one that is planned
	ViewLeaving   View = "leaving"    // the lone-working card of a visit; Route.Record
	ViewVisit     View = "visit"      // on the visit itself; Route.Record
)
