package measure

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// takePerson takes in the questionnaires of one person, earliest first.
func (i *responseImporter) takePerson(p *filePerson) error {
	if p.unclear == "" && p.client == "" && i.o.KnownOnly {
		for _, s := range p.sets {
			s.refuse(data.OutcomeSkipped, "This person is not a client here, and no new clients are added.")
		}
		return nil
	}
	fresh := p.unclear == "" && p.client == ""
	slices.SortStableFunc(p.sets, func(a, b *importedSet) int {
		return cmp.Or(a.day.Compare(b.day), cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.At.Row, b.At.Row))
	})
	var before []*heldResponse
	var err error
	if p.client != "" {
		if before, err = i.heldOf(p.client); err != nil {
			return err
		}
	}
	taken := i.choose(p, before)
	if len(taken) == 0 {
		return nil
	}
	if fresh {
		reason, err := i.makeClient(p, taken[0].day)
		if err != nil {
			return err
		}
		if reason != "" {
			for _, s := range taken {
				s.refuse(data.OutcomeDoubtful, reason)
			}
			return nil
		}
		i.result.PeopleNew++
	}
	i.result.People++
	match(taken, before)
	for _, s := range taken {
		if err := i.take(p, s); err != nil {
			return err
		}
	}
	return nil
}

// choose settles the stage of each questionnaire, and leaves out those that the
// file has twice.
func (i *responseImporter) choose(p *filePerson, before []*heldResponse) []*importedSet {
	type key struct {
		stage data.Stage
		day   data.Date
		rank  int
	}
	first := map[key][]*importedSet{}
	var taken []*importedSet
	for _, s := range p.sets {
		if p.unclear != "" {
			s.refuse(data.OutcomeDoubtful, p.unclear)
			continue
		}
		ordered := true
		if s.Stage == "" {
			s.untimed = true
			s.Stage, ordered = stageByDay(s, p.sets, before)
			s.row.Stage = s.Stage
		}
		at := key{s.Stage, s.day, s.Rank}
		same := slices.IndexFunc(first[at], func(other *importedSet) bool { return maps.Equal(other.Answers, s.Answers) })
		switch {
		case same >= 0:
			s.refuse(data.OutcomeSkipped, fmt.Sprintf("It is the same as row %d.", first[at][same].At.Row))
			continue
		case !ordered:
			s.doubt("Nothing says which of this person’s questionnaires came first, so their order in the list was taken. Check, or give the list a column with the time or the day.")
		case s.twiceFirst(taken) != nil:
			s.doubt(fmt.Sprintf("Row %d is said to be this person’s first questionnaire as well, on another day. Check that they are one person, and which came first.", s.twiceFirst(taken).At.Row))
		case s.beforeFirst(p.sets) != nil:
			s.doubt(fmt.Sprintf("Row %d is said to be this person’s first questionnaire, and its day is later than this one’s. Check the days, and which came first.", s.beforeFirst(p.sets).At.Row))
		case len(first[at]) > 0:
			s.doubt(fmt.Sprintf("Row %d has the same person, time and day, but other answers; both were taken. Check which is right.", first[at][0].At.Row))
		}
		first[at] = append(first[at], s)
		taken = append(taken, s)
	}
	return taken
}

// twiceFirst returns another questionnaire that the list calls this person’s first,
// on another day, nil if there is none. Two people may share a name.
func (s *importedSet) twiceFirst(taken []*importedSet) *importedSet {
	if s.untimed || s.Stage != data.Baseline {
		return nil
	}
	at := slices.IndexFunc(taken, func(o *importedSet) bool {
		return !o.untimed && o.Stage == data.Baseline && o.Rank == s.Rank && !o.undated() && !s.undated() && o.day != s.day
	})
	if at < 0 {
		return nil
	}
	return taken[at]
}

// beforeFirst returns the questionnaire that the list calls this person’s first, where
// this one is said to be a later one and has the earlier day; nil if that is not so.
func (s *importedSet) beforeFirst(all []*importedSet) *importedSet {
	if s.untimed || s.undated() || s.Stage != data.StageFollowUp {
		return nil
	}
	var later *importedSet
	for _, o := range all {
		switch {
		case o.untimed || o.undated() || o.Stage != data.Baseline:
		case !o.day.After(s.day):
			return nil
		case later == nil:
			later = o
		}
	}
	return later
}

