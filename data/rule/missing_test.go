package rule

import (
	"slices"
	"testing"

	"waymark/data"
)

func TestMissing_afterAShortReferral(t *testing.T) {
	rec := &data.ClientRecord{
		Client:    data.Client{GivenNames: "Rahima", FamilyName: "Begum", BirthDate: data.MustDate("1958-09-03"), Phone: "07700 900641", SurgeryID: "s"},
		Referrals: []data.Referral{{ReasonID: "housing"}},
		Consents:  []data.Consent{{Kind: data.ConsentContact, Given: false}},
	}
	want := []string{"sex", "address and postcode", "NHS number", "consent to keep a record", "consent to share with the surgery"}
	if got := Missing(rec); !slices.Equal(got, want) {
		t.Errorf("missing: %q", got)
	}
	rec.Consents = nil
	if got := Missing(rec); got[0] != "whether they agreed to be contacted" {
		t.Errorf("no one asked whether they may be contacted, and it says %q", got)
	}
	rec.Timeline = []data.Entry{{Kind: data.EntryContact}}
	if got := Missing(rec); slices.Contains(got, "whether they agreed to be contacted") {
		t.Error("someone whom we have met is asked about being contacted")
	}
}

func TestMissing_nothing(t *testing.T) {
	rec := &data.ClientRecord{
		Client: data.Client{GivenNames: "A", FamilyName: "B", BirthDate: data.MustDate("1950-01-01"), Sex: data.SexOther, OtherPhone: "1",
			Address: "1 High Street", Postcode: "CT7 9AA", NHSNumber: "9434765919", SurgeryID: "s"},
		Consents: []data.Consent{{Kind: data.ConsentContact}, {Kind: data.ConsentRecord}, {Kind: data.ConsentSurgery}},
	}
	if got := Missing(rec); len(got) != 0 {
		t.Errorf("missing: %q", got)
	}
	for want, empty := range map[string][]*string{
		"full name":            {&rec.Client.GivenNames, &rec.Client.FamilyName},
		"address and postcode": {&rec.Client.Address, &rec.Client.Postcode},
	} {
		for _, half := range empty {
			was := *half
			*half = ""
			if got := Missing(rec); !slices.Equal(got, []string{want}) {
				t.Errorf("with half of the %s, missing: %q", want, got)
			}
			*half = was
		}
	}
}
