package measure

import (
	"fmt"
	"slices"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// clientIndex finds clients by what a file may say of them.
type clientIndex struct {
	byNHS  map[string][]data.ID
	byName map[string][]indexedClient // folded full name
	byBare map[string][]indexedClient // folded full name without titles, of those who have one
	n      int
	byCode map[string][]data.ID // by fold.Code, of those known by a code alone
}

type indexedClient struct {
	id   data.ID
	born data.Date
	name string // as it is written, without given names: a reference may stand for a name
	full string // folded
}

func readClientIndex(t *store.Tx) (*clientIndex, error) {
	x := &clientIndex{byNHS: map[string][]data.ID{}, byName: map[string][]indexedClient{}, byBare: map[string][]indexedClient{}, byCode: map[string][]data.ID{}}
	type row struct {
		indexedClient
		given, family, nhs string
	}
	err := store.Each(t.Ctx, t, func(r *row) []any { return []any{&r.id, &r.given, &r.family, &r.born, &r.nhs} }, func(r *row) error {
		c := r.indexedClient
		x.n++
		c.name = ""
		if r.given == "" {
			c.name = r.family
			if code := fold.Code(r.family); code != "" {
				x.byCode[code] = append(x.byCode[code], c.id)
			}
		}
		c.full = fold.Text(r.given + " " + r.family)
		x.byName[c.full] = append(x.byName[c.full], c)
		if bare := fold.Text(fold.Untitled(r.given + " " + r.family)); bare != c.full {
			x.byBare[bare] = append(x.byBare[bare], c)
		}
		if r.nhs != "" {
			x.byNHS[r.nhs] = append(x.byNHS[r.nhs], r.id)
		}
		return nil
	}, "SELECT id, given_names, family_name, birth_date, nhs_number FROM client")
	return x, err
}

// filePerson is one person of the file with all their questionnaires.
type filePerson struct {
	data.AnswerPerson
	sets    []*importedSet
	client  data.ID // empty: to be made
	episode data.ID // the only one of a client who was made
	byName  bool    // found by the name alone
	unclear string  // why no one can know who it is: a sentence
}

// people gathers the questionnaires of each person, in the order of the file.
// Those that cannot be taken in are settled here.
func (i *responseImporter) people() []*filePerson {
	var all []*filePerson
	byKey := map[string]*filePerson{}
	described := i.describedElsewhere()
	for _, s := range i.sets {
		s.row = data.ResponseRow{At: s.At, Time: s.Time, Stage: s.Stage, Doubts: s.Doubts}
		if s.day = s.AnsweredOn; s.undated() {
			s.day = i.o.AnsweredOn
		}
		if s.Skip != "" {
			s.refuse(data.OutcomeSkipped, s.Skip)
			continue
		}
		key := keyOfPerson(&s.Person)
		p := byKey[key]
		if p == nil {
			p = &filePerson{AnswerPerson: s.Person}
			byKey[key] = p
			all = append(all, p)
			for _, other := range described[key] {
				p.join(other)
			}
		}
		p.join(&s.Person)
		p.sets = append(p.sets, s)
	}
	return i.joinClients(all)
}

// describedElsewhere is what rows without an answer say of people, as the first
// row of a record does where each questionnaire of it has a row of its own.
func (i *responseImporter) describedElsewhere() map[string][]*data.AnswerPerson {
	all := map[string][]*data.AnswerPerson{}
	for _, s := range i.sets {
		p := &s.Person
		if s.Empty && p.Reference != "" && (p.NHSNumber != "" || p.FullName() != "" || !p.BirthDate.IsZero()) {
			all[keyOfPerson(p)] = append(all[keyOfPerson(p)], p)
		}
	}
	return all
}

// keyOfPerson is what makes two rows of a file one person.
func keyOfPerson(p *data.AnswerPerson) string {
	switch {
	case p.Reference != "":
		return "r" + p.Reference
	case p.NHSNumber != "":
		return "n" + p.NHSNumber
	}
	return "p" + fold.Text(p.FullName()) + "|" + p.BirthDate.String()
}

// join fills in what another row of the same person says.
func (p *filePerson) join(other *data.AnswerPerson) {
	differ := func(a, b string) bool { return a != "" && b != "" && a != b }
	if differ(p.NHSNumber, other.NHSNumber) || differ(p.BirthDate.String(), other.BirthDate.String()) {
		p.unclear = "The list has two people under this reference, with different NHS numbers or dates of birth. Give each their own reference."
	}
	if p.NHSNumber == "" {
		p.NHSNumber = other.NHSNumber
	}
	if p.BirthDate.IsZero() {
		p.BirthDate = other.BirthDate
	}
	if p.FullName() == "" {
		p.GivenNames, p.FamilyName, p.Name = other.GivenNames, other.FamilyName, other.Name
	}
}

// joinClients finds the client of each person, and joins two references of the
// file that are one client.
func (i *responseImporter) joinClients(all []*filePerson) []*filePerson {
	byClient := map[data.ID]*filePerson{}
	return slices.DeleteFunc(all, func(p *filePerson) bool {
		if p.unclear == "" {
			p.find(i.clients)
		}
		if p.client == "" || p.unclear != "" {
			return false
		}
		first := byClient[p.client]
		if first == nil {
			byClient[p.client] = p
			return false
		}
		first.sets = append(first.sets, p.sets...)
		first.byName = first.byName || p.byName
		return true
	})
}

const severalClients = "More than one client matches, so this row was not imported. Add an NHS number or date of birth."

// find looks for the one client who is meant.
func (p *filePerson) find(x *clientIndex) {
	if found := x.byNHS[p.NHSNumber]; p.NHSNumber != "" && len(found) > 0 {
		p.settle(found)
		return
	}
	born, named := p.byNameIn(x)
	var written []data.ID
	for _, c := range x.byName[fold.Text(p.Reference)] {
		switch {
		case p.Reference == "":
		case c.name == p.Reference:
			written = append(written, c.id)
		case p.FullName() == "":
			named = append(named, c.id)
		}
	}
	switch {
	case len(born) > 0:
		p.settle(born)
	case len(written) > 0:
		p.settle(written)
	case len(named) > 0:
		p.settle(named)
		if fold.Untitled(p.FullName()) != p.FullName() && len(x.byName[fold.Text(p.FullName())]) == 0 {
			p.client, p.unclear = "", "Two people in the list have this name, and a client has it without a title. Write the title in the record, then import again."
		}
		p.byName = true
	case p.FullName() == "" && p.NHSNumber == "" && len(x.byCode[fold.Code(p.Reference)]) > 0:
		p.settle(x.byCode[fold.Code(p.Reference)]) // the same code, typed in another way
		p.byName = true
	}
}

// byNameIn returns the clients of the same name: those with the same birth date,
// and those whose birth date or the person's is not known.
func (p *filePerson) byNameIn(x *clientIndex) (born, named []data.ID) {
	name := p.FullName()
	if name == "" {
		return nil, nil
	}
	for _, c := range x.called(name) {
		switch {
		case p.BirthDate.IsZero() || c.born.IsZero():
			named = append(named, c.id)
		case c.born == p.BirthDate:
			born = append(born, c.id)
		}
	}
	return born, named
}

// called returns the clients of a name: those who have it as it is, else those who have it
// but for a title. Two of a list who were told apart by their titles alone may both be
// the one client without any.
func (x *clientIndex) called(name string) []indexedClient {
	key, bare := fold.Text(name), fold.Text(fold.Untitled(name))
	switch {
	case len(x.byName[key]) > 0:
		return x.byName[key]
	case key == bare:
		return x.byBare[key]
	}
	return x.byName[bare]
}

func (p *filePerson) settle(found []data.ID) {
	if len(found) > 1 {
		p.unclear = severalClients
		return
	}
	p.client = found[0]
}

// makeClient adds a person of the file as a client whose first episode begins on
// a day. reason is a sentence when it cannot be done.
func (i *responseImporter) makeClient(p *filePerson, on data.Date) (reason string, err error) {
	c := data.Client{GivenNames: p.GivenNames, FamilyName: p.FamilyName, BirthDate: p.BirthDate, NHSNumber: p.NHSNumber}
	switch {
	case p.FullName() == "" && p.Reference != "":
		c.FamilyName = p.Reference
	case p.FullName() == "":
		c.FamilyName = "NHS " + data.FormatNHSNumber(p.NHSNumber)
	case c.GivenNames == "" && c.FamilyName == "":
		c.GivenNames, c.FamilyName = partName(p.Name)
	}
	if err := c.Validate(i.t.Today()); err != nil {
		return fmt.Sprintf("This person cannot be added as a client: %s", data.Sentence(err)), nil
	}
	if i.doubles.Has(&c) {
		return "This person is here already under another spelling. Correct the name in the file or in the record, then import again.", nil
	}
	i.doubles.Add(&c)
	if i.o.DryRun {
		return "", nil
	}
	if err = casework.SaveClient(i.t, &c); err != nil {
		return "", err
	}
	p.client = c.ID
	p.episode, err = casework.FirstEpisode(i.t, &c, on)
	return "", err
}

// partName takes the last word of a name for the family name; "Lee, Ann" has
// it first.
func partName(name string) (given, family string) {
	for at, r := range name {
		if r == ',' {
			return data.Tidy(name[at+1:]), data.Tidy(name[:at])
		}
	}
	for at := len(name) - 1; at > 0; at-- {
		if name[at] == ' ' {
			return name[:at], name[at+1:]
		}
	}
	return "", name
}