// stageByDay is the stage of a questionnaire whose list has no times: the first
// of a person is the baseline. ordered is false where no day tells which that
// is, and the rows stand for it.
func stageByDay(s *importedSet, all []*importedSet, before []*heldResponse) (stage data.Stage, ordered bool) {
	stage, ordered = s.amongOthers(all)
	if s.undated() {
		own := heldFrom(before, s.mark()) // the file was taken in before
		at := slices.IndexFunc(own, func(h *heldResponse) bool { return maps.Equal(h.Answers, s.Answers) })
		if at < 0 && len(all) == 1 && len(own) == 1 {
			at = 0
		}
		if at >= 0 {
			return own[at].Stage, true
		}
	}
	if slices.ContainsFunc(before, s.comesAfter) {
		stage, ordered = data.StageFollowUp, ordered && !s.undated()
	}
	return stage, ordered
}

// comesAfter is true for one that was answered before this one, and is not this
// one itself, taken in earlier and perhaps without its day.
func (s *importedSet) comesAfter(held *heldResponse) bool {
	same := maps.Equal(held.Answers, s.Answers)
	if !held.Finished || s.undated() && held.mark == s.mark() || !s.undated() && held.mark != "" && same {
		return false
	}
	return held.AnsweredOn.Before(s.day) || s.undated() && held.AnsweredOn == s.day && !same
}

// heldFrom are those that came from a file without days.
func heldFrom(before []*heldResponse, mark string) (own []*heldResponse) {
	for _, h := range before {
		if h.mark == mark {
			own = append(own, h)
		}
	}
	return own
}

// amongOthers is the stage of a questionnaire among those of the same person in
// the file.
func (s *importedSet) amongOthers(all []*importedSet) (stage data.Stage, ordered bool) {
	stage, ordered = data.Baseline, true
	for _, other := range all {
		repeats := s.day == other.day && maps.Equal(s.Answers, other.Answers)
		if other == s || repeats || other.row.Outcome == data.OutcomeSkipped {
			continue
		}
		earlier := other.day.Before(s.day)
		if s.undated() || other.day == s.day {
			ordered = false
			earlier = earlier || other.day == s.day && other.At.Row < s.At.Row
		}
		if earlier {
			stage = data.StageFollowUp
		}
	}
	return stage, ordered
}

// heldResponse is a questionnaire that the database has of a client.
type heldResponse struct {
	data.Response
	mark string // where it came from, when that was a file without days; else ""
	used bool   // by a questionnaire of this file
}

// importUndated begins the mark in the audit trail of what came without a day,
// so that the same file is known again on another day.
const importUndated = "undated "

// mark stands for the file of a questionnaire without saying its name.
func (s *importedSet) mark() string {
	return importUndated + strconv.FormatUint(store.HashOf(s.At.File+s.Sheet), 36)
}

// heldQuery reads a client's answers to one questionnaire, with how an import
// dated them and the answers themselves.
const heldQuery = "SELECT " + ResponseColumns + `,
		coalesce((SELECT a.fields FROM audit a WHERE a.record_id = r.id AND a.action = 'import' AND substr(a.fields, 1, length(?1)) = ?1 LIMIT 1), ''),
		coalesce((SELECT group_concat(item || ' ' || value, ' ') FROM answer WHERE response_id = r.id), '')
		FROM response r WHERE r.client_id = ?2 AND r.instrument_id = ?3 ORDER BY r.answered_on, r.id`

func (i *responseImporter) heldOf(client data.ID) ([]*heldResponse, error) {
	stmt, err := i.t.Prepare(heldQuery) //nolint:sqlclosecheck // the transaction closes its statements
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(i.t.Ctx, importUndated, client, i.def.ID)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var held []*heldResponse
	for rows.Next() {
		h, answers := &heldResponse{}, ""
		if err := rows.Scan(append(ScanResponse(&h.Response), &h.mark, &answers)...); err != nil {
			return nil, err
		}
		h.Answers = map[int]int{}
		numbers := strings.Fields(answers)
		for n := 0; n+1 < len(numbers); n += 2 {
			item, _ := strconv.Atoi(numbers[n]) // the query made them of numbers
			h.Answers[item], _ = strconv.Atoi(numbers[n+1])
		}
		held = append(held, h)
	}
	return held, rows.Err()
}

// match finds for each questionnaire the one that the database has already: of
// the same stage and day, first those with the same answers. What came without a
// day is known by that; what came without a time, too, by its file. Last, what
// has its day now and had none before is known by its answers.
func match(taken []*importedSet, before []*heldResponse) {
	passes := []func(s *importedSet, h *heldResponse) bool{
		func(s *importedSet, h *heldResponse) bool { return s.fits(h) && maps.Equal(h.Answers, s.Answers) },
		func(s *importedSet, h *heldResponse) bool { return s.fits(h) },
		func(s *importedSet, h *heldResponse) bool {
			return !s.undated() && h.mark != "" && h.Stage == s.Stage && maps.Equal(h.Answers, s.Answers)
		},
	}
	for _, fits := range passes {
		for _, s := range taken {
			s.pair(before, fits)
		}
	}
	for _, s := range taken {
		if s.held == nil && slices.ContainsFunc(before, func(h *heldResponse) bool { return !h.used && h.Stage == s.Stage && maps.Equal(h.Answers, s.Answers) }) {
			s.doubt("The same answers of this person are there already for another day; both are kept. If the day was corrected, take the other one out.")
		}
	}
}

