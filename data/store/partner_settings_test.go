package store_test

import (
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/lists"
)

// A manager of one partner sets nothing that is about the clients of all partners.
func TestSetSetting_ofAllPartnersIsForWhoSeesThem(t *testing.T) {
	s, who, _, _ := partnership(t)
	who.Role, who.SignedIn = access.Manager, true
	s.Session.SignIn(who)
	for _, key := range []string{lists.SettingPrescribersSee, lists.SettingLockAfter, lists.SettingReleases, lists.SettingInactiveDays, data.SettingBackupDays} {
		if err := s.Lists.SetSetting(bg, key, "30"); data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%s: %v", key, err)
		}
	}
	must(t, s.Lists.SetSetting(bg, lists.SettingServicePhone, "01632 960999"))
	who.OnePartner = false
	s.Session.SignIn(who)
	must(t, s.Lists.SetSetting(bg, data.SettingBackupDays, "30"))
}
