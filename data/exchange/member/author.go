package member

import (
	"maps"
	"slices"
	"time"

	"filippo.io/age"

	"waymark/data"
	"waymark/data/access"
)

// Begin founds a service: its first device is a manager's. It returns the id of the
// service, the entry that founds it, which says nothing but the keys of the device
// and when, and the log with the device's name and the first keys.
func Begin(me *Identity, name string, now time.Time) (service string, founding Entry, l *Log, err error) {
	public := me.Public()
	founding, err = (&body{Kind: found, At: now.UnixMilli(), Device: &public}).sign(me)
	if err != nil {
		return "", Entry{}, nil, err
	}
	service = serviceID(founding.Hash())
	l = NewLog(service, []Entry{founding})
	named, err := l.Alter(me, me.ID(), name, "", nil, now)
	if err != nil {
		return "", Entry{}, nil, err
	}
	l.Add([]Entry{named})
	first, _, err := l.Upkeep(me, nil, now)
	if err != nil {
		return "", Entry{}, nil, err
	}
	l.Add([]Entry{first})
	return service, founding, l, nil
}

// CheckFounding returns an error unless an entry founds the service with this id.
func CheckFounding(service string, founding Entry) error {
	b, _, err := founding.read()
	if err != nil {
		return err
	}
	if b.Kind != found || b.Device == nil || b.Device.ID() != b.By || serviceID(founding.Hash()) != service || !founding.signedBy(*b.Device) {
		return errEntry("not the founding of the service")
	}
	return nil
}

func (l *Log) next(k kind, now time.Time) *body {
	return &body{Kind: k, Service: l.service, Parents: l.State().heads, At: now.UnixMilli()}
}

// said signs an entry of the author's, if they may say it.
func (l *Log) said(me *Identity, b *body) (Entry, error) {
	b.By = me.ID()
	if !l.State().permits(b) {
		return Entry{}, data.NewProblem(data.CodeRefused, "Only the PC of a manager of this service can do this.")
	}
	return b.sign(me)
}

// Admit lets a device in, with the secrets that it needs.
func (l *Log) Admit(me *Identity, device Public, name string, role access.Role, surgeries []data.ID, now time.Time) (Entry, error) {
	b := l.next(admit, now)
	b.Device, b.Name, b.Role, b.Surgeries = &device, name, role, surgeries
	return l.admit(me, b)
}

// AdmitForPartner lets a prescriber's device in that holds the records of the clients of
// one partner, and of no one else.
func (l *Log) AdmitForPartner(me *Identity, device Public, name string, partner data.ID, now time.Time) (Entry, error) {
	b := l.next(admit, now)
	b.Device, b.Name, b.Role, b.Partner = &device, name, access.Prescriber, partner
	return l.admit(me, b)
}

func (l *Log) admit(me *Identity, b *body) (Entry, error) {
	role, surgeries := b.Role, b.Surgeries
	if KindOf(role) == ForNothing {
		return Entry{}, data.FieldErrors{{Field: "Role", Sentence: "Choose what this PC is for."}}
	}
	if KindOf(role) == ForSurgery && len(surgeries) == 0 {
		return Entry{}, data.FieldErrors{{Field: "Surgeries", Sentence: "Choose the surgery of this PC."}}
	}
	var further []string
	for _, s := range surgeries {
		further = append(further, Clinic(s))
	}
	if b.Partner != "" {
		further = append(further, OfPartner(b.Partner))
	}
	return l.withKeys(me, b, further)
}

// withKeys signs an entry together with the keys that are due once it counts.
func (l *Log) withKeys(me *Identity, b *body, further []string) (Entry, error) {
	b.By = me.ID()
	if !l.State().permits(b) {
		return l.said(me, b)
	}
	after := NewLog(l.service, l.Entries()).State()
	after.apply(b)
	if err := l.supply(b, after, me, further); err != nil {
		return Entry{}, err
	}
	return l.said(me, b)
}

// Alter changes the name of a device, and its role and surgeries unless role is "".
func (l *Log) Alter(me *Identity, device, name string, role access.Role, surgeries []data.ID, now time.Time) (Entry, error) {
	b := l.next(alter, now)
	b.Target, b.Name, b.Role, b.Surgeries = device, name, role, surgeries
	if role == "" {
		return l.said(me, b)
	}
	return l.withKeys(me, b, nil)
}

// Strike strikes a device off, and ends the epoch of every key that it holds.
func (l *Log) Strike(me *Identity, device string, now time.Time) (Entry, error) {
	b := l.next(strike, now)
	b.Target = device
	if device == me.ID() {
		return Entry{}, data.NewProblem(data.CodeInvalid, "This PC cannot strike itself off. If it is to leave the service, choose Leave.")
	}
	return l.withKeys(me, b, nil)
}

// Leave takes the author's device out of the service.
func (l *Log) Leave(me *Identity, now time.Time) (Entry, error) {
	b := l.next(leave, now)
	b.Target = me.ID()
	return l.said(me, b)
}

// Renew lets the author's device go on as another, with the secrets that it has.
func (l *Log) Renew(me, as *Identity, now time.Time) (Entry, error) {
	b := l.next(renew, now)
	public := as.Public()
	b.Device = &public
	have := l.Secrets(me)
	var secrets []*age.X25519Identity
	for _, id := range slices.Sorted(maps.Keys(have)) {
		secrets = append(secrets, have[id])
	}
	w, err := seal(public, secrets)
	if err != nil {
		return Entry{}, err
	}
	b.Wraps = []wrap{w}
	return l.said(me, b)
}
