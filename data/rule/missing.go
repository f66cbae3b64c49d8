package rule

import "waymark/data"

// Missing lists what is not recorded of a client yet and is needed to work with
// them or to count them, in the order in which it is asked. What was not asked
// counts as missing, what was refused does not.
func Missing(rec *data.ClientRecord) []string {
	c := &rec.Client
	var list []string
	add := func(missing bool, what string) {
		if missing {
			list = append(list, what)
		}
	}
	asked := map[data.ConsentKind]bool{}
	for _, k := range rec.Consents {
		asked[k.Kind] = true
	}
	met := false
	for _, e := range rec.Timeline {
		met = met || e.Kind == data.EntryContact
	}
	add(!asked[data.ConsentContact] && !met, "whether they agreed to be contacted")
	add(c.GivenNames == "" || c.FamilyName == "", "full name")
	add(c.BirthDate.IsZero(), "date of birth")
	add(c.Sex == "", "sex")
	add(c.Phone == "" && c.OtherPhone == "", "phone")
	add(c.Address == "" || c.Postcode == "", "address and postcode")
	add(c.NHSNumber == "", "NHS number")
	add(c.SurgeryID == "", "surgery")
	add(len(rec.Referrals) > 0 && rec.Referrals[0].ReasonID == "", "main reason for referral")
	add(!asked[data.ConsentRecord], "consent to keep a record")
	add(!asked[data.ConsentSurgery], "consent to share with the surgery")
	return list
}
