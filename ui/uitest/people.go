package uitest

import (
	"testing"

	"waymark/data"
	"waymark/data/store/offering"
)

// People is a Desk with two surgeries, a prescriber who uses the PC and two
// reasons for referral.
type People struct {
	*Desk
	Birchington, Margate data.Surgery
	Sian                 data.Staff
	Housing, Benefits    data.Reason
}

// NewPeople opens a Desk and adds the surgeries, the prescriber and the reasons.
func NewPeople(t *testing.T) *People {
	t.Helper()
	d := &People{Desk: New(t)}
	d.Birchington = data.Surgery{Name: "Birchington Medical Centre"}
	d.Margate = data.Surgery{Name: "Margate Old Town Surgery"}
	d.Must(d.Store.Lists.SaveSurgery(d.Ctx(), &d.Birchington))
	d.Must(d.Store.Lists.SaveSurgery(d.Ctx(), &d.Margate))
	d.Sian = data.Staff{Name: "Siân Prŷs-Okafor", Role: data.RolePrescriber}
	d.Must(d.Store.Lists.SaveStaff(d.Ctx(), &d.Sian))
	d.Store.Session.SwitchTo(d.Sian.ID)
	d.Housing, d.Benefits = d.Reason("Housing"), d.Reason("Benefits")
	return d
}

// Reason finds a reason for referral by its name, or adds it.
func (d *People) Reason(name string) data.Reason {
	d.T.Helper()
	list, err := d.Store.Lists.Reasons(d.Ctx(), true)
	d.Must(err)
	for _, r := range list {
		if r.Name == name {
			return r
		}
	}
	r := data.Reason{Name: name, Position: len(list) + 1}
	d.Must(d.Store.Lists.SaveReason(d.Ctx(), &r))
	return r
}

// Harold adds a client with a referral.
func (d *People) Harold() *data.Client {
	d.T.Helper()
	c := &data.Client{GivenNames: "Harold", FamilyName: "Pettit", KnownAs: "Harry", BirthDate: data.MustDate("1951-06-03"),
		NHSNumber: "9434765919", Postcode: "CT7 9AA", Phone: "01843 555014", SurgeryID: d.Birchington.ID, Prescriber: d.Sian.ID}
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), c))
	d.Must(d.Store.Casework.AddReferral(d.Ctx(), &data.Referral{ClientID: c.ID, ReceivedOn: data.MustDate("2026-03-10"), Source: "gp",
		Referrer: "Dr Patel", SurgeryID: d.Birchington.ID, ReasonID: d.Housing.ID, Note: "Third visit about the damp."}))
	return c
}

// Named adds a client of whom only the name is known.
func (d *People) Named(given, family string) *data.Client {
	d.T.Helper()
	c := &data.Client{GivenNames: given, FamilyName: family}
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), c))
	return c
}

// Chosen offers a service on a day and lets the client choose it.
func (d *People) Chosen(client data.ID, name, on string) data.Prescription {
	d.T.Helper()
	v := data.Service{Name: name, Organisation: "Citizens’ Hub Margate"}
	d.Must(d.Store.Directory.SaveService(d.Ctx(), &v))
	confidence := 4
	got, err := d.Store.Offering.SaveSitting(d.Ctx(), offering.Sitting{ClientID: client, On: data.MustDate(on), Offers: []offering.SittingOffer{
		{ServiceID: v.ID, Decision: data.Chosen, Words: "I'll try it", Confidence: &confidence, Kind: data.ReferralOn}}})
	d.Must(err)
	return got.Prescriptions[0]
}

// Record reads a client's record back from the database.
func (d *People) Record(id data.ID) *data.ClientRecord {
	d.T.Helper()
	rec, err := d.Store.Overview.Record(d.Ctx(), id)
	d.Must(err)
	return rec
}

// Due adds Harold with a prescription of 17 March, whose first follow-up is due
// today.
func (d *People) Due() (client *data.Client, f data.FollowUp) {
	d.T.Helper()
	client = d.Harold()
	client.ContactBy = "calls after 10"
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), client))
	d.Chosen(client.ID, "Money Advice at the Hub", "2026-03-17")
	return client, d.Record(client.ID).FollowUps[0]
}

// Answered stores a finished questionnaire of 14 answers.
func (d *People) Answered(client data.ID, stage data.Stage, on data.Date) {
	d.T.Helper()
	r := data.Response{ClientID: client, EpisodeID: d.Record(client).Episode.ID, InstrumentID: "wemwbs",
		Stage: stage, AnsweredOn: on, Mode: "alone", Finished: true, Answers: map[int]int{}}
	for item := 1; item <= 14; item++ {
		r.Answers[item] = 3
	}
	d.Must(d.Store.Measure.SaveResponse(d.Ctx(), &r))
}

// Service writes a service of the directory down.
func (d *People) Service(v data.Service) data.ID {
	d.T.Helper()
	if v.Status == "" {
		v.Status = data.ServiceActive
	}
	if v.LastChecked.IsZero() {
		v.LastChecked = data.DateOf(d.Now).AddDays(-7)
	}
	d.Must(d.Store.Directory.SaveService(d.Ctx(), &v))
	return v.ID
}

// Sat stores that a client chose a new service today, in the clinic.
func (d *People) Sat(client data.ID, service string) {
	d.T.Helper()
	id := d.Service(data.Service{Name: service})
	_, err := d.Store.Offering.SaveSitting(d.Ctx(), offering.Sitting{ClientID: client, On: d.Host.Today(), Meeting: data.Meeting{Kind: "clinic"},
		Offers: []offering.SittingOffer{{ServiceID: id, Decision: data.Chosen, Kind: data.ReferralOn}}})
	d.Must(err)
}

// Contacts are the stored contacts, by day.
func (d *People) Contacts() []data.ContactRow {
	d.T.Helper()
	list, err := d.Store.Casework.Contacts(d.Ctx(), data.ContactFilter{})
	d.Must(err)
	return list
}

// All are the clients in the database.
func (d *People) All() []data.ClientRow {
	d.T.Helper()
	rows, _, err := d.Store.Casework.Clients(d.Ctx(), data.ClientFilter{})
	d.Must(err)
	return rows
}
