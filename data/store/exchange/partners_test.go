package exchange_test

import (
	"testing"

	"waymark/data"
)

// Two PCs that each begin the partnership come to one list of partners, and what
// belongs to one that became another belongs to that.
func TestPartners_madeOnTwoDevicesBecomeOneAndWhatIsTheirsFollows(t *testing.T) {
	s := newService(t, 2)
	a := s.devices[0]
	for i, d := range s.devices {
		thanet := &data.Partner{Name: "Thanet Mind"}
		must(t, d.Lists.SavePartner(ctx, thanet))
		must(t, d.Lists.SaveSurgery(ctx, &data.Surgery{Name: []string{"Hill", "Vale"}[i], PartnerID: thanet.ID}))
		must(t, d.Lists.SaveStaff(ctx, &data.Staff{Name: []string{"Ada", "Siân"}[i], Role: data.RolePrescriber, PartnerID: thanet.ID}))
	}
	s.meet()
	s.same()
	for what, query := range map[string]string{
		"partners":                "SELECT count(*) FROM partner",
		"partners with surgeries": "SELECT count(DISTINCT partner_id) FROM surgery WHERE partner_id IS NOT NULL",
		"partners with staff":     "SELECT count(DISTINCT partner_id) FROM staff WHERE partner_id IS NOT NULL",
	} {
		if n := count(t, a, query); n != 1 {
			t.Errorf("%d %s", n, what)
		}
	}
}
