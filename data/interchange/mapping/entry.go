package mapping

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/interchange/plain"
)

// Entry makes a service of one row of a list, as Rows.Entry does.
func (m *Mapping) Entry(header, cells []string, line int, file string, today data.Date) *data.SourceEntry {
	return m.Rows(header, file, today).Entry(cells, line)
}

// Rows makes services of the rows of one list.
type Rows struct {
	header  []string
	keys    []string // of the headings
	fields  []Field
	columns []int // those that hold something, in order
	linked  int   // the column of a linked charity's number, -1 for none
	file    string
	today   data.Date
	// From1904 is true for a workbook that counts its days from 1904, so that a
	// plain number in a column of dates does.
	From1904 bool
	order    dayOrder
}

// Rows begins to read the rows of a list with these headings. No day after today
// can be one on which a service was checked.
func (m *Mapping) Rows(header []string, file string, today data.Date) *Rows {
	l := &Rows{header: header, fields: m.fields(header), keys: make([]string, len(header)), file: file, today: today}
	for i, h := range header {
		l.keys[i] = headingKey(h)
		if l.fields[i] != "" {
			l.columns = append(l.columns, i)
		}
	}
	l.linked = slices.Index(l.keys, "linked charity number")
	return l
}

// Entry makes a service of a row of the list. What cannot be understood is left
// out and told as a doubt; a row without a name is to be skipped, and says so.
func (l *Rows) Entry(cells []string, line int) *data.SourceEntry {
	r := &row{e: &data.SourceEntry{At: data.Place{File: l.file, Row: line}}, today: l.today, header: l.header, from1904: l.From1904, order: l.order}
	r.e.Service.Status = data.ServiceActive
	for _, i := range l.columns {
		if i >= len(cells) {
			break
		}
		if cell := strings.TrimSpace(unquoted(plain.Text(asText(cells[i])))); cell != "" {
			if cell = answered(l.fields[i], l.header[i], cell); cell != "" && !leavesBlank(l.fields[i], cell) {
				r.cells = append(r.cells, value{l.fields[i], l.header[i], cell})
			}
		}
	}
	r.dropErrors()
	r.texts()
	r.reach()
	r.numbers()
	r.place()
	r.finish()
	if r.e.Skip == "" {
		if r.e.Skip = l.stray(cells); r.e.Skip == "" {
			l.alone(cells, r)
		}
	}
	return r.e
}

// value is one filled cell.
type value struct {
	field   Field
	heading string
	text    string
}

// row is one row while it becomes an entry.
type row struct {
	e        *data.SourceEntry
	today    data.Date
	header   []string
	cells    []value
	from1904 bool
	order    dayOrder
}

func (r *row) doubt(field, sentence string) {
	r.e.Doubts = append(r.e.Doubts, data.Doubt{Field: field, Sentence: sentence})
}

// all returns the cells of a field in the order of the columns, each once.
func (r *row) all(f Field) []string {
	var list []string
	for _, c := range r.cells {
		if c.field == f && !slices.Contains(list, c.text) {
			list = append(list, c.text)
		}
	}
	return list
}

func (r *row) one(f Field) string {
	if list := r.all(f); len(list) > 0 {
		return list[0]
	}
	return ""
}

func (r *row) join(f Field, between string) string { return strings.Join(r.all(f), between) }

// waiting is the waiting time, with the unit that only the heading says.
func (r *row) waiting() string {
	text := data.Tidy(r.one(Waiting))
	if _, err := strconv.ParseFloat(text, 64); err != nil {
		return text
	}
	for _, word := range fold.Words(r.heading(Waiting)) {
		switch word {
		case "days", "weeks", "months":
			return text + " " + word
		}
	}
	return text
}

// texts takes what is kept as it is written.
func (r *row) texts() {
	v := &r.e.Service
	v.Name, v.Organisation, v.OtherNames = data.Tidy(r.one(Name)), data.Tidy(r.one(Organisation)), data.Tidy(r.join(OtherNames, ", "))
	v.Description = r.join(Description, "\n\n")
	v.Eligibility, v.Referring, v.Cost = r.join(Eligibility, "\n"), r.join(Referring, "\n"), data.Tidy(r.join(Cost, "; "))
	v.Waiting, v.Access = r.waiting(), r.join(Access, "\n")
	v.Days = r.days()
	for _, text := range r.all(Category) {
		r.e.Categories = append(r.e.Categories, readNames(text)...)
	}
	for _, text := range r.all(Need) {
		r.e.Needs = append(r.e.Needs, readNames(text)...)
	}
	for _, text := range r.all(Language) {
		v.Languages = append(v.Languages, readLanguages(text)...)
	}
	for _, c := range r.cells {
		if c.field == Note {
			v.Description = strings.TrimSpace(v.Description + "\n\n" + strings.TrimSuffix(c.heading, ":") + ": " + c.text)
		}
	}
}

// reach takes how a service is reached, repaired where that is safe.
func (r *row) reach() {
	v := &r.e.Service
	r.emailAmongPhones()
	for _, f := range []struct {
		field Field
		name  string
		to    *string
		read  func(string) (clean, doubt string)
	}{{Phone, "Phone", &v.Phone, plain.Phone}, {Email, "Email", &v.Email, plain.Email}, {Web, "Web", &v.Web, plain.Web}} {
		var kept []string
		for _, text := range r.all(f.field) {
			clean, doubt := f.read(text)
			if doubt != "" {
				r.doubt(f.name, doubt)
			}
			if clean != "" && !slices.Contains(kept, clean) {
				kept = append(kept, clean)
			}
		}
		*f.to = strings.Join(kept, " / ")
	}
	r.contact()
	for _, text := range r.all(Delivery) {
		v.Delivery = append(v.Delivery, readDelivery(text)...)
	}
	if text := r.one(Wheelchair); text != "" {
		answer, ok := readYesNo(text)
		v.Wheelchair = answer
		if !ok || answer != "" && len(text) > 12 {
			v.Access = strings.TrimSpace(v.Access + "\n" + text)
		}
	}
	r.room()
	r.status()
}

