package host

// ViewRound is the follow-up round, within Clients; Route.Record is whose, "" for
// everyone's.
const ViewRound View = "round"
