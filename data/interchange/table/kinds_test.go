package table

import "testing"

// A short list of surgeries was turned on its side, because their names have a word
// that headings have; and the file of branches was given no headings.
func TestLook_listsOfSurgeries(t *testing.T) {
	search := "Name,OrgId,Status,OrgRecordClass,PostCode\nPark Surgery,B86001,Active,RC1,LS1 4AP\nHill Surgery,B86002,Inactive,RC1,LS1 4AP\nLow Surgery,B86003,Active,RC1,LS1 4AP\n"
	f, err := Look(write(t, "search.csv", []byte(search)), Overrule{})
	if err != nil || f.Header[1] != "OrgId" || len(f.Questions) > 0 {
		t.Errorf("%q, %q, %v", f.Header, f.Questions, err)
	}
	branch := `"B86001001","BRANCH","Y63","QWO","1 ST","","","LEEDS","","LS1 4AP","19740401","20190101","","","B86001","19740401","","0113 496 0000","","","","0","","","","",""` + "\n"
	f, err = Look(write(t, "ebranchs.csv", []byte(branch+branch)), Overrule{})
	if err != nil || f.Header[1] != "Name" || f.Header[17] != "Contact Phone Number" {
		t.Errorf("%q, %v", f.Header, err)
	}
}
