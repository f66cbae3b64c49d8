package casework_test

import (
	"context"
	"path/filepath"
	"reflect"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/storetest"
)

// A field that is written and not read would be wiped by the next save from any screen.
func TestSaveClient_everythingIsReadBack(t *testing.T) {
	ctx := context.Background()
	s, err := office.Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: storetest.On("2026-04-07")})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	surgery, staff := data.Surgery{Name: "Harbour Street Surgery"}, data.Staff{Name: "Siân Prŷs", Role: data.RolePrescriber}
	if err := s.Lists.SaveSurgery(ctx, &surgery); err != nil {
		t.Fatal(err)
	}
	if err := s.Lists.SaveStaff(ctx, &staff); err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{
		"GivenNames": "Zoë", "FamilyName": "O’Brien", "KnownAs": "Zo", "BirthDate": "1950-05-04", "Sex": "female", "NHSNumber": "9434765919",
		"Address": "9 Canute Road", "Town": "Birchington", "Postcode": "CT7 9QQ", "Phone": "01843 555014", "OtherPhone": "07700 900123",
		"Email": "zoe@example.org", "ContactBy": "After 10", "Language": "Welsh", "Interpreter": "yes", "AccessNeeds": "Large print", "LivesAlone": "no",
		"SurgeryID": string(surgery.ID), "Prescriber": string(staff.ID), "Matters": "Her garden.", "Alert": "Dog", "Other": "Daughter", "Reads": "cy",
	}
	var saved data.Client
	for _, f := range data.ClientFields() {
		if texts[f.Name] == "" {
			t.Errorf("this test has nothing for %s", f.Name)
		}
		f.SetText(&saved, texts[f.Name])
	}
	if err := s.Casework.SaveClient(ctx, &saved); err != nil {
		t.Fatal(err)
	}
	read, err := s.Casework.Client(ctx, saved.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range data.ClientFields() {
		if got := f.Text(read); got != texts[f.Name] {
			t.Errorf("%s was saved as %q and is read as %q", f.Name, texts[f.Name], got)
		}
	}
	if read.Stamp = saved.Stamp; !reflect.DeepEqual(*read, saved) {
		t.Errorf("saved %+v, read %+v", saved, *read)
	}
}
