package host

// View is what is shown within an area.
type View string

// The views, all of them, by the area that they belong to. The empty View is the
// area's own first screen. What the shell knows of each is the table in ui/routes.go.
const (
	ViewList View = ""

	// Today.
	ViewSinceMet View = "since you last met" // what the other PCs of the service changed, and what a person has to decide

	// Clients.
	ViewShortReferral View = "short referral" // someone is referred in a minute
	ViewNewClient     View = "new client"     // an empty form
	ViewClient        View = "client"         // one record; Route.Client
	ViewEditClient    View = "edit client"    // a form; Route.Client
	ViewNewContact    View = "new contact"    // record a contact; Route.Client may be empty (choose first)
	ViewAppointment   View = "appointment"    // what came of an appointment; Route.Client, Route.Record
	ViewFollowUp      View = "follow-up"      // do a follow-up; Route.Client and Route.Record
	ViewOffer         View = "offer"          // offer services; Route.Client
	ViewRound         View = "round"          // the follow-up round; Route.Record is whose, "" for everyone’s
	ViewRights        View = "rights"         // what people asked under their rights; Route.Client for one person, Route.Record for one request
	ViewRightsReview  View = "rights review"  // read the texts for a copy; Route.Record is the request
	ViewImportClients View = "import clients" // bring people in from a list; Route.Record for what is left to work through

	// Directory.
	ViewService    View = "service"           // one service; Route.Record
	ViewNewService View = "new service"       // a form; Route.Record for a service that exists
	ViewRung       View = "edit service rung" // the form for a service of the ring round that was just rung: saving it counts as checking it
	ViewImport     View = "import"            // take a list of services or postcodes in
	ViewRingRound  View = "check details"     // services due a check, phone in hand
	ViewDuplicates View = "duplicates"        // entries that may be the same service
	ViewNeeds      View = "needs"             // needs that descriptions suggest

	// Calendar.
	ViewVisits    View = "visits"     // the home visits of a day; Route.Filter.From, Route.Record to select one
	ViewPlanVisit View = "plan visit" // a form; Route.Client, Route.Record for one that is planned
	ViewLeaving   View = "leaving"    // the lone-working card of a visit; Route.Record
	ViewVisit     View = "visit"      // on the visit itself; Route.Record

	// Questionnaires.
	ViewQuestionnaire View = "questionnaire"     // prepare or resume the pad; Route.Client, Route.Record when resumed
	ViewKeying        View = "key in from paper" // key in a paper form; Route.Client, Route.Record to go on with one that was begun
	ViewImportAnswers View = "import answers"    // take a list of answers in

	// Reports.
	ViewLearnt   View = "learnt"   // what was learnt in a period, and stories; Route.Filter
	ViewSaved    View = "saved"    // the saved ones, against today's figures
	ViewHanded   View = "handed"   // who got which
	ViewMessages View = "messages" // what surgeries are told of their clients over a period

	// Settings.
	ViewPart      View = "part"      // one part; Route.Record is its title
	ViewRetention View = "retention" // records that are due to be deleted
	ViewClinics   View = "clinics"   // the clinics of the surgeries
	ViewClinic    View = "clinic"    // set up or change a clinic; Route.Record when changed
)