// room takes whether there is room for more people. A number is of free places, but not
// under “Capacity”: that is how many there is room for in all.
func (r *row) room() {
	text := r.one(Room)
	if saysNothing(text) {
		return
	}
	v := &r.e.Service
	places, err := strconv.Atoi(text)
	ok := true
	switch {
	case err != nil:
		v.Room, ok = readRoom(text)
	case beginsWith(headingKey(r.heading(Room)), "capacity"):
		v.Description = strings.TrimSpace(v.Description + "\n\n" + r.heading(Room) + ": " + text)
	case places <= 0:
		v.Room = data.Full
	default:
		v.Room = data.HasRoom
	}
	if !ok {
		v.Waiting = strings.TrimSpace(v.Waiting + " " + text)
	}
}

func (r *row) status() {
	text := r.one(Status)
	if saysNothing(text) {
		return
	}
	status, known := readStatus(text)
	if room, of := readRoom(text); !known && of { // “Full - waiting list” is open
		r.e.Service.Room, known = room, true
	}
	if r.e.Service.Status = status; !known {
		r.doubt("Status", "The status is given as “"+short(text)+"”, which says nothing here. The service was imported as open.")
	}
	if text == notShown {
		r.doubt("Status", "Its directory does not show it, and does not say why. It was read as closed for now. If it can be offered, open it.")
	}
}

// emailAmongPhones takes an email address that stands where phone numbers do for what
// it is, if the row has no other.
func (r *row) emailAmongPhones() {
	if r.one(Email) != "" {
		return
	}
	for i, c := range r.cells {
		if c.field != Phone || !strings.Contains(c.text, "@") {
			continue
		}
		if _, doubt := plain.Email(c.text); doubt == "" {
			r.cells[i].field = Email
			return
		}
	}
}

// numbers takes ages and dates.
func (r *row) numbers() {
	v := &r.e.Service
	if text := r.one(Ages); !saysNothing(text) {
		youngest, oldest, ok := readAges(text)
		if !ok {
			if youngest, oldest, ok = agesOfDate(text); ok {
				r.doubt("MinAge", "The ages stand there as the date “"+short(text)+"”, which a spreadsheet makes of them. They were read as "+data.AgeSpan(youngest, oldest)+".")
				text = ""
			}
		}
		if ok {
			v.MinAge, v.MaxAge = youngest, oldest
		}
		if !ok || !onlyAges(text) {
			v.Eligibility = strings.TrimSpace(v.Eligibility + "\nAges: " + text)
		}
	}
	for _, f := range []struct {
		field Field
		name  string
		to    *int
	}{{MinAge, "MinAge", &v.MinAge}, {MaxAge, "MaxAge", &v.MaxAge}} {
		if text := r.one(f.field); !saysNothing(text) {
			n, ok := readAge(text)
			if !ok {
				r.doubt(f.name, "“"+short(text)+"” is not an age from 0 to 120, and was left out.")
				continue
			}
			*f.to = n
		}
	}
	r.dates()
	r.period()
}

func (r *row) dates() {
	v := &r.e.Service
	for _, f := range []struct {
		field Field
		name  string
		to    *data.Date
	}{{Checked, "LastChecked", &v.LastChecked}, {ClosedUntil, "ClosedUntil", &v.ClosedUntil}} {
		text := r.one(f.field)
		if saysNothing(text) {
			continue
		}
		day, ok := r.day(text)
		if ok && r.from1904 && data.IsSerialDay(text) {
			day = day.AddDays(data.Days1904)
			r.doubt(f.name, "“"+short(text)+"” is a number in a workbook that counts its days from 1904. It was read as "+day.Short()+".")
		}
		switch {
		case !ok:
			r.doubt(f.name, "“"+short(text)+"” is not a date that can be read in one way, and was left out.")
		case f.field == Checked && day.After(r.today):
			r.doubt(f.name, "It is said to have been checked on "+day.Short()+", which has not come yet. That was left out.")
		default:
			*f.to = day
		}
	}
	if !v.ClosedUntil.IsZero() && v.ClosedUntil.After(r.today) && v.Status == data.ServiceActive {
		v.Status = data.ServicePaused
	}
}

// finish gives the entry its key, and makes it one that can be kept.
func (r *row) finish() {
	e, v := r.e, &r.e.Service
	if v.Name == "" {
		e.Skip = "The row has no name."
		if len(r.cells) == 0 {
			e.Skip = "The row is blank."
		}
		return
	}
	r.closedInName()
	if v.Description == v.Name {
		v.Description = ""
	}
	if utf8.RuneCountInString(v.Name) > data.MaxName {
		v.Description = strings.TrimSpace(v.Name + "\n\n" + v.Description)
	}
	e.Key = data.Tidy(r.one(ID))
	if saysNothing(e.Key) {
		e.Key = "name:" + fold.Text(v.Name) + "|" + fold.Text(v.Organisation) + "|" + strings.ToLower(v.Postcode)
	}
	e.Shorten(nil)
	e.Settle(r.today)
}

// short is the beginning of a text, to quote it.
func short(text string) string {
	letters := []rune(data.Tidy(text))
	if len(letters) > 40 {
		return string(letters[:39]) + "…"
	}
	return string(letters)
}
