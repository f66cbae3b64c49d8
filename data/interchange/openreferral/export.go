package openreferral

import (
	"crypto/sha1" //nolint:gosec // no secret is kept with it
	"strconv"
	"sync"

	"github.com/google/uuid"

	"waymark/data"
)

// space is the namespace of the ids that are made for the parts of a service:
// the same entry gives the same ids in every export.
var space = uuid.NewSHA1(uuid.NameSpaceOID, []byte("Waymark directory"))

// madeID is a UUID of version 5, as uuid.NewSHA1 makes it. An export makes
// twenty for each service, so what is hashed stays on the stack.
func madeID(kind, of string) string {
	var room [256]byte
	hashed := append(append(append(append(room[:0], space[:]...), kind...), '\n'), of...)
	sum := sha1.Sum(hashed) //nolint:gosec // UUIDs of version 5 are made with SHA-1
	id := uuid.UUID(sum[:16])
	id[6] = id[6]&0x0f | 0x50
	id[8] = id[8]&0x3f | 0x80
	return id.String()
}

// termIDs are the ids of terms by taxonomy and name: a directory uses few of
// them, for every service.
var termIDs = struct {
	sync.Mutex
	made map[[2]string]string
}{made: map[[2]string]string{}}

func termID(taxonomy, name string) string {
	termIDs.Lock()
	defer termIDs.Unlock()
	of := [2]string{taxonomy, name}
	id, made := termIDs.made[of]
	if !made {
		id = madeID("term", taxonomy+"\n"+name)
		termIDs.made[of] = id
	}
	return id
}

// lastDay is after every day on which a service may have been checked.
var lastDay = data.Date{Year: 9999, Month: 12, Day: 31}

// recordFor is the record that reads back as the entry. It is read back at
// once, and whatever comes out differently goes along as our own attribute.
func recordFor(e *data.SourceEntry) *record {
	r := openRecord(e)
	back := r.entry(data.Place{}, lastDay)
	for _, f := range ownFields {
		if f.same(&e.Service, &back.Service) {
			continue
		}
		want := f.give(&e.Service)
		if len(want) == 0 {
			want = []string{""}
		}
		for _, value := range want {
			r.addOwn(f.name, value)
		}
	}
	r.addOwn(exportCode, exportVersion)
	for _, need := range e.Needs {
		r.addOwn(needCode, need)
	}
	return r
}

func (r *record) addOwn(code, value string) {
	r.addAttribute(attribute{Value: value, Label: code, Term: &term{Code: code, Name: code, Taxonomy: ownTaxonomy}})
}

func (r *record) addAttribute(a attribute) {
	a.ID = madeID("attribute", r.ID+"\n"+strconv.Itoa(len(r.Attributes)))
	a.LinkID, a.Entity = r.ID, "service"
	a.Term.ID = termID(a.Term.Taxonomy, a.Term.Name)
	r.Attributes = append(r.Attributes, a)
}

// openRecord puts an entry into the fields that Open Referral has.
func openRecord(e *data.SourceEntry) *record {
	s := &e.Service
	key := e.Key
	if key == "" {
		key = nameKey(s)
	}
	r := &record{
		ID: key, Name: s.Name, AlternateName: s.OtherNames, Description: s.Description, URL: s.Web, Email: s.Email,
		Status: string(s.Status), ApplicationProcess: s.Referring, Fees: s.Cost, WaitTime: s.Waiting,
		Eligibility: s.Eligibility, MinimumAge: ageNumber(s.MinAge), MaximumAge: ageNumber(s.MaxAge),
		AssuredDate: s.LastChecked.String(),
	}
	if s.Organisation != "" {
		r.Organization = &organization{ID: madeID("organisation", s.Organisation), Name: s.Organisation}
	}
	if s.Phone != "" {
		r.Phones = []phone{{ID: madeID("phone", key), Number: s.Phone}}
	}
	if s.ContactName != "" {
		r.Contacts = []*contact{{ID: madeID("contact", key), Name: s.ContactName}}
	}
	if s.Days != "" {
		r.Schedules = []schedule{{ID: madeID("schedule", key), Description: s.Days}}
	}
	if s.Area != "" {
		r.ServiceAreas = []serviceArea{{ID: madeID("area", key), Name: s.Area}}
	}
	for _, l := range s.Languages {
		r.Languages = append(r.Languages, spokenLanguage{ID: madeID("language", key+"\n"+l), Name: l})
	}
	r.Places = openPlaces(s, key)
	r.Attributes = make([]attribute, 0, len(e.Categories)+len(e.Needs)+5) // with the few that are our own
	for _, name := range e.Categories {
		r.addAttribute(attribute{Value: name, Term: &term{Name: name, Taxonomy: categoryTaxonomy}})
	}
	return r
}

// openPlaces is the place of a service, or none when nothing is known of one.
func openPlaces(s *data.Service, key string) []*serviceLocation {
	l := &location{ID: madeID("location", key), Type: "physical"}
	if s.Latitude != 0 || s.Longitude != 0 {
		l.Latitude, l.Longitude = degreeNumber(s.Latitude), degreeNumber(s.Longitude)
	}
	if s.Address != "" || s.Postcode != "" {
		l.Addresses = []address{{ID: madeID("address", key), Address1: s.Address, PostalCode: s.Postcode, Country: "GB", Type: "physical"}}
	}
	if s.Access != "" {
		l.Accessibility = []accessibility{{ID: madeID("accessibility", key), Description: s.Access}}
	}
	if l.Latitude == "" && l.Addresses == nil && l.Accessibility == nil {
		return nil
	}
	return []*serviceLocation{{ID: madeID("place", key), Location: l}}
}
