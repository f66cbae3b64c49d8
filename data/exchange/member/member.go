// Package member says who belongs to a service: its devices, what each may hold,
// and the keys that its segments are sealed to.
//
// All of that follows from a set of entries, each signed by a device. The first one
// founds the service, and the service's id is its hash, so whoever has the id can
// tell the true beginning from any other. Each further entry names the entries that
// its author knew (its parents), and counts if its author was then a device of the
// service that might say so. Managers' devices let others in, change what they are
// and strike them off. The set has no order but that of the parents, so devices that
// know the same entries come to the same members, in whatever order they learned
// them:
//
//   - An entry by a device that was struck off counts only if whoever struck it off
//     knew it: what a thief signs with a stolen laptop is void whatever its date.
//   - If two devices strike each other off and neither knew of the other, the one
//     that was in the service earlier stays.
//   - Where two entries say different things of one device, the later one counts,
//     and of two at once the one with the higher hash.
//
// Each compartment of the records has keys, one for each of its epochs. A device
// that leaves, is struck off or may no longer hold a compartment ends the epoch: the
// next segment is sealed to a new key. Who holds the secret of a key gets it in an
// entry, sealed to the device.
package member

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"filippo.io/age"
	"github.com/google/uuid"

	"waymark/data"
	"waymark/data/access"
)

// The compartments that every service has. See Clinic for those of the surgeries, and
// OfPartner for those of the partners.
const (
	Control  = "control"  // who belongs to the service
	Lists    = "lists"    // lists and directory
	Casework = "casework" // the clients' records
	Figures  = "figures"  // what reports count
)

const clinic = "clinic-"

// Clinic is the compartment of what the reception of a surgery sees of its clinics.
func Clinic(surgery data.ID) string { return clinic + string(surgery) }

// OfPartner is the compartment of the clients' records of one partner, for devices that
// hold those of no other.
func OfPartner(partner data.ID) string { return Casework + "-" + string(partner) }

// Kind says what a device holds.
type Kind string

// The kinds of devices.
const (
	ForCasework Kind = "casework" // everything
	ForPartner  Kind = "partner"  // lists, and the records of the clients of its partner
	ForSurgery  Kind = "surgery"  // lists, and the clinics of its surgeries
	ForFigures  Kind = "figures"  // lists and figures
	ForNothing  Kind = ""
)

// KindOf returns what the device of a role holds, unless it was let in for one partner.
func KindOf(role access.Role) Kind {
	switch role {
	case access.Manager, access.Prescriber:
		return ForCasework
	case access.Reception:
		return ForSurgery
	case access.Coordinator:
		return ForFigures
	}
	return ForNothing
}

// Device is a device of the service.
type Device struct {
	ID        string
	Public    Public
	Name      string
	Role      access.Role
	Surgeries []data.ID // whose reception it is, for the role of one
	Partner   data.ID   // whose clients' records it holds only; "" for those of all
	Since     time.Time // when it was let in
	Given     time.Time // when its role and surgeries were said last
	By        string    // the device that let it in
	// Replaces is the device that it was before, if its database was restored.
	Replaces string
	// Struck and Left are when it was struck off or left; zero while it belongs.
	Struck, Left time.Time
	StruckBy     string
	// were are the surgeries that it had before.
	were []data.ID
}

// Active reports whether the device belongs to the service.
func (d *Device) Active() bool { return d != nil && d.Struck.IsZero() && d.Left.IsZero() }

// Kind returns what the device holds.
func (d *Device) Kind() Kind {
	if kind := KindOf(d.Role); kind != ForCasework || d.Partner == "" {
		return kind
	}
	return ForPartner
}

// Manager reports whether it may say who belongs to the service.
func (d *Device) Manager() bool { return d.Active() && d.Role == access.Manager }

// Holds reports whether the device may hold a compartment.
func (d *Device) Holds(compartment string) bool {
	if !d.Active() {
		return false
	}
	return d.mayHold(compartment, d.Surgeries)
}

func (d *Device) mayHold(compartment string, surgeries []data.ID) bool {
	surgery, isClinic := strings.CutPrefix(compartment, clinic)
	switch d.Kind() {
	case ForCasework:
		return true
	case ForPartner:
		return compartment == Control || compartment == Lists || compartment == OfPartner(d.Partner)
	case ForSurgery:
		return compartment == Control || compartment == Lists || isClinic && slices.Contains(surgeries, data.ID(surgery))
	case ForFigures:
		return compartment == Control || compartment == Lists || compartment == Figures
	}
	return compartment == Control
}

// MayWrite reports whether a segment of the device may have a part of a compartment,
// whether or not it still belongs to the service. It may have sealed something for a
// surgery before that was taken from it. A partner's device saves reports, which every
// device of the service has to know, and reads none of the figures of others.
func (d *Device) MayWrite(compartment string) bool {
	return compartment == Figures && d.Kind() == ForPartner || d.mayHold(compartment, append(slices.Clone(d.Surgeries), d.were...))
}

