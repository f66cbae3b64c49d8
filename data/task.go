package data

// Task is something that someone of the service has to do for a client.
type Task struct {
	ID        ID         `json:"id"`
	ClientID  ID         `json:"client_id"`
	EpisodeID ID         `json:"episode_id"`
	Kind      TaskKind   `json:"kind"`
	AboutID   ID         `json:"about_id"`  // the service referral, appointment or episode
	Title     string     `json:"title"`     // what to do, such as "Ring Thanet Lunch Club"; never the client's name
	FirstDue  Date       `json:"first_due"` // before it was put off
	DueOn     Date       `json:"due_on"`
	Status    TaskStatus `json:"status"`
	ClosedOn  Date       `json:"closed_on"`
	How       string     `json:"how"`      // how it was done, such as "By phone"
	Note      string     `json:"note"`     // what came of it, or why it is not needed
	StaffID   ID         `json:"staff_id"` // whose it is; "": anyone's
	Stamp
}

// TaskKind is what a task is about. Parts of the program may have kinds of their
// own.
type TaskKind string

// The kinds of tasks.
const (
	// TaskReferral is to contact a service for a client who chose it; AboutID is
	// the service referral.
	TaskReferral TaskKind = "referral"
	// TaskSurgery is to write to the surgery about a client; AboutID is the episode.
	TaskSurgery TaskKind = "surgery_message"
	// TaskLetter is to write to the client; AboutID is the appointment.
	TaskLetter TaskKind = "letter"
)

// TaskStatus is where a task stands.
type TaskStatus string

// The states of a task.
const (
	TaskOpen      TaskStatus = "open"
	TaskDone      TaskStatus = "done"
	TaskNotNeeded TaskStatus = "not_needed"
)

// TaskStatuses lists the states.
func TaskStatuses() []Option[TaskStatus] {
	return []Option[TaskStatus]{{TaskOpen, "Open"}, {TaskDone, "Done"}, {TaskNotNeeded, "Not needed"}}
}

// Label is the state in words.
func (s TaskStatus) Label() string { return labelOf(TaskStatuses(), s) }

// TaskHows lists ways of getting a task done. Another way may be typed.
func TaskHows() []string { return []string{"By phone", "By email", "By letter", "In person"} }

// Validate reports what is wrong as FieldErrors, or nil.
func (k *Task) Validate(today Date) error {
	var c check
	k.Title, k.How, k.Note = Tidy(k.Title), Tidy(k.How), TidyNote(k.Note)
	if k.FirstDue.IsZero() {
		k.FirstDue = k.DueOn
	}
	c.that(k.ClientID != "", "ClientID", "Choose the client.")
	c.that(k.Kind != "", "Kind", "Say what kind of task it is.")
	c.that(k.Title != "", "Title", "Say what to do.")
	c.that(!k.DueOn.IsZero(), "DueOn", "Enter the day.")
	c.that(known(TaskStatuses(), k.Status), "Status", "Say whether it is done.")
	if k.Status != TaskOpen {
		c.that(!k.ClosedOn.IsZero() && !k.ClosedOn.After(today), "ClosedOn", "Enter the day, today or earlier.")
	}
	c.that(k.Status != TaskDone || k.How != "", "How", "Say how it was done, for example by phone.")
	c.that(k.Status != TaskNotNeeded || k.Note != "", "Note", "Say why it is not needed.")
	c.length("Title", "The task", k.Title, MaxLine)
	c.length("How", "How it was done", k.How, MaxName)
	c.length("Note", "The note", k.Note, MaxNote)
	return c.err()
}

// TaskRow is a task as Today and the record show it.
type TaskRow struct {
	Task
	Client       string
	Staff        string
	Service      string // of a service referral
	ServicePhone string
	MayShare     bool // the client agreed to be named to an organisation
}

// TaskFilter says which tasks are wanted. Zero fields do not filter.
type TaskFilter struct {
	To         Date // by DueOn; inclusive
	Open       bool
	Kind       TaskKind
	Prescriber ID // theirs, and those that are anyone's
	ClientID   ID
	AboutID    ID
	Limit      int // 0 means 500
}
