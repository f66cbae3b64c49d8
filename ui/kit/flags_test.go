package kit

import (
	"slices"
	"testing"
)

func TestFlagChips_saysHowManyMoreThereAre(t *testing.T) {
	flags := []FlagData{{Text: "Dog"}, {Text: "Oxygen", Expired: true}, {Text: "Fire risk"}}
	want := []ChipData{{Text: "Dog", Tone: Amber}, {Text: "Review due · Oxygen", Tone: Red}, {Text: "+1", Tone: Amber}}
	if got := FlagChips(flags, 2); !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	if got := FlagChips(nil, 2); got != nil {
		t.Errorf("without flags: %+v", got)
	}
}

func TestFlags_takeNoRoomWithoutAny(t *testing.T) {
	f := NewFlags()
	if f.Visible() {
		t.Error("an empty line is shown")
	}
	f.Set([]FlagData{{Text: "Dog", About: "Set 7 Apr 2026"}})
	if !f.Visible() || len(f.box.Objects) != 1 {
		t.Error("a flag is not shown")
	}
	f.Set(nil)
	if f.Visible() {
		t.Error("the line is still shown once the flag is gone")
	}
}
