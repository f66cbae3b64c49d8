package store

import "testing"

func TestUserFolders_takeAwayWhatRoams(t *testing.T) {
	u := userFolders{profile: `C:\Users\Łucja Żak`, roaming: `C:\Users\Łucja Żak\AppData\Roaming`, local: `C:\Users\Łucja Żak\AppData\Local`}
	roaming := u
	roaming.roams = true
	for path, want := range map[string]struct{ fixed, roams bool }{
		`C:\Users\Łucja Żak\AppData\Roaming\waymark.db`:       {true, true},
		`c:/users/Łucja żak/appdata/roaming/Waymark/x.db`:     {true, true},
		`C:\Users\Łucja Żak\AppData\RoamingNot\x.db`:          {false, true},
		`C:\Users\Łucja Żak\AppData\Local\Waymark\waymark.db`: {false, false},
		`C:\Users\Łucja Żak\Documents\waymark.db`:             {false, true},
		`D:\Waymark\waymark.db`:                               {false, false},
	} {
		if got := u.takesAway(path); got != want.fixed {
			t.Errorf("%s with a local profile: %v", path, got)
		}
		if got := roaming.takesAway(path); got != want.roams {
			t.Errorf("%s with a roaming profile: %v", path, got)
		}
	}
	if (userFolders{}).takesAway(`C:\x.db`) {
		t.Error("unknown folders take nothing away")
	}
}