// pair takes the first of those that are there and fit, unless it has one.
func (s *importedSet) pair(before []*heldResponse, fits func(s *importedSet, h *heldResponse) bool) {
	for _, h := range before {
		if s.held == nil && !h.used && fits(s, h) {
			s.held, h.used = h, true
		}
	}
}

func (s *importedSet) fits(h *heldResponse) bool {
	switch {
	case h.Stage != s.Stage:
		return false
	case s.undated() && s.untimed:
		return h.mark == s.mark() || h.AnsweredOn == s.day && maps.Equal(h.Answers, s.Answers)
	}
	return h.AnsweredOn == s.day || s.undated() && h.mark != ""
}

// take writes one questionnaire.
func (i *responseImporter) take(p *filePerson, s *importedSet) error {
	s.stored = true
	held := s.held
	if held == nil {
		return i.takeNew(p, s)
	}
	day := held.AnsweredOn
	if !s.undated() || i.dayGiven && held.mark != "" {
		day = s.day // of what came without one before
	}
	s.day = day
	s.keep(held.Answers)
	same := maps.Equal(held.Answers, s.Answers)
	if same {
		i.matched.same++
	} else {
		i.matched.changed++
	}
	if same && held.Finished && day == held.AnsweredOn && (s.Mode == "" || s.Mode == held.Mode) {
		s.row.Outcome, s.row.Written = data.OutcomeUnchanged, data.OutcomeUnchanged
		return nil
	}
	s.row.Outcome, s.row.Written = data.OutcomeChanged, data.OutcomeChanged
	i.doubtName(p, s)
	if i.o.DryRun {
		return nil
	}
	r := &held.Response
	r.Answers, r.Finished, r.Mode, r.AnsweredOn = s.Answers, true, cmp.Or(s.Mode, r.Mode), day
	if err := SaveResponse(i.t, r); err != nil {
		return err
	}
	// Answers may change without any column of the response itself.
	if err := i.t.Touch("response", r.ID); err != nil {
		return err
	}
	return i.t.Audit("import", "response", r.ID, p.client, "answers")
}

// keep takes over the answers to items that the list has no column for.
func (s *importedSet) keep(held map[int]int) {
	if s.Asked == nil {
		return
	}
	for item, value := range held {
		if _, ok := s.Answers[item]; !ok && !slices.Contains(s.Asked, item) {
			s.Answers[item] = value
		}
	}
}

func (i *responseImporter) takeNew(p *filePerson, s *importedSet) error {
	s.row.Outcome, s.row.Written = data.OutcomeNew, data.OutcomeNew
	i.doubtName(p, s)
	i.doubtTwice(p, s)
	r := data.Response{ClientID: p.client, InstrumentID: i.def.ID, Version: i.def.Version, Stage: s.Stage, AnsweredOn: s.day,
		Mode: s.Mode, Finished: true, Answers: s.Answers}
	if err := r.ValidateImported(i.t.Today()); err != nil || i.o.DryRun {
		return err
	}
	var err error
	if r.EpisodeID = p.episode; r.EpisodeID == "" {
		r.EpisodeID, err = casework.EpisodeAbout(i.t, p.client, s.day)
	}
	if err != nil {
		return err
	}
	if err := SaveResponse(i.t, &r); err != nil || !s.undated() {
		return err
	}
	return i.t.Audit("import", "response", r.ID, p.client, s.mark())
}

// doubtName doubts what goes to a client who was found by the name alone,
// unless the same answers are there already.
func (i *responseImporter) doubtName(p *filePerson, s *importedSet) {
	if p.byName {
		s.doubt("Matched to the only client with this name. Check that it is the same person.")
	}
}

// doubtTwice doubts what an earlier import gave to a client of its own.
func (i *responseImporter) doubtTwice(p *filePerson, s *importedSet) {
	if s.Alone == "" {
		return
	}
	for _, c := range i.clients.byName[fold.Text(s.Alone)] {
		if c.name == s.Alone && c.id != p.client {
			s.doubt(fmt.Sprintf("An earlier import made a client “%s” of this row. Delete that client, so that these answers do not count twice.", s.Alone))
		}
	}
}