// Counts reports whether what the device sealed at a time by its own clock counts:
// what was sealed before it was struck off does.
func (d *Device) Counts(at time.Time) bool { return d.Struck.IsZero() || !at.After(d.Struck) }

// Public are the public keys of a device: what it signs with, and what is sealed to
// it.
type Public struct {
	Sign []byte `json:"sign"`
	Box  string `json:"box"`
}

// Recipient is what to seal to.
func (p Public) Recipient() (age.Recipient, error) { return age.ParseX25519Recipient(p.Box) }

// ID returns the id of the device with these keys: 26 letters and digits that no
// other keys have.
func (p Public) ID() string {
	sum := sha256.Sum256(slices.Concat([]byte("waymark device\x00"), p.Sign, []byte(p.Box)))
	return strings.ToLower(base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:16]))
}

func (p Public) check() error {
	if len(p.Sign) != ed25519.PublicKeySize {
		return errors.New("member: not a public key")
	}
	_, err := p.Recipient()
	return err
}

// Identity is a device with its secret keys.
type Identity struct {
	sign ed25519.PrivateKey
	box  *age.X25519Identity
	// former are the devices that it was before its database was restored. They may have
	// been given what came after the backup, and no other device may be left to give that
	// to this one.
	former []formerly
}

// formerly is a device that another one was, and what opens what is sealed to it.
type formerly struct {
	device string
	box    *age.X25519Identity
}

// NewIdentity makes a device that belongs to no service yet.
func NewIdentity() (*Identity, error) {
	_, sign, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	box, err := age.GenerateX25519Identity()
	return &Identity{sign: sign, box: box}, err
}

// Anew makes the device that this one goes on as. It opens what is sealed to this one.
func (i *Identity) Anew() (*Identity, error) {
	as, err := NewIdentity()
	if err != nil {
		return nil, err
	}
	as.former = append(slices.Clone(i.former), formerly{i.ID(), i.box})
	return as, nil
}

// Secret returns the secret keys, to be kept in the database.
func (i *Identity) Secret() []byte {
	form := secretForm{Sign: i.sign.Seed(), Box: i.box.String()}
	for _, f := range i.former {
		form.Former = append(form.Former, formerForm{f.device, f.box.String()})
	}
	body, err := json.Marshal(form)
	if err != nil {
		panic(err) // texts
	}
	return body
}

// secretForm is how the secret keys are kept. Versions before 0.15 had none of Former.
type secretForm struct {
	Sign   []byte       `json:"sign"`
	Box    string       `json:"box"`
	Former []formerForm `json:"former,omitempty"`
}

type formerForm struct {
	Device string `json:"device"`
	Box    string `json:"box"`
}

// ParseIdentity reads what Secret returned.
func ParseIdentity(secret []byte) (*Identity, error) {
	var form secretForm
	if err := json.Unmarshal(secret, &form); err != nil || len(form.Sign) != ed25519.SeedSize {
		return nil, errors.New("member: not the secret of a device")
	}
	box, err := age.ParseX25519Identity(form.Box)
	if err != nil {
		return nil, errors.New("member: not the secret of a device")
	}
	i := &Identity{sign: ed25519.NewKeyFromSeed(form.Sign), box: box}
	for _, f := range form.Former {
		if box, err = age.ParseX25519Identity(f.Box); err != nil {
			return nil, errors.New("member: not the secret of a device")
		}
		i.former = append(i.former, formerly{f.Device, box})
	}
	return i, nil
}

// Public returns the public keys.
func (i *Identity) Public() Public {
	return Public{i.sign.Public().(ed25519.PublicKey), i.box.Recipient().String()}
}

// ID returns the id of the device.
func (i *Identity) ID() string { return i.Public().ID() }

// Sign is what its segments are signed with.
func (i *Identity) Sign() ed25519.PrivateKey { return i.sign }

// Box opens what is sealed to the device.
func (i *Identity) Box() age.Identity { return i.box }

// Boxes open what is sealed to the device, or to one that it was before.
func (i *Identity) Boxes() []age.Identity {
	list := []age.Identity{i.box}
	for _, f := range i.former {
		list = append(list, f.box)
	}
	return list
}

// boxesOf are what opens what is sealed to the device and to those that it was, by device.
func (i *Identity) boxesOf() map[string]*age.X25519Identity {
	boxes := map[string]*age.X25519Identity{i.ID(): i.box}
	for _, f := range i.former {
		boxes[f.device] = f.box
	}
	return boxes
}

// serviceID is the id of the service that an entry with this hash founds, in the
// form of a UUID of version 8.
func serviceID(hash [sha256.Size]byte) string {
	var id uuid.UUID
	copy(id[:], hash[:])
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return id.String()
}

// errEntry returns an error about an entry or request that cannot be.
func errEntry(format string, args ...any) error { return fmt.Errorf("member: "+format, args...) }
