package caseload

import (
	"fmt"
	"strings"

	"waymark/data"
	"waymark/data/store/lists"
	"waymark/data/store/office"
)

// writeLists writes surgeries, staff, categories, services and settings.
func (g *generator) writeLists(b *office.Bulk) error {
	began := g.start
	partners, err := g.writePartners(b)
	if err != nil {
		return err
	}
	for i, s := range []data.Surgery{
		{Name: "Bethesda Medical Centre", Town: "Cliftonville"}, {Name: "Birchington Medical Centre", Town: "Birchington"},
		{Name: "Mocketts Wood Surgery", Town: "Broadstairs"}, {Name: "Westgate Surgery", Town: "Westgate-on-Sea"},
	} {
		s.ID, s.Stamp, s.PartnerID = g.id(began), g.stamp(began, ""), byTurns(partners, i)
		if err := b.Add(&s); err != nil {
			return err
		}
		g.surgeries = append(g.surgeries, s)
	}
	for i, s := range []data.Staff{
		{Name: "Siân Prŷs-Okafor", Role: data.RolePrescriber}, {Name: "Tomasz Wierzbicki", Role: data.RolePrescriber},
		{Name: "Maureen Achebe", Role: data.RoleCoordinator}, {Name: "Jas Bhatti", Role: data.RoleReception},
	} {
		s.ID, s.Stamp, s.PartnerID = g.id(began), g.stamp(began, ""), byTurns(partners, i)
		if err := b.Add(&s); err != nil {
			return err
		}
		if s.Role == data.RolePrescriber {
			g.staff = append(g.staff, s)
		}
	}
	if err := b.SetSetting(lists.SettingServiceName, "Thanet Social Prescribing"); err != nil {
		return err
	}
	if err := b.SetSetting(lists.SettingCurrentStaff, string(g.staff[0].ID)); err != nil {
		return err
	}
	return g.writeDirectory(b)
}

// writeDirectory writes the hand-written services, and as many further ones of
// the same kinds as were asked for.
func (g *generator) writeDirectory(b *office.Bulk) error {
	categories := map[string]data.ID{}
	for _, w := range g.content.services {
		for _, name := range w.Categories {
			if _, ok := categories[name]; ok {
				continue
			}
			k := data.Category{ID: g.id(g.start), Name: name, Stamp: g.stamp(g.start, "")}
			if err := b.Add(&k); err != nil {
				return err
			}
			categories[name] = k.ID
		}
	}
	written := len(g.content.services)
	for i := range max(written, g.options.Services) {
		w := g.content.services[i%written]
		if i >= written {
			w = g.another(w, i)
		}
		if err := g.writeService(b, w, categories, i < 20*written); err != nil {
			return err
		}
	}
	return nil
}

// another is a service of the same kind, by another organisation elsewhere.
func (g *generator) another(w writtenService, i int) writtenService {
	town := pick(g, g.content.names.Towns)
	street := pick(g, g.content.names.Streets)
	w.Name = fmt.Sprintf("%s, %s", w.Name, street)
	w.Organisation = fmt.Sprintf("%s %s", street, pick(g, []string{"Trust", "Community Association", "Friends", "Neighbours", "Centre", "Partnership", "Hub", "Society"}))
	w.Area, w.Postcode = town.Town, g.postcode(town.Postcode)
	w.Phone = fmt.Sprintf("01632 960%03d", i%1000)
	w.Email = fmt.Sprintf("service%d@example.org", i)
	days := 3 + g.IntN(300)
	w.CheckedDaysAgo = &days
	return w
}

func (g *generator) writeService(b *office.Bulk, w writtenService, categories map[string]data.ID, offer bool) error {
	v := data.Service{Organisation: w.Organisation, Name: w.Name, Description: w.Description, Referring: w.Referring,
		Eligibility: w.Eligibility, Cost: w.Cost, Days: w.Days, ContactName: w.Contact, Phone: w.Phone, Email: w.Email, Web: w.Web,
		Address: w.Address, Postcode: w.Postcode, Area: w.Area, MinAge: w.MinAge, MaxAge: w.MaxAge, Waiting: w.Waiting,
		Status: data.ServiceStatus(w.Status), OtherNames: w.OtherNames, Delivery: w.Delivery, Room: w.Room, Wheelchair: w.Wheelchair,
		Access: w.Access, Languages: w.Languages}
	if v.Status == data.ServicePaused {
		v.ClosedUntil = g.today.AddDays(40)
	}
	by := pick(g, g.staff).ID
	if w.CheckedDaysAgo != nil {
		v.LastChecked, v.LastCheckedBy, v.CheckedHow = g.workingBefore(g.today.AddDays(-*w.CheckedDaysAgo)), by, w.CheckedHow
	}
	for _, n := range w.Needs {
		v.Needs = append(v.Needs, g.reasons[n])
	}
	for _, k := range w.Categories {
		v.Categories = append(v.Categories, categories[k])
	}
	v.ID, v.Stamp = g.id(g.start), g.stamp(g.start, by)
	if err := b.Add(&v); err != nil {
		return fmt.Errorf("service %q: %w", v.Name, err)
	}
	// Stories offer what is open and not for the young.
	if offer && v.Status == data.ServiceActive && (v.MaxAge == 0 || v.MaxAge >= 90) {
		for _, need := range v.Needs {
			g.byNeed[need] = append(g.byNeed[need], len(g.services))
		}
		g.names[v.ID] = v.Name
		g.services = append(g.services, offered{v.ID, v.MinAge, len(w.Needs) == 1 && w.Needs[0] == "Bereavement"})
	}
	return nil
}

// postcode is an invented postcode of a district.
func (g *generator) postcode(outward string) string {
	const letters = "ABDEFGHJLNPQRSTUWXYZ"
	return fmt.Sprintf("%s %d%c%c", outward, g.IntN(10), letters[g.IntN(len(letters))], letters[g.IntN(len(letters))])
}

// nhsNumber is a number in the range kept for tests, 999, with a right check digit.
func (g *generator) nhsNumber() string {
	for {
		digits := fmt.Sprintf("999%06d", g.IntN(1_000_000))
		sum := 0
		for i, d := range digits {
			sum += int(d-'0') * (10 - i)
		}
		check := (11 - sum%11) % 11
		if check < 10 {
			return digits + fmt.Sprint(check)
		}
	}
}

// email is an address that reaches no one.
func email(given, family string) string {
	plain := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' {
				return r
			}
			return -1
		}, strings.ToLower(s))
	}
	return "x" + plain(given) + "." + plain(family) + "@example.org"
}
